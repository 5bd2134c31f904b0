"""Looks at feeds when they are due and fetches what is new in them, for as long as the bot runs.

Everything that is to be done stands in the store before it is done, so that a stop at any moment
loses and repeats nothing: a look leaves its new entries there in one transaction with the feed's
state, and an entry is done in one transaction with its story.
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from bot.errors import (
    AddressRefused,
    DatelineError,
    IntakeError,
    NoArticle,
    PageRefused,
    StoreError,
    TooLarge,
    WorkerDied,
    WorkTimedOut,
)
from bot.feed import DueEntry, DueFeed, Looked
from bot.store.feeds.waiting import Room
from bot.store.store import Store
from bot.story import Article, Reading
from bot.wire.entry_article import article_of_entry, completed, says_the_same
from bot.wire.intake import Intake
from bot.wire.look import look_at
from bot.wire.polling import MOST_PER_HOST

log = logging.getLogger(__name__)

MOST_LOOKS = 8
# Pages are read in one worker that members' commands wait for too.
MOST_FETCHES = 3
# Longer than a fetch, its parsing and its reading take together at their worst.
LEASE = timedelta(minutes=5)
# A page that doesn't come is asked for again so often; then the feed's own words must do. A site
# that says no, or shows no article, may only be late with the page.
WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
# A text that defeats the reader so often is left for the feed's own words.
TRIES_TO_READ = 3
# What brings the program down or breaks it again and again is tried but a few times a day.
MANY_TRIES = 8
LONG_LEASE = timedelta(hours=6)
# After an outage so long only the newest entries are announced each by itself.
OUTAGE = timedelta(hours=6)
# The waits between so many looks and the next are five hours.
FAILURES_OF_OUTAGE = 6
# How long the poller sleeps at most, and after an error of the store.
IDLE_S = 30.0


class Due(Protocol):
    """What is due somewhere."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def host(self) -> str:
        """Where it is asked for; empty for nowhere."""


Task = TypeVar("Task", bound=Due)


class Lane(Generic[Task]):
    """One kind of work: so much at once, and little of it at one host."""

    def __init__(
        self,
        claim: Callable[[Room], Awaitable[tuple[Task, ...]]],
        work: Callable[[Task], Awaitable[None]],
        *,
        most: int,
    ) -> None:
        self._claim = claim
        self._work = work
        self._most = most
        self._busy: Counter[str] = Counter()

    @property
    def running(self) -> int:
        """How many are being worked on."""
        return self._busy.total()

    async def begin(self, group: asyncio.TaskGroup, now: datetime, ended: asyncio.Event) -> None:
        """Start on what is due, as far as there is room."""
        free = self._most - self.running
        if free <= 0:
            return
        room = Room(now, now + LEASE, free, MOST_PER_HOST, dict(self._busy))
        for due in await self._claim(room):
            self._busy[due.host] += 1
            group.create_task(self._do(due, ended))

    async def _do(self, due: Task, ended: asyncio.Event) -> None:
        """Work on one; whatever goes wrong, it alone comes again when its lease is over."""
        try:
            await self._work(due)
        except DatelineError as error:
            log.warning("%s %d comes again: %s", type(due).__name__, due.id, error)
        except Exception:
            log.exception("%s %d broke and comes again", type(due).__name__, due.id)
        finally:
            self._busy[due.host] -= 1
            ended.set()


class Poller:
    """Follows the feeds of all servers. `clock` and `chance` (0 to 1) are passed in."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._feeds = store.feeds
        self._intake = intake
        self._clock = clock
        self._chance = chance
        self._looks = Lane(store.feeds.claim_feeds, self._look, most=MOST_LOOKS)
        self._fetches = Lane(store.feeds.claim_entries, self._fetch, most=MOST_FETCHES)
        self._news = asyncio.Event()
        self.idle_s = IDLE_S

    def wake(self) -> None:
        """Have the store asked now for what is due: a feed was added."""
        self._news.set()

    async def run(self, *, looks: bool = True, fetches: bool = True) -> None:
        """Poll until cancelled; in one of several processes perhaps only `looks`, or `fetches`.

        Each entry is fetched by one of those that fetch. Two that look may both be at one host.
        """
        lanes = [lane for lane, on in ((self._looks, looks), (self._fetches, fetches)) if on]
        async with asyncio.TaskGroup() as group:
            while True:
                self._news.clear()
                try:
                    await self._begin(group, *lanes)
                    rest = await self._until_due(looks=looks, fetches=fetches)
                except StoreError as error:
                    log.warning("polling waits for the store: %s", error)
                    rest = IDLE_S
                try:
                    async with asyncio.timeout(rest):
                        await self._news.wait()
                except TimeoutError:
                    continue

    async def catch_up(self) -> None:
        """Do all that is due now, and what comes of it, then return."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._news.clear()
                await self._begin(group, self._looks, self._fetches)
                if not self._looks.running + self._fetches.running:
                    return
                await self._news.wait()

    async def _begin(self, group: asyncio.TaskGroup, *lanes: Lane[Any]) -> None:
        for lane in lanes:
            await lane.begin(group, self._clock(), self._news)

    async def _until_due(self, *, looks: bool, fetches: bool) -> float:
        """Seconds until there may be something to do; what is running wakes the poller anyway."""
        due = await self._feeds.next_due(looks=looks, entries=fetches)
        if due is None or self._looks.running + self._fetches.running:
            return self.idle_s
        return min(max((due - self._clock()).total_seconds(), 0.0), self.idle_s)

    async def _look(self, due: DueFeed) -> None:
        now = self._clock()
        seen = await look_at(
            due.state,
            fetcher=self._intake.fetcher,
            pages=self._intake.pages,
            now=now,
            chance=self._chance(),
        )
        failures, overdue = due.state.failures, now - due.state.next_look
        looked = Looked(
            feed=due.id,
            state=seen.look.state,
            notice=seen.look.notice,
            title=seen.feed.title if seen.feed else "",
            site=seen.feed.link if seen.feed else None,
            sightings=seen.sightings,
            is_late=failures >= FAILURES_OF_OUTAGE or overdue > OUTAGE,
        )
        await self._feeds.save(looked, now=now)

    async def _fetch(self, due: DueEntry) -> None:
        if due.tries > MANY_TRIES:
            await self._feeds.postpone(due, until=self._clock() + LONG_LEASE)
        article = await self._article(due)
        if article is None:
            return
        if due.story is not None and await self._is_known(due, article):
            await self._feeds.settle(due, is_fruitless=True)
            return
        article, reading = await self._read(article, due)
        await self._feeds.keep(article, reading, due, now=self._clock())

    async def _article(self, due: DueEntry) -> Article | None:
        """The entry's article, from its page or the feed; None where the page is waited for."""
        if due.page is None:
            return article_of_entry(due)
        try:
            page = await self._intake.article_at(due.page)
        except IntakeError as error:
            wait = wait_after(error, due.tries)
            if wait is None:
                return article_of_entry(due)
            await self._feeds.postpone(due, until=self._clock() + wait)
            return None
        return completed(page, due)

    async def _is_known(self, due: DueEntry, article: Article) -> bool:
        """Whether a changed entry's story says what is kept of it already."""
        kept = due.story and await self._feeds.newest_article(due.story)
        if not kept:
            return True
        if kept.is_partial and not article.is_partial:
            return False
        return await self._intake.pages.run(says_the_same, kept, article)

    async def _read(self, article: Article, due: DueEntry) -> tuple[Article, Reading]:
        """The article with its reading; the feed's own words where the page's defeat the reader."""
        try:
            return article, await self._intake.reading_of(article)
        except (WorkTimedOut, WorkerDied):
            if due.tries < TRIES_TO_READ:
                raise
        short = article_of_entry(due)
        return short, await self._intake.reading_of(short)


def wait_after(error: IntakeError, tries: int) -> timedelta | None:
    """How long to wait before a page is asked for again, None where it isn't any more."""
    if isinstance(error, AddressRefused | TooLarge):
        return None
    waits = WAITS[:1] if isinstance(error, PageRefused | NoArticle) else WAITS
    return waits[tries - 1] if tries <= len(waits) else None
