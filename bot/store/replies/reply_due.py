"""What of replies is due on Discord: messages to be posted, and writers to be told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from bot.moderation import ActKind, Moderated, Showing
from bot.reply import ReplyId, ReplyState
from bot.store.replies.reply_reading import IS_SHELVED, MODERATED, moderated_rows
from bot.store.tables.reply_tables import reply, reply_act, reply_message
from bot.store.tables.server_tables import server
from bot.story import GuildId

DECIDED = (ActKind.APPROVED, ActKind.REJECTED)


def without_thread(
    connection: Connection, most: int, after: ReplyId, now: datetime
) -> tuple[Moderated, ...]:
    """Published replies that no message of a thread shows, where one is due."""
    given = {"size": most, "after": after, "now": now}
    return moderated_rows(connection.execute(TO_POST, given))


def without_card(
    connection: Connection, most: int, after: ReplyId, but: Iterable[GuildId]
) -> tuple[Moderated, ...]:
    """Held replies that no message shows to the moderators, on servers with a desk, `but` these."""
    given = {"size": most, "after": after, "but": list(but)}
    return moderated_rows(connection.execute(TO_CARD, given))


def untold(
    connection: Connection, most: int, after: ReplyId, *, since: datetime, until: datetime
) -> tuple[Moderated, ...]:
    """Replies decided between the two moments of which the trail doesn't say that it was told."""
    given = {"size": most, "after": after, "since": since, "until": until}
    return moderated_rows(connection.execute(TO_TELL, given))


def _lacks(showing: Showing) -> Any:  # noqa: ANN401 - a condition
    shown = reply_message.alias("shown")
    found = select(shown.c.reply_id).where(
        shown.c.reply_id == reply.c.id, shown.c.showing == showing
    )
    return ~found.exists()


_HAS_DESK = reply.c.guild_id.in_(select(server.c.guild_id).where(server.c.desk_id.is_not(None)))
# Apart, so that what is due is found by its time: in the order of ids all replies would be read.
_due = reply.alias("due")
_ON_SHELF = MODERATED.where(IS_SHELVED, reply.c.id > bindparam("after"))
TO_POST = (
    _ON_SHELF.where(
        reply.c.state == ReplyState.PUBLISHED,
        reply.c.id.in_(select(_due.c.id).where(_due.c.due_at <= bindparam("now"))),
        _lacks(Showing.THREAD),
    )
    .order_by(reply.c.id)
    .limit(bindparam("size"))
)
TO_CARD = (
    _ON_SHELF.where(
        reply.c.state == ReplyState.HELD,
        _HAS_DESK,
        reply.c.guild_id.not_in(bindparam("but", expanding=True)),
        _lacks(Showing.DESK),
    )
    .order_by(reply.c.id)
    .limit(bindparam("size"))
)
_later = reply_act.alias("later")
_IS_FOLLOWED = (
    select(_later.c.id)
    .where(
        _later.c.guild_id == reply_act.c.guild_id,
        _later.c.id > reply_act.c.id,
        _later.c.reply_id == reply_act.c.reply_id,
        _later.c.kind.in_((*DECIDED, ActKind.TOLD, ActKind.NOT_TOLD)),
    )
    .exists()
)
_UNTOLD = select(reply_act.c.reply_id).where(
    reply_act.c.at >= bindparam("since"),
    reply_act.c.at < bindparam("until"),
    reply_act.c.kind.in_(DECIDED),
    ~_IS_FOLLOWED,
)
TO_TELL = _ON_SHELF.where(reply.c.id.in_(_UNTOLD)).order_by(reply.c.id).limit(bindparam("size"))
