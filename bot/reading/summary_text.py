"""An article's lines as counted words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.reading.summary_words import COMMON

Column = NDArray[np.float64]
Numbers = NDArray[np.intp]

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ies", "ing", "ed", "es", "s")
_LONG_ENOUGH = 4
_STEM_KEPT = 3


@dataclass(frozen=True, slots=True)
class Table:
    """In which lines (rows) each key (column) stands.

    For each key `total` is how often it occurs and `first` the number of the first line with it.
    """

    present: NDArray[np.bool_]
    total: Column
    first: Column


@dataclass(frozen=True, slots=True)
class Text:
    """An article's lines with their words, as stems, and pairs of neighbouring words.

    `common` is 1.0 at the stems that say little of a story's subject. `counts` is how often each
    stem (column) stands in each line (row). `capitals` is for each stem the share of its
    occurrences inside a line that have a capital, 0.5 when it only opens lines. `left` and `right`
    are the stems of each pair, as numbers.
    """

    shown: tuple[str, ...]
    stems: tuple[str, ...]
    common: Column
    counts: Column
    words: Table
    capitals: Column
    pairs: Table
    left: Numbers
    right: Numbers

    @property
    def lengths(self) -> Column:
        """For each line, its number of words, at least 1."""
        lengths: Column = np.maximum(self.counts.sum(axis=1), 1.0)
        return lengths


def counted(shown: Sequence[str], common: frozenset[str] = COMMON) -> Text:
    """The counts over the lines `shown`, of which at least one has a word.

    `common` are the words that say little of a story's subject.
    """
    words = [_WORD.findall(line) for line in shown]
    stems = [stem(word.lower()) for line in words for word in line]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(stems))}
    rows = np.repeat(np.arange(len(shown)), [len(line) for line in words])
    columns = np.array([numbers[key] for key in stems])
    beside = rows[:-1] == rows[1:]
    pair = columns[:-1][beside] * len(numbers) + columns[1:][beside]
    distinct, pair_columns = np.unique(pair, return_inverse=True)
    cells = np.bincount(rows * len(numbers) + columns, minlength=len(shown) * len(numbers))
    return Text(
        shown=tuple(shown),
        stems=tuple(numbers),
        common=np.array([key in common for key in numbers], float),
        counts=cells.reshape(len(shown), len(numbers)).astype(float),
        words=_table(rows, columns, len(shown), len(numbers)),
        capitals=_capitals(words, rows, columns, len(numbers)),
        pairs=_table(rows[:-1][beside], pair_columns, len(shown), len(distinct)),
        left=distinct // len(numbers),
        right=distinct % len(numbers),
    )


def _table(rows: Numbers, columns: Numbers, height: int, width: int) -> Table:
    present = np.zeros((height, width), dtype=bool)
    present[rows, columns] = True
    first = np.empty(width)
    first[columns[::-1]] = rows[::-1]
    return Table(present, np.bincount(columns, minlength=width).astype(float), first)


def _capitals(words: list[list[str]], rows: Numbers, columns: Numbers, width: int) -> Column:
    is_inner = np.append(False, rows[:-1] == rows[1:])
    is_capital = np.array([word[0].isupper() for line in words for word in line])
    inner = np.bincount(columns, is_inner, width)
    capital = np.bincount(columns, is_inner & is_capital, width)
    return np.where(inner > 0, capital / np.maximum(inner, 1), 0.5)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The lower-case `word` without a common English ending ("talks", "talked" -> "talk")."""
    if len(word) == _LONG_ENOUGH and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    if len(word) <= _LONG_ENOUGH:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_KEPT:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > _LONG_ENOUGH else word
