"""Where the sentences of a body begin and end."""

import re
from collections.abc import Iterator

from bot.reading.sentence_words import (
    MAY_BE_LAST,
    NAMES_WITH_MARKS,
    NEVER_LAST,
    NUMBERED,
    STARTERS,
    TIME_TAILS,
)
from bot.story import Span

# How far a parenthesis may reach and still hold its sentences together, in characters.
LONGEST_ASIDE = 120
# The longest abbreviation that is looked for before a full stop, in characters.
LONGEST_WORD = 24

_CLOSERS = r"(?:\\?[\"'”’»)\]」』）])"
_STOP = re.compile(rf"(?P<marks>[.!?…؟।。！？]+{_CLOSERS}*)(?:\s+|(?<=[。！？」』”’）]))")
_LINE = re.compile(r"[^\n]+(?:\n(?!\n|\s*[-*•·▪–—]\s)[^\n]+)*")
_BULLET = re.compile(r"\s*(?:[•·▪◦●■►*–—-]\s+)?")
_OTHER_OPENINGS = "$£€#@+-"
_TIMES = frozenset(("a.m", "p.m", "A.M", "P.M"))
_NEXT = re.compile(r"[\"'“‘«„(\[¿¡\\]*(?P<word>[^\W_]+)")
_WORD = re.compile(r"[\w.&'’-]+$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.?D")
_ASKED = re.compile(
    r"(?!(?:He|She|They|It|We|I)\b)(?:(?:the|Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.?\s+)?(?:[A-Z][\w.'’-]*\s+){1,4}"
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
        following = stop.end()
        if following < end and _ends(body, start, stop):
            yield Span(start, stop.end(1))
            start = following
    last = start + len(body[start:end].rstrip())
    if start < last:
        yield Span(start, last)


def _ends(body: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` is over at `stop`."""
    mark = body[stop.start()]
    if mark in "。！？":
        return True
    following = _NEXT.match(body, stop.end())
    if following is None:
        return body[stop.end()] in _OTHER_OPENINGS
    word = following["word"]
    if word[0].islower():
        return len(word) > 1 and word[1].isupper()
    if _in_aside(body, start, stop):
        return False
    return _JUDGES.get(mark, _always)(body, start, stop, word)


def _in_aside(body: str, start: int, stop: re.Match[str]) -> bool:
    opened = body.rfind("(", start, stop.start())
    if opened < 0 or body.find(")", opened, stop.end()) >= 0:
        return False
    closed = body.find(")", stop.end(), opened + LONGEST_ASIDE)
    return closed >= 0


def _full_stop_ends(body: str, start: int, stop: re.Match[str], following: str) -> bool:
    if not body[stop.start() + 1].isspace():
        return not stop.group().startswith("..") or _dots_end(body, start, stop, following)
    word = _word_before(body, start, stop.start())
    if word in NEVER_LAST or (word in NUMBERED and following[0].isdigit()):
        return False
    if word in _TIMES:
        return following not in TIME_TAILS
    if word.isdigit():
        return stop.start() - len(word) > start
    is_short = len(word) == 1 and word.isalpha()
    if is_short or word in MAY_BE_LAST or ("." in word and _DOTTED.fullmatch(word)):
        return following in STARTERS
    return True


def _word_before(body: str, start: int, end: int) -> str:
    """The word that ends at `end`, with its inner full stops, not from before `start`."""
    word = body[max(body.rfind(" ", start, end) + 1, start) : end]
    if word.isalnum():
        return word
    found = _WORD.search(word[-LONGEST_WORD:])
    return found.group().lstrip(".'’-") if found else ""


def _asking_ends(body: str, start: int, stop: re.Match[str], following: str) -> bool:
    if _word_before(body, start, stop.start()) + body[stop.start()] in NAMES_WITH_MARKS:
        return following in STARTERS
    is_quoted = any(mark in stop.group() for mark in "\"'”’»")
    return not (is_quoted and _ASKED.match(body, stop.end()))


def _dots_end(body: str, start: int, stop: re.Match[str], following: str) -> bool:
    is_apart = stop.start() > start and body[stop.start() - 1].isspace()
    return following in STARTERS if is_apart else following != "I"


def _always(_body: str, _start: int, _stop: re.Match[str], _following: str) -> bool:
    return True


_JUDGES = {
    ".": _full_stop_ends,
    "?": _asking_ends,
    "!": _asking_ends,
    "…": _dots_end,
}
