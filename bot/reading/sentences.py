"""Where the sentences of a body begin and end."""

import re
from collections.abc import Iterator

from bot.reading.sentence_words import (
    COMPANY_TAILS,
    MONTHS,
    NAMES_WITH_MARKS,
    NEVER_LAST,
    NUMBERED,
    STARTERS,
    TIME_TAILS,
)
from bot.story import Span

# How far a parenthesis may reach and still hold its sentences together, in characters.
LONGEST_ASIDE = 120
# How much text before a full stop is looked at for an abbreviation, in characters.
LONGEST_WORD = 24

_CLOSERS = r"(?:\\?[\"'”’»)\]])"
_STOP = re.compile(rf"[.!?…؟।]+{_CLOSERS}*\s+|[。！？]+[」』”’）]*")
_LINE = re.compile(r"[^\n]+(?:\n(?!\n|\s*[-*•·▪–—]\s)[^\n]+)*")
_BULLET = re.compile(r"\s*(?:[•·▪◦●■►*–—-]\s+)?")
_NEXT = re.compile(r"[\"'“‘«„(\[¿¡\\]*(?P<word>[^\W_]+)")
_WORD = re.compile(r"[\w.&'’-]+$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.?D")
_ASKED = re.compile(
    r"(?:(?:the|Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.?\s+)?(?:[A-Z][\w.'’-]*\s+){1,4}"
    r"(?:said|says|asked|asks|wrote|writes|wondered|shouted|yelled|tweeted|added|exclaimed|replied|"
    r"quipped|joked|cried|told|recalled|responded|continued)"
    r"(?:[.,:;]|\s+(?:in|on|at|during|when|after|as|before|while|of|from|with|to|rhetorically|"
    r"him|her|them|reporters|me|us)\b)"
)


def split(body: str) -> tuple[Span, ...]:
    """The sentences of `body` in order, without the space around them or a bullet before them.

    A paragraph ends its sentence whether or not it has a full stop. Sentences inside one quotation
    are sentences of their own; those inside a short parenthesis aren't.
    """
    return tuple(span for line in _LINE.finditer(body) for span in _of_line(body, *line.span()))


def _of_line(body: str, start: int, end: int) -> Iterator[Span]:
    bullet = _BULLET.match(body, start, end)
    start = bullet.end() if bullet else start
    for stop in _STOP.finditer(body, start, end):
        if stop.end() < end and _ends(body, start, stop):
            yield _trimmed(body, start, stop.end())
            start = stop.end()
    if start < end and (last := _trimmed(body, start, end)).start < last.end:
        yield last


def _trimmed(body: str, start: int, end: int) -> Span:
    return Span(start, start + len(body[start:end].rstrip()))


def _ends(body: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` is over at `stop`."""
    marks = stop.group()
    if marks[0] in "。！？":
        return True
    after = stop.end()
    following = _NEXT.match(body, after)
    if following is None:
        return body[after] in "$£€#@+-"
    word = following["word"]
    if word[0].islower():
        return len(word) > 1 and word[1].isupper()
    if _in_aside(body, start, stop):
        return False
    if marks[0] == "." and marks[1] in " \n\t\xa0":
        return _full_stop_ends(body, start, stop.start(), word)
    if marks[0] in "?!":
        return _mark_ends(body, stop, word)
    if marks.startswith(("...", "…")):
        return _dots_end(body, stop, word)
    return True


def _in_aside(body: str, start: int, stop: re.Match[str]) -> bool:
    opened = body.rfind("(", start, stop.start())
    if opened < 0 or body.find(")", opened, stop.end()) >= 0:
        return False
    closed = body.find(")", stop.end(), opened + LONGEST_ASIDE)
    return closed >= 0


def _full_stop_ends(body: str, start: int, at: int, following: str) -> bool:
    found = _WORD.search(body, max(start, at - LONGEST_WORD), at)
    if found is None:
        return True
    word = found.group().lstrip(".'’-")
    if word in NEVER_LAST:
        return False
    if word in NUMBERED and following[0].isdigit():
        return False
    if word.lower() in {"a.m", "p.m"}:
        return following not in TIME_TAILS
    if word.isdigit():
        return found.start() > start
    if (len(word) == 1 and word.isalpha()) or _DOTTED.fullmatch(word):
        return following in STARTERS
    if word in COMPANY_TAILS or word in MONTHS:
        return following in STARTERS
    return True


def _mark_ends(body: str, stop: re.Match[str], following: str) -> bool:
    before = _WORD.search(body, max(0, stop.start() - LONGEST_WORD), stop.start())
    if before and before.group() + stop.group()[0] in NAMES_WITH_MARKS:
        return following in STARTERS
    is_quoted = any(mark in stop.group() for mark in "\"'”’»")
    return not (is_quoted and _ASKED.match(body, stop.end()))


def _dots_end(body: str, stop: re.Match[str], following: str) -> bool:
    is_apart = stop.start() > 0 and body[stop.start() - 1].isspace()
    return following in STARTERS if is_apart else following != "I"
