"""`/settings` through the real client."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import Dateline
from bot.playground import permissions
from bot.playground.invocation import NotOffered
from bot.playground.running import running
from bot.playground.world import Overwrite
from tests.made import HOSTILE_TEXTS

SEND = permissions.SEND
EMBED = permissions.EMBED_LINKS


def deny(loopback, channel, bits):
    """Take permissions from the bot in a channel, before it logs in."""
    world = loopback.world
    place = world.find_channel(channel)
    own = Overwrite(world.bot.id, is_member=True, deny=bits)
    world.channels[place.id] = replace(place, overwrites=(*place.overwrites, own))


@pytest.mark.usefixtures("dateline")
async def test_the_panel_shows_defaults_that_work(loopback):
    answer = await loopback.seat("Olivia").slash("settings")
    assert answer.is_private
    assert "**UTC**" in answer.text
    assert "nobody is told of trouble" in answer.text
    assert "**for ever**" in answer.text


@pytest.mark.usefixtures("dateline")
@pytest.mark.parametrize("typed", ["berlin", "europe/berlin", "Germany"])
async def test_a_time_zone_is_set_by_what_it_is_called_and_unset(loopback, desk, guild, typed):
    answer = await loopback.seat("Olivia").slash("settings", zone=typed)
    if "Which time zone?" in answer.text:
        await answer.choose("Europe/Berlin")
    assert "The time zone is **Europe/Berlin**; it was UTC." in answer.text
    assert (await desk.store.servers.of(guild)).zone == ZoneInfo("Europe/Berlin")
    assert f"{datetime.now(ZoneInfo('Europe/Berlin')):%A}" in answer.text
    await answer.press("Undo")
    assert (await desk.store.servers.of(guild)).zone == ZoneInfo("UTC")


@pytest.mark.usefixtures("dateline")
async def test_the_list_while_typing_tells_the_time_there(loopback):
    seat = loopback.seat("Olivia")
    found = await seat.complete("settings", option="zone", typed="new y")
    assert found[0]["value"] == "America/New_York"
    assert "UTC-" in found[0]["name"]
    assert len(await seat.complete("settings", option="zone", typed="")) == 25


@pytest.mark.usefixtures("dateline")
async def test_the_form_finds_a_zone_or_asks_which_after_a_restart(loopback, desk, dateline, guild):
    answer = await loopback.seat("Olivia").slash("settings")
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        form = await answer.press("Time zone …")
        await form.submit({"Where are you?": "australia"})
        assert "Which time zone?" in answer.text
        await answer.choose("Australia/Perth")
        assert (await desk.store.servers.of(guild)).zone.key == "Australia/Perth"


@pytest.mark.usefixtures("dateline")
async def test_a_zone_that_is_nowhere_is_asked_for_again(loopback, desk, guild):
    for typed in ("atlantis below", "[x](https://evil.example)", HOSTILE_TEXTS[0], "../../etc"):
        answer = await loopback.seat("Olivia").slash("settings", zone=typed[:60])
        assert "No such time zone" in answer.text
        assert "](https" not in answer.text
    assert (await desk.store.servers.of(guild)).zone.key == "UTC"


@pytest.mark.usefixtures("dateline")
async def test_the_moderators_channel_is_picked_cleared_and_warned_of(loopback, desk, guild):
    answer = await loopback.seat("Olivia").slash("settings")
    await answer.choose("mod-desk", select="The moderators' channel")
    private = loopback.world.find_channel("mod-desk").id
    assert (await desk.store.servers.of(guild)).desk == private
    assert "Everybody can read it" not in answer.text
    await answer.choose("news", select="The moderators' channel")
    assert "Everybody can read it" in answer.text
    await answer.press("Undo")
    assert (await desk.store.servers.of(guild)).desk == private
    await answer.choose(select="The moderators' channel")
    assert (await desk.store.servers.of(guild)).desk is None


async def test_what_the_bot_lacks_in_that_channel_is_named_before_anything_is_saved(
    loopback, desk, guild, request
):
    deny(loopback, "news", SEND | EMBED)
    deny(loopback, "mod-desk", permissions.VIEW)
    async with running(Dateline(desk, ready_s=0.05), loopback):
        answer = await loopback.seat("Olivia", channel="announcements").slash("settings")
        refused = await answer.choose("news", select="The moderators' channel")
        assert "Nothing was saved" in refused.text
        assert "- **Send Messages**\n- **Embed Links**" in refused.text
        assert "View Channel" not in refused.text
    async with running(Dateline(desk, ready_s=0.05), loopback):
        answer = await loopback.seat("Olivia", channel="announcements").slash("settings")
        refused = await answer.choose("mod-desk", select="The moderators' channel")
        assert "View Channel" in refused.text
        assert (await desk.store.servers.of(guild)).desk is None


@pytest.mark.usefixtures("dateline")
async def test_stories_that_would_go_at_once_are_asked_about(loopback, desk, guild, keep):
    await keep(now=datetime.now(UTC) - timedelta(days=40))
    answer = await loopback.seat("Olivia").slash("settings")
    await answer.choose("Stories stay 90 days", select="How long stories stay")
    assert (await desk.store.servers.of(guild)).keeps == timedelta(days=90)
    await answer.choose("Stories stay 30 days", select="How long stories stay")
    assert "1 story is older than 30 days" in answer.text
    assert (await desk.store.servers.of(guild)).keeps == timedelta(days=90)
    await answer.press("Keep 30 days")
    assert "Stories stay **30 days**" in answer.text
    await answer.press("Undo")
    assert (await desk.store.servers.of(guild)).keeps == timedelta(days=90)


@pytest.mark.usefixtures("dateline")
async def test_only_those_who_manage_the_server_are_offered_it_and_may_press(loopback, desk, guild):
    with pytest.raises(NotOffered):
        await loopback.seat("Max").slash("settings")
    owner = loopback.seat("Olivia")
    answer = await owner.slash("settings")
    world = loopback.world
    world.guilds[guild] = replace(world.guilds[guild], owner=world.find_member("Max").user.id)
    refused = await answer.choose("Stories stay a week", select="How long stories stay")
    assert "permission to manage the server" in refused.text
    assert (await desk.store.servers.of(guild)).keeps is None


@pytest.mark.usefixtures("dateline")
async def test_the_language_of_the_channels_is_chosen_and_unset(loopback, desk, guild):
    answer = await loopback.seat("Olivia").slash("settings")
    assert "**English**" in answer.text
    await answer.choose("Deutsch", select="The language of the channels")
    assert "The language of the channels is **Deutsch**." in answer.text
    assert (await desk.store.servers.of(guild)).language == "de"
    await answer.press("Undo")
    assert not (await desk.store.servers.of(guild)).language
