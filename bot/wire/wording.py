"""What a text says, apart from what changes in it by itself: counters, ages, times of update."""

import re

_COUNTED = (
    r"readers?|views?|reads|visits?|visitors?|comments?|replies|responses?|shares?|likes?|votes?|"
    r"points?|reactions?|retweets?|reposts?|downloads?|subscribers?|followers?|people reading"
)
_NUMBER = r"\d[\d.,\u00a0]{0,12}\s?[km]?\+?"
_TIME = (
    r"(?:\d[\d:./-]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[ap]\.?m\b\.?|at|on|"
    r"(?:gmt|utc|[a-z]{1,3}[sd]t|cet|cest)\b)"
)
_CHANGING = re.compile(
    # 12 comments · 1.2k views · Comments (12) · Views: 1,024
    rf"\b{_NUMBER}\s?(?:{_COUNTED})\b|\b(?:{_COUNTED})\s?:?\s?\(?{_NUMBER}\)?|"
    # 5 minutes ago · an hour ago
    r"\b(?:\d{1,4}|an?|one) (?:second|minute|hour|day|week|month|year)s? ago\b|\bjust now\b|"
    # Updated at 12:05 · Last updated: 24 Nov 2025, 10:00 GMT
    rf"\b(?:last )?(?:updated|modified)(?: at\b| on\b|:){{1,2}}\s{_TIME}(?:,?\s{_TIME}){{0,6}}",
    re.IGNORECASE,
)


def wording(*texts: str) -> str:
    """Letters and digits of the texts, whatever their case and marks, without what changes so.

    >>> wording("The ferry", "It sails at 9. 12 comments") == wording("The Ferry", "It sails at 9!")
    True
    """
    steady = _CHANGING.sub(" ", "\n".join(texts)).casefold()
    return "".join(filter(str.isalnum, steady))


def letters(worded: str) -> str:
    """What `wording` gave without its digits: equal where at most numbers differ."""
    return "".join(filter(str.isalpha, worded))
