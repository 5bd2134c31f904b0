"""A simulated week of feeds with all their faults: `python -m bench.feeds.week [FEEDS] [DAYS]`.

Every story must be announced once: none lost, none repeated, nothing old at the first look. The
poller forgets everything but the feeds' states and the seen keys at random points, as a restart
would.
"""

import asyncio
import pickle
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bench.feeds.web import START, Habit, SimulatedFeed, SimulatedWeb, serving
from bot.feed import Feed, FeedState
from bot.notice import NoticeKind
from bot.wire.fetch import Fetcher, open_fetcher
from bot.wire.identity import identities
from bot.wire.look import look_at
from bot.wire.page import load
from bot.wire.polling import unseen
from bot.worker import Worker

# Longer than the longest wait with its spread.
GRACE = timedelta(hours=30)


@dataclass(slots=True)
class Followed:
    """One followed feed: its state, the keys seen, and how often each story was announced."""

    state: FeedState
    seen: frozenset[str] = frozenset()
    seeded_at: datetime = START
    announced: Counter[int] = field(default_factory=Counter)
    notices: list[NoticeKind] = field(default_factory=list)

    def take(self, feed: Feed, now: datetime, *, is_first: bool) -> None:
        """Announce what is new; what the first look shows is all old."""
        keys = identities(feed)
        if is_first:
            self.seeded_at = now
        for index in () if is_first else unseen(keys, self.seen):
            self.announced[int(feed.entries[index].title.split("#")[1])] += 1
        self.seen = self.seen.union(*keys)


def made_feeds(count: int, days: int, chance: Random) -> list[SimulatedFeed]:
    """Feeds of every habit in turn, with 1 to 20 stories a day."""
    habits = list(Habit)
    feeds = []
    for number in range(count):
        moments = [
            START + timedelta(days=chance.random() * (days + 2) - 2)
            for _ in range(chance.randint(1, 20) * (days + 2))
        ]
        feeds.append(
            SimulatedFeed(number, habits[number % len(habits)], sorted(moments), Random(number))
        )
        feeds[-1].ends = START + timedelta(days=days - 1)
    return feeds


async def live(
    web: SimulatedWeb, days: int, *, fetcher: Fetcher, pages: Worker, chance: Random
) -> dict[int, Followed]:
    """Follow every feed of `web` for `days` days and a day of grace without new stories."""
    followed = {
        feed.number: Followed(FeedState(f"http://127.0.0.1:{web.port}{feed.path}", START))
        for feed in web.feeds.values()
    }
    end = START + timedelta(days=days) + GRACE
    while True:
        number, one = min(followed.items(), key=lambda pair: pair[1].state.next_look)
        web.now = max(web.now, one.state.next_look)
        if web.now > end:
            return followed
        is_first = not one.state.is_seeded
        seen = await look_at(
            one.state, fetcher=fetcher, pages=pages, now=web.now, chance=chance.random()
        )
        one.state = seen.look.state
        if seen.feed is not None:
            one.take(seen.feed, web.now, is_first=is_first)
        if seen.look.notice is not None:
            one.notices.append(seen.look.notice)
        if one.state.is_gone:
            one.state = stopped(one.state, end)
        if chance.random() < 0.01:
            followed[number] = pickle.loads(pickle.dumps(one))  # noqa: S301 - its own


def stopped(state: FeedState, end: datetime) -> FeedState:
    """A feed that is gone isn't due any more."""
    return FeedState(state.address, end + GRACE, is_gone=True, is_seeded=True)


def faults_of(feed: SimulatedFeed, one: Followed) -> list[str]:
    """What went wrong for one feed, in words."""
    name = f"feed {feed.number} ({feed.habit})"
    due = {
        number
        for number, moment in enumerate(feed.appears)
        if one.seeded_at < moment < feed.ends - GRACE
    }
    faults = [f"{name}: lost story {number}" for number in sorted(due - set(one.announced))]
    faults += [
        f"{name}: story {n} {times} times" for n, times in one.announced.items() if times > 1
    ]
    old = [number for number in one.announced if feed.appears[number] <= one.seeded_at]
    faults += [f"{name}: old story {number}" for number in old]
    if (NoticeKind.FEED_GONE in one.notices) != (feed.habit is Habit.GONE) or len(one.notices) > 1:
        faults.append(f"{name}: notices {one.notices}")
    return faults


async def week(count: int, days: int) -> tuple[int, int, list[str]]:
    """Stories announced, requests answered, and faults."""
    chance = Random(count)
    feeds = made_feeds(count, days, chance)
    async with (
        serving(feeds) as web,
        open_fetcher(["127.0.0.1"], limit_s=5) as fetcher,
        Worker(load, limit_s=5) as pages,
    ):
        followed = await live(web, days, fetcher=fetcher, pages=pages, chance=chance)
    faults = [fault for feed in feeds for fault in faults_of(feed, followed[feed.number])]
    announced = sum(one.announced.total() for one in followed.values())
    return announced, sum(feed.requests for feed in feeds), faults


def main() -> int:
    """The exit code: 1 where a story was lost or repeated."""
    count, days = (int(given) for given in (*sys.argv[1:], *("200", "7")[len(sys.argv) - 1 :]))
    announced, requests, faults = asyncio.run(week(count, days))
    print(f"{count} feeds, {days} days: {announced} stories announced once")
    print(f"{requests} requests, {requests / count / days:.1f} a feed a day")
    print("\n".join(faults[:20]) or "none lost, none repeated, none old")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
