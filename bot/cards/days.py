"""Days as members type them ("yesterday", "3 Nov", "7d") and as states carry them."""

import re
from datetime import UTC, date, datetime, timedelta

import dateparser

from bot.errors import NotFound
from bot.languages import N_

EPOCH = date(1970, 1, 1)
_SHORT = re.compile(r"(\d{1,4})\s*([dwmy])", re.IGNORECASE)
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
# Only what people type here is tried: the parser's full list of languages takes a second to load.
_LANGUAGES = ["en", "de", "es", "fr"]


def day_typed(text: str, now: datetime) -> int:
    """The day that `text` means, in days since 1970; NotFound says which forms are understood."""
    if short := _SHORT.fullmatch(text.strip()):
        back = timedelta(days=int(short[1]) * _UNIT_DAYS[short[2].lower()])
        return (now.date() - EPOCH - back).days if back < now.date() - EPOCH else 0
    moment: datetime | None = dateparser.parse(
        text[:40],
        languages=_LANGUAGES,
        settings={"RELATIVE_BASE": now.replace(tzinfo=None), "PREFER_DATES_FROM": "past"},
    )
    if moment is None or moment.date() < EPOCH:
        raise NotFound(
            "a day that can't be read",
            reader=N_(
                "That day isn't understood. Write it like `2026-11-03`, `yesterday` or `7d`."
            ),
        )
    return (moment.date() - EPOCH).days


def moment_of(day: int | None) -> datetime | None:
    """The first moment of a day counted from 1970, in UTC."""
    return None if day is None else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
