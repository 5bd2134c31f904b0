"""Which sentences may stand in a summary."""

import re

from bot.story import Span

_DATELINE = re.compile(
    r"(?:[A-Z][\w.'’ ,/-]{1,50}\s?)?\((?:CNN|Reuters|AP|AFP|UPI)\)\s*(?:[-–—]+\s*)?"
    r"|[A-Z][A-Z.'’ -]{2,30}(?:,\s[\w. ]{2,25})?\s(?:\([A-Za-z ]{2,20}\)\s)?[–—-]{1,2}\s"
)
_BOILERPLATE = re.compile(
    r"(?i)\b(?:click here|scroll down|follow us|sign up|subscribe|newsletter|all rights reserved|"
    r"contributed to this report|read more|cookies?|email address will not|required fields|"
    r"leave a reply|back to top|share this|advertisement)\b|©|https?://|\bwww\."
)


def without_dateline(body: str, sentence: Span) -> Span:
    """`sentence` from behind its dateline ("PARIS (AP) - ")."""
    dateline = _DATELINE.match(body, sentence.start, sentence.end)
    return Span(dateline.end(), sentence.end) if dateline else sentence


def fits(body: str, sentences: tuple[Span, ...], n: int) -> bool:
    """Whether sentence `n` is news and whole: no boilerplate, no half quote."""
    text = sentences[n].of(body)
    return len(text.split()) >= 4 and not _BOILERPLATE.search(text) and text.count('"') % 2 == 0
