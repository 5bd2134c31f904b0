"""The rows of a store that are compared with its model."""

from datetime import datetime

from sqlalchemy import Connection, select

from bench.store.expected import PENDING, Key
from bot.store.tables.delivery_tables import delivery, post
from bot.store.tables.story_tables import shelf, text
from bot.subscription import SendState

# Shelves and cards with their revisions, deliveries with state, attempts and time, if it matters.
Rows = tuple[
    dict[tuple[int, int], int],
    dict[tuple[int, int], int],
    list[tuple[Key, SendState, int, datetime | None]],
]


def held(connection: Connection) -> Rows:
    """The rows that are compared."""
    shelved = select(shelf.c.guild_id, shelf.c.story_id, text.c.revision).join_from(shelf, text)
    cards = select(post.c.channel_id, post.c.story_id, post.c.revision)
    sendings = select(delivery).order_by(delivery.c.id)
    return (
        {(row[0], row[1]): row[2] for row in connection.execute(shelved)},
        {(row[0], row[1]): row[2] for row in connection.execute(cards)},
        [
            (
                (row.channel_id, row.story_id, row.revision),
                SendState(row.state),
                row.attempts,
                row.due_at if row.state in PENDING else None,
            )
            for row in connection.execute(sendings)
        ],
    )
