"""Whether two accounts are of one event: copies of one text, or told independently.

A wrong answer "yes" is worse than none, so that each rule asks for more than it seems to need. The
figures beside the constants were set on `bench/grouping/cases/tuned.txt` (docs/grouping.md).
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from enum import StrEnum
from math import sqrt
from typing import Final

from bot.reading.accounts import Account, longest_run
from bot.reading.series import Sort, is_same_series
from bot.reading.traces import number_of

Rarity = Callable[[str], float]

# Of the shorter text's shingles so many stand in the other one. Texts of different events share
# under 0.1, unless one outlet reprints its own background.
COPY: Final = 0.15
LATE_COPY: Final = 0.4
# Below this the outlets' own sentences about themselves may be all that two short texts share: then
# they must name something alike.
SURE_COPY: Final = 0.5
OWN_COPY: Final = 0.8
# One of a series is a copy of yesterday's in half of its words.
SERIAL_COPY: Final = 0.4
MANY_COPY: Final = 0.6
# Fewer shared shingles may be the formulas of a police report ("was taken to hospital and is out of
# danger, the police said"), of which two short texts can consist in large part.
LEAST_SHARED: Final = 16
# One sentence is no text.
FEWEST_SHARED: Final = 8
COPIED_WITHIN: Final = timedelta(days=7)
COPIED_SOON: Final = timedelta(hours=24)
SERIAL_WITHIN: Final = timedelta(hours=12)

# Independent tellings come within hours; what comes the next day tells what came of it.
TOLD_WITHIN: Final = timedelta(hours=18)
TOLD_LATE: Final = timedelta(hours=24)
# From so far apart two accounts that name days, but none alike, are of different days.
DAYS_APART: Final = timedelta(hours=12)
# Shared stems over the root of both numbers: look-alikes reach 0.16, tellings of one event 0.19.
LEAST_ALIKE: Final = 0.17
LEAST_NAMES: Final = 0.5
ENOUGH: Final = 3.0
_MOST_NAMES: Final = 2.5
_ALIKE_FROM, _ALIKE_WORTH = 0.1, 10.0
_QUOTED_ALIKE, _QUOTE_WORTH = 5, 1.5
_FIGURE_WORTH, _MOST_FIGURES = 0.5, 1.0
# A name that the other account has by its last word alone ("Mr Askew").
_BY_LAST_WORD: Final = 0.7


class Same(StrEnum):
    """Why two accounts are of one event."""

    COPY = "copy"
    TOLD = "told"


def same_event(one: Account, other: Account, rarity: Rarity) -> Same | None:
    """Why two accounts are of one event, or None where that isn't sure.

    `rarity` says of a name's key how much it tells, from 0 to 1.
    """
    if is_apart(one, other):
        return None
    if _is_copy(one, other):
        return Same.COPY
    return Same.TOLD if _is_told_alike(one, other, rarity) else None


def is_apart(one: Account, other: Account) -> bool:
    """Whether two accounts can't be of one event, whatever else they share."""
    gap = abs(one.told_at - other.told_at)
    if gap > COPIED_WITHIN:
        return True
    if _is_one_outlet(one, other) and is_same_series(one.headline, other.headline):
        return True
    if Sort.SERIAL in (one.sort, other.sort) and gap > SERIAL_WITHIN:
        return True
    days, others = one.traces.days, other.traces.days
    names_other_days = bool(days and others) and days.isdisjoint(others)
    return gap > DAYS_APART and names_other_days and contained(one, other) < MANY_COPY


def contained(one: Account, other: Account) -> float:
    """Which share of the shorter text's shingles stands in the other one, from 0 to 1."""
    shingles, others = one.traces.shingles, other.traces.shingles
    least = min(len(shingles), len(others))
    shared = len(shingles & others)
    share = shared / least if least else 0.0
    enough = FEWEST_SHARED if share >= SURE_COPY else LEAST_SHARED
    return share if shared >= enough else 0.0


def _is_copy(one: Account, other: Account) -> bool:
    sorts = {one.sort, other.sort}
    if _is_one_outlet(one, other):
        least = OWN_COPY
    elif Sort.MANY in sorts:
        least = MANY_COPY
    elif Sort.SERIAL in sorts:
        least = SERIAL_COPY
    else:
        is_soon = abs(one.told_at - other.told_at) <= COPIED_SOON
        least = COPY if is_soon else LATE_COPY
    share = contained(one, other)
    return share >= least and (share >= SURE_COPY or _may_name_alike(one, other))


def _may_name_alike(one: Account, other: Account) -> bool:
    """Whether they name one thing alike, or one of them names nothing."""
    if not one.names or not other.names:
        return True
    return shared_names(one, other, lambda _: 1.0) > 0


def _is_told_alike(one: Account, other: Account, rarity: Rarity) -> bool:
    if {one.sort, other.sort} != {Sort.PLAIN} or _is_one_outlet(one, other):
        return False
    some, others = one.traces, other.traces
    gap = abs(one.told_at - other.told_at)
    if gap > (TOLD_LATE if some.days & others.days else TOLD_WITHIN):
        return False
    alike = _alike(some.stems, others.stems)
    names = shared_names(one, other, rarity)
    if alike < LEAST_ALIKE or names < LEAST_NAMES:
        return False
    is_quoted = longest_run(some, others) >= _QUOTED_ALIKE
    figures = some.figures & others.figures
    # A town and a sort of crime are shared by two events of one night.
    if not is_quoted and not figures and not any(" " in name for name in one.names & other.names):
        return False
    points = min(names, _MOST_NAMES) + (alike - _ALIKE_FROM) * _ALIKE_WORTH
    points += _QUOTE_WORTH * is_quoted + min(_FIGURE_WORTH * len(figures), _MOST_FIGURES)
    return points >= ENOUGH


def shared_names(one: Account, other: Account, rarity: Rarity) -> float:
    """How much the names that both accounts hold tell together."""
    told: dict[str, float] = {}
    for name in one.names & other.names:
        told[_last(name)] = rarity(name)
    for named, read in ((one, other), (other, one)):
        for name in named.names:
            if number_of(_last(name)) in read.traces.capitals:
                told.setdefault(_last(name), _BY_LAST_WORD * rarity(name))
    return sum(told.values())


def _alike(some: frozenset[int], others: frozenset[int]) -> float:
    return len(some & others) / sqrt(len(some) * len(others)) if some and others else 0.0


def _is_one_outlet(one: Account, other: Account) -> bool:
    return one.outlet is not None and one.outlet == other.outlet


def _last(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def best(new: Account, candidates: Iterable[Account], rarity: Rarity) -> Account | None:
    """The candidate that is surest of the same event as `new`; None where none is sure."""
    found = [
        (same is Same.COPY, contained(new, each), shared_names(new, each, rarity), each)
        for each in candidates
        if (same := same_event(new, each, rarity))
    ]
    return max(found, key=lambda each: each[:3])[3] if found else None
