"""The quotation that an article's headline is about."""

import re
from collections.abc import Iterable

from bot.reading.summary_rules import Line
from bot.reading.summary_text import stem
from bot.reading.summary_words import COMMON, SAYING
from bot.story import Quote, QuoteKind, Span

# Of the headline's content words (of those in its marks, where it has marks), a quotation must
# share this part and so many; chosen on headlines of our own.
LEAST_SHARE = 0.5
LEAST_SHARED = 2

_WORD = re.compile(r"[^\W_]+")
_IN_MARKS = re.compile(r"[\"“]([^\"“”]+)[\"”]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)")
_NAMES_SPEAKER = re.compile(r"^[A-Z][\w.’' -]{2,40}: ")


def news_quote(
    body: str, headline: str, lines: tuple[Line, ...], quotes: tuple[Quote, ...]
) -> tuple[int, ...]:
    """The number of the line with the quotation that `headline` is about, or none.

    Only a line that holds the quotation's beginning together with whoever said it. With it comes
    the line before, where it leans on that.
    """
    wanted = _about(headline)
    if len(wanted) < LEAST_SHARED:
        return ()
    best = 0.0
    chosen: tuple[int, ...] = ()
    for quote in quotes:
        n = _line_of(quote, lines)
        if n is None or not lines[n].may_stand:
            continue
        shared = len(wanted & _stems(quote.words(body)))
        share = shared / len(wanted)
        if shared >= LEAST_SHARED and share >= LEAST_SHARE and share > best:
            best, chosen = share, (n - 1, n) if lines[n].leans else (n,)
    return chosen


def _about(headline: str) -> frozenset[str]:
    """The words that the headline quotes, or all where it only names who speaks."""
    marked = " ".join(a or b for a, b in _IN_MARKS.findall(headline))
    if marked:
        return _stems(marked)
    is_saying = not SAYING.isdisjoint(_WORD.findall(headline))
    return _stems(headline) if is_saying or _NAMES_SPEAKER.match(headline) else frozenset()


def _stems(text: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words) - COMMON


def _line_of(quote: Quote, lines: tuple[Line, ...]) -> int | None:
    if quote.kind is QuoteKind.REPORTED or not quote.source:
        return None
    for n, line in enumerate(lines):
        if _holds(line.span, quote.content[:1]) and _holds(line.span, quote.source[:1]):
            return n
    return None


def _holds(line: Span, parts: Iterable[Span]) -> bool:
    return all(line.start <= part.start and part.end <= line.end for part in parts)
