"""Articles that come again and again, or tell of many things: they are never one event with others.

The words are those that newsrooms give such pages; lists from general knowledge.
"""

import re
from enum import StrEnum
from typing import Final

_LIVE: Final = re.compile(
    r"(?i)\blive(?::| updates?\b| blog\b| coverage\b|[ -]text\b)|^live\b|\bas it happened\b|"
    r"[–—|-] live$|\bminute by minute\b|\blatest updates\b|^updates?:"
)
_ROUNDUP: Final = re.compile(
    r"(?i)\bwhat (?:we|you need to) know\b|\bround[ -]?up\b|\b(?:morning|evening|daily|weekly) "
    r"(?:briefing|brief|digest|newsletter|bulletin|headlines|update|edition|agenda)\b|"
    r"\b(?:the )?(?:day|week|month|weekend) (?:in|ahead|that was)\b|\bat a glance\b|"
    r"\bin (?:pictures|numbers|brief)\b|\b(?:three|four|five|six|seven|ten|[3-9]|10) (?:things|"
    r"takeaways|stories)\b|^(?:briefing|news in brief|today's (?:news|headlines|papers))\b|"
    r"\bthis week's\b|\btop stories\b|\bletters to the editor\b|^letters\b|\btimeline\b|"
    r"\b(?:what|everything) (?:to|you need to) (?:watch|know)\b|\bnewsletter\b|\bexplainer\b|^q&a\b"
)
_SERIAL: Final = re.compile(
    r"(?i)\bweather\b|\bforecast for\b|\bhoroscopes?\b|\bcrossword\b|\bquiz\b|\blottery (?:numbers|"
    r"results)\b|\b(?:stocks|shares|markets?|wall street|ftse|dax|nikkei|sensex) (?:clos|open|end|"
    r"wrap|report|rise|fall|slip|edge|drop|gain|climb|rall|mixed|higher|lower|flat|today|update)|"
    r"\btraffic (?:report|update|news)\b|\btide times\b|\bpollen\b|\bfixtures\b|\bobituaries\b|"
    r"\bcourt list\b|\bpolice (?:log|blotter)\b|\btv (?:guide|tonight|listings)\b|"
    r"\bwhat's on\b|\bexchange rates\b|\bprices today\b|\bair quality\b"
)
_RUBRIC: Final = re.compile(r"^([^:|]{3,30})[:|]")
_TURNING: Final = re.compile(
    r"(?i)\d+|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december)\b|\b(?:one|two|three|first|second|"
    r"third|day|night|part|week)\b|\W+"
)


class Sort(StrEnum):
    """Plain: one piece of news. Many: several things on one page. Serial: one of a series."""

    PLAIN = "plain"
    MANY = "many"
    SERIAL = "serial"


def sort_of(headline: str) -> Sort:
    """What a headline says of the sort of its article."""
    if _LIVE.search(headline) or _ROUNDUP.search(headline):
        return Sort.MANY
    return Sort.SERIAL if _SERIAL.search(headline) else Sort.PLAIN


def is_same_series(one: str, other: str) -> bool:
    """Whether two headlines of one outlet are of one series: the same rubric, or but for days.

    >>> is_same_series("Harbour dues: nothing new", "Harbour dues: up a little")
    True
    """
    rubrics = [rubric and rubric[1].casefold() for rubric in map(_RUBRIC.match, (one, other))]
    if rubrics[0] and rubrics[0] == rubrics[1]:
        return True
    steady = [_TURNING.sub(" ", headline.casefold()).split() for headline in (one, other)]
    return bool(steady[0]) and steady[0] == steady[1] and one.casefold() != other.casefold()
