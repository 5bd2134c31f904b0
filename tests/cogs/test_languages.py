"""Answers in the language of whoever reads them, through the real client."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.playground import permissions
from bot.playground.world import Overwrite
from tests.waiting import until


def speaking(loopback, member, locale):
    """A member whose Discord is in that language, in their seat."""
    world = loopback.world
    user = world.find_member(member).user
    world.users[user.id] = replace(user, locale=locale)
    return loopback.seat(member)


@pytest.mark.usefixtures("dateline")
@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("de", "Noch keine Meldungen"),
        ("es-ES", "Aún no hay noticias"),
        ("es-419", "Aún no hay noticias"),
        ("en-GB", "No stories yet"),
        ("fr", "No stories yet"),
    ],
    ids=str,
)
async def test_a_member_is_answered_in_their_own_language(loopback, locale, expected):
    answer = await speaking(loopback, "Rita", locale).slash("latest")
    assert expected in answer.text


@pytest.mark.usefixtures("dateline")
async def test_who_speaks_another_language_is_answered_in_the_servers(loopback, desk, guild):
    await desk.store.servers.set_language(guild, "es")
    answer = await speaking(loopback, "Rita", "fr").slash("latest")
    assert "Aún no hay noticias" in answer.text


@pytest.mark.usefixtures("dateline")
async def test_what_everybody_reads_is_in_the_servers_language(loopback, desk, guild, keep):
    await desk.store.servers.set_language(guild, "es")
    await keep()
    seat = speaking(loopback, "Rita", "de")
    answer = await seat.slash("latest")
    assert "Neueste Meldungen" in answer.text
    posted = await answer.press("Hier posten")
    assert "Últimas noticias" in posted.text


@pytest.mark.usefixtures("dateline")
async def test_errors_are_said_in_the_members_language(loopback):
    answer = await speaking(loopback, "Max", "de").slash("summary", story="atlantis")
    assert "Dazu passt hier keine Meldung" in answer.text


@pytest.mark.usefixtures("dateline")
async def test_commands_are_described_in_every_language(loopback):
    for command in loopback.seat("Olivia").commands:
        said = command.get("description_localizations") or {}
        if command["type"] == 1:
            assert {"de", "es-ES", "es-419"} <= set(said), command["name"]
        for option in command.get("options", ()):
            assert {"de", "es-ES"} <= set(option["description_localizations"]), option["name"]
        assert all(len(text) <= 100 for text in said.values())


@pytest.mark.usefixtures("dateline")
async def test_a_form_asks_in_the_members_language(loopback):
    opened = await speaking(loopback, "Max", "de").slash("story add")
    assert opened.modal is not None
    written = opened.modal.written
    assert written["title"] == "Meldung hinzufügen"
    assert "4.000" in str(written)


@pytest.mark.usefixtures("dateline")
async def test_what_the_bot_posts_by_itself_is_in_the_servers_language(loopback, desk, guild, keep):
    await desk.store.servers.set_language(guild, "de")
    seat = speaking(loopback, "Olivia", "es-ES")
    assert "Suscrito" in (await seat.slash("subscription add")).text
    await keep(now=datetime.now(UTC))
    await until(lambda: any(not message.is_private for message in seat.messages))
    posted = next(message for message in seat.messages if not message.is_private)
    labels = [each["label"] for row in posted.components for each in row["components"]]
    assert labels[:3] == ["Zusammenfassung", "Zitate (3)", "Wer sagte was"]


@pytest.mark.usefixtures("dateline")
async def test_a_test_card_is_in_the_servers_language(loopback, desk, guild):
    await desk.store.servers.set_language(guild, "de")
    seat = speaking(loopback, "Olivia", "es-ES")
    await seat.slash("subscription add")
    answer = await seat.slash("subscription test", subscription="1")
    assert "La prueba ha llegado" in answer.text
    posted = next(message for message in seat.messages if not message.is_private)
    assert posted.content.startswith("**Test** eines Abos")
    assert "Eine passende Meldung wird hier stehen" in str(posted.embeds)


@pytest.mark.usefixtures("dateline")
async def test_who_may_not_post_is_told_so_in_their_own_language(loopback, desk, guild, keep):
    await desk.store.servers.set_language(guild, "es")
    await keep()
    seat = speaking(loopback, "Rita", "de")
    silent = Overwrite(seat.member.user.id, is_member=True, deny=permissions.SEND)
    loopback.world.channels[seat.channel.id] = replace(seat.channel, overwrites=(silent,))
    refused = await (await seat.slash("latest")).press("Hier posten")
    assert "Du kannst in diesem Kanal keine Nachrichten senden" in refused.text


@pytest.mark.usefixtures("dateline")
async def test_a_preview_says_in_the_members_language_that_nothing_is_collected(loopback):
    seat = speaking(loopback, "Olivia", "de")
    await seat.slash("digest set", at="8")
    preview = await seat.slash("digest preview")
    assert "wird noch nichts gesammelt" in preview.text


@pytest.mark.usefixtures("dateline")
async def test_a_forum_post_without_a_tag_is_offered_in_the_members_language(loopback):
    panel = await speaking(loopback, "Olivia", "de").slash("subscription add", channel="stories")
    assert "Kein Tag" in str(panel.components)
