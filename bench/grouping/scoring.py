"""How right the groups are: pairs that are truly together, and truly found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bench.grouping.cases import Case


@dataclass(frozen=True, slots=True)
class Scores:
    """`found` of `all` for each sort of pair; `wrong` are the pairs put together wrongly."""

    right: int
    wrong: tuple[tuple[Case, Case], ...]
    copies: tuple[int, int]
    retold: tuple[int, int]

    @property
    def precision(self) -> float:
        """The share of the pairs put together that are of one event."""
        return self.right / max(1, self.right + len(self.wrong))


def scores(grouped: Sequence[tuple[Case, int]]) -> Scores:
    """Over all pairs for precision; over each copy or retelling with its base for recall."""
    found = Counter[str]()
    wanted = Counter[str]()
    wrong = []
    for (one, event), (other, its) in combinations(grouped, 2):
        is_one = (one.part, one.event) == (other.part, other.event)
        if event == its and is_one:
            found["pairs"] += 1
        elif event == its:
            wrong.append((one, other))
        if is_one and "base" in (one.role, other.role):
            sort = "retold" if "retold" in (one.role, other.role) else "copy"
            wanted[sort] += 1
            found[sort] += event == its
    return Scores(
        right=found["pairs"],
        wrong=tuple(wrong),
        copies=(found["copy"], wanted["copy"]),
        retold=(found["retold"], wanted["retold"]),
    )
