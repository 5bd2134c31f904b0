"""Which words may name the one who speaks through a cue, and what is measured of each."""

from dataclasses import dataclass
from typing import Final

from bot.reading.cueing import DEPS, TAGS, kinds, mention, subject
from bot.reading.page import Page
from bot.reading.parser import Parse

_MENTIONS: Final = frozenset(("PROPN", "PRON", "NOUN", "NUM", "DET", "ADJ"))
_ROLES: Final = frozenset(
    "nsubj nsubjpass pobj poss dobj attr appos ROOT conj npadvmod nmod dative".split()
)
_NONE, _SUBJECT, _ABOVE, _AGENT, _PREP, _POSS, _NOUN, _NEAR = range(8)
# The ties by which a cue's own words name its source.
CLOSE_TIES: Final = frozenset((_SUBJECT, _AGENT, _POSS, _NOUN))
# How far from the cue a mention of no grammatical tie is still looked at, in tokens.
_NEAR_TOKENS: Final = 10
# A source longer than this is cut to some words around its head.
_LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Source:
    """A mention that may name who speaks through `cue`: its head token, -1 for nobody named.

    `tie` is how it hangs together with the cue, `steps` over how many heads.
    """

    cue: int
    head: int
    tie: int
    steps: int


def sources(page: Page, cue: int) -> list[Source]:
    """The mentions that may be `cue`'s source, each once by its closest tie, and nobody."""
    found: dict[int, Source] = {}
    for head, tie, steps in _all(page, cue):
        named = page.parse.pos[head] in _MENTIONS or page.parse.words[head][:1].isupper()
        if page.inside[head] < 0 and named and head != cue:
            found.setdefault(head, Source(cue, head, tie, steps))
    return [*found.values(), Source(cue, -1, _NONE, 0)]


def _all(page: Page, cue: int) -> list[tuple[int, int, int]]:
    parse = page.parse
    found: list[tuple[int, int, int]] = []
    who, steps = subject(parse, cue)
    if who >= 0:
        found.append((who, _SUBJECT, steps))
    at = cue
    for step in range(5):
        for k in parse.children[at]:
            found += _through(parse, k, step)
        if parse.dep[at] in ("acl", "relcl"):
            found.append((parse.head[at], _NOUN, step))
        if parse.head[at] == at:
            break
        at = parse.head[at]
    return found + _near(page, cue)


def _through(parse: Parse, k: int, step: int) -> list[tuple[int, int, int]]:
    """The mentions that a dependent of the cue, or of a head above it, leads to."""
    dep = parse.dep[k]
    if dep in ("nsubj", "nsubjpass"):
        return [(k, _ABOVE, step)]
    if dep == "poss":
        return [(k, _POSS, step)]
    if dep in ("agent", "prep") and step < 2:
        tie = _AGENT if dep == "agent" else _PREP
        return [(j, tie, step) for j in parse.children[k] if parse.dep[j] == "pobj"]
    if dep in ("dobj", "attr", "pobj") and step == 0:
        return _of_noun(parse, k)
    return []


def _of_noun(parse: Parse, noun: int) -> list[tuple[int, int, int]]:
    """The owner of a noun, and whom it comes from: "drew criticism from the union"."""
    found = []
    for k in parse.children[noun]:
        if parse.dep[k] == "poss":
            found.append((k, _POSS, 1))
        elif parse.dep[k] == "prep":
            found += [(j, _PREP, 1) for j in parse.children[k] if parse.dep[j] == "pobj"]
    return found


def _near(page: Page, cue: int) -> list[tuple[int, int, int]]:
    parse = page.parse
    first, after = page.bounds[page.sentence[cue]]
    window = range(max(first, cue - _NEAR_TOKENS), min(after, cue + _NEAR_TOKENS))
    return [
        (i, _NEAR, 0)
        for i in window
        if parse.dep[i] in _ROLES
        and parse.pos[i] in ("PROPN", "PRON", "NOUN")
        and page.inside[i] < 0
    ]


def measure(page: Page, source: Source) -> list[float]:
    """The figures of one source for its cue: the tie, the mention, the distance, the cue."""
    parse, cue, head = page.parse, source.cue, source.head
    return [
        float(source.tie),
        float(source.steps),
        *mention(parse, head),
        *_way(page, cue, head),
        TAGS.get(parse.tag[cue], 0.0),
        DEPS.get(parse.dep[cue], 0.0),
        TAGS.get(parse.tag[parse.head[cue]], 0.0),
        *(
            _has(parse, cue, dep)
            for dep in ("nsubj", "nsubjpass", "agent", "poss", "auxpass", "expl")
        ),
        *kinds(parse, cue),
    ]


def _has(parse: Parse, cue: int, dep: str) -> float:
    return float(any(parse.dep[k] == dep for k in parse.children[cue]))


def _way(page: Page, cue: int, head: int) -> list[float]:
    parse = page.parse
    if head < 0:
        return [0.0] * 9
    low, high = sorted((cue, head))
    between = range(low + 1, high)
    preposition = parse.lower[parse.head[head]] if parse.dep[head] == "pobj" else ""
    return [
        float(head - cue),
        float(sum(1 for i in between if parse.pos[i] == "VERB")),
        float(sum(1 for i in between if parse.words[i] == ",")),
        float(sum(1 for i in between if parse.dep[i] in ("nsubj", "nsubjpass"))),
        float(any(page.inside[i] >= 0 for i in between)),
        float(("to", "by", "from", "of", "for", "with", "in", "on").index(preposition) + 1)
        if preposition in ("to", "by", "from", "of", "for", "with", "in", "on")
        else 0.0,
        float(page.extent[head][1] - page.extent[head][0] + 1),
        float(head - page.bounds[page.sentence[head]][0]),
        float(parse.head[head] == cue),
    ]


def span(page: Page, head: int, apart: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The first and last token of the mention that `head` heads, out of quotes, without `apart`."""
    parse = page.parse
    low, high = page.extent[head]
    if high - low + 1 > _LONGEST:
        low, high = max(low, head - 6), min(high, head + 8)

    def out(i: int) -> bool:
        return page.inside[i] >= 0 or i in apart or "\n" in parse.words[i]

    start = end = head
    while start > low and not out(start - 1):
        start -= 1
    while end < high and not out(end + 1):
        end += 1
    while end > head and (
        parse.words[end] in ",:;—–-(" or parse.lower[end] in ("who", "that", "and")
    ):
        end -= 1
    while start < head and (
        parse.words[start] in ",:;—–-)" or parse.pos[start] in ("CCONJ", "SPACE")
    ):
        start += 1
    return start, end
