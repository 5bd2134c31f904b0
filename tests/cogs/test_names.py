"""`/speaker` through the real client."""

from dataclasses import replace

import pytest

from bot.app import Dateline
from bot.playground.invocation import NotOffered
from bot.playground.running import running
from bot.story import QuoteKind, SpeakerId
from tests.made import HOSTILE_TEXTS, article, reading

pytestmark = pytest.mark.usefixtures("dateline")


async def speak(keep, *names):
    for name in names:
        words = f"I am {name}."
        of = article(f"{name} speaks", f"“{words}” she said.", url=None)
        await keep(of, reading(of, (words, name, QuoteKind.DIRECT)))


async def said_by(seat, name):
    answer = await seat.slash("whosaid", speaker=name)
    return answer.embeds[0]["title"], answer.text


async def test_two_joined_names_are_one_speaker_in_answers(loopback, keep):
    await speak(keep, "Ann Bell", "A. B. Bell")
    seat = loopback.seat("Max")
    answer = await seat.slash("speaker join", name="A. B. Bell", into="Ann Bell")
    assert answer.is_private
    assert "Joined: **A. B. Bell** → **Ann Bell**" in answer.text
    assert "name now: 2" in answer.text
    for name in ("Ann Bell", "A. B. Bell"):
        title, text = await said_by(seat, name)
        assert title == "Ann Bell"
        assert "2 quotes in 2 stories of 1 outlet." in text
        assert "I am A. B. Bell." in text


async def test_a_join_is_undone_and_done_again_with_a_button_after_a_restart(
    loopback, desk, dateline, keep
):
    await speak(keep, "Ann Bell", "Annie B")
    seat = loopback.seat("Max")
    answer = await seat.slash("speaker join", name="Annie B", into="Ann Bell")
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await answer.press("Undo")
        assert "Parted: **Annie B** → **Ann Bell**" in answer.text
        assert (await said_by(seat, "Annie B"))[0] == "Annie B"
        await answer.press("Undo")
        assert (await said_by(seat, "Annie B"))[0] == "Ann Bell"


async def test_the_lists_while_typing_give_ids(loopback, keep):
    await speak(keep, "Ann Bell", "Annie B", "Carl Dorn")
    seat = loopback.seat("Max")
    (one,) = await seat.complete("speaker join", option="name", typed="annie")
    (into,) = await seat.complete("speaker join", option="into", typed="bell")
    await seat.slash("speaker join", name=one["value"], into=into["value"])
    (joined,) = await seat.complete("speaker part", option="name", typed="")
    assert joined == {"name": "Annie B → Ann Bell", "value": one["value"]}
    assert await seat.complete("speaker part", option="name", typed="dorn") == []
    (found,) = await seat.complete("whosaid", option="speaker", typed="annie")
    assert found["value"] == into["value"]
    answer = await seat.slash("speaker part", name=joined["value"])
    assert "Parted" in answer.text


async def test_what_is_joined_is_listed_page_by_page(loopback, keep):
    seat = loopback.seat("Max")
    assert "None yet" in (await seat.slash("speaker list")).text
    names = [f"Ann Bell {letter * 3}" for letter in "abcdefghijkl"]
    await speak(keep, "Ann Bell", *names)
    for name in names:
        await seat.slash("speaker join", name=name, into="Ann Bell")
    answer = await seat.slash("speaker list")
    assert "**Ann Bell aaa** → **Ann Bell**" in answer.text
    assert "12 joined · page 1 of 2" in answer.text
    await answer.press("More ▶")
    assert "**Ann Bell lll** → **Ann Bell**" in answer.text


@pytest.mark.parametrize(
    ("name", "into", "told"),
    [
        ("Ann Bell", "Ann Bell", "one already"),
        ("Ann Bell", "Carl Dorn", "the other way round"),
        ("Annie B", "Ann Bell", "one already"),
        ("Nobody At All", "Ann Bell", "pick from the list"),
        ("Dorn", "Dorn", "pick one from the list"),
        ("999999", "Ann Bell", "Pick a name"),
    ],
)
async def test_what_cannot_be_joined_is_explained(loopback, keep, name, into, told):
    await speak(keep, "Ann Bell", "Annie B", "Carl Dorn", "Clara Dorn")
    seat = loopback.seat("Max")
    await seat.slash("speaker join", name="Annie B", into="Ann Bell")
    answer = await seat.slash("speaker join", name=name, into=into)
    assert told in answer.text.replace("\n", " ")


@pytest.mark.parametrize(
    ("name", "into", "asked", "joined"),
    [
        ("Dorn", "Ann Bell", "Clara Dorn", "**Clara Dorn** → **Ann Bell**"),
        ("Ann Bell", "Dorn", "Carl Dorn", "**Ann Bell** → **Carl Dorn**"),
    ],
)
async def test_a_name_that_several_have_is_asked_about_before_it_is_joined(
    loopback, keep, desk, guild, name, into, asked, joined
):
    await speak(keep, "Ann Bell", "Carl Dorn", "Clara Dorn")
    answer = await loopback.seat("Max").slash("speaker join", name=name, into=into)
    assert answer.embeds[0]["title"] == "Who is meant?"
    await answer.choose(asked)
    assert joined in answer.text
    assert not await desk.store.joins(guild)
    await answer.press("Join")
    assert f"Joined: {joined}" in answer.text


async def test_a_name_that_is_not_joined_cannot_be_parted(loopback, keep):
    await speak(keep, "Ann Bell")
    for name in ("Ann Bell", "9" * 100):
        answer = await loopback.seat("Max").slash("speaker part", name=name)
        assert "/speaker list" in answer.text


async def test_readers_are_not_offered_the_commands(loopback):
    for command in ("join", "part", "list"):
        with pytest.raises(NotOffered):
            await loopback.seat("Rita").slash(f"speaker {command}")


async def test_a_button_does_nothing_for_whom_may_no_longer_edit(loopback, keep, desk, guild):
    await speak(keep, "Ann Bell", "Annie B")
    seat = loopback.seat("Max")
    answer = await seat.slash("speaker join", name="Annie B", into="Ann Bell")
    key = (guild, seat.member.user.id)
    loopback.world.members[key] = replace(loopback.world.members[key], roles=())
    told = await answer.press("Undo")
    assert "permission to manage messages" in told.text
    assert len(await desk.store.joins(guild)) == 1


async def test_hostile_names_reach_nobody(loopback, keep, desk, guild):
    seat = loopback.seat("Max")
    await speak(keep, "Ann Bell")
    for text in HOSTILE_TEXTS:
        of = article(text, "“Said.”", url=None, outlet=text)
        await keep(of, reading(of, ("Said.", text or None, QuoteKind.DIRECT)))
        answer = await seat.slash("speaker join", name=text[:100] or " ", into="Ann Bell")
        assert answer.error is None
        assert "Something broke" not in answer.text
    for one in await desk.store.suggest_speakers(guild, ""):
        await seat.slash("speaker join", name=str(SpeakerId(one.id)), into="Ann Bell")
    assert (await seat.slash("speaker list")).error is None
    await seat.complete("speaker part", option="name", typed="")
    assert not loopback.pings
