"""Finds, as a story is taken in, the event that it tells: one that is here, or one of its own."""

from datetime import datetime

from sqlalchemy import Connection, insert

from bot.store.event_tables import telling


def found(connection: Connection, story_id: int, text_id: int, now: datetime) -> None:
    """Put a new story down as the founder of an event."""
    row = {"story_id": story_id, "event_id": story_id, "text_id": text_id, "taken_at": now}
    connection.execute(ADD_TELLING, row)


ADD_TELLING = insert(telling)
