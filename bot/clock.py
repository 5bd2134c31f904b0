"""The hour of day as members type it, and the moments when a wall clock shows it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import NotFound
from bot.languages import N_, _
from bot.languages.shapes import listed

_TYPED = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
# No zone has ever skipped more at once than a day (Samoa, 30 December 2011).
MOST_SKIPPED = timedelta(hours=25)
MINUTE = timedelta(minutes=1)
ON = (
    N_("Mondays"),
    N_("Tuesdays"),
    N_("Wednesdays"),
    N_("Thursdays"),
    N_("Fridays"),
    N_("Saturdays"),
    N_("Sundays"),
)
EVERY_DAY = tuple(range(7))


def hour_typed(text: str) -> time:
    """The time of day that `text` means ("7", "07:30", "7pm"); NotFound says how to write it."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is not None:
        hour, minute = int(typed[1]), int(typed[2] or 0)
        if typed[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if typed[3].lower() == "p" else 0)
        elif typed[3]:
            hour = 24
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise NotFound(
        "a time of day that can't be read",
        reader=N_("That time of day isn't understood. Write it like `07:30`, `19` or `7pm`."),
    )


def next_time(at: time, days: Sequence[int], zone: ZoneInfo, after: datetime) -> datetime:
    """The first UTC moment past `after` when the clock of `zone` shows `at` on one of the `days`.

    Days count from 0 for Monday. An hour that the clock skips is taken at the first minute after
    the gap, where that is the same day; one that it shows twice counts the first time alone. A day
    that a zone skips whole has none.
    """
    day = after.astimezone(zone).date()
    for ahead in range(-1, 16):
        on = day + timedelta(days=ahead)
        if on.weekday() not in days:
            continue
        moment = _shown(datetime.combine(on, at, zone))
        if moment is not None and moment > after:
            return moment
    raise ValueError("no day in two weeks")


def days_in_words(days: Sequence[int]) -> str:
    """The days as people say them."""
    chosen = tuple(sorted(set(days)))
    if chosen == EVERY_DAY:
        return _("every day")
    if chosen == EVERY_DAY[:5]:
        return _("Monday to Friday")
    if chosen == EVERY_DAY[5:]:
        return _("on weekends")
    return _("on {days}", days=listed(_(ON[day]) for day in chosen))


def _shown(local: datetime) -> datetime | None:
    """When the clock first shows `local`, else the first moment after the gap on the same day."""
    moment = local.replace(fold=0).astimezone(UTC)
    back = moment.astimezone(local.tzinfo)
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    # Before the gap's offset the moment lies behind it: its end is where the offset changes.
    low, high = moment - MOST_SKIPPED, moment
    offset = high.astimezone(local.tzinfo).utcoffset()
    while high - low > MINUTE:
        middle = low + (high - low) / 2
        if middle.astimezone(local.tzinfo).utcoffset() == offset:
            high = middle
        else:
            low = middle
    first = high.replace(second=0, microsecond=0)
    return first if first.astimezone(local.tzinfo).date() == local.date() else None
