"""`/whosaid` through the real client."""

import pytest

from bot.app import Dateline
from bot.playground.running import running
from bot.story import QuoteKind
from tests.made import HOSTILE_TEXTS, article, reading

pytestmark = pytest.mark.usefixtures("dateline")


async def speak(keep, name, count, outlet="The Courier"):
    for number in range(count):
        of = article(
            f"{name} speaks {number}", f"“Point {number} of {name}.”", url=None, outlet=outlet
        )
        await keep(of, reading(of, (f"Point {number} of {name}.", name, QuoteKind.DIRECT)))


async def test_what_somebody_said_across_stories_newest_first(loopback, keep):
    await speak(keep, "Ann Bell", 2)
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Ann Bell")
    assert answer.is_private
    assert answer.embeds[0]["title"] == "Ann Bell"
    assert "2 quotes in 2 stories of 1 outlet." in answer.text
    assert [field["name"][:17] for field in answer.embeds[0]["fields"]] == [
        "Ann Bell speaks 1",
        "Ann Bell speaks 0",
    ]


async def test_the_list_while_typing_gives_ids(loopback, keep):
    await speak(keep, "Ann Bell", 1)
    seat = loopback.seat("Rita")
    (offered,) = await seat.complete("whosaid", option="speaker", typed="bel")
    assert offered["value"].isdecimal()
    answer = await seat.slash("whosaid", speaker=offered["value"])
    assert answer.embeds[0]["title"] == "Ann Bell"


async def test_a_name_typed_wrongly_is_asked_about(loopback, keep):
    await speak(keep, "Volodymyr Zelensky", 1)
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Zelenskyy")
    if answer.embeds[0]["title"] == "Who is meant?":
        await answer.choose("Volodymyr Zelensky")
    assert answer.embeds[0]["title"] == "Volodymyr Zelensky"


async def test_two_people_of_one_surname_are_asked_about_not_merged(loopback, keep):
    await speak(keep, "Brenda Voss", 1)
    await speak(keep, "Neil Voss", 1)
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Voss")
    assert answer.embeds[0]["title"] == "Who is meant?"
    await answer.choose("Neil Voss")
    assert "Point 0 of Neil Voss" in answer.text
    assert "Brenda" not in answer.text


async def test_a_name_that_nobody_has_gives_the_next_step(loopback, keep):
    await speak(keep, "Ann Bell", 1)
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Qwertz Uiop")
    assert "pick from the list" in answer.text


async def test_an_empty_newsroom_knows_nobody(loopback):
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Ann Bell")
    assert "Nobody of that name" in answer.text


async def test_narrowed_by_words_outlet_and_day(loopback, keep):
    await speak(keep, "Ann Bell", 3)
    seat = loopback.seat("Rita")
    narrow = await seat.slash("whosaid", speaker="Ann Bell", about="point 2", since="2026-11-01")
    assert [field["name"][:17] for field in narrow.embeds[0]["fields"]] == ["Ann Bell speaks 2"]
    assert "Only about “point 2” · since 1 November 2026" in narrow.text
    none = await seat.slash("whosaid", speaker="Ann Bell", about="tolls", outlet="courier")
    assert "Leave out" in none.text
    assert "Only from **The Courier** · about “tolls”" in none.text


async def test_what_somebody_said_can_be_posted(loopback, keep):
    await speak(keep, "Ann Bell", 6)
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Ann Bell")
    await answer.press("More ▶")
    posted = await answer.press("Post here")
    assert not posted.is_private
    assert posted.embeds == answer.embeds
    assert "Post here" not in posted.buttons


async def test_pages_turn_after_a_restart_of_the_bot(loopback, desk, dateline, keep):
    await speak(keep, "Ann Bell", 6)
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Ann Bell")
    assert "page 1 of 2" in answer.text
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await answer.press("More ▶")
        assert "Point 0 of Ann Bell" in answer.text


async def test_a_story_opens_from_what_was_said(loopback, keep):
    await speak(keep, "Ann Bell", 1)
    answer = await loopback.seat("Rita").slash("whosaid", speaker="Ann Bell")
    await answer.choose("Ann Bell speaks 0")
    assert answer.embeds[0]["title"] == "Ann Bell speaks 0"


async def test_hostile_names_reach_nobody(loopback, keep):
    seat = loopback.seat("Rita")
    for text in HOSTILE_TEXTS:
        of = article(text, "“Said.”", url=None, outlet=text)
        await keep(of, reading(of, ("Said.", text or None, QuoteKind.DIRECT)))
        if text.strip():
            answer = await seat.slash("whosaid", speaker=text[:100])
            assert answer.error is None
            assert "Something broke" not in answer.text
        await seat.complete("whosaid", option="speaker", typed=text[:100])
    assert not loopback.pings
