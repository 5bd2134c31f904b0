"""Readers' replies as the other rooms see them: each call is one transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.moderation import Act, ActKind, Block, Moderated, Place, ReplySettings, Showing, Takedown
from bot.reply import Reply, ReplyId, Verdict
from bot.store.engine.asked import FIRST, Page
from bot.store.engine.database import Database
from bot.store.replies import (
    acts,
    reply_deciding,
    reply_due,
    reply_reading,
    reply_sending,
    reply_settings,
)
from bot.store.replies import reply_writing as writing
from bot.store.replies.acts import Deed
from bot.store.replies.contacts import Contact
from bot.store.replies.reply_deciding import Blocked, Decided, Ruled
from bot.story import GuildId, Listing, MemberId, StoryId
from bot.subscription import MessageId

FIRST_REPLY = ReplyId(0)


class Replies:
    """Replies of every server; a server sees its own alone. None of the nouns holds an address."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, sent: writing.Sent, now: datetime) -> writing.Known:
        """What the rules weigh; see `reply_writing.known`."""
        return await self._database.read(writing.known, sent, now)

    async def submit(
        self,
        sent: writing.Sent,
        now: datetime,
        *,
        judge: Callable[[writing.Known], Verdict],
        seal: Callable[[ReplyId], Contact] | None = None,
    ) -> tuple[Verdict, Moderated | None]:
        """Keep a reply unless it is refused; see `reply_writing.submit`."""
        return await self._database.write(writing.submit, sent, now, judge=judge, seal=seal)

    async def one(self, guild: GuildId, reply: ReplyId) -> Moderated:
        """A reply of the server in any state but erased. Raises NotFound."""
        return await self._database.read(reply_reading.moderated, guild, reply)

    async def held(self, guild: GuildId, page: Page = FIRST) -> Listing[Moderated]:
        """The replies that wait for a moderator, the one that has waited longest first."""
        return await self._database.read(reply_reading.held, guild, page)

    async def newest(self, guild: GuildId, most: int) -> tuple[Moderated, ...]:
        """The newest replies of a server in any state but erased, the newest first."""
        return await self._database.read(reply_reading.of_server, guild, most)

    async def published(self, guild: GuildId, story: StoryId, page: Page = FIRST) -> Listing[Reply]:
        """What readers see under a story, each reply with its answers after it."""
        return await self._database.read(reply_reading.published, guild, story, page)

    async def counts(self, guild: GuildId, stories: Iterable[StoryId]) -> dict[StoryId, int]:
        """How many replies are published under each of the stories; none stands for 0."""
        return await self._database.read(reply_reading.counts, guild, tuple(stories))

    async def at(self, guild: GuildId, message: MessageId) -> ReplyId | None:
        """The published reply that a message of the bot shows."""
        return await self._database.read(reply_reading.shown_at, guild, message)

    async def decide(self, ruled: Ruled, deed: Deed) -> Decided:
        """Publish a reply or send it back; see `reply_deciding.decide`."""
        return await self._database.write(reply_deciding.decide, ruled, deed)

    async def block(self, member: MemberId, deed: Deed) -> Blocked:
        """Take no more replies from a member, and send those back that wait."""
        return await self._database.write(reply_deciding.block, member, deed)

    async def unblock(self, member: MemberId, deed: Deed) -> bool:
        """Take replies from a member again; False where they were taken."""
        return await self._database.write(reply_settings.unblock, member, deed)

    async def blocked(self, guild: GuildId) -> tuple[Block, ...]:
        """Whom the server takes no replies from, the last one blocked first."""
        return await self._database.read(reply_settings.blocked, guild)

    async def words(self, guild: GuildId) -> tuple[str, ...]:
        """The words that hold a reply, in alphabetical order."""
        return await self._database.read(reply_settings.words_of, guild)

    async def list_words(self, words: Iterable[str], deed: Deed) -> tuple[str, ...]:
        """Make `words` the list; the words as they were."""
        return await self._database.write(reply_settings.list_words, words, deed)

    async def settings(self, guild: GuildId) -> ReplySettings:
        """What the server has set, or what holds where it hasn't."""
        return await self._database.read(reply_settings.settings_of, guild)

    async def set(self, settings: ReplySettings, deed: Deed) -> ReplySettings:
        """Set all of it; the settings as they were."""
        return await self._database.write(reply_settings.change, settings, deed)

    async def close(self, story: StoryId, deed: Deed) -> bool:
        """Take no more replies to a story; False where it took none before."""
        return await self._database.write(reply_settings.close, story, deed)

    async def reopen(self, story: StoryId, deed: Deed) -> bool:
        """Take replies to a story again; False where it took them before."""
        return await self._database.write(reply_settings.reopen, story, deed)

    async def acts(self, guild: GuildId, page: Page = FIRST) -> Listing[Act]:
        """The audit trail of a server, the newest line first."""
        return await self._database.read(acts.acts, guild, page)

    async def note_export(self, deed: Deed) -> None:
        """Write into the trail that the server's replies were exported."""
        await self._database.write(_note_export, deed)

    async def note_told(self, reply: Moderated, now: datetime, *, is_told: bool) -> None:
        """Write into the trail whether a reply's writer could be told what became of it."""
        kind = ActKind.TOLD if is_told else ActKind.NOT_TOLD
        await self._database.write(_note_told, kind, reply, now)

    async def to_post(
        self, most: int, after: ReplyId = FIRST_REPLY, *, now: datetime
    ) -> tuple[Moderated, ...]:
        """Published replies of which a message is due, the oldest after `after` first."""
        return await self._database.read(reply_due.without_thread, most, after, now)

    async def to_card(
        self, most: int, after: ReplyId = FIRST_REPLY, *, but: Iterable[GuildId] = ()
    ) -> tuple[Moderated, ...]:
        """Held replies that no message shows to the moderators, the oldest after `after` first.

        Those of servers without a desk, and of `but` these, are left out.
        """
        return await self._database.read(reply_due.without_card, most, after, tuple(but))

    async def to_tell(
        self, most: int, after: ReplyId = FIRST_REPLY, *, since: datetime, until: datetime
    ) -> tuple[Moderated, ...]:
        """Replies decided between the two moments whose writers weren't told; see `note_told`."""
        return await self._database.read(reply_due.untold, most, after, since=since, until=until)

    async def sending(
        self, reply: Moderated, showing: Showing, place: Place, now: datetime
    ) -> None:
        """A reply's message is about to be sent; see `reply_sending.note_sending`."""
        await self._database.write(reply_sending.note_sending, reply, showing, place, now)

    async def is_stray(self, reply: ReplyId, showing: Showing, message: MessageId) -> bool:
        """Whether a message that shows the reply so should be taken down."""
        return await self._database.read(reply_sending.is_stray, reply, showing, message)

    async def shown(self, reply: Moderated, showing: Showing, place: Place, now: datetime) -> bool:
        """Remember the message that shows a reply; False where the message is one too many.

        It is then taken down.
        """
        return await self._database.write(reply_deciding.show, reply, showing, place, now)

    async def try_later(self, reply: ReplyId, now: datetime, first: timedelta) -> int:
        """Put the next try at a reply's message off; see `reply_deciding.try_later`."""
        return await self._database.write(reply_deciding.try_later, reply, now, first)

    async def takedowns(self, most: int, now: datetime) -> tuple[Takedown, ...]:
        """Messages that still show what is gone, as far as they are due, the oldest first."""
        return await self._database.read(reply_deciding.takedowns, most, now)

    async def taken_down(self, takedown: int) -> None:
        """Forget a message that is gone."""
        await self._database.write(reply_deciding.taken_down, takedown)

    async def take_down_later(self, takedown: int, now: datetime, first: timedelta) -> int:
        """Put a takedown off; see `reply_deciding.take_down_later`."""
        return await self._database.write(reply_deciding.take_down_later, takedown, now, first)


def _note_export(connection: Connection, deed: Deed) -> None:
    acts.note(connection, ActKind.EXPORTED, deed)


def _note_told(connection: Connection, kind: ActKind, told: Moderated, now: datetime) -> None:
    acts.note(connection, kind, Deed(told.guild, None, now), reply_id=told.reply.id)
