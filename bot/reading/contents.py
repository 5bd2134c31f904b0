"""Which words may be what a cue introduces, and what is measured of each such stretch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.reading.cueing import DEPS, TAGS, kinds, subject
from bot.reading.cues import SAYING
from bot.reading.page import Page
from bot.reading.parser import Parse

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


def measure(page: Page, content: Content, chances: Mapping[int, float]) -> list[float]:
    """The figures of one stretch for its cue: shape, ends, length, quotes in it, the cue itself.

    `chances` holds for each cue word of the page the chance that it introduces anything.
    """
    parse, cue = page.parse, content.cue
    return [
        chances[cue],
        *_rivals(page, content, chances),
        *_place(page, content),
        *_edges(page, content),
        *_inner_figures(page, content),
        TAGS.get(parse.tag[cue], 0.0),
        DEPS.get(parse.dep[cue], 0.0),
        *(_dependent(parse, cue, dep) for dep in _ASKED_DEPS),
        *kinds(parse, cue),
    ]


_ASKED_DEPS: Final = (
    "ccomp",
    "xcomp",
    "dobj",
    "prep",
    "acl",
    "nsubjpass",
    "advcl",
    "acomp",
    "attr",
    "agent",
)


def _rivals(page: Page, content: Content, chances: Mapping[int, float]) -> list[float]:
    """The best chance of another cue inside the stretch, above the cue, and between the two."""
    parse, cue = page.parse, content.cue
    inner = [
        chances[i] for low, high in content.words for i in range(low, high + 1) if i in chances
    ]
    above, at = 0.0, cue
    for _ in range(4):
        if parse.head[at] == at:
            break
        at = parse.head[at]
        above = max(above, chances.get(at, 0.0))
    low, high = sorted((cue, content.first))
    between = [chances[i] for i in range(low + 1, high) if i in chances]
    return [max(inner, default=0.0), above, max(between, default=0.0)]


def _dependent(parse: Parse, cue: int, dep: str) -> float:
    return float(sum(1 for k in parse.children[cue] if parse.dep[k] == dep))


def _place(page: Page, content: Content) -> list[float]:
    parse, cue, via = page.parse, content.cue, content.via
    first, after = page.bounds[page.sentence[cue]]
    is_after = content.first > cue
    gap = content.first - cue if is_after else cue - content.last
    who, _ = subject(parse, cue)
    return [
        float(content.shape),
        DEPS.get(parse.dep[via], 0.0),
        TAGS.get(parse.tag[via], 0.0),
        float(parse.lower[via] in SAYING),
        float(is_after),
        float(gap),
        float(len(content)),
        float(len(content.words)),
        float(after - 1 - content.last),
        float(content.first - first),
        float(page.extent[cue][1] - content.last),
        float(any(low <= who <= high for low, high in content.words)),
        float(page.extent[via][1] - content.last),
        float(content.first - page.extent[via][0]),
    ]


def _edges(page: Page, content: Content) -> list[float]:
    parse = page.parse
    first, last = content.first, content.last
    following = min(last + 1, len(parse) - 1)
    previous = max(first - 1, 0)
    return [
        TAGS.get(parse.tag[first], 0.0),
        DEPS.get(parse.dep[first], 0.0),
        float(parse.lower[first] in ("that", "whether", "if")),
        float(parse.lower[first] == "to"),
        float(parse.lower[first] in ("how", "why", "what", "when", "where", "who", "which")),
        TAGS.get(parse.tag[last], 0.0),
        TAGS.get(parse.tag[following], 0.0),
        DEPS.get(parse.dep[following], 0.0),
        float(parse.head[following] == content.cue),
        TAGS.get(parse.tag[previous], 0.0),
        _preposition(parse, previous),
        _preposition(parse, first),
    ]


_PREPOSITIONS: Final = {
    word: float(i)
    for i, word in enumerate(
        "of for about on to with as in at by from over against like into".split(), 1
    )
}


def _preposition(parse: Parse, i: int) -> float:
    return _PREPOSITIONS.get(parse.lower[i], 0.0)


def _inner_figures(page: Page, content: Content) -> list[float]:
    parse, inside = page.parse, page.inside
    held = [i for low, high in content.words for i in range(low, high + 1)]
    quoted = [inside[i] for i in held if inside[i] >= 0]
    return [
        float(len(set(quoted))),
        len(quoted) / len(held),
        float(inside[content.first] >= 0),
        float(inside[content.last] >= 0),
        float(sum(1 for i in held if parse.pos[i] in ("VERB", "AUX"))),
        float(sum(1 for i in held if inside[i] < 0 and parse.lower[i] in SAYING)),
        float(sum(1 for i in held if parse.dep[i] in ("nsubj", "nsubjpass"))),
        float(sum(1 for i in held if parse.words[i] == ",")),
        DEPS.get(_top(parse, content), 0.0),
    ]


def _top(parse: Parse, content: Content) -> str:
    """How the first of the content's words that hangs outside it hangs there."""
    low, high = content.words[0]
    for i in range(low, high + 1):
        if not low <= parse.head[i] <= high or parse.head[i] == i:
            return parse.dep[i]
    return ""
