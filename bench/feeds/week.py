"""A simulated week of feeds through the real store: `python -m bench.feeds.week [FEEDS] [DAYS]`.

The feeds have all the faults of real ones, the clock is turned forward, and the poller is stopped
in the middle of its work at random moments and begun anew, now and then with the store. Every
story must be told once on every server that follows its feed, every correction must become one
revision, and nothing else may.
"""

import asyncio
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic

from bench.feeds.tally import Tally, faults_of, kept_in
from bench.feeds.web import START, Habit, SimulatedFeed, SimulatedWeb, serving
from bot.feed import Follow
from bot.reading import resident
from bot.store.store import Store
from bot.story import GuildId, MemberId
from bot.wire.fetch import open_fetcher
from bot.wire.intake import Intake
from bot.wire.page import load
from bot.wire.poller import Poller
from bot.worker import Worker

# Longer than the longest wait with its spread, and a page's retries.
GRACE = timedelta(hours=30)
# What falls due within five minutes is done together.
STEP = timedelta(minutes=5)
STOPS = 0.02
REOPENINGS = 0.05
EVERYTHING, EVEN_ONES = GuildId(1), GuildId(2)


@dataclass(frozen=True, slots=True)
class Week:
    """What a simulation came to; `restarts` were stops in the middle of work."""

    tally: Tally
    faults: list[str]
    looks: int
    fetches: int
    restarts: int


@dataclass(slots=True)
class Simulation:
    """The newsroom in the simulated time; `seeded_at` is when each feed was first read."""

    web: SimulatedWeb
    folder: Path
    workers: tuple[Worker, Worker]
    chance: Random
    seeded_at: dict[int, datetime]
    restarts: int = 0
    day: int = 0

    async def live(self, end: datetime) -> None:
        """Follow all feeds until `end`, through restarts."""
        async with open_fetcher(["127.0.0.1"], limit_s=5) as fetcher:
            pages, readings = self.workers
            while True:
                async with Store.open(self.folder) as store:
                    await self._follow(store)
                    intake = Intake(store, pages=pages, readings=readings, fetcher=fetcher)
                    if not await self._until_reopened(store, intake, end):
                        return

    async def _follow(self, store: Store) -> None:
        for feed in self.web.feeds.values():
            address = f"http://127.0.0.1:{self.web.port}{feed.path}"
            if await store.feeds.of(EVERYTHING) and feed.number == 0:
                return
            known = await store.feeds.note(address, title="", now=START)
            servers = (EVERYTHING, EVEN_ONES) if feed.number % 2 == 0 else (EVERYTHING,)
            for guild in servers:
                title = str(feed.number)
                await store.feeds.follow(Follow(guild, known, title, MemberId(1), START))

    async def _until_reopened(self, store: Store, intake: Intake, end: datetime) -> bool:
        """Poll until the store is to be opened anew; False where the week is over."""
        while True:
            poller = Poller(store, intake, clock=lambda: self.web.now, chance=self.chance.random)
            due = await store.feeds.next_due()
            if due is None or due > end:
                return False
            self.web.now = max(self.web.now, due) + STEP
            if self.chance.random() >= STOPS:
                await poller.catch_up()
            else:
                await self._stop_in_the_middle(poller)
                if self.chance.random() < REOPENINGS:
                    return True
            await self._note_seeded(store)
            self._say_day()

    def _say_day(self) -> None:
        """Tell whoever waits how far it is."""
        if (day := (self.web.now - START).days) > self.day:
            self.day = day
            print(f"day {day} is over", file=sys.stderr, flush=True)

    async def _stop_in_the_middle(self, poller: Poller) -> None:
        """Stop the poller after some of its requests, wherever it is then."""
        self.restarts += 1
        work = asyncio.get_running_loop().create_task(poller.catch_up())
        for _ in range(self.chance.randint(1, 6)):
            self.web.answered.clear()
            answered = asyncio.ensure_future(self.web.answered.wait())
            await asyncio.wait((work, answered), return_when=asyncio.FIRST_COMPLETED)
            answered.cancel()
        for _ in range(self.chance.randint(0, 30)):
            await asyncio.sleep(0)
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work

    async def _note_seeded(self, store: Store) -> None:
        if len(self.seeded_at) == len(self.web.feeds):
            return
        for one in await store.feeds.of(EVERYTHING):
            if one.state.is_seeded:
                self.seeded_at.setdefault(int(one.follow.title), self.web.now)


def made_feeds(count: int, days: int, chance: Random, busiest: int) -> list[SimulatedFeed]:
    """Feeds of every habit in turn, with 1 to `busiest` stories a day."""
    habits = list(Habit)
    feeds = []
    for number in range(count):
        moments = [
            START + timedelta(days=chance.random() * (days + 2) - 2)
            for _ in range(chance.randint(1, busiest) * (days + 2))
        ]
        feeds.append(
            SimulatedFeed(number, habits[number % len(habits)], sorted(moments), Random(number))
        )
        if feeds[-1].habit is Habit.GONE:
            feeds[-1].ends = START + timedelta(days=days) * 0.85
    return feeds


async def week(count: int, days: int, folder: Path, *, busiest: int = 10) -> Week:
    """Simulate `days` days of `count` feeds, and a day of grace without new stories."""
    chance = Random(count)
    feeds = made_feeds(count, days, chance, busiest)
    async with (
        serving(feeds) as web,
        Worker(load, limit_s=20) as pages,
        Worker(_load_marks_alone, limit_s=20) as readings,
    ):
        simulation = Simulation(web, folder, (pages, readings), chance, {})
        await simulation.live(START + timedelta(days=days) + GRACE)
    kept = kept_in(folder)
    return Week(
        tally=kept,
        faults=[
            fault
            for feed in feeds
            for fault in faults_of(
                feed, kept, simulation.seeded_at.get(feed.number, web.now), GRACE
            )
        ],
        looks=sum(feed.requests for feed in feeds),
        fetches=sum(feed.fetches for feed in feeds),
        restarts=simulation.restarts,
    )


def _load_marks_alone() -> None:
    resident.load(None)


def main() -> int:
    """The exit code: 1 where a story or an update was lost or repeated."""
    count, days = (int(given) for given in (*sys.argv[1:], *("200", "7")[len(sys.argv) - 1 :]))
    started = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = asyncio.run(week(count, days, Path(folder)))
    told = done.tally
    print(f"{count} feeds, {days} days, {done.restarts} restarts, {monotonic() - started:.0f} s")
    print(
        f"{len(told.revisions)} stories kept, {told.told} times told of, {told.updates} updates,"
        f" {told.partial} in the feed's own words"
    )
    lived = days + GRACE / timedelta(days=1)
    print(f"{done.looks / count / lived:.1f} looks a feed a day, {done.fetches} pages fetched")
    print("\n".join(done.faults[:20]) or "none lost, none repeated, none old, each update once")
    return 1 if done.faults else 0


if __name__ == "__main__":
    sys.exit(main())
