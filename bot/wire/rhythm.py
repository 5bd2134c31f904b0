"""How long to wait before a feed is looked at again."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise

from bot.feed import UNKNOWN_RHYTHM, Feed

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=24)

# A feed is looked at twice in its usual gap between two entries, judged by its newest ones, and
# ten times in the silence since its last.
_NEWEST = 20
_LOOKS_PER_GAP = 2
_LOOKS_PER_SILENCE = 10
_JITTER = 0.1
_MOST_DOUBLINGS = 10


def learned(feed: Feed, *, max_age: int | None, now: datetime) -> timedelta:
    """The wait that the feed's own rhythm asks for, and its server's cache header where longer.

    A feed without times has the rhythm it states, else UNKNOWN_RHYTHM.
    """
    wait = _by_entries(feed, now) or _stated(feed.every_s) or UNKNOWN_RHYTHM
    return bounded(max(wait, timedelta(seconds=min(max_age or 0, LONGEST.total_seconds()))))


def bounded(wait: timedelta) -> timedelta:
    """`wait` within SHORTEST and LONGEST."""
    return min(max(wait, SHORTEST), LONGEST)


def after_failures(failures: int) -> timedelta:
    """The wait after so many failures in a row: most outages are short, whatever the rhythm."""
    return bounded(SHORTEST * 2 ** min(failures - 1, _MOST_DOUBLINGS))


def spread(wait: timedelta, chance: float) -> timedelta:
    """`wait` up to a tenth longer or shorter by `chance` (0 to 1), so that feeds don't bunch."""
    return wait * (1 - _JITTER + 2 * _JITTER * chance)


def asked_wait(retry_after: str | None, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for: seconds or an HTTP date; None for neither."""
    written = (retry_after or "").strip()
    if re.fullmatch(r"\d{1,9}", written):
        return timedelta(seconds=int(written))
    try:
        until = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(timedelta(0), until.replace(tzinfo=until.tzinfo or UTC) - now)


def _by_entries(feed: Feed, now: datetime) -> timedelta | None:
    moments = sorted(
        {
            entry.published.moment
            for entry in feed.entries
            if entry.published and not entry.published.is_day_only and entry.published.moment <= now
        },
        reverse=True,
    )[:_NEWEST]
    if len(moments) < 2:
        return None
    return max(_usual_gap(moments) / _LOOKS_PER_GAP, (now - moments[0]) / _LOOKS_PER_SILENCE)


def _usual_gap(newest_first: Sequence[datetime]) -> timedelta:
    """The median gap."""
    gaps = sorted(later - earlier for later, earlier in pairwise(newest_first))
    return gaps[len(gaps) // 2]


def _stated(seconds: int | None) -> timedelta | None:
    return timedelta(seconds=min(seconds, 10**6)) if seconds else None
