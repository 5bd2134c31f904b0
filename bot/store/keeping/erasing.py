"""Takes removed stories out of the database once they can't be brought back any more."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, or_, select

from bot.store.deliveries.queueing import let_next
from bot.store.engine import tidying
from bot.store.engine.grace import GRACE
from bot.store.events import grouping
from bot.store.replies import reply_erasing
from bot.store.replies.ledger import Ledger
from bot.store.stories import readings, subjects
from bot.store.tables.delivery_tables import PENDING, delivery, subscription
from bot.store.tables.story_tables import outlet, released, removed, shelf, story, text


def erase_next(connection: Connection, now: datetime, ledger: Ledger) -> bool:
    """Erase one removal whose time of grace is over; whether there was one.

    The story, its revisions and all that was read in them go with the last removal, unless a
    server has it on its shelf. The `ledger` is told of what was replied to it.
    """
    before = now - GRACE
    connection.execute(delete(released).where(released.c.removed_at < before))
    due = (
        select(removed.c.id, removed.c.guild_id, removed.c.story_id)
        .where(removed.c.removed_at < before)
        .limit(1)
    )
    row = connection.execute(due).one_or_none()
    if row is None:
        return False
    connection.execute(delete(removed).where(removed.c.id == row.id))
    reply_erasing.erase_under(connection, row.guild_id, row.story_id, now, ledger)
    if not connection.scalar(IS_WANTED, {"story": row.story_id}):
        _erase(connection, row.story_id, now)
        tidying.note_removal(connection)
    return True


def forget_unused(connection: Connection, outlet_id: int | None) -> None:
    """Take away an outlet that no story is from any more, and no channel is subscribed to."""
    used = select(story.c.id).where(story.c.outlet_id == outlet.c.id).exists()
    asked = select(subscription.c.id).where(subscription.c.outlet_id == outlet.c.id).exists()
    connection.execute(delete(outlet).where(outlet.c.id == outlet_id, ~used, ~asked))


def _erase(connection: Connection, story_id: int, now: datetime) -> None:
    texts = select(text.c.id).where(text.c.story_id == story_id)
    for text_id in connection.scalars(texts).all():
        subjects.erase_all(connection, text_id)
        speakers = readings.erase(connection, text_id)
        readings.forget_unmentioned(connection, speakers)
    outlet_id = connection.scalar(select(story.c.outlet_id).where(story.c.id == story_id))
    connection.execute(delete(text).where(text.c.story_id == story_id))
    waiting = delivery.c.story_id == story_id, PENDING
    channels = connection.scalars(select(delivery.c.channel_id).where(*waiting)).all()
    connection.execute(delete(story).where(story.c.id == story_id))
    let_next(connection, channels, now)
    forget_unused(connection, outlet_id)
    grouping.forget(connection)


IS_WANTED = select(
    or_(
        *(exists().where(one.c.story_id == bindparam("story")) for one in (shelf, removed)),
    )
)
