"""Takes away what is kept no longer while the program runs."""

import asyncio
import logging
from datetime import UTC, datetime

from bot.errors import StoreError
from bot.store.store import Store

log = logging.getLogger(__name__)

EVERY_S = 600
# Each of its steps lets other writes through.
LONGEST_TIDYING_S = 300


async def keep_clean(store: Store, most_days: int | None = None, every_s: float = EVERY_S) -> None:
    """Remove what servers keep no longer and erase what can't be restored any more.

    At once and then every `every_s`, until cancelled. No server keeps stories for longer than
    `most_days`.
    """
    while True:
        try:
            await store.servers.expire(datetime.now(UTC), most_days)
            await store.feeds.expire(datetime.now(UTC))
            await store.erase_removed(datetime.now(UTC))
            await store.tidy(LONGEST_TIDYING_S)
        except StoreError as error:
            log.warning("removed stories weren't erased: %s", error)
        await asyncio.sleep(every_s)
