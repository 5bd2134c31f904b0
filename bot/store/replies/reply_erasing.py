"""Takes replies out of the database so that nothing of them is left in it.

SQLite overwrites what is deleted (`secure_delete`), but earlier states stay in the log beside the
file until that is emptied: see `Replies.overwrite`. Replies are in no search index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, or_, select, update

from bot.errors import NotFound
from bot.languages import N_
from bot.moderation import ActKind, Takedown
from bot.reply import ReplyId, ReplyState
from bot.store.replies import acts, contacts, reply_settings
from bot.store.replies.acts import Deed
from bot.store.replies.ledger import Ledger
from bot.store.replies.reply_deciding import take_down
from bot.store.tables.reply_tables import (
    reply,
    reply_act,
    reply_block,
    reply_block_mailbox,
    reply_closed,
    reply_contact,
    reply_setting,
    reply_takedown,
    reply_word,
)
from bot.story import GuildId, MemberId, StoryId

# Looked up in one statement, or erased in one transaction.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what is kept; `replies` holds for the audit trail too.

    `undecided` holds for replies that nobody has decided about and those that were sent back.
    """

    replies: timedelta = timedelta(days=730)
    contacts: timedelta = timedelta(days=90)
    undecided: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Gone:
    """Which replies were erased, and the messages that still show them."""

    replies: tuple[ReplyId, ...] = ()
    takedowns: tuple[Takedown, ...] = ()


def erase_one(connection: Connection, reply_id: ReplyId, deed: Deed, ledger: Ledger) -> Gone:
    """Erase a reply of the server. Raises NotFound where it isn't there (any more)."""
    own = and_(reply.c.id == reply_id, reply.c.guild_id == deed.guild)
    return _erase_all(connection, own, ActKind.ERASED, deed.by, (deed.now, ledger))


def withdraw(
    connection: Connection, reply_id: ReplyId, member: MemberId, now: datetime, ledger: Ledger
) -> Gone:
    """Erase a reply that the member wrote. Raises NotFound where there is none such."""
    own = and_(reply.c.id == reply_id, reply.c.member_id == member)
    return _erase_all(connection, own, ActKind.WITHDRAWN, None, (now, ledger))


def erase_member(connection: Connection, member: MemberId, now: datetime, ledger: Ledger) -> Gone:
    """Erase all that is kept of a member's replies, on every server.

    Where they are blocked, that stays, or the erasure would undo it; their mailboxes go.
    """
    own = reply.c.member_id == member
    try:
        gone = _erase_all(connection, own, ActKind.WITHDRAWN, None, (now, ledger))
    except NotFound:
        gone = Gone()
    connection.execute(delete(reply_block_mailbox).where(reply_block_mailbox.c.member_id == member))
    acts.forget_member(connection, member, reply_settings.blocked_on(connection, member))
    return gone


def erase_address(
    connection: Connection, exact: bytes, deed: Deed | None, now: datetime, ledger: Ledger
) -> Gone:
    """Erase the replies with an address: those of the deed's server, or without one, of all."""
    if deed is None:
        found = reply.c.id.in_(contacts.replies_of(connection, exact))
        return _erase_all(connection, found, ActKind.ERASED_OFFLINE, None, (now, ledger))
    found = reply.c.id.in_(contacts.replies_of(connection, exact, deed.guild))
    try:
        return _erase_all(connection, found, ActKind.ERASED, deed.by, (now, ledger))
    except NotFound:
        raise NotFound(
            "no reply with that address",
            reader=N_(
                "No reply on this server was sent with that address. Look at its spelling, or"
                " erase a reply by its number."
            ),
        ) from None


def erase_again(connection: Connection, erased: Sequence[tuple[ReplyId, datetime]]) -> Gone:
    """Erase what the ledger has, where a backup brought it back."""
    latest: dict[ReplyId, datetime] = dict(erased)
    rows = connection.execute(
        select(reply.c.id, reply.c.written_at).where(
            reply.c.id.in_(latest), reply.c.state != ReplyState.ERASED
        )
    ).all()
    again = [row.id for row in rows if row.written_at <= latest[row.id]]
    return _erase(connection, again, max(latest.values()))


def erase_under(
    connection: Connection, guild: GuildId, story: StoryId, now: datetime, ledger: Ledger
) -> None:
    """Erase the replies of a server to a story that it has removed for good."""
    under = select(reply.c.id).where(reply.c.guild_id == guild, reply.c.story_id == story)
    replies = connection.scalars(under).all()
    ledger.add(replies, now)
    _erase(connection, replies, now)
    connection.execute(delete(reply).where(reply.c.guild_id == guild, reply.c.story_id == story))


def forget_server(connection: Connection, guild: GuildId, now: datetime, ledger: Ledger) -> Gone:
    """Erase all replies of a server that is gone, with all that it had set for them."""
    own = select(reply.c.id).where(reply.c.guild_id == guild)
    replies = connection.scalars(own).all()
    ledger.add(replies, now)
    gone = _erase(connection, replies, now)
    for table in OF_SERVER:
        connection.execute(delete(table).where(table.c.guild_id == guild))
    return Gone(gone.replies)


def purge_next(connection: Connection, keeping: Keeping, now: datetime) -> bool:
    """Erase some of what has been kept long enough; whether there was any."""
    given = {
        "replies": now - keeping.replies,
        "undecided": now - keeping.undecided,
        "contacts": now - keeping.contacts,
    }
    acts.forget_before(connection, given["replies"])
    late = connection.scalars(LATE_CONTACTS, given).all()
    contacts.forget(connection, late)
    old = connection.scalars(OLD, given).all()
    _erase(connection, old, now)
    return bool(late or old)


def _erase_all(
    connection: Connection,
    wanted: ColumnElement[bool],
    kind: ActKind,
    by: MemberId | None,
    written: tuple[datetime, Ledger],
) -> Gone:
    """Erase replies, telling the trail and the ledger. Raises NotFound where there are none."""
    now, ledger = written
    found = select(reply.c.id, reply.c.guild_id).where(wanted, reply.c.state != ReplyState.ERASED)
    rows = connection.execute(found).all()
    if not rows:
        raise NotFound(
            "no reply to erase",
            reader=N_("There is no such reply any more: nothing of it is left to erase."),
        )
    ledger.add([row.id for row in rows], now)
    for row in rows:
        acts.note(connection, kind, Deed(GuildId(row.guild_id), by, now), reply_id=row.id)
    return _erase(connection, [row.id for row in rows], now)


def _erase(connection: Connection, replies: Sequence[int], now: datetime) -> Gone:
    gone = Gone()
    for start in range(0, len(replies), AT_ONCE):
        some = list(replies[start : start + AT_ONCE])
        lined = take_down(connection, some, now)
        connection.execute(delete(reply_contact).where(reply_contact.c.reply_id.in_(some)))
        connection.execute(BLANK, {"replies": some})
        # First the answers, then what nothing holds on to any more.
        above = connection.scalars(ABOVE, {"replies": some}).all()
        connection.execute(DROP_ANSWERS, {"replies": some})
        connection.execute(DROP_UNANSWERED, {"replies": [*some, *above]})
        gone = Gone((*gone.replies, *map(ReplyId, some)), (*gone.takedowns, *lined))
    return gone


_BLANK = {
    "member_id": None,
    "name": "",
    "comment": "",
    "state": ReplyState.ERASED,
    "matched": (),
    "is_reachable": False,
    "card_channel_id": None,
    "card_message_id": None,
    "due_at": None,
    "decided_by": None,
    "decided_at": None,
    "reason": None,
}
OF_SERVER = (
    reply,
    reply_takedown,
    reply_act,
    reply_block,
    reply_block_mailbox,
    reply_word,
    reply_closed,
    reply_setting,
)
AMONG = reply.c.id.in_(bindparam("replies", expanding=True, type_=reply.c.id.type))
IS_ERASED = reply.c.state == ReplyState.ERASED
_answer = reply.alias("answer")
IS_HELD_ON_TO = select(_answer.c.id).where(_answer.c.answers_id == reply.c.id).exists()
BLANK = update(reply).where(AMONG).values(_BLANK)
ABOVE = select(reply.c.answers_id).where(AMONG, reply.c.answers_id.is_not(None)).distinct()
DROP_ANSWERS = delete(reply).where(AMONG, IS_ERASED, reply.c.answers_id.is_not(None))
DROP_UNANSWERED = delete(reply).where(AMONG, IS_ERASED, ~IS_HELD_ON_TO)
LATE_CONTACTS = (
    select(reply_contact.c.reply_id)
    .join(reply, reply.c.id == reply_contact.c.reply_id)
    .where(reply.c.written_at < bindparam("contacts", type_=reply.c.written_at.type))
    .limit(AT_ONCE)
)
_WRITTEN = reply.c.written_at
OLD = (
    select(reply.c.id)
    .where(
        ~IS_ERASED,
        or_(
            bindparam("replies", type_=_WRITTEN.type) > _WRITTEN,
            and_(
                bindparam("undecided", type_=_WRITTEN.type) > _WRITTEN,
                reply.c.state != ReplyState.PUBLISHED,
            ),
        ),
    )
    .limit(AT_ONCE)
)
