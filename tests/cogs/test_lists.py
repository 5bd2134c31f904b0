"""`/latest` and `/search` through the real client."""

import re
from dataclasses import replace

import pytest

from bot.app import Dateline
from bot.playground.running import running
from bot.story import QuoteKind
from tests.made import HOSTILE_TEXTS, article, reading

pytestmark = pytest.mark.usefixtures("dateline")


async def shelve(keep, count, words="Council meets"):
    for number in range(1, count + 1):
        of = article(f"{words} {number}", f"{words} for the time of {number}.", url=None)
        await keep(replace(of, outlet="Even" if number % 2 == 0 else "Odd"), reading(of))


def numbers(answer):
    return [int(n) for n in re.findall(r"\*\*\D*(\d+)\*\*", answer.text)]


async def test_the_newest_come_first_and_pages_turn(loopback, keep):
    await shelve(keep, 7)
    answer = await loopback.seat("Rita").slash("latest")
    assert answer.is_private
    assert numbers(answer) == [7, 6, 5, 4, 3]
    await answer.press("More ▶")
    assert numbers(answer) == [2, 1]
    await answer.press("◀ Back")
    assert numbers(answer) == [7, 6, 5, 4, 3]


async def test_what_comes_in_meanwhile_does_not_shift_the_pages(loopback, keep):
    await shelve(keep, 7)
    answer = await loopback.seat("Rita").slash("latest")
    await keep(article("Late news 99", "It came in between.", url=None))
    await answer.press("More ▶")
    assert numbers(answer) == [2, 1]


async def test_pages_turn_after_a_restart_of_the_bot(loopback, desk, dateline, keep):
    await shelve(keep, 7, words="Harbour report")
    answer = await loopback.seat("Rita").slash("search", query="harbour")
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await answer.press("More ▶")
        assert numbers(answer) == [2, 1]


async def test_a_story_opens_from_the_list(loopback, keep):
    await shelve(keep, 2)
    answer = await loopback.seat("Rita").slash("latest", count=2)
    await answer.choose("Council meets 1")
    assert answer.embeds[0]["title"] == "Council meets 1"


async def test_one_outlet_alone(loopback, keep):
    await shelve(keep, 5)
    seat = loopback.seat("Rita")
    offered = await seat.complete("latest", option="outlet", typed="ev")
    assert [choice["name"] for choice in offered] == ["Even"]
    answer = await seat.slash("latest", outlet=offered[0]["value"])
    assert numbers(answer) == [4, 2]


async def test_an_outlet_is_the_one_of_that_name_or_asked_about(loopback, keep):
    for number, outlet in enumerate(("The Post", "The Post *Extra*", "The Herald"), 1):
        of = article(f"Council meets {number}", f"Meeting {number}.", url=None, outlet=outlet)
        await keep(of, reading(of))
    seat = loopback.seat("Rita")
    exact = await seat.slash("latest", outlet="the post")
    assert numbers(exact) == [1]
    assert "Only from **The Post**" in exact.text
    assert numbers(await seat.slash("latest", outlet="her")) == [3]
    several = await seat.slash("latest", outlet="post")
    assert "**The Post**, **The Post \\*Extra\\***" in several.text
    assert "Herald" not in several.text


async def test_ten_stories_with_long_headlines_and_addresses_fit_one_card(loopback, keep):
    for number in range(10):
        of = article(
            f"{number} " + "council meets again " * 7,
            f"Meeting {number}.",
            url=f"https://news.example/{number}/{'long-address' * 20}",
        )
        await keep(of, reading(of))
    answer = await loopback.seat("Rita").slash("latest", count=10)
    assert answer.text.count("council meets again") >= 10


async def test_a_list_can_be_posted(loopback, keep):
    await shelve(keep, 7)
    answer = await loopback.seat("Rita").slash("latest", outlet="odd", count=2)
    await answer.press("More ▶")
    posted = await answer.press("Post here")
    assert not posted.is_private
    assert posted.embeds == answer.embeds
    assert "Post here" not in posted.buttons


async def test_an_empty_newsroom_teaches_how_to_begin(loopback):
    answer = await loopback.seat("Rita").slash("latest")
    assert "/story add" in answer.text


async def test_a_search_finds_bodies_and_quotes(loopback, keep):
    await keep()
    answer = await loopback.seat("Rita").slash("search", query="bicycles")
    assert "Bridge to reopen" in answer.text
    assert "1 story" in answer.text


async def test_a_search_narrowed_by_speaker_outlet_and_days(loopback, keep):
    await keep()
    seat = loopback.seat("Rita")
    wide = {"speaker": "Ellen Park", "outlet": "tarn", "since": "2026-11-01"}
    found = await seat.slash("search", query="tolls", until="2026-11-03", **wide)
    assert "Bridge to reopen" in found.text
    assert (
        "Only quoting **Ellen Park** · from **The Tarn Courier**"
        " · since 1 November 2026 · until 3 November 2026" in found.text
    )
    missed = await seat.slash("search", query="tolls", until="2026-11-02", **wide)
    assert "No story fits" in missed.text
    assert "until 2 November 2026" in missed.text


async def test_a_search_asks_who_is_meant_where_several_have_the_name(loopback, keep):
    for name in ("Brenda Voss", "Neil Voss"):
        of = article(f"{name} on tolls", f"“No tolls, says {name}.”", url=None)
        await keep(of, reading(of, (f"No tolls, says {name}.", name, QuoteKind.DIRECT)))
    answer = await loopback.seat("Rita").slash("search", query="tolls", speaker="Voss")
    assert answer.embeds[0]["title"] == "Who is meant?"
    await answer.choose("Neil Voss")
    assert answer.embeds[0]["title"] == "Stories with “tolls”"
    assert "Neil Voss on tolls" in answer.text
    assert "Brenda" not in answer.text


@pytest.mark.parametrize("when", ["soon-ish", "31/31/2026", "🙂"])
async def test_a_day_that_cannot_be_read_is_explained(loopback, when):
    answer = await loopback.seat("Rita").slash("search", query="x", since=when)
    assert "2026-11-03" in answer.text


@pytest.mark.parametrize("option", ["speaker", "outlet"])
async def test_a_name_that_nobody_has_is_explained(loopback, option):
    answer = await loopback.seat("Rita").slash("search", query="x", **{option: "Nobody Atall"})
    assert "here" in answer.text
    assert "list" in answer.text


@pytest.mark.parametrize(
    "query", ['"', "NEAR(a b)", "a AND OR", "*", "title:x", "-x", "🙂", "'; --"]
)
async def test_signs_of_a_query_language_are_only_words(loopback, keep, query):
    await keep()
    answer = await loopback.seat("Rita").slash("search", query=query)
    assert answer.error is None
    assert "Something broke" not in answer.text


async def test_hostile_texts_reach_nobody(loopback, keep):
    seat = loopback.seat("Rita")
    for text in HOSTILE_TEXTS:
        of = article(text, text.replace("\n\n", " ") or "x", url=None, outlet=text)
        await keep(of, reading(of, (of.body[:1], text or None, QuoteKind.DIRECT)))
        if text.strip():
            answer = await seat.slash("search", query=text[:40])
            assert answer.error is None
    answer = await seat.slash("latest", count=10)
    await answer.press("More ▶")
    assert not loopback.pings
