"""An article as an account of something that happened: what tells whether two are of one event."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.reading.series import Sort, sort_of
from bot.reading.traces import BREAK, LEAST_QUOTED, Traces


@dataclass(frozen=True)
class Account:
    """What is compared of one article.

    `names` are the keys of its subjects, `told_at` is when it was published or, where that isn't
    known, taken in.
    """

    headline: str
    told_at: datetime
    traces: Traces
    outlet: str | None = None
    names: frozenset[str] = frozenset()

    @cached_property
    def sort(self) -> Sort:
        """What the headline says of it."""
        return sort_of(self.headline)


def longest_run(one: Traces, other: Traces) -> int:
    """How many words the longest quotation has that both quote alike; 0 for none of note."""
    shared = set(one.quoted).intersection(other.quoted) - {BREAK}
    longest = run = 0
    for part in one.quoted if shared else ():
        run = run + 1 if part in shared else 0
        longest = max(longest, run)
    return longest and longest + LEAST_QUOTED - 1
