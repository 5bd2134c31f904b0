"""What moderators do with a reply: the first decision counts, and who comes later is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.errors import NotFound
from bot.moderation import ActKind, Moderated, Place, Showing, Takedown
from bot.reply import ReplyId, ReplyState
from bot.store.acts import Deed, note
from bot.store.reply_reading import moderated
from bot.store.reply_settings import block as block_member
from bot.store.reply_tables import reply, reply_message, reply_takedown
from bot.store.rows import put_row
from bot.store.shelves import GUILD
from bot.story import GuildId, MemberId
from bot.subscription import ChannelId, MessageId

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
    new = {"state": ruled.to, "decided_by": deed.by, "decided_at": deed.now, "attempts": 0}
    done = connection.execute(DECIDE, {**given, **new, "reason": ruled.reason})
    if done.rowcount:
        note(connection, _KINDS[ruled.to], deed, reply_id=ruled.reply)
        if ruled.to is ReplyState.REJECTED:
            take_down(connection, [ruled.reply], (Showing.THREAD,))
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
    connection: Connection, reply_id: ReplyId, showing: Showing, guild: GuildId, place: Place
) -> bool:
    """Remember the message that shows a reply; False where the reply has gone meanwhile.

    A message of a thread is one too many where the reply isn't published any more.
    """
    try:
        state = moderated(connection, guild, reply_id).reply.state
    except NotFound:
        return False
    if showing is Showing.THREAD and state is not ReplyState.PUBLISHED:
        return False
    row = {"reply_id": reply_id, "showing": showing, "guild_id": guild}
    put_row(
        connection,
        reply_message,
        {**row, "channel_id": place.channel, "message_id": place.message},
    )
    return True


def count_attempt(connection: Connection, reply_id: ReplyId) -> int:
    """How often the reply couldn't be posted by now, this time included."""
    connection.execute(ATTEMPT, {"reply": reply_id})
    return connection.scalar(ATTEMPTS, {"reply": reply_id}) or 0


def take_down(
    connection: Connection, replies: Sequence[int], showings: Sequence[Showing] = tuple(Showing)
) -> tuple[Takedown, ...]:
    """Line up the messages that show the replies for being taken down."""
    told = (reply_message.c.reply_id.in_(replies), reply_message.c.showing.in_(showings))
    shown = connection.execute(select(reply_message).where(*told)).all()
    connection.execute(delete(reply_message).where(*told))
    lined = []
    for row in shown:
        values = {name: value for name, value in row._asdict().items() if name != "reply_id"}
        adding = insert(reply_takedown).values(**values, attempts=0).returning(reply_takedown)
        lined.append(_takedown(connection.execute(adding).one()))
    return tuple(lined)


def takedowns(connection: Connection, most: int, attempts: int) -> tuple[Takedown, ...]:
    """Messages to be taken down, tried fewer times than `attempts`, the least tried first."""
    rows = connection.execute(TAKEDOWNS, {"size": most, "attempts": attempts})
    return tuple(_takedown(row) for row in rows)


def taken_down(connection: Connection, takedown: int) -> None:
    """Forget a message that is gone."""
    connection.execute(delete(reply_takedown).where(reply_takedown.c.id == takedown))


def count_takedown(connection: Connection, takedown: int) -> int:
    """How often the message couldn't be taken down by now, this time included."""
    connection.execute(TAKEDOWN_ATTEMPT, {"takedown": takedown})
    return connection.scalar(TAKEDOWN_ATTEMPTS, {"takedown": takedown}) or 0


def _takedown(row: Row[Any]) -> Takedown:
    return Takedown(
        id=row.id,
        guild=GuildId(row.guild_id),
        place=Place(ChannelId(row.channel_id), MessageId(row.message_id)),
        showing=Showing(row.showing),
    )


REPLY = reply.c.id == bindparam("reply")
DECIDE = update(reply).where(REPLY, reply.c.guild_id == GUILD, reply.c.state == bindparam("seen"))
WAITING = select(reply.c.id).where(
    reply.c.guild_id == GUILD,
    reply.c.member_id == bindparam("member"),
    reply.c.state == ReplyState.HELD,
)
ATTEMPT = update(reply).where(REPLY).values(attempts=reply.c.attempts + 1)
ATTEMPTS = select(reply.c.attempts).where(REPLY)
TAKEDOWNS = (
    select(reply_takedown)
    .where(reply_takedown.c.attempts < bindparam("attempts"))
    .order_by(reply_takedown.c.attempts, reply_takedown.c.id)
    .limit(bindparam("size"))
)
ONE_TAKEDOWN = reply_takedown.c.id == bindparam("takedown")
TAKEDOWN_ATTEMPT = (
    update(reply_takedown).where(ONE_TAKEDOWN).values(attempts=reply_takedown.c.attempts + 1)
)
TAKEDOWN_ATTEMPTS = select(reply_takedown.c.attempts).where(ONE_TAKEDOWN)
