"""Passes cards in announcement channels on to the servers that follow them, within Discord's limit.

Discord lets a channel do so some ten times an hour and makes a client that asks for more wait for
up to an hour: so it has a queue of its own, and no delivery ever waits for it.
"""

import random
from datetime import datetime, timedelta

from bot.delivery.posting import Poster
from bot.delivery.trouble import Fate, meant_by, wait_s
from bot.store.deliveries.deliveries import Deliveries
from bot.store.deliveries.publishing import Crosspost

AT_ONCE = 20
MOST_ATTEMPTS = 8


async def publish_due(deliveries: Deliveries, poster: Poster, now: datetime) -> bool:
    """Pass on what may be passed on now; whether there was anything."""
    due = await deliveries.to_publish(now, AT_ONCE)
    for one in due:
        await _publish(deliveries, poster, one, now)
    return bool(due)


async def _publish(deliveries: Deliveries, poster: Poster, one: Crosspost, now: datetime) -> None:
    try:
        await poster.publish(one.channel, one.message)
    except Exception as error:  # noqa: BLE001 - `meant_by` raises what isn't a request's
        trouble = meant_by(error)
        may_pass = trouble.fate in (Fate.AGAIN, Fate.LOOK) and one.attempts < MOST_ATTEMPTS
        if may_pass:
            wait = trouble.wait_s or wait_s(one.attempts, random.random())  # noqa: S311 - no secret
            await deliveries.publish_later(one, now + timedelta(seconds=wait))
        else:
            await deliveries.published(one, now, trouble.words)
    else:
        await deliveries.published(one, now)
