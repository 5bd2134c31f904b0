"""Which words may be what a cue introduces, and what is measured of each such stretch."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.reading.cueing import subject
from bot.reading.page import Page

_CLAUSES: Final = frozenset(
    "ccomp xcomp dobj attr acl oprd pcomp acomp relcl advcl parataxis dative nsubjpass csubj "
    "csubjpass prep agent conj npadvmod advmod nsubj dep pobj".split()
)
_TRIMMED: Final = frozenset(
    (",", ".", ":", ";", "-", "--", "—", "–", "''", "``", '"', "'", "(", ")", "?", "!")
)
_LEADS: Final = frozenset(("prep", "agent", "pobj", "pcomp"))
_HANGING: Final = frozenset(
    ("advcl", "prep", "relcl", "appos", "conj", "npadvmod", "acl", "advmod")
)
_BREAKS: Final = frozenset((",", "—", "--", "–", ";", "-"))
_MOST_ENDS: Final = 6
_WHOLE, _INNER, _ONWARDS, _TO_END, _PAIR, _BEFORE, _AROUND, _JOINED, _CUT, _AFTER, _PAST = range(11)

Words = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Words that `cue` may introduce: ranges of tokens, ends included.

    `via` is the token on the cue that it was found by, `shape` the way from there.
    """

    cue: int
    words: Words
    via: int
    shape: int

    @property
    def first(self) -> int:
        """The first token."""
        return self.words[0][0]

    @property
    def last(self) -> int:
        """The last token."""
        return self.words[-1][1]

    def __len__(self) -> int:
        return sum(high - low + 1 for low, high in self.words)


def contents(page: Page, cue: int) -> list[Content]:
    """All stretches that `cue` may introduce, each once, the likelier shapes first."""
    found: dict[Words, Content] = {}
    for via, shape, words in _all(page, cue):
        trimmed = tuple(t for t in (_trimmed(page, low, high) for low, high in words) if t)
        trimmed = tuple(_whole_quotes(page, cue, t) for t in trimmed)
        if trimmed and not any(low <= cue <= high for low, high in trimmed):
            found.setdefault(trimmed, Content(cue, trimmed, via, shape))
    return list(found.values())


def _all(page: Page, cue: int) -> Iterator[tuple[int, int, Words]]:
    parse = page.parse
    first, after = page.bounds[page.sentence[cue]]
    high = page.extent[cue][1]
    children = [k for k in parse.children[cue] if parse.dep[k] in _CLAUSES]
    for nth, k in enumerate(children):
        yield k, _WHOLE, (page.extent[k],)
        if k > cue:
            following = children[nth + 1] if nth + 1 < len(children) else None
            yield from _right_of(page, k, high, following)
            yield k, _PAST, ((page.extent[k][1] + 1, high),)
            yield k, _PAST, ((page.extent[k][1] + 1, after - 1),)
        elif parse.dep[k] in ("nsubjpass", "nsubj", "dobj"):
            for j in children[nth + 1 :]:
                if j > cue:
                    yield k, _JOINED, (page.extent[k], page.extent[j])
    yield from _around(page, cue, first, after - 1)


def _right_of(
    page: Page, k: int, high: int, following: int | None
) -> Iterator[tuple[int, int, Words]]:
    """Stretches that begin with the dependent `k` behind the cue, or inside it."""
    low, top = page.extent[k]
    last = page.bounds[page.sentence[k]][1] - 1
    starts = [low]
    for j, start in _inner_starts(page, k):
        yield j, _INNER, ((start, page.extent[j][1]),)
        starts.append(start)
    for start in starts:
        yield k, _ONWARDS, ((start, high),)
        yield k, _TO_END, ((start, last),)
        if following is not None:
            yield k, _PAIR, ((start, page.extent[following][1]),)
    for end in _ends(page, low, top):
        for start in starts:
            if end > start:
                yield k, _CUT, ((start, end),)


def _inner_starts(page: Page, k: int) -> list[tuple[int, int]]:
    """Where a content may begin inside a dependent: a preposition's object, "that", "to"."""
    parse = page.parse
    found = []
    at = k
    for _ in range(2):
        inner = [j for j in parse.children[at] if j > at] if parse.dep[at] in _LEADS else []
        found += [(j, page.extent[j][0]) for j in inner[:2]]
        onward = [j for j in inner if parse.dep[j] in ("pobj", "prep", "pcomp")]
        if not onward:
            break
        at = onward[0]
        at = next((j for j in parse.children[at] if parse.dep[j] == "prep" and j > at), at)
    low = page.extent[k][0]
    for j in parse.children[k]:
        if parse.dep[j] == "mark" and low < j < k:
            found.append((k, j))
        elif parse.dep[j] in ("xcomp", "ccomp", "dobj") and j > k and parse.dep[k] == "xcomp":
            found.append((j, page.extent[j][0]))
    return found


def _ends(page: Page, low: int, high: int) -> list[int]:
    """Earlier ends of a stretch: before what hangs on its right edge."""
    parse = page.parse
    ends = []
    for x in range(low + 2, high + 1):
        if page.inside[x] >= 0:
            continue
        start, end = page.extent[x]
        if end == high and start == min(x, start) and parse.dep[x] in _HANGING and start > low + 1:
            ends.append(start - 1)
        elif parse.words[x] in _BREAKS or parse.dep[x] == "cc":
            ends.append(x - 1)
    return list(dict.fromkeys(ends))[:_MOST_ENDS]


def _around(page: Page, cue: int, first: int, last: int) -> Iterator[tuple[int, int, Words]]:
    """The rest of the sentence: before the cue's clause, behind the cue, or both."""
    parse = page.parse
    low, high = page.extent[cue]
    start = _clause_start(page, cue)
    if start > first:
        yield cue, _BEFORE, ((first, start - 1),)
        if last > high:
            yield cue, _AROUND, ((first, start - 1), (high + 1, last))
        if cue < last:
            yield cue, _AROUND, ((first, start - 1), (cue + 1, last))
    if cue < last:
        yield cue, _AFTER, ((cue + 1, last),)
        if high > cue:
            yield cue, _AFTER, ((cue + 1, high),)
        if low < cue:
            who, _ = subject(parse, cue)
            if who > cue and page.extent[who][1] < last:
                yield cue, _AFTER, ((page.extent[who][1] + 1, last),)


def _clause_start(page: Page, cue: int) -> int:
    """Where the cue's own clause begins: at its subject before it, else at the cue's adverbs."""
    parse = page.parse
    start = cue
    for k in parse.children[cue]:
        if k < cue and parse.dep[k] in ("nsubj", "aux", "neg", "advmod", "auxpass"):
            start = min(start, page.extent[k][0])
    return start


def _trimmed(page: Page, low: int, high: int) -> tuple[int, int] | None:
    words = page.parse.words
    while low <= high and (words[low] in _TRIMMED or words[low].isspace()):
        low += 1
    while high >= low and (words[high] in _TRIMMED or words[high].isspace()):
        high -= 1
    return (low, high) if low <= high else None


def _whole_quotes(page: Page, cue: int, words: tuple[int, int]) -> tuple[int, int]:
    """The range with any quoted stretch at its edges taken in whole."""
    low, high = words
    inside = page.inside
    if inside[low] >= 0:
        while low and inside[low - 1] == inside[low] and low - 1 != cue:
            low -= 1
    if inside[high] >= 0:
        while high + 1 < len(inside) and inside[high + 1] == inside[high]:
            high += 1
    return _trimmed(page, low, high) or words
