"""Where a reply's message is being sent, so that one whose sender died can be found again.

Until the message is noted, a row of `reply_message` names its channel and, in the place of the
message, a number that the message's own comes after.
"""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.errors import NotFound
from bot.moderation import Moderated, Place, Showing
from bot.reply import ReplyId, ReplyState
from bot.store.engine.rows import put_row
from bot.store.replies.reply_deciding import is_to_be_shown, line_up
from bot.store.tables.reply_tables import reply, reply_message
from bot.subscription import MessageId


def note_sending(
    connection: Connection, sent: Moderated, showing: Showing, place: Place, now: datetime
) -> None:
    """A message that shows a reply so is about to be sent, one that comes after `place.message`.

    What an earlier try left in another channel is lined up for being looked for. Raises NotFound
    where the reply isn't to be shown so (any more).
    """
    if not is_to_be_shown(connection, sent, showing):
        raise NotFound(f"reply {sent.reply.id} isn't to be shown any more")
    earlier = connection.execute(SENDING, {"reply": sent.reply.id}).one_or_none()
    if earlier is not None and earlier.channel_id == place.channel:
        return
    if earlier is not None:
        line_up(connection, earlier._asdict() | {"story_id": sent.reply.story}, now)
    row = {
        "reply_id": sent.reply.id,
        "showing": Showing.SENDING,
        "guild_id": sent.guild,
        "channel_id": place.channel,
        "message_id": place.message,
    }
    put_row(connection, reply_message, row)


def is_stray(
    connection: Connection, reply_id: ReplyId, showing: Showing, message: MessageId
) -> bool:
    """Whether a message that shows the reply so is none that should: to be taken down."""
    state = connection.scalar(STATE, {"reply": reply_id})
    if state in (None, ReplyState.ERASED):
        return True
    noted = connection.scalar(NOTED, {"reply": reply_id, "showing": showing})
    if noted is not None:
        return bool(noted != message)
    # One that isn't noted may be on its way just now.
    shown_as = ReplyState.PUBLISHED if showing is Showing.THREAD else ReplyState.HELD
    return bool(state != shown_as)


REPLY = bindparam("reply", type_=reply.c.id.type)
SENDING = select(reply_message).where(
    reply_message.c.reply_id == REPLY, reply_message.c.showing == Showing.SENDING
)
STATE = select(reply.c.state).where(reply.c.id == REPLY)
NOTED = select(reply_message.c.message_id).where(
    reply_message.c.reply_id == REPLY, reply_message.c.showing == bindparam("showing")
)
