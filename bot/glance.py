"""A page read for one member without being kept for the server."""

from collections import OrderedDict
from datetime import UTC, datetime

from bot.delivery.frame import UNKEPT
from bot.store.store import Store
from bot.story import GuildId, Story
from bot.wire.intake import Intake, Progress, silently

MOST_REMEMBERED = 200


class Glance:
    """Reads pages, and remembers the last ones in memory, so that a page is fetched once."""

    def __init__(self, store: Store, intake: Intake) -> None:
        self._store = store
        self._intake = intake
        self._read: OrderedDict[str, Story] = OrderedDict()

    async def story_at(self, guild: GuildId, url: str, *, progress: Progress = silently) -> Story:
        """The server's own story at `url`, or one that was read now and has the id UNKEPT.

        Raises IntakeError, ReadingError or StoreError.
        """
        kept = await self._store.story_by_address(guild, url)
        if kept is not None:
            return kept
        if url not in self._read:
            article = await self._intake.article_at(url, progress=progress)
            reading = await self._intake.reading_of(article)
            self._read[url] = Story(UNKEPT, 1, article, reading, datetime.now(UTC))
            while len(self._read) > MOST_REMEMBERED:
                self._read.popitem(last=False)
        return self._read[url]
