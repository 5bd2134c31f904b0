"""Whoever gives a site's address gets its feed."""

import asyncio
from collections.abc import Iterator

import pytest

from bot.errors import FetchFailed, NoFeed
from bot.wire.finding import Found, feeds_at
from bot.wire.page import load
from bot.worker import Worker
from tests.wire.loopback_sites import plain, redirect
from tests.wire.test_feed import item, rss

SITE = "http://news.example"
FEED = plain(rss(item()), kind="application/rss+xml")


def page(*hrefs: str) -> bytes:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{h}">' for h in hrefs)
    return plain(f"<!doctype html><html><head>{links}</head><body><p>Hello</p></body></html>")


@pytest.fixture(scope="module")
def pages() -> Iterator[Worker]:
    worker = Worker(load, limit_s=20)
    yield worker
    asyncio.run(worker.close())


async def found(address, web, pages) -> tuple[Found, ...]:
    return await feeds_at(address, fetcher=web.fetcher, pages=pages)


async def test_a_feeds_own_address_is_kept_with_its_parameters(web, pages):
    web.site.answers["/feed?utm_source=x"] = FEED
    (one,) = await found(f" <{SITE}/feed?utm_source=x>", web, pages)
    assert one.address == f"{SITE}/feed?utm_source=x"
    assert one.feed.entries[0].title == "Ferry stays"


async def test_a_working_feed_of_a_page_is_found_beside_a_dead_one(web, pages):
    web.site.answers |= {"/": page("/dead", "/feed"), "/feed": FEED}
    (one,) = await found(SITE, web, pages)
    assert one.address == f"{SITE}/feed"


async def test_several_feeds_of_a_page_are_found_in_its_order_those_alike_once(web, pages):
    sports = plain(rss(item(title="Harbour wins the cup")), kind="application/rss+xml")
    web.site.answers |= {"/": page("/feed", "/atom", "/sports"), "/feed": FEED, "/atom": FEED}
    web.site.answers["/sports"] = sports
    both = await found(SITE, web, pages)
    assert [one.address for one in both] == [f"{SITE}/feed", f"{SITE}/sports"]
    assert all(one.title for one in both)


async def test_a_feed_that_moved_for_good_is_followed_at_its_new_address(web, pages):
    web.site.answers |= {"/old": redirect("/feed", "301 Moved"), "/feed": FEED}
    (one,) = await found(f"{SITE}/old", web, pages)
    assert one.address == f"{SITE}/feed"


async def test_an_address_without_a_feed_is_refused(web, pages):
    web.site.answers["/"] = page()
    with pytest.raises(NoFeed):
        await found(SITE, web, pages)
    with pytest.raises(FetchFailed):
        await found(f"{SITE}/nowhere", web, pages)


async def test_a_page_that_points_inside_reaches_nothing(web, pages):
    web.site.answers["/"] = page("http://victim.example/feed", "http://127.0.0.1/feed", "/feed")
    web.site.answers["/feed"] = FEED
    (one,) = await found(SITE, web, pages)
    assert one.address == f"{SITE}/feed"
    assert web.victim.connections == 0
