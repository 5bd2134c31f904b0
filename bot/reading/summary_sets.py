"""What the ranker looks at in a set of lines that might be the summary together."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.reading.summary_features import Features, sigmoid
from bot.reading.summary_text import Column, Numbers, Text

# The length that a summary is expected to be held against, in words; three guesses.
REFERENCES = (30, 45, 60)
# Articles below this number of lines are read as short ones.
SHORT_ARTICLE = 15
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Worth:
    """How much an article's stems, pairs of stems and lines are worth.

    `words` and `pairs` are chances to be in a good summary, `lines` logits of the same,
    `likeness` the cosine between two lines.
    """

    text: Text
    words: Column
    pairs: Column
    lines: Column
    likeness: Column


def of_size(size: int, lines: tuple[int, ...]) -> Numbers:
    """Every choice of `size` of `lines`, a row each, in order."""
    rows = list(combinations(lines, size))
    return np.array(rows, dtype=np.intp).reshape(len(rows), size)


def of_sets(worth: Worth, sets: Numbers) -> Features:
    """One column for each feature, one value for each row of `sets` (numbers of lines, rising)."""
    return {**_of_worth(worth, sets), **_of_likeness(worth, sets), **_of_place(worth, sets)}


def _of_worth(worth: Worth, sets: Numbers) -> Features:
    length = worth.text.lengths[sets]
    total = length.sum(axis=1)
    hits = _hits(worth.text.words.present, worth.words, sets)
    pairs = _hits(worth.text.pairs.present, worth.pairs, sets)
    logits = worth.lines[sets]
    return {
        **{f"words of {size}": 2 * hits / (total + size) for size in REFERENCES},
        **{f"pairs of {size}": 2 * pairs / (total + size) for size in REFERENCES[:2]},
        "chances": sigmoid(logits).sum(axis=1),
        "logits": logits.sum(axis=1),
        "length": total / 50,
        "length, squared": (total / 50) ** 2,
        "length, log": np.log(total),
        "shortest": length.min(axis=1) / 20,
        "longest": length.max(axis=1) / 20,
    }


def _hits(present: NDArray[np.bool_], weights: Column, sets: Numbers) -> Column:
    """For each set, the sum of the weights of the keys that any of its lines has."""
    used = present[np.unique(sets)].any(axis=0)
    present = present[:, used]
    union = present[sets[:, 0]]
    for column in sets.T[1:]:
        union = union | present[column]
    hits: Column = union @ weights[used]
    return hits


def _of_likeness(worth: Worth, sets: Numbers) -> Features:
    if sets.shape[1] < 2:
        return dict.fromkeys(("most alike", "repeats", "alike"), np.zeros(len(sets)))
    two = list(combinations(range(sets.shape[1]), 2))
    alike = np.stack([worth.likeness[sets[:, a], sets[:, b]] for a, b in two], axis=1)
    most = alike.max(axis=1)
    return {
        "most alike": most,
        "repeats": (most > ALIKE).astype(float),
        "alike": alike.sum(axis=1),
    }


def _of_place(worth: Worth, sets: Numbers) -> Features:
    height = len(worth.text.shown)
    is_short = float(height < SHORT_ARTICLE)
    has = [(sets == n).any(axis=1).astype(float) for n in range(3)]
    last = sets[:, -1] / height
    return {
        **{f"has line {n + 1}": has[n] for n in range(3)},
        **{f"has line {n + 1}, short": is_short * has[n] for n in range(3)},
        "anchor": np.exp(-sets / 2).sum(axis=1),
        "neighbours": (np.diff(sets, axis=1) == 1).sum(axis=1).astype(float),
        "last": last,
        "last, short": is_short * last,
        "first": sets[:, 0] / height,
    }
