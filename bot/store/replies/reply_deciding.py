"""What moderators do with a reply: the first decision counts, and who comes later is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.errors import NotFound
from bot.moderation import ActKind, Moderated, Place, Showing, Takedown
from bot.reply import ReplyId, ReplyState
from bot.store.engine.rows import put_row
from bot.store.replies.acts import Deed, note
from bot.store.replies.reply_reading import moderated
from bot.store.replies.reply_settings import block as block_member
from bot.store.stories.shelves import GUILD
from bot.store.tables.reply_tables import reply, reply_message, reply_takedown
from bot.story import GuildId, MemberId, StoryId
from bot.subscription import ChannelId, MessageId

# What Discord refuses is tried again ever later, and for as long as there is anything to show.
LONGEST_WAIT = timedelta(days=1)
_KINDS = {ReplyState.PUBLISHED: ActKind.APPROVED, ReplyState.REJECTED: ActKind.REJECTED}


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a moderator wants of a reply that they saw in the state `seen`."""

    reply: ReplyId
    to: ReplyState
    seen: ReplyState = ReplyState.HELD
    reason: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Decided:
    """The reply as it stands now. Where `is_first` is False somebody was quicker: see `decision`.

    `decision.by` is None where the rules had let it through.
    """

    reply: Moderated
    is_first: bool


@dataclass(frozen=True, slots=True)
class Blocked:
    """Whether the member wasn't blocked before, and which waiting replies went back with it."""

    is_new: bool
    rejected: tuple[Moderated, ...]


def decide(connection: Connection, ruled: Ruled, deed: Deed) -> Decided:
    """Publish a reply or send it back, unless it isn't in the state any more that was seen.

    Raises NotFound where it isn't there (any more).
    """
    if ruled.to not in _KINDS:
        raise ValueError(f"a moderator can't make a reply {ruled.to}")
    moderated(connection, deed.guild, ruled.reply)
    given = {"reply": ruled.reply, "guild": deed.guild, "seen": ruled.seen}
    due_at = deed.now if ruled.to is ReplyState.PUBLISHED else None
    new = {"state": ruled.to, "decided_by": deed.by, "decided_at": deed.now, "attempts": 0}
    done = connection.execute(DECIDE, {**given, **new, "due_at": due_at, "reason": ruled.reason})
    if done.rowcount:
        note(connection, _KINDS[ruled.to], deed, reply_id=ruled.reply)
        if ruled.to is ReplyState.REJECTED:
            take_down(connection, [ruled.reply], deed.now, (Showing.THREAD, Showing.SENDING))
    return Decided(moderated(connection, deed.guild, ruled.reply), bool(done.rowcount))


def block(connection: Connection, member: MemberId, deed: Deed) -> Blocked:
    """Take no more replies from a member, and send those back that wait."""
    is_new = block_member(connection, member, deed)
    waiting = connection.scalars(WAITING, {"guild": deed.guild, "member": member}).all()
    rejected = [
        decide(connection, Ruled(ReplyId(one), ReplyState.REJECTED), deed).reply for one in waiting
    ]
    return Blocked(is_new, tuple(rejected))


def show(
    connection: Connection, shown: Moderated, showing: Showing, place: Place, now: datetime
) -> bool:
    """Remember the message that shows a reply; False where the reply has gone meanwhile.

    A message of a thread is one too many where the reply isn't published any more. One too many is
    lined up for being taken down.
    """
    row: dict[str, object] = {
        "guild_id": shown.guild,
        "channel_id": place.channel,
        "message_id": place.message,
        "showing": showing,
    }
    if not is_to_be_shown(connection, shown, showing):
        line_up(connection, {**row, "story_id": shown.reply.story}, now)
        return False
    put_row(connection, reply_message, {**row, "reply_id": shown.reply.id})
    connection.execute(ARRIVED, {"reply": shown.reply.id})
    if showing is Showing.THREAD:
        connection.execute(
            update(reply).where(REPLY).values(due_at=None), {"reply": shown.reply.id}
        )
    return True


def try_later(connection: Connection, reply_id: ReplyId, now: datetime, first: timedelta) -> int:
    """How often a reply's message was tried, this time included; the next time is put off.

    The wait begins with `first` and doubles, up to `LONGEST_WAIT`.
    """
    tries = 1 + (connection.scalar(ATTEMPTS, {"reply": reply_id}) or 0)
    put_off = {"attempts": tries, "due_at": now + _wait(tries, first)}
    connection.execute(update(reply).where(REPLY).values(put_off), {"reply": reply_id})
    return tries


def take_down(
    connection: Connection,
    replies: Sequence[int],
    now: datetime,
    showings: Sequence[Showing] = tuple(Showing),
) -> tuple[Takedown, ...]:
    """Line up the messages that show the replies for being taken down."""
    told = (reply_message.c.reply_id.in_(replies), reply_message.c.showing.in_(showings))
    shown = connection.execute(select(reply_message, reply.c.story_id).join(reply).where(*told))
    rows = [row._asdict() for row in shown]
    connection.execute(delete(reply_message).where(*told))
    return tuple(line_up(connection, row, now) for row in rows)


def takedowns(connection: Connection, most: int, now: datetime) -> tuple[Takedown, ...]:
    """Messages to be taken down that are due, the one that has waited longest first."""
    rows = connection.execute(TAKEDOWNS, {"size": most, "now": now})
    return tuple(_takedown(row) for row in rows)


def taken_down(connection: Connection, takedown: int) -> None:
    """Forget a message that is gone."""
    connection.execute(delete(reply_takedown).where(reply_takedown.c.id == takedown))


def take_down_later(connection: Connection, takedown: int, now: datetime, first: timedelta) -> int:
    """How often a message couldn't be taken down, this time included; see `try_later`."""
    tries = 1 + (connection.scalar(TAKEDOWN_ATTEMPTS, {"takedown": takedown}) or 0)
    put_off = {"attempts": tries, "due_at": now + _wait(tries, first)}
    later = update(reply_takedown).where(ONE_TAKEDOWN).values(put_off)
    connection.execute(later, {"takedown": takedown})
    return tries


def is_to_be_shown(connection: Connection, shown: Moderated, showing: Showing) -> bool:
    """Whether a message that shows the reply so has its place on Discord."""
    try:
        state = moderated(connection, shown.guild, shown.reply.id).reply.state
    except NotFound:
        return False
    return showing is Showing.DESK or state is ReplyState.PUBLISHED


def line_up(connection: Connection, shown: Mapping[str, object], now: datetime) -> Takedown:
    """Have a message taken down: a row of `reply_message`, with the story of its reply."""
    values = {name: value for name, value in shown.items() if name != "reply_id"}
    adding = insert(reply_takedown).values(**values, attempts=0, due_at=now)
    return _takedown(connection.execute(adding.returning(reply_takedown)).one())


def _wait(tries: int, first: timedelta) -> timedelta:
    # Twenty times doubled, any wait is longer than the longest.
    return min(first * (1 << min(tries - 1, 20)), LONGEST_WAIT)


def _takedown(row: Row[Any]) -> Takedown:
    return Takedown(
        id=row.id,
        guild=GuildId(row.guild_id),
        place=Place(ChannelId(row.channel_id), MessageId(row.message_id)),
        story=None if row.story_id is None else StoryId(row.story_id),
        showing=Showing(row.showing),
    )


REPLY = reply.c.id == bindparam("reply")
DECIDE = update(reply).where(REPLY, reply.c.guild_id == GUILD, reply.c.state == bindparam("seen"))
WAITING = select(reply.c.id).where(
    reply.c.guild_id == GUILD,
    reply.c.member_id == bindparam("member"),
    reply.c.state == ReplyState.HELD,
)
ARRIVED = delete(reply_message).where(
    reply_message.c.reply_id == bindparam("reply"), reply_message.c.showing == Showing.SENDING
)
ATTEMPTS = select(reply.c.attempts).where(REPLY)
TAKEDOWNS = (
    select(reply_takedown)
    .where(reply_takedown.c.due_at <= bindparam("now"))
    .order_by(reply_takedown.c.due_at, reply_takedown.c.id)
    .limit(bindparam("size"))
)
ONE_TAKEDOWN = reply_takedown.c.id == bindparam("takedown")
TAKEDOWN_ATTEMPTS = select(reply_takedown.c.attempts).where(ONE_TAKEDOWN)
