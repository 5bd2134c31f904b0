"""Saves the database every night beside the work, and keeps so many of the copies."""

import asyncio
import logging
from datetime import UTC, datetime, time, timedelta
from threading import Event

from bot.errors import StoreError
from bot.settings import Settings
from bot.store.saving import backups

log = logging.getLogger(__name__)

# By the machine's own clock: when the fewest read. Whoever was off then is saved at the start.
AT = time(3)
LOOK_S = 300.0
# A backup that failed is tried again, but not the whole night long.
AFTER_FAILURE_S = 3600.0
# What has lasted for two nights isn't nightly any more.
LATE = timedelta(hours=49)


async def save_nightly(settings: Settings) -> None:
    """Save each night until cancelled; what is being saved then is ended, not kept by half."""
    while settings.backups:
        rest = LOOK_S
        if is_due(await asyncio.to_thread(saved_at, settings), datetime.now(UTC)):
            rest = LOOK_S if await _saved(settings) else AFTER_FAILURE_S
        await asyncio.sleep(rest)


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether nothing was saved since the last time that it was `AT`."""
    local = now.astimezone()
    night = local.replace(hour=AT.hour, minute=0, second=0, microsecond=0)
    if night > local:
        night -= timedelta(days=1)
    return last is None or last < night


def saved_at(settings: Settings) -> datetime | None:
    """When the newest backup was made."""
    files = backups.saved(settings.data)
    return datetime.fromtimestamp(files[0].stat().st_mtime, UTC) if files else None


async def _saved(settings: Settings) -> bool:
    url = settings.database.reveal() if settings.database else None
    stop, now = Event(), datetime.now(UTC)
    try:
        made = await asyncio.to_thread(backups.save, settings.data, url, now, stop)
        await asyncio.to_thread(backups.drop_old, settings.data, settings.backups)
    except (StoreError, OSError) as error:
        log.error("the nightly backup failed: %s", error)  # noqa: TRY400 - the cause is in words
        return False
    finally:
        # Where this was cancelled, the thread goes on: it ends at its next look.
        stop.set()
    log.info("saved: %s", made.name)
    return True
