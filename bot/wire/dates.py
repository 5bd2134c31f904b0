"""When something was published, read from the date as written; nothing is made up."""

import re
from datetime import UTC, datetime, timedelta, timezone

from bot.story import Published

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan janv ene gen",
            "feb febr fev feb",
            "mar mär mrz mrt mars",
            "apr avr abr",
            "may mai mag mei",
            "jun juin giu",
            "jul juil lug",
            "aug aou aoû ago",
            "sep sept set",
            "oct okt ott out",
            "nov",
            "dec dez dic déc",
        ),
        start=1,
    )
    for name in names.split()
}
# Zones in hours east of UTC. Names with two common meanings (IST) and names for a zone whatever the
# season (ET) are left out: the hour would be a guess. BST is Britain's in every feed we know.
_ZONES = {
    "z": 0.0, "ut": 0.0, "utc": 0.0, "gmt": 0.0, "wet": 0.0, "west": 1.0, "bst": 1.0, "cet": 1.0,
    "cest": 2.0, "mez": 1.0, "mesz": 2.0, "eet": 2.0, "eest": 3.0, "sast": 2.0, "msk": 3.0,
    "pkt": 5.0, "wib": 7.0, "hkt": 8.0, "sgt": 8.0, "awst": 8.0, "jst": 9.0, "kst": 9.0,
    "acst": 9.5, "acdt": 10.5, "aest": 10.0, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0,
    "est": -5.0, "edt": -4.0, "cst": -6.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0,
    "pdt": -7.0, "akst": -9.0, "akdt": -8.0, "hst": -10.0, "ast": -4.0, "adt": -3.0, "nst": -3.5,
    "ndt": -2.5, "brt": -3.0, "art": -3.0,
}  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
)
_ZONE = r"(?:\s*\(?(?P<zone>(?:utc|gmt)?\s?[+-]\d{1,2}(?::?\d\d)?|[a-z]{1,5})\b\)?)?"
_CLOCK = rf"(?:(?:\s*,\s*|\s+at\s+|\s+|t){_TIME}{_ZONE})?"
_DAY_NAME = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
_MONTH = r"(?P<name>[^\W\d_]{3,10})\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2025-11-24T10:00:00+01:00 · 2025/11/24 10:00 · 20251124T100000Z
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
        rf"(?:t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?{_ZONE})?",
        # Mon, 24 Nov 2025 10:00:00 +0100 · 24. November 2025 · 24-Nov-25
        rf"{_DAY_NAME}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?{_MONTH}[\s-]+(?:de\s+)?"
        rf"(?P<year>\d{{4}}|\d\d),?{_CLOCK}",
        # November 24, 2025 at 10:00 a.m. EST
        rf"{_DAY_NAME}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}),?{_CLOCK}",
        # Mon Nov 24 10:00:00 EST 2025
        rf"{_DAY_NAME}{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}{_ZONE}\s+(?P<year>\d{{4}})",
        # 24.11.2025 and 25/11/2025: only where no other reading is possible
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<day>1[3-9]|2\d|3[01])[/-](?P<month>\d{{1,2}})[/-](?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<month>\d{{1,2}})[/-](?P<day>1[3-9]|2\d|3[01])[/-](?P<year>\d{{4}}){_CLOCK}",
    )
)
_SECONDS = re.compile(r"\d{9,10}")
_MILLISECONDS = re.compile(r"\d{12,13}")
_LONGEST = 80
_FIRST_YEAR = 1900
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def published_from(written: str | None) -> Published | None:
    """The date that is `written`, None where it can't be read for certain.

    A time counts only with a zone that is known; otherwise the day as written stands alone. The
    Unix epoch and 0000-00-00 are what programs write for "unknown".
    """
    text = " ".join((written or "").split())
    if not text or len(text) > _LONGEST:
        return None
    found = _from_epoch(text) or _from_form(text)
    if found is None or found.moment.date() == _EPOCH.date() or found.moment.year < _FIRST_YEAR:
        return None
    return found


def _from_epoch(text: str) -> Published | None:
    if _SECONDS.fullmatch(text):
        return Published(_EPOCH + timedelta(seconds=int(text)))
    if _MILLISECONDS.fullmatch(text):
        return Published(_EPOCH + timedelta(milliseconds=int(text)))
    return None


def _from_form(text: str) -> Published | None:
    for form in _FORMS:
        if (found := form.fullmatch(text)) is not None:
            try:
                return _published(found.groupdict())
            except (ValueError, OverflowError):
                return None
    return None


def _published(parts: dict[str, str | None]) -> Published | None:
    month = _month(parts)
    if month is None:
        return None
    day = datetime(_year(parts["year"] or ""), month, int(parts["day"] or 0), tzinfo=UTC)
    zone = _zone(parts.get("zone"))
    if not parts.get("hour") or zone is None:
        return Published(day, is_day_only=True)
    local = day + timedelta(hours=_hour(parts), minutes=int(parts["minute"] or 0))
    local += timedelta(seconds=min(int(parts.get("second") or 0), 59))
    return Published(local.replace(tzinfo=zone).astimezone(UTC))


def _month(parts: dict[str, str | None]) -> int | None:
    name = (parts.get("name") or "").casefold()
    if not name:
        return int(parts["month"] or 0)
    return next((_MONTHS[name[:size]] for size in (4, 3) if name[:size] in _MONTHS), None)


def _year(digits: str) -> int:
    """Two digits as RFC 2822 reads them: 00 to 49 are this century."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _hour(parts: dict[str, str | None]) -> int:
    """Hours since midnight; ValueError past 24:00."""
    hour, half = int(parts["hour"] or 0), (parts.get("half") or "").casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24 or int(parts["minute"] or 0) > 59 or (hour == 24 and parts["minute"] != "00"):
        raise ValueError("no such time of day")
    return hour


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    name = written.casefold().replace(" ", "")
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    sign = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}?):?(\d\d)?", name)
    if sign is None:
        return None
    hours, minutes = int(sign[2]), int(sign[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    return timezone((1 if sign[1] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
