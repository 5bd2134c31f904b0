"""What a chart shows, before it is drawn: finished words and whole numbers, nothing else.

All words are already in the reader's language and free of anything invisible.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Tick:
    """A word under the `place`th column, counted from 0."""

    place: int
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A name with a count for each column; `aside` is a short remark at the end of the row."""

    name: str
    counts: tuple[int, ...]
    aside: str = ""

    @property
    def total(self) -> int:
        """All counts together."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Strips:
    """Counts over time: a strip of columns for each name, all on one scale.

    Of the columns those in `partial` stand for less time than the others, and are drawn hollow.
    `heads` stand over the sums of the rows and over what is beside them.
    """

    title: str
    subtitle: str
    heads: tuple[str, str]
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    partial: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Dots:
    """Counts of rows against named columns: a dot for each, its area the count.

    `head` stands over the sums of the rows.
    """

    title: str
    subtitle: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """One count for each name; `heads` stand over the counts and over what is beside them."""

    title: str
    subtitle: str
    heads: tuple[str, str]
    rows: tuple[Row, ...]


Chart: TypeAlias = Strips | Dots | Bars
