"""Which lines make a summary together."""

from itertools import combinations

import numpy as np

from bot.reading.summary_model import Ranker
from bot.reading.summary_rules import Line, has_loose_stop
from bot.reading.summary_sets import Worth, of_size
from bot.reading.summary_text import Numbers

# Lines that are tried in all sets of three: so many of the best, and half as many that lean.
TRIED = 18
# Lines further down are never taken: no summary of the training articles needed them.
DEEPEST = 60
# Lines with this share of the shorter one's content words in common say the same; chosen on
# captions of the training articles that repeat a sentence in other words.
REPEATS = 0.6

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


def lede(lines: tuple[Line, ...]) -> int | None:
    """The number of the first line that stands alone."""
    return next((n for n, line in enumerate(lines) if line.may_stand and not line.leans), None)


def fixed(body: str, lines: tuple[Line, ...]) -> Chosen:
    """The lede, which belongs in every summary; none where captions are mixed into the text.

    There the first line may be a caption too.
    """
    first = lede(lines)
    if first is None or any(has_loose_stop(line.span.of(body)) for line in lines):
        return ()
    return (first,)


def with_lines(sets: Numbers, wanted: Chosen) -> Numbers:
    """The rows of `sets` that have all of `wanted`."""
    kept: Numbers = sets[np.isin(sets, wanted).sum(axis=1) == len(wanted)]
    return kept


def best_set(
    ranker: Ranker, worth: Worth, lines: tuple[Line, ...], *, size: int, needed: tuple[Chosen, ...]
) -> Chosen:
    """The coherent set of at most `size` lines of the highest gain.

    `needed` are sets of lines to have in it, tried in turn until one can be had. Empty where no
    line may stand alone.
    """
    for wanted in (*needed, ()):
        tried = shortlist(worth, lines, wanted)
        for fewer in range(min(size, len(tried)), max(len(wanted), 1) - 1, -1):
            sets = coherent(worth, lines, with_lines(of_size(fewer, tried), wanted))
            if len(sets):
                return tuple(map(int, sets[ranker.gains(worth, sets).argmax()]))
    return ()


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
