"""What the ranker looks at in a set of lines that might be the summary together."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.reading.summary_features import Features
from bot.reading.summary_text import Column, Numbers, Text

# The length of summary that ROUGE's F1 is expected against, in words: between the means of the two
# sources of the training articles, 33 and 53.
REFERENCE = 45
# Articles below this number of lines are read as short ones.
SHORT_ARTICLE = 15


@dataclass(frozen=True, slots=True)
class Worth:
    """How much an article's stems, pairs of stems and lines are worth.

    `words` and `pairs` are chances to be in a good summary, `lines` logits of the same. Of two
    lines, `likeness` is the cosine, `shared` the share of the shorter one's words in both.
    """

    text: Text
    words: Column
    pairs: Column
    lines: Column
    likeness: Column
    shared: Column


def of_size(size: int, lines: tuple[int, ...]) -> Numbers:
    """Every choice of `size` of `lines`, a row each, in order."""
    rows = list(combinations(lines, size))
    return np.array(rows, dtype=np.intp).reshape(len(rows), size)


def of_sets(worth: Worth, sets: Numbers) -> Features:
    """One column for each feature, one value for each row of `sets` (numbers of lines, rising)."""
    return {**_of_worth(worth, sets), **_of_place(worth, sets)}


def _of_worth(worth: Worth, sets: Numbers) -> Features:
    length = worth.text.lengths[sets]
    total = length.sum(axis=1)
    return {
        "words": 2 * _hits(worth.text.words.present, worth.words, sets) / (total + REFERENCE),
        "pairs": 2 * _hits(worth.text.pairs.present, worth.pairs, sets) / (total + REFERENCE),
        "logits": worth.lines[sets].sum(axis=1),
        "length": total / 50,
        "length, squared": (total / 50) ** 2,
        "length, log": np.log(total),
        "shortest": length.min(axis=1) / 20,
        "longest": length.max(axis=1) / 20,
        "most alike": _most(worth.likeness, sets),
        "most shared": _most(worth.shared, sets),
    }


def _hits(present: NDArray[np.bool_], weights: Column, sets: Numbers) -> Column:
    """For each set, the sum of the weights of the keys that any of its lines has."""
    tried = np.unique(sets)
    rows = np.searchsorted(tried, sets)
    present = present[tried]
    lines_with = present.sum(axis=0)
    own = present[:, lines_with == 1] @ weights[lines_with == 1]
    present, weights = present[:, lines_with > 1], weights[lines_with > 1]
    union = present[rows[:, 0]]
    for column in rows.T[1:]:
        union = union | present[column]
    hits: Column = union @ weights + own[rows].sum(axis=1)
    return hits


def _most(between: Column, sets: Numbers) -> Column:
    """For each set, the greatest of the values `between` any two of its lines."""
    most = np.zeros(len(sets))
    for a, b in combinations(sets.T, 2):
        most = np.maximum(most, between[a, b])
    return most


def _of_place(worth: Worth, sets: Numbers) -> Features:
    height = len(worth.text.shown)
    last = sets[:, -1] / height
    return {
        "anchor": np.exp(-sets / 2).sum(axis=1),
        "neighbours": (np.diff(sets, axis=1) == 1).sum(axis=1).astype(float),
        "last": last,
        "last, short": last * (height < SHORT_ARTICLE),
        "first": sets[:, 0] / height,
    }
