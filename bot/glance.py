"""A page read for one member without being kept for the server."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from bot.cards.frame import UNKEPT
from bot.errors import NotAllowed
from bot.languages import N_
from bot.store.store import Store
from bot.story import GuildId, MemberId, Story
from bot.wire.address import cleaned
from bot.wire.intake import Intake, Progress, silently

MOST_REMEMBERED = 200
# A page may change; what was read of it is shown again for so long.
REMEMBERED_FOR = timedelta(minutes=15)


class Glance:
    """Reads pages, and remembers the last ones in memory, so that a page is fetched once."""

    def __init__(self, store: Store, intake: Intake) -> None:
        self._store = store
        self._intake = intake
        self._read: OrderedDict[str, Story] = OrderedDict()
        self._reading: set[MemberId] = set()

    @contextmanager
    def turn(self, member: MemberId) -> Iterator[None]:
        """Within the block no other page is read for this member; NotAllowed where one is."""
        if member in self._reading:
            raise NotAllowed(
                "one at a time",
                reader=N_("A page is being read for you already. Wait for that one."),
            )
        self._reading.add(member)
        try:
            yield
        finally:
            self._reading.discard(member)

    async def story_at(self, guild: GuildId, url: str, *, progress: Progress = silently) -> Story:
        """The server's own story at `url`, or one that was read now and has the id UNKEPT.

        Raises IntakeError, ReadingError or StoreError.
        """
        address = cleaned(url) or url
        if kept := await self._store.story_by_address(guild, address):
            return kept
        now = datetime.now(UTC)
        known = self._read.get(address)
        if known is not None and now - known.taken_at < REMEMBERED_FOR:
            return known
        article = await self._intake.article_at(url, progress=progress)
        if article.url and (kept := await self._store.story_by_address(guild, article.url)):
            return kept
        story = Story(UNKEPT, 1, article, await self._intake.reading_of(article), now)
        self._read[address] = story
        while len(self._read) > MOST_REMEMBERED:
            self._read.popitem(last=False)
        return story
