"""Quotation marks: which stretches of a text stand between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile("``|''|‘‘|’’|[“„«‟❝”»❞\"＂]")
_SINGLE_OPENER = re.compile("(?<![\\w’'])[‘'`](?=\\w)")
_ELISION = re.compile(r"\d\ds\b|(?:em|n|til|tis|twas|cause|round|bout|cos|fraid)\b", re.I)
_SINGLE_CLOSER = re.compile("(?<!\\s)[’'](?!\\w)")
_RUNS_ON = re.compile("\\n+[‘'`](?=\\w)")
_CARRIES_ON = re.compile("\\n+\\\\?[“„«\"']")
_CUE = re.compile(
    r",\s(?:(?:said|says|told|added|asked|wrote)\s|"
    r"(?:he|she|they|[A-Z]\w+)\s(?:said|says|added|told)\b)"
)
# A cue in an open quote ends it, where another paragraph carries on only if it stands so late.
_LAST_WORDS = 80
_OPENERS = frozenset(("“", "„", "«", "‟", "❝", "``", "‘‘"))
_CLOSERS = frozenset(("”", "»", "❞", "''", "’’"))
_LEFT_OPEN = frozenset("([{—–-/:‘'")
_RIGHT_CLOSED = frozenset(".,;:!?)]}—–-/’'\\")
# A single mark pairs with one at most this many characters on; beyond, it is an apostrophe.
_LONGEST_SINGLE = 600
# A closing mark without an opening one closes the paragraph's beginning if that has so many words.
_LEAST_UNOPENED = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between marks: `start` to `end` with the marks, `inner` to `outer` without them.

    `is_single` means single marks; `is_closed` is False where the closing mark is missing, as in
    every paragraph but the last of a quotation that runs on.
    """

    start: int
    end: int
    inner: int
    outer: int
    is_single: bool = False
    is_closed: bool = True


def stretches(text: str) -> tuple[Stretch, ...]:
    """The quoted stretches of `text` in order, none inside another, none over a line break.

    Curly, straight, low and angled marks, doubled single ones, and single ones; a backslash before
    a mark is no part of the quote. An opening mark while a quote is open ends the earlier one; an
    open quote ends with its paragraph.
    """
    found: list[Stretch] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        doubles = list(_doubles(text, start, end))
        singles = list(_singles(text, start, end, doubles))
        found += _outermost(sorted(doubles + singles, key=lambda s: (s.start, -s.end)))
    return tuple(found)


def runs(text: str, quoted: tuple[Stretch, ...]) -> Iterator[list[int]]:
    """The numbers of the stretches, those of one quotation over several paragraphs together."""
    run: list[int] = []
    for number, stretch in enumerate(quoted):
        before = quoted[number - 1] if run else None
        if (
            before is None
            or before.is_closed
            or text[before.end : stretch.start].strip(" \n\u00a0\\")
        ):
            if run:
                yield run
            run = []
        run.append(number)
    if run:
        yield run


def _doubles(text: str, start: int, end: int) -> Iterator[Stretch]:
    opened: re.Match[str] | None = None
    seen = False
    for mark in _DOUBLE.finditer(text, start, end):
        side = _side(text, mark, opened=opened, start=start, end=end)
        if side == "open":
            if opened:
                yield from _stretch(text, opened, mark.start(), mark.start())
            opened, seen = mark, True
        elif side == "close" and opened:
            yield from _stretch(text, opened, _before_escape(text, mark), mark.end())
            opened = None
        elif side == "close" and not seen:
            seen = True
            yield from _unopened(text, mark, start)
    if opened:
        yield from _unclosed(text, opened, end)


def _side(
    text: str, mark: re.Match[str], *, opened: re.Match[str] | None, start: int, end: int
) -> str:
    """Whether a mark opens, closes, or is none ("inch"), judged by its shape and its neighbours."""
    shape = mark.group()
    at = _before_escape(text, mark)
    before = text[at - 1] if at > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    left_open = before.isspace() or before in _LEFT_OPEN
    right_closed = after.isspace() or after in _RIGHT_CLOSED
    if shape in _OPENERS:
        is_low = opened is not None and opened.group() in "„»"
        return "close" if is_low and not left_open else "open"
    if shape in _CLOSERS:
        turned = opened is None and left_open and after.isalnum()
        return "open" if turned else "close"
    if opened is None:
        if before.isdigit() and not after.isspace():
            return "inch"
        return "close" if right_closed and not left_open else "open"
    return "open" if left_open and not right_closed else "close"


def _before_escape(text: str, mark: re.Match[str]) -> int:
    at = mark.start()
    return at - 1 if at and text[at - 1] == "\\" else at


def _stretch(
    text: str, opened: re.Match[str], outer: int, end: int, *, is_closed: bool = True
) -> Iterator[Stretch]:
    if text[opened.end() : outer].strip(" \\"):
        yield Stretch(_before_escape(text, opened), end, opened.end(), outer, is_closed=is_closed)


def _unclosed(text: str, opened: re.Match[str], end: int) -> Iterator[Stretch]:
    """An open quote to its paragraph's end, or to ", said X" where no other carries it on."""
    carries_on = _CARRIES_ON.match(text, end)
    begin = max(opened.end(), end - _LAST_WORDS) if carries_on else opened.end()
    cue = _CUE.search(text, begin, end)
    if cue:
        yield from _stretch(text, opened, cue.start() + 1, cue.start() + 1)
    else:
        yield from _stretch(text, opened, end, end, is_closed=False)


def _unopened(text: str, mark: re.Match[str], start: int) -> Iterator[Stretch]:
    """The beginning of a paragraph whose first mark closes: its opening mark was lost."""
    inner = text[start : mark.start()]
    runs_on = inner.endswith((",", "?", "!")) and text[mark.end() : mark.end() + 2].strip()
    if runs_on and len(inner.split()) >= _LEAST_UNOPENED:
        yield Stretch(start, mark.end(), start, _before_escape(text, mark))


def _singles(text: str, start: int, end: int, doubles: list[Stretch]) -> Iterator[Stretch]:
    at = start
    while opener := _SINGLE_OPENER.search(text, at, end):
        at = opener.end()
        if _ELISION.match(text, at):
            continue
        around = [d for d in doubles if d.start <= opener.start() < d.end]
        if around:
            at = max(at, around[-1].end)
            continue
        closer = _closer(text, opener, min(end, opener.end() + _LONGEST_SINGLE), doubles)
        if closer:
            yield Stretch(opener.start(), closer.end(), opener.end(), closer.start(), True)
            at = closer.end()
        elif opener.start() == start and _RUNS_ON.match(text, end):
            yield Stretch(start, end, opener.end(), end, is_single=True, is_closed=False)
            at = end


def _closer(
    text: str, opener: re.Match[str], end: int, doubles: list[Stretch]
) -> re.Match[str] | None:
    """The mark that closes a single quote, past apostrophes: 's' + mark + small letter is one."""
    spare: re.Match[str] | None = None
    for mark in _SINGLE_CLOSER.finditer(text, opener.end() + 1, end):
        if any(d.start <= mark.start() < d.end for d in doubles):
            continue
        if spare and _SINGLE_OPENER.search(text, spare.end(), mark.start()):
            return spare
        owns = text[mark.start() - 1] == "s" and re.match(
            " [a-z]", text[mark.end() : mark.end() + 2]
        )
        if not owns:
            return mark
        spare = spare or mark
    return spare if opener.group() == "‘" else None


def _outermost(ordered: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for stretch in ordered:
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
    return kept
