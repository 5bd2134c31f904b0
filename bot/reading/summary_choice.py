"""Which lines make a summary together."""

from dataclasses import dataclass
from itertools import combinations
from math import inf

import numpy as np

from bot.reading.summary_model import Ranker
from bot.reading.summary_rules import Line, has_captions
from bot.reading.summary_sets import Worth, of_size
from bot.reading.summary_text import Column, Numbers

# Lines that are tried in all sets of three: so many of the best, and half as many that lean.
TRIED = 18
# Lines further down are never taken: no summary of the training articles needed them.
DEEPEST = 60
# Lines with this share of the shorter one's content words in common say the same; chosen on
# captions of the training articles that repeat a sentence in other words.
REPEATS = 0.6

# Gain that a summary may lose for a lede that may be a caption: on the training articles the share
# of summaries with the lede rises from 73 to 85 % for 0.1 points of ROUGE.
LOST_FOR_DOUBTFUL_LEDE = 0.02

Chosen = tuple[int, ...]


def shortlist(worth: Worth, lines: tuple[Line, ...], needed: Chosen = ()) -> Chosen:
    """The numbers of the lines that are worth trying, those they lean on with them, rising."""
    standing = [n for n, line in enumerate(lines[:DEEPEST]) if line.may_stand]
    best = sorted(standing, key=lambda n: -worth.lines[n])
    upright = [n for n in best if not lines[n].leans]
    kept = {*upright[:TRIED], *best[: TRIED // 2], *needed}
    before = {n - 1 for n in kept if lines[n].leans}
    return tuple(sorted(kept | (before & set(standing))))


def coherent(worth: Worth, lines: tuple[Line, ...], sets: Numbers) -> Numbers:
    """The rows of `sets` in which no line leans on one that isn't there or repeats another."""
    leaning = np.array([line.leans for line in lines], dtype=bool)
    fits = np.ones(len(sets), dtype=bool)
    before = np.full(len(sets), -2)
    for column in sets.T:
        fits &= ~leaning[column] | (before == column - 1)
        before = column
    for a, b in combinations(sets.T, 2):
        fits &= worth.shared[a, b] < REPEATS
    return sets[fits]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines that belong in a summary.

    `lede` is worth losing so much gain for as `worth_losing` says; `quoted` are lines that go
    before any gain.
    """

    lede: int
    worth_losing: float
    quoted: Chosen = ()


def wanted(body: str, lines: tuple[Line, ...]) -> Wanted | None:
    """The first line that stands alone, wanted at any loss; None where no line does.

    In a text with captions mixed in the first line may be one: there it is wanted at a small loss.
    """
    lede = next((n for n, line in enumerate(lines) if line.may_stand and not line.leans), None)
    if lede is None:
        return None
    is_doubtful = has_captions(line.span.of(body) for line in lines)
    return Wanted(lede, LOST_FOR_DOUBTFUL_LEDE if is_doubtful else inf)


def best_set(
    ranker: Ranker, worth: Worth, lines: tuple[Line, ...], *, size: int, wish: Wanted
) -> Chosen:
    """The coherent set of at most `size` lines of the highest gain, with what is wanted.

    Without the quoted lines where they fit no set.
    """
    for quoted in dict.fromkeys((wish.quoted, ())):
        tried = shortlist(worth, lines, (*quoted, wish.lede))
        for fewer in range(min(size, len(tried)), max(len(quoted), 1) - 1, -1):
            sets = coherent(worth, lines, _with(of_size(fewer, tried), quoted))
            if len(sets):
                return tuple(map(int, _best(sets, ranker.gains(worth, sets), wish)))
    return (wish.lede,)


def _with(sets: Numbers, needed: Chosen) -> Numbers:
    kept: Numbers = sets[np.isin(sets, needed).sum(axis=1) == len(needed)]
    return kept


def _best(sets: Numbers, gains: Column, wish: Wanted) -> Numbers:
    best = int(gains.argmax())
    opened = np.where((sets == wish.lede).any(axis=1), gains, -inf)
    if opened.max() >= gains[best] - wish.worth_losing:
        best = int(opened.argmax())
    chosen: Numbers = sets[best]
    return chosen


def grown(worth: Worth, lines: tuple[Line, ...], chosen: Chosen, *, size: int) -> Chosen:
    """`chosen` with the best lines that fit in, up to `size`, in order."""
    taken = set(chosen)
    for n in sorted(shortlist(worth, lines), key=lambda n: -worth.lines[n]):
        if len(taken) == size:
            break
        more = {n, n - 1} if lines[n].leans else {n}
        if len(taken | more) > size or not more <= set(range(len(lines))):
            continue
        row = np.array([sorted(taken | more)], dtype=np.intp)
        if all(lines[k].may_stand for k in more) and len(coherent(worth, lines, row)):
            taken |= more
    return tuple(sorted(taken))
