"""The lines between a headline and its story: when it was published, where, how long it takes."""

import re

from bot.story import Published
from bot.wire.byline import byline_of
from bot.wire.dates import published_from

_TIME_OF_DAY = r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\w{{3,9}}\.?,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),?(?: \d{4})?"
)
_CREDIT = re.compile(
    r"(?:first published|published|last updated|updated|posted|modified|created)\b.{0,60}\d.{0,40}|"
    r"(?:published|updated|posted)\W*|"
    r"(?:reading time|estimated read(?:ing)? time):? .{0,20}|"
    r"\d+ (?:min(?:ute)?s?)(?:[ -]read)?|\d+ (?:minutes?|hours?|days?) ago|"
    rf"(?:{_TIME_OF_DAY}[ ,|\u2022\u00b7-]+)?{_DATE}"
    rf"(?:[ ,|\u2022\u00b7-]*(?:at )?{_TIME_OF_DAY}(?:[+-]\d+)?)?"
    r"(?: by [A-Z].{1,50}|[ ,|]*updated .{1,40})?",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:first )?(?:published|posted)(?: on)?:? ", re.IGNORECASE)
_LATER = re.compile(r"(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def is_credit(line: str) -> bool:
    """Whether the whole line is a byline, a time, a reading time or a bare address."""
    return bool(byline_of(line) or _CREDIT.fullmatch(line) or _ADDRESS.fullmatch(line))


def published_in(line: str) -> Published | None:
    """When a whole line says the story was published; None for an update's time and other lines."""
    if _CREDIT.fullmatch(line) is None or _LATER.match(line):
        return None
    return published_from(_FIRST.sub("", line))
