"""The store as the other rooms see it: each call is one transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Self

from bot.errors import StoreError
from bot.store.deliveries.deliveries import Deliveries
from bot.store.deliveries.digests import Digests
from bot.store.deliveries.subscriptions import Subscriptions
from bot.store.engine import tidying
from bot.store.engine.asked import FIRST, Asked, Page
from bot.store.engine.database import Database, connected, opened
from bot.store.engine.vitals import Vitals
from bot.store.events.events import Events
from bot.store.feeds.feeds import Feeds
from bot.store.keeping import correcting, keeping, removing, rereading
from bot.store.keeping.correcting import Edit
from bot.store.keeping.departures import Departures
from bot.store.keeping.erasures import Erasures
from bot.store.keeping.servers import Servers
from bot.store.replies.replies import Replies
from bot.store.servers.notices import Notices
from bot.store.stories import joins, outlets, sayings, search, speakers, stories
from bot.store.stories.topics import Topics
from bot.store.stories.trends import Trends
from bot.story import (
    Article,
    GuildId,
    Kept,
    Listing,
    MemberId,
    OutletLine,
    Reading,
    Said,
    SpeakerId,
    SpeakerJoin,
    SpeakerLine,
    Story,
    StoryId,
    StoryLine,
)

MOST_SUGGESTED = 25
MOST_ALIKE = 5
# What is left of it then is done the next time; a stop has ten seconds in all.
LONGEST_TIDYING_S = 3


class Store:
    """Everything kept. A server sees what is on its own shelf and nothing else.

    Any call may raise StoreBusy, StoreFull or StoreError; a call that raises has changed nothing.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.turns = database.turns
        self.vitals = Vitals(database)
        self.replies = Replies(database)
        self.erasures = Erasures(database, folder)
        self.servers = Servers(database)
        self.departures = Departures(database)
        self.subscriptions = Subscriptions(database)
        self.deliveries = Deliveries(database)
        self.digests = Digests(database)
        self.feeds = Feeds(database)
        self.notices = Notices(database)
        self.events = Events(database)
        self.topics = Topics(database)
        self.trends = Trends(database)

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path, url: str | None = None) -> AsyncIterator[Self]:
        """The store in `folder`, made or upgraded where needed, closed at the end.

        With a `url` (postgresql://…) it is the one on that server, which other processes may use
        too. Raises StoreBusy while another process holds the folder or where the server isn't
        there, StoreFull where nothing can be written, StoreTooNew where a newer program has
        upgraded it, SettingsError for a `url` of another kind.
        """
        async with opened(folder) if url is None else connected(url) as database:
            store = cls(database, folder)
            await store.erasures.erase_again()
            yield store
            with suppress(StoreError):
                await store.erase_removed(datetime.now(UTC))
                await store.tidy(LONGEST_TIDYING_S)

    async def keep(
        self, article: Article, reading: Reading, *, guild: GuildId, now: datetime
    ) -> Kept:
        """Put an article on the server's shelf; see `keeping.keep` for what becomes of it."""
        taken = keeping.Taken(guild=guild, now=now)
        return await self._database.write(keeping.keep, article, reading, taken)

    async def edit(self, story_id: StoryId, edited: Edit, *, guild: GuildId, now: datetime) -> int:
        """Change a text of the server's own; its revision, a new one where a word differs.

        Cards that were posted show it and say what was wrong, a major correction in their threads
        too. Raises NotFound, and NotAllowed as `correcting.edit` says.
        """
        taken = keeping.Taken(guild=guild, now=now)
        return await self._database.write(correcting.edit, story_id, edited, taken)

    async def remove(self, guild: GuildId, story_id: StoryId, *, now: datetime) -> None:
        """Take a story off the shelf: from now on the server sees nothing of it.

        It can be restored for `erasing.GRACE`; after that `erase_removed` leaves nothing of it.
        Raises NotFound where it isn't there.
        """
        await self._database.write(removing.remove, guild, story_id, now)

    async def restore(self, guild: GuildId, story_id: StoryId, *, now: datetime) -> None:
        """Put a removed story back as it stood, its joined names too, with its newest text.

        Raises NotFound where it was removed more than `erasing.GRACE` ago, or never.
        """
        await self._database.write(removing.restore, guild, story_id, now)

    async def erase_removed(self, now: datetime) -> None:
        """Erase all that can't be restored any more; `tidy` then overwrites what is left of it."""
        await self.erasures.erase_removed(now)

    async def tidy(self, limit_s: float) -> bool:
        """Overwrite what erased stories left in the file; False where something is left to do.

        The close does it too, but for a large store it takes minutes: see `keep_clean`.
        """
        if not await self._database.read(tidying.is_untidy):
            return True
        end = monotonic() + limit_s
        await self._database.write(tidying.begin)
        while await self._database.write(tidying.step):
            if monotonic() > end:
                return False
        is_gone = await self._database.empty_log()
        if is_gone:
            await self._database.write(tidying.finish)
        return is_gone

    async def story(self, guild: GuildId, story_id: StoryId) -> Story:
        """A story of the server. Raises NotFound where it isn't on its shelf."""
        return await self._database.read(stories.story_of, guild, story_id)

    async def revision(self, guild: GuildId, story_id: StoryId, number: int) -> Story:
        """A story of the server as it was in revision `number` (from 1). Raises NotFound."""
        return await self._database.read(stories.revision_of, guild, story_id, number)

    async def story_by_address(self, guild: GuildId, url: str) -> Story | None:
        """The server's story at an address, whichever of its addresses that is."""
        return await self._database.read(stories.at_address, guild, url)

    async def body_at(self, url: str) -> str | None:
        """The newest text at an address, whichever server took it in; for no member's eyes."""
        return await self._database.read(stories.body_at, url)

    async def reading_of(self, article: Article, engine: str) -> Reading | None:
        """What `engine` has already read in exactly this headline and body, if it has."""
        return await self._database.read(stories.reading_of, article, engine)

    async def search(self, guild: GuildId, asked: Asked, page: Page = FIRST) -> Listing[StoryLine]:
        """The stories with all the words asked for, the last one taken in first."""
        return await self._database.read(search.search, guild, asked, page)

    async def suggest_stories(
        self, guild: GuildId, typed: str, most: int = MOST_SUGGESTED
    ) -> tuple[StoryLine, ...]:
        """Stories with words in the headline that begin as typed; the newest for nothing typed."""
        return await self._database.read(search.suggest, guild, typed, most)

    async def suggest_speakers(
        self, guild: GuildId, typed: str, most: int = MOST_SUGGESTED
    ) -> tuple[SpeakerLine, ...]:
        """Quoted speakers with words in the name that begin as typed, the most quoted first.

        Spellings and role are those of the newest story that quotes them.
        """
        return await self._database.read(speakers.suggest, guild, typed, most)

    async def suggest_outlets(
        self, guild: GuildId, typed: str, most: int = MOST_SUGGESTED
    ) -> tuple[OutletLine, ...]:
        """Outlets with words in the name that begin as typed, those with most stories first."""
        return await self._database.read(outlets.suggest, guild, typed, most)

    async def speaker(self, guild: GuildId, speaker_id: SpeakerId) -> SpeakerLine:
        """A quoted speaker. Raises NotFound where none of the server's stories quotes them."""
        return await self._database.read(speakers.speaker_of, guild, speaker_id)

    async def speakers_named(self, guild: GuildId, name: str) -> tuple[SpeakerLine, ...]:
        """All quoted speakers whom a story calls so, whatever its case, accents and stops."""
        return await self._database.read(speakers.named, guild, name)

    async def speakers_like(
        self, guild: GuildId, name: str, most: int = MOST_ALIKE
    ) -> tuple[SpeakerLine, ...]:
        """Quoted speakers that a misspelt name may mean, the likeliest first."""
        return await self._database.read(speakers.alike, guild, name, most)

    async def join_speakers(
        self,
        speaker: SpeakerId,
        into: SpeakerId,
        *,
        guild: GuildId,
        member: MemberId,
        now: datetime,
    ) -> SpeakerJoin:
        """Show a quoted speaker as another everywhere on the server, until they are parted.

        Raises NotFound where one isn't quoted, NotJoined where they can't be made one.
        """
        said = joins.Said(guild=guild, member=member, now=now)
        return await self._database.write(speakers.join, speaker, into, said)

    async def part_speaker(self, guild: GuildId, speaker: SpeakerId) -> SpeakerJoin:
        """Undo a join. Raises NotFound where the speaker isn't joined to another."""
        return await self._database.write(joins.part, guild, speaker)

    async def joins(self, guild: GuildId) -> tuple[SpeakerJoin, ...]:
        """All joined speakers of the server, by the names that they are shown under."""
        return await self._database.read(joins.joins, guild)

    async def said(self, guild: GuildId, asked: Asked, page: Page = FIRST) -> Listing[Said]:
        """What `asked.speaker` said about `asked.words`, newest story first."""
        return await self._database.read(sayings.said, guild, asked, page)

    async def said_by(
        self, guild: GuildId, asked: Asked, page: Page = FIRST
    ) -> tuple[SpeakerLine, Listing[Said]]:
        """`speaker` and `said` of `asked.speaker` in one: half the turns at the database."""
        return await self._database.read(sayings.said_by, guild, asked, page)

    async def quotes_like(self, guild: GuildId, words: str) -> tuple[Said, ...]:
        """The quotes that share most words with `words`, by whomever, the newest first."""
        return await self._database.read(sayings.alike, guild, words)

    async def stale(self, engine: str, most: int) -> tuple[rereading.Stale, ...]:
        """Stories whose newest text was read by another engine than `engine`, newest first."""
        return await self._database.read(rereading.stale, engine, most)

    async def reread(self, story_id: StoryId, revision: int, reading: Reading) -> bool:
        """Replace a reading; False where the story has gone or has a newer revision."""
        return await self._database.write(rereading.reread, story_id, revision, reading)
