"""Replies as moderators and readers see them, and what the rules want to know before one is kept.

Only what stands under a story on the server's shelf is seen. No statement here names the table of
addresses.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, select

from bot.errors import NotFound
from bot.languages import N_
from bot.moderation import Decision, Moderated, Place, Showing
from bot.reply import Reply, ReplyId, ReplyState
from bot.store.engine.asked import Page
from bot.store.stories.shelves import GUILD
from bot.store.tables.reply_tables import reply, reply_message
from bot.store.tables.story_tables import shelf
from bot.story import GuildId, Listing, MemberId, StoryId
from bot.subscription import ChannelId, MessageId


def moderated(connection: Connection, guild: GuildId, reply_id: ReplyId) -> Moderated:
    """A reply of the server in any state but erased. Raises NotFound where it isn't there."""
    row = connection.execute(ONE, {"guild": guild, "reply": reply_id}).one_or_none()
    if row is None:
        raise NotFound(
            f"reply {reply_id} isn't on {guild}",
            reader=N_("That reply isn't there any more. `/replies queue` shows those that wait."),
        )
    return _moderated(row)


def held(connection: Connection, guild: GuildId, page: Page) -> Listing[Moderated]:
    """The replies that wait for a moderator, the one that has waited longest first."""
    rows = connection.execute(HELD, {"guild": guild, **page.given}).all()
    total = connection.scalar(HELD_COUNT, {"guild": guild}) or 0
    return Listing(moderated_rows(rows), max(page.number, 1), total, None)


def written_by(connection: Connection, member: MemberId) -> tuple[Moderated, ...]:
    """All replies of a member on every server, also under stories that are off the shelf."""
    return moderated_rows(connection.execute(BY_MEMBER, {"member": member}))


def of_server(connection: Connection, guild: GuildId, most: int) -> tuple[Moderated, ...]:
    """The newest replies of a server in any state but erased, the newest first."""
    return moderated_rows(connection.execute(OF_SERVER, {"guild": guild, "size": most}))


def published(connection: Connection, guild: GuildId, story: StoryId, page: Page) -> Listing[Reply]:
    """What readers see under a story, each reply with its answers after it.

    One that was erased is blank, and there only while an answer to it is.
    """
    given = {"guild": guild, "story": story}
    rows = connection.execute(PUBLISHED, {**given, **page.given}).all()
    total = connection.scalar(PUBLISHED_COUNT, given) or 0
    return Listing(tuple(map(_reply, rows)), max(page.number, 1), total, None)


def counts(
    connection: Connection, guild: GuildId, stories: tuple[StoryId, ...]
) -> dict[StoryId, int]:
    """How many replies are published under each of the stories; none stands for 0."""
    rows = connection.execute(COUNTS, {"guild": guild, "stories": list(stories)})
    return {StoryId(row.story_id): row.amount for row in rows}


def shown_at(connection: Connection, guild: GuildId, message: MessageId) -> ReplyId | None:
    """The published reply that a message of the bot shows."""
    found = connection.scalar(AT_MESSAGE, {"guild": guild, "message": message})
    return None if found is None else ReplyId(found)


def servers_of(
    connection: Connection, replies: Sequence[ReplyId]
) -> Sequence[tuple[ReplyId, GuildId]]:
    """On which server each of the replies was written."""
    found = select(reply.c.id, reply.c.guild_id).where(reply.c.id.in_(replies))
    return [(ReplyId(row.id), GuildId(row.guild_id)) for row in connection.execute(found)]


def moderated_rows(rows: Iterable[Row[Any]]) -> tuple[Moderated, ...]:
    """The replies of rows that were selected with `MODERATED`."""
    return tuple(map(_moderated, rows))


def _moderated(row: Row[Any]) -> Moderated:
    decision = None
    if row.decided_at is not None:
        by = None if row.decided_by is None else MemberId(row.decided_by)
        decision = Decision(ReplyState(row.state), row.decided_at, by, row.reason)
    return Moderated(
        reply=_reply(row),
        guild=GuildId(row.guild_id),
        member=MemberId(row.member_id),
        matched=row.matched,
        is_reachable=row.is_reachable,
        where=_place(row.card_channel_id, row.card_message_id),
        thread=_place(row.thread_channel, row.thread_message),
        desk=_place(row.desk_channel, row.desk_message),
        decision=decision,
    )


def _reply(row: Row[Any]) -> Reply:
    return Reply(
        id=ReplyId(row.id),
        story=StoryId(row.story_id),
        name=row.name,
        comment=row.comment,
        written_at=row.written_at,
        state=ReplyState(row.state),
        answers=None if row.answers_id is None else ReplyId(row.answers_id),
    )


def _place(channel: int | None, message: int | None) -> Place | None:
    if channel is None or message is None:
        return None
    return Place(ChannelId(channel), MessageId(message))


def _with_messages() -> Select[Any]:
    thread, desk = reply_message.alias("thread"), reply_message.alias("desk")
    return (
        select(
            reply,
            thread.c.channel_id.label("thread_channel"),
            thread.c.message_id.label("thread_message"),
            desk.c.channel_id.label("desk_channel"),
            desk.c.message_id.label("desk_message"),
        )
        .outerjoin(
            thread, and_(thread.c.reply_id == reply.c.id, thread.c.showing == Showing.THREAD)
        )
        .outerjoin(desk, and_(desk.c.reply_id == reply.c.id, desk.c.showing == Showing.DESK))
        .where(reply.c.state != ReplyState.ERASED)
    )


IS_SHELVED = (
    select(shelf.c.id)
    .where(shelf.c.guild_id == reply.c.guild_id, shelf.c.story_id == reply.c.story_id)
    .exists()
)
MODERATED = _with_messages()
HERE = (reply.c.guild_id == GUILD, IS_SHELVED)
ONE = MODERATED.where(*HERE, reply.c.id == bindparam("reply"))
HELD = (
    MODERATED.where(*HERE, reply.c.state == ReplyState.HELD)
    .order_by(reply.c.id)
    .limit(bindparam("size"))
    .offset(bindparam("skipped"))
)
HELD_COUNT = select(func.count()).where(*HERE, reply.c.state == ReplyState.HELD)
BY_MEMBER = MODERATED.where(reply.c.member_id == bindparam("member")).order_by(reply.c.id)
OF_SERVER = MODERATED.where(*HERE).order_by(reply.c.id.desc()).limit(bindparam("size"))
_answer = reply.alias("answer")
IS_ANSWERED = (
    select(_answer.c.id)
    .where(_answer.c.answers_id == reply.c.id, _answer.c.state == ReplyState.PUBLISHED)
    .exists()
)
UNDER = (*HERE, reply.c.story_id == bindparam("story"))
IS_SEEN = (reply.c.state == ReplyState.PUBLISHED) | (
    (reply.c.state == ReplyState.ERASED) & IS_ANSWERED
)
PUBLISHED = (
    select(reply)
    .where(*UNDER, IS_SEEN)
    .order_by(func.coalesce(reply.c.answers_id, reply.c.id), reply.c.id)
    .limit(bindparam("size"))
    .offset(bindparam("skipped"))
)
PUBLISHED_COUNT = select(func.count()).where(*UNDER, IS_SEEN)
COUNTS = (
    select(reply.c.story_id, func.count().label("amount"))
    .where(
        *HERE,
        reply.c.state == ReplyState.PUBLISHED,
        reply.c.story_id.in_(bindparam("stories", expanding=True)),
    )
    .group_by(reply.c.story_id)
)
AT_MESSAGE = (
    select(reply.c.id)
    .join(reply_message, reply_message.c.reply_id == reply.c.id)
    .where(
        *HERE,
        reply.c.state == ReplyState.PUBLISHED,
        reply_message.c.message_id == bindparam("message"),
        reply_message.c.showing == Showing.THREAD,
    )
)
