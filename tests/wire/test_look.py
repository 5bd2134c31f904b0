"""What the bot can't read for reasons of its own is no failure of the feed."""

import asyncio
import time

import pytest

from bench.feeds.holding import feed_of
from bot.errors import WorkerBusy
from bot.feed import FeedState
from bot.wire.look import TOO_SLOW, look_at
from bot.worker import MOST_WAITING, Worker
from tests.made import NOON
from tests.wire.loopback_sites import plain
from tests.wire.test_feed import item, rss

ADDRESS = "http://news.example/feed"


async def look(web, pages: Worker):
    state = FeedState(ADDRESS, next_look=NOON)
    return await look_at(state, fetcher=web.fetcher, pages=pages, now=NOON, chance=0.5)


def ready() -> None:
    """Nothing needs to be loaded."""


async def test_a_look_at_a_time_when_too_much_waits_is_not_counted_as_the_feeds_failure(web):
    web.site.answers["/feed"] = plain(rss(item()))
    async with Worker(ready, limit_s=20) as pages:
        waiting = [asyncio.ensure_future(pages.run(time.sleep, 30)) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(WorkerBusy):
            await look(web, pages)
        for each in waiting:
            each.cancel()


async def test_a_feed_that_takes_too_long_to_read_is_told_so(web):
    web.site.answers["/feed"] = plain(feed_of(400_000).decode())
    async with Worker(ready, limit_s=0.01) as pages:
        seen = await look(web, pages)
    assert seen.look.state.failures == 1
    assert seen.look.state.error == "What stands there takes too long to read."
    assert TOO_SLOW.startswith(seen.look.state.error)
