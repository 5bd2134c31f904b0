"""Finds a story that a subscription would deliver, to show how it will look."""

from dataclasses import replace

from sqlalchemy import Connection

from bot import matching
from bot.store.deliveries.wanting import NEWEST, facts_of
from bot.store.engine.columns import EPOCH
from bot.story import StoryId
from bot.subscription import Subscription

# Enough to find one of a rare topic; each is matched in some 0.1 ms.
MOST_LOOKED_AT = 300


def newest_wanted(connection: Connection, one: Subscription) -> StoryId | None:
    """The newest story that the subscription wants, however long it has been here."""
    at_any_time = replace(one, since=EPOCH)
    newest = {"guild": one.guild, "after": EPOCH, "size": MOST_LOOKED_AT}
    for row in connection.execute(NEWEST, newest).all():
        if matching.wants(at_any_time, facts_of(connection, one.guild, row)):
            return StoryId(row.story_id)
    return None
