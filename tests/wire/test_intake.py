"""Stories come in whole or not at all, once each, with what they are busy with told."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
import pytest_asyncio

from bot.errors import AddressRefused, FetchFailed, IntakeError, NoArticle, StoreError
from bot.reading import resident
from bot.store import Asked, Store
from bot.story import GuildId, Outcome
from bot.wire.article_file import MOST_BYTES
from bot.wire.fetch import open_fetcher
from bot.wire.intake import Intake, Stage, Taker
from bot.wire.page import load
from bot.worker import Worker
from tests.wire import test_live as live
from tests.wire.loopback_sites import Names, Site, open_site, plain, redirect
from tests.wire.test_page import FIRST, HEADLINE, PARAGRAPHS, SECOND, THIRD, page

TAKER: Taker = {
    "guild": GuildId(1),
    "now": datetime(2025, 12, 1, tzinfo=UTC),
}
ADDRESS = "http://news.example/ferry"
PASTED = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.fixture(scope="module")
def pages() -> Iterator[Worker]:
    worker = Worker(load, limit_s=5)
    yield worker
    asyncio.run(worker.close())


@pytest.fixture(scope="module")
def readings() -> Iterator[Worker]:
    worker = Worker(partial(resident.load, None), limit_s=20)
    yield worker
    asyncio.run(worker.close())


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        opened.answers["/ferry"] = plain(page())
        yield opened


@pytest_asyncio.fixture
async def store(tmp_path, either_database, lay_empty) -> AsyncIterator[Store]:
    lay_empty(tmp_path)
    async with Store.open(tmp_path, either_database) as opened:
        yield opened


@pytest_asyncio.fixture
async def intake(site, store, pages, readings) -> AsyncIterator[Intake]:
    names = Names(site.port)
    names.add("news.example", "127.0.0.1")
    async with open_fetcher(["news.example"], limit_s=2, resolver=names) as fetcher:
        yield Intake(store, pages=pages, readings=readings, fetcher=fetcher)


async def shelf(store: Store) -> int:
    return (await store.search(TAKER["guild"], Asked())).total


async def test_a_page_is_fetched_extracted_read_and_kept_in_that_order(intake, store):
    stages = []

    async def progress(stage: Stage) -> None:
        stages.append(stage)

    kept = await intake.take_url(f"<{ADDRESS}?utm_source=chat#top>", progress=progress, **TAKER)
    assert kept.outcome is Outcome.NEW
    assert stages == [Stage.FETCHING, Stage.EXTRACTING, Stage.READING, Stage.KEEPING]
    story = await store.story(TAKER["guild"], kept.story)
    assert story.article.paragraphs == PARAGRAPHS
    assert story.article.url == ADDRESS
    words = [quote.words(story.article.body) for quote in story.reading.quotes]
    assert words[0].startswith("We heard the islanders")


async def test_the_same_story_twice_is_one_story(intake, store):
    first = await intake.take_url(ADDRESS, **TAKER)
    again = await intake.take_url(ADDRESS + "?fbclid=1", **TAKER)
    assert (again.story, again.outcome) == (first.story, Outcome.SAME)
    assert await shelf(store) == 1


async def test_a_changed_text_is_a_revision(intake, site):
    first = await intake.take_url(ADDRESS, **TAKER)
    site.answers["/ferry"] = plain(
        page(inside="<p>On Friday the mayor resigned, her office said.</p>")
    )
    again = await intake.take_url(ADDRESS, **TAKER)
    assert (again.story, again.revision, again.outcome) == (first.story, 2, Outcome.REVISED)


async def test_an_address_asked_for_many_times_at_once_is_fetched_once(intake, site, store):
    kept = await asyncio.gather(*(intake.take_url(ADDRESS, **TAKER) for _ in range(8)))
    assert len({each.story for each in kept}) == 1
    assert [each.outcome for each in kept].count(Outcome.NEW) == 1
    assert site.requests == ["/ferry"]
    assert await shelf(store) == 1


async def test_who_waits_takes_over_from_one_who_gives_up(intake, site):
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow(writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await go_on.wait()
        writer.write(plain(page()))

    site.answers["/ferry"] = slow
    async with asyncio.TaskGroup() as group:
        first = group.create_task(intake.article_at(ADDRESS))
        await arrived.wait()
        second = group.create_task(intake.article_at(ADDRESS))
        first.cancel()
        go_on.set()
    assert first.cancelled()
    assert second.result().headline == HEADLINE
    assert len(site.requests) == 2


async def test_a_failed_fetch_fails_for_all_who_wait_and_can_be_tried_again(intake, site):
    site.answers["/ferry"] = plain("", status="503 Busy")
    outcomes = await asyncio.gather(
        *(intake.article_at(ADDRESS) for _ in range(3)), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [FetchFailed] * 3
    site.answers["/ferry"] = plain(page())
    assert (await intake.article_at(ADDRESS)).headline == HEADLINE


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (plain("", status="404 Not Found"), FetchFailed),
        (plain(b"%PDF-1.7", kind="application/pdf"), NoArticle),
        (plain(""), NoArticle),
        (plain(b"\x00\x01\x02" * 500), NoArticle),
        (plain("<html><body><script>draw();</script></body></html>"), NoArticle),
        (plain("<html><body><p>Ferry.</p></body></html>"), NoArticle),
        (plain("ferry", kind="text/plain"), NoArticle),
        (redirect("http://127.0.0.1/"), AddressRefused),
        (redirect("/"), NoArticle),
        (b"not http", FetchFailed),
    ],
)
async def test_what_brings_no_article_leaves_nothing_behind(intake, site, store, answer, error):
    site.answers |= {"/ferry": answer, "/": plain(page())}
    with pytest.raises(error) as refusal:
        await intake.take_url(ADDRESS, **TAKER)
    assert refusal.value.reader.endswith(".")
    assert await shelf(store) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        bytes(MOST_BYTES + 1),
        b"Ferry",
        b"<html><head><script>x()</script></head></html>",
        b"<!doctype html><title>Before you continue</title><p>We value your privacy.</p>" * 3,
        b"\xff\xfe",
    ],
)
async def test_a_file_without_a_story_leaves_nothing_behind(intake, store, content):
    with pytest.raises(IntakeError) as refusal:
        await intake.take_file(content, **TAKER)
    assert refusal.value.reader.endswith(".")
    assert await shelf(store) == 0


@pytest.mark.parametrize(
    "content",
    [PASTED.encode(), PASTED.encode("cp1252"), page().encode(), b"\xef\xbb\xbf" + page().encode()],
)
async def test_a_text_or_html_file_is_taken_in(intake, store, content):
    kept = await intake.take_file(content, **TAKER)
    article = (await store.story(TAKER["guild"], kept.story)).article
    assert article.headline == HEADLINE
    assert article.paragraphs == PARAGRAPHS
    assert article.url is None


async def test_a_pasted_text_is_taken_in_under_the_headline_given(intake, store):
    kept = await intake.take_text(PASTED, headline="Ferry stays", outlet="The Post", **TAKER)
    article = (await store.story(TAKER["guild"], kept.story)).article
    assert (article.headline, article.outlet) == ("Ferry stays", "The Post")


async def test_a_text_page_is_read_as_pasted_text(intake, site):
    site.answers["/ferry"] = plain(PASTED, kind="text/plain; charset=utf-8")
    article = await intake.article_at(ADDRESS)
    assert (article.headline, article.url) == (HEADLINE, ADDRESS)
    assert article.paragraphs == PARAGRAPHS


async def test_all_addresses_of_a_story_are_remembered(intake, site):
    site.answers["/short"] = redirect("/ferry?id=7")
    site.answers["/ferry?id=7"] = plain(
        page(head='<link rel="canonical" href="http://news.example/ferry">')
    )
    article = await intake.article_at("http://news.example/short?utm_medium=x")
    assert article.url == ADDRESS
    assert set(article.also_at) == {"http://news.example/ferry?id=7", "http://news.example/short"}


async def test_a_text_that_was_read_before_is_not_read_again(intake, store, pages, site):
    await intake.take_url(ADDRESS, **TAKER)
    article = await intake.article_at(ADDRESS)
    known = await intake.reading_of(article)
    assert known == await store.reading_of(article, known.engine)


async def test_a_page_that_holds_its_parser_is_given_up_and_the_next_one_is_read(site, readings):
    names = Names(site.port)
    names.add("news.example", "127.0.0.1")
    async with (
        open_fetcher(["news.example"], resolver=names) as fetcher,
        Worker(load, limit_s=2) as pages,
    ):
        intake = Intake(None, pages=pages, readings=readings, fetcher=fetcher)
        assert (await intake.article_at(ADDRESS)).headline == HEADLINE
        site.answers["/heavy"] = plain("<p>x" * 500_000)
        with pytest.raises(NoArticle) as refusal:
            await intake.article_at("http://news.example/heavy")
        assert refusal.value.reader.endswith(".")
        assert (await intake.article_at(ADDRESS)).headline == HEADLINE
        with pytest.raises(StoreError):
            await intake.take_url(ADDRESS, **TAKER)


async def test_a_live_blog_gains_an_update_as_a_revision_and_loses_none(intake, store, site):
    site.answers["/live"] = plain(live.page(*map(live.block, live.TIMES[1:])))
    first = await intake.take_url("http://news.example/live", **TAKER)
    site.answers["/live"] = plain(live.page(*map(live.block, live.TIMES[:3])))
    second = await intake.take_url("http://news.example/live", **TAKER)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.REVISED)
    story = await store.story(TAKER["guild"], second.story)
    assert story.article.paragraphs == (live.OPENING, *live.told(*reversed(live.TIMES)))
    third = await intake.take_url("http://news.example/live", **TAKER)
    assert third.outcome is Outcome.SAME
