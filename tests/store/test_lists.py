"""What a server is shown: lists newest first, page by page, and what was searched for."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.store.engine import fulltext
from bot.store.engine.asked import Asked, Page
from bot.story import OutletId, SpeakerId
from tests.store.sample import BODY, HERE, NOON, THERE, fill, reading, take_in


def headlines(lines) -> list[str]:
    return [line.headline for line in lines]


def numbered(*numbers: int) -> list[str]:
    return [f"Report number{number} on the harbour" for number in numbers]


async def test_the_newest_stories_come_first_page_by_page(store):
    await fill(store, 5)
    first = await store.search(HERE, Asked(), Page(size=2))
    last = await store.search(HERE, Asked(), Page(number=3, size=2, upto=first.upto))
    assert headlines(first.rows) == numbered(4, 3)
    assert headlines(last.rows) == numbered(0)
    assert (first.total, last.page) == (5, 3)


async def test_pages_do_not_shift_while_stories_come_in(store):
    await fill(store, 4)
    first = await store.search(HERE, Asked(), Page(size=2))
    await take_in(store, headline="Meanwhile")
    second = await store.search(HERE, Asked(), Page(number=2, size=2, upto=first.upto))
    assert headlines(second.rows) == numbered(1, 0)
    assert second.total == 4


async def test_a_list_goes_on_when_the_story_it_ended_at_was_removed(store):
    kept = await fill(store, 4)
    first = await store.search(HERE, Asked(), Page(size=2))
    await store.remove(HERE, kept[-1].story, now=NOON)
    second = await store.search(HERE, Asked(), Page(number=2, size=2, upto=first.upto))
    assert headlines(second.rows) == numbered(0)


async def test_a_list_counts_what_was_there_when_it_was_begun(store):
    await fill(store, 3)
    await take_in(store, outlet="Times", read=reading(name="Bo Other"))
    (ana,) = await store.suggest_speakers(HERE, "ana")
    herald = (await store.suggest_outlets(HERE, "herald"))[0]
    first = await store.search(HERE, Asked())
    later = [await take_in(store, url=f"https://herald.example/late{n}") for n in range(2)]
    then = Page(upto=first.upto)
    for asked, quotes, was, now in [
        (Asked(), 12, 4, 6),
        (Asked(outlet=herald.id), 9, 3, 5),
        (Asked(speaker=ana.id), 6, 3, 5),
        (Asked(speaker=ana.id, outlet=herald.id), 6, 3, 5),
    ]:
        assert (await store.search(HERE, asked, then)).total == was
        assert (await store.search(HERE, asked)).total == now
        assert (await store.said(HERE, asked, then)).total == quotes
    await store.remove(HERE, later[0].story, now=NOON)
    assert (await store.search(HERE, Asked(speaker=ana.id))).total == 4
    assert (await store.search(HERE, Asked(speaker=ana.id), then)).total == 3


async def test_an_empty_shelf_and_a_page_past_the_end_are_empty_lists(store):
    assert await store.search(HERE, Asked()) == await store.search(HERE, Asked("ferry"))
    await fill(store, 2)
    assert (await store.search(HERE, Asked(), Page(number=9))).rows == ()
    assert (await store.search(HERE, Asked(), Page(number=-1))).total == 2


async def test_an_old_story_new_to_a_server_is_its_newest(store):
    old = await take_in(store, THERE)
    await fill(store, 2, HERE)
    await take_in(store, HERE)
    assert (await store.search(HERE, Asked())).rows[0].id == old.story


async def test_a_list_can_be_of_one_outlet(store):
    await fill(store, 2)
    await take_in(store, outlet="The Times of the Port")
    lines = await store.suggest_outlets(HERE, "")
    assert [(line.name, line.stories) for line in lines] == [
        ("The Herald", 2),
        ("The Times of the Port", 1),
    ]
    assert (await store.search(HERE, Asked(outlet=lines[1].id))).total == 1
    assert (await store.search(HERE, Asked(outlet=OutletId(99)))).total == 0
    assert await store.suggest_outlets(HERE, "por ti") == (lines[1],)
    assert await store.suggest_outlets(THERE, "") == ()


@pytest.mark.parametrize("typed", ["fer", "FERRY st", "máyor", "says, open"])
async def test_typing_the_beginning_of_any_words_suggests_the_story(store, typed):
    await take_in(store)
    await take_in(store, THERE, headline="Ferry stays here, mayor says open", url=None)
    (line,) = await store.suggest_stories(HERE, typed)
    assert line.headline == "Ferry stays open, mayor says"


async def test_nothing_typed_suggests_the_newest(store):
    await fill(store, 4)
    lines = await store.suggest_stories(HERE, " ", 2)
    assert headlines(lines) == numbered(3, 2)


async def test_a_number_typed_finds_no_story_of_another_server(store):
    await take_in(store, THERE)
    assert await store.suggest_stories(HERE, f"g{THERE}") == ()
    assert await store.suggest_stories(THERE, f"g{THERE}") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", True),
        ("REPORTERS Mayor", True),
        ("jose", True),
        ('"keep running"', True),
        ("“keep running”", True),
        ('"running keep"', False),
        ("ferry airport", False),
        ("ferr", False),
        ("!?", False),
        ("", True),
    ],
)
async def test_a_search_finds_stories_with_all_words(store, words, found):
    kept = await take_in(store)
    listing = await store.search(HERE, Asked(words))
    assert [line.id for line in listing.rows] == [kept.story] * found
    assert listing.total == found
    assert (await store.search(THERE, Asked(words))).total == 0


async def test_a_search_looks_only_at_the_newest_revision(store):
    await take_in(store)
    await take_in(store, headline="Port closes", body=BODY.replace("unrealistic", "dreamt up"))
    assert (await store.search(HERE, Asked("unrealistic"))).total == 0
    assert (await store.search(HERE, Asked("dreamt"))).total == 1


async def test_a_search_can_be_of_a_time_an_outlet_and_a_speaker(store):
    await take_in(store, read=reading(name="Bo Other"), outlet="Times")
    (bo,) = await store.speakers_named(HERE, "bo other")
    (times,) = await store.suggest_outlets(HERE, "times")
    undated = await take_in(store, url="https://h.example/2", published=None)
    at = NOON - timedelta(hours=2)
    moment = timedelta(milliseconds=1)
    for asked, total in [
        (Asked(speaker=bo.id), 1),
        (Asked("ferry", speaker=SpeakerId(99)), 0),
        (Asked("ferry", outlet=times.id), 1),
        (Asked(since=at, until=at), 1),
        (Asked(until=at - moment), 0),
    ]:
        assert (await store.search(HERE, asked)).total == total
    (line,) = (await store.search(HERE, Asked(since=at + moment))).rows
    assert line.id == undated.story


async def test_nothing_that_is_typed_breaks_a_search(place):
    async with place.open() as store:
        await take_in(store)
        for typed in HOSTILE:
            await store.search(HERE, Asked(typed))
            await store.said(HERE, Asked(typed))
            await store.quotes_like(HERE, typed)
            await store.suggest_stories(HERE, typed)
            await store.suggest_speakers(HERE, typed)
            await store.suggest_outlets(HERE, typed)
            await store.speakers_named(HERE, typed)
            await store.speakers_like(HERE, typed)


HOSTILE = [
    *('"', '""', "'", "*", "a*", "^a", "a:b", "headline : a", "NEAR(a b)", "a AND", "NOT", "OR OR"),
    *("(", ")", "{a}", "-a", "a-b", "--", ";", "%", "\\", "\x00", "a\x00b", "\ud800", "﷽", "é́́"),
    *(" ".join("abcdefgh") * 200, "x" * 6000, '"' * 501, "\N{COMBINING ACUTE ACCENT}", "\u202ea"),
]


@given(st.text() | st.text("\"'*():^-{} aAN\x00\ud800“"))
def test_any_text_becomes_a_query_that_sqlite_can_run(search_index, typed):
    for statement, query in (
        (fulltext.TITLES, fulltext.begun(HERE, typed)),
        (fulltext.NAMES, fulltext.begun(HERE, typed)),
        (fulltext.TEXTS, fulltext.all_of(typed)),
        (fulltext.QUOTES, fulltext.all_of(typed)),
        (fulltext.QUOTES, fulltext.any_of(typed)),
    ):
        if query is not None:
            search_index.execute(select(statement), {"query": query}).all()
