"""What is measured of a stretch that a cue may introduce."""

from collections.abc import Mapping
from typing import Final

from bot.reading.contents import Content
from bot.reading.cueing import DEPS, TAGS, kinds, subject
from bot.reading.cues import SAYING
from bot.reading.page import Page
from bot.reading.parser import Parse


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
