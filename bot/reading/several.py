"""One brief over several outlets' articles on the same event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from bot.reading.figures import Figure, figures
from bot.reading.summary_features import shared
from bot.reading.summary_rules import is_furniture, leans
from bot.reading.summary_text import Column, counted
from bot.story import Article, Reading, Span

# Sentences of two outlets tell the same from this share of the shorter one's content words on; from
# the lower one on they are about the same thing, so that their figures may be held against each
# other. Set on reports of our own.
TELLS_THE_SAME = 0.6
SAME_SUBJECT = 0.3
MOST_POINTS = 5
# Sentences of each article that are compared; the news stands at the top.
MOST_SENTENCES = 40

# Words that say what a number counts, wherever they stand in the sentence.
_FATES = {
    "killed": frozenset("killed dead died dies deaths fatalities bodies lives".split()),
    "hurt": frozenset("hurt injured wounded injuries casualties".split()),
    "missing": frozenset("missing unaccounted".split()),
    "held": frozenset("arrested detained held custody".split()),
    "driven out": frozenset("evacuated displaced homeless fled".split()),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of one of the articles; `outlet` is the article's place in the order given."""

    outlet: int
    span: Span


@dataclass(frozen=True, slots=True)
class Point:
    """What one or more outlets tell; the first one's sentence is the one to show."""

    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number that one outlet gives: the sentence it stands in and the number's own span."""

    told: Told
    number: Span
    amount: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Different numbers for the same thing; `about` names it ("killed", or the counted word)."""

    about: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the outlets tell, what most of them tell first, and where their numbers differ."""

    points: tuple[Point, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    told: Told
    text: str
    figures: tuple[Figure, ...]
    in_brief: bool


def overview(accounts: Sequence[tuple[Article, Reading]]) -> Overview:
    """One brief over `accounts`, each claim with the outlets that make it.

    Sentences are joined as one point only where they tell the same with the same numbers; numbers
    that differ become a disagreement, never an average or a choice.
    """
    lines = [line for n, account in enumerate(accounts) for line in _lines(n, *account)]
    if not lines:
        return Overview()
    alike = shared(counted([line.text for line in lines]))
    return Overview(_points(lines, alike), _disagreements(lines, alike))


def _lines(outlet: int, article: Article, reading: Reading) -> Iterator[_Line]:
    body, brief = article.body, reading.summary.brief
    shown = (*brief, *(s for s in reading.sentences[:MOST_SENTENCES] if not _within(s, brief)))
    for span in sorted(shown):
        text = span.of(body)
        if len(text.split()) > 3 and not is_furniture(text):
            yield _Line(
                Told(outlet, span), text, figures(body, span.start, span.end), span in brief
            )


def _within(span: Span, others: tuple[Span, ...]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _points(lines: list[_Line], alike: Column) -> tuple[Point, ...]:
    """Sentences of the briefs, each with its likest in every other outlet, most outlets first."""
    points: list[Point] = []
    taken: set[int] = set()
    openings = [n for n, line in enumerate(lines) if line.in_brief and not leans(line.text)]
    groups = {n: _group(n, lines, alike) for n in openings}
    for n in sorted(openings, key=lambda n: (-len(groups[n]), lines[n].told.span, n)):
        if not taken.isdisjoint(groups[n]):
            continue
        taken |= set(groups[n]) | _near(groups[n], alike)
        points.append(Point(tuple(lines[k].told for k in groups[n])))
    return tuple(points[:MOST_POINTS])


def _group(first: int, lines: list[_Line], alike: Column) -> tuple[int, ...]:
    group = [first]
    for outlet in sorted({line.told.outlet for line in lines} - {lines[first].told.outlet}):
        own = [n for n, line in enumerate(lines) if line.told.outlet == outlet]
        best = max(own, key=lambda n: alike[first, n])
        if alike[first, best] >= TELLS_THE_SAME and _agree(lines[first], lines[best]):
            group.append(best)
    return tuple(sorted(group))


def _near(group: tuple[int, ...], alike: Column) -> set[int]:
    near = (alike[list(group)] >= TELLS_THE_SAME).any(axis=0)
    return set(map(int, np.flatnonzero(near)))


def _agree(one: _Line, other: _Line) -> bool:
    """Whether neither gives another number for what both count."""
    ours, theirs = _by_subject(one), _by_subject(other)
    return all(ours[about].amount == theirs[about].amount for about in ours.keys() & theirs.keys())


def _by_subject(line: _Line) -> dict[str, Figure]:
    """The figures of `line` by what they count: a fate of people, or the counted word."""
    named: dict[str, Figure] = {}
    for figure, until in _with_end(line):
        after = line.text[figure.span.end - line.told.span.start : until].lower().split()
        words = {word.strip(".,;:!?\"'”’") for word in after}
        fates = [fate for fate, signs in _FATES.items() if words & signs]
        for about in (*fates, *((figure.counts[-1],) if figure.counts and not fates else ())):
            named.setdefault(f"{figure.unit}{about}", figure)
    return named


def _with_end(line: _Line) -> Iterator[tuple[Figure, int]]:
    """Each figure with where its words end: at the next figure or the sentence's end."""
    start = line.told.span.start
    for figure, following in pairwise((*line.figures, None)):
        if figure is not None:
            yield figure, following.span.start - start if following else len(line.text)


def _disagreements(lines: list[_Line], alike: Column) -> tuple[Disagreement, ...]:
    found: dict[str, dict[int, Count]] = {}
    subjects = [_by_subject(line) for line in lines]
    for a, b in combinations(range(len(lines)), 2):
        if lines[a].told.outlet == lines[b].told.outlet or alike[a, b] < SAME_SUBJECT:
            continue
        for about in subjects[a].keys() & subjects[b].keys():
            if subjects[a][about].amount != subjects[b][about].amount:
                for n in (a, b):
                    figure = subjects[n][about]
                    count = Count(lines[n].told, figure.span, figure.amount)
                    found.setdefault(about, {}).setdefault(lines[n].told.outlet, count)
    return tuple(
        Disagreement(about, tuple(counts[outlet] for outlet in sorted(counts)))
        for about, counts in found.items()
        if len({count.amount for count in counts.values()}) > 1
    )
