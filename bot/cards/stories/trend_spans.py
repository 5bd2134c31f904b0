"""A time parted into days or weeks, which is what its quotes are counted by."""

from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_interval, format_skeleton

from bot.cards.days import EPOCH
from bot.languages import spoken
from bot.store.stories.trends import Term

# Up to so many days each stands for itself; more are told by weeks, which begin on Mondays.
MOST_SINGLE_DAYS = 14
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Span:
    """Some days, both ends among them; it `is_partial` where a week is cut by the time's ends."""

    first: int
    last: int
    is_partial: bool

    @property
    def label(self) -> str:
        """Its first day: "3 Nov"."""
        return format_skeleton("MMMd", day_of(self.first), locale=_locale())

    def count(self, days: dict[int, int]) -> int:
        """How many of `days`' counts fall into it."""
        return sum(days.get(day, 0) for day in range(self.first, self.last + 1))


def is_by_day(term: Term) -> bool:
    """Whether the time is short enough to be told by days."""
    return term.days <= MOST_SINGLE_DAYS


def spans(term: Term) -> tuple[Span, ...]:
    """The time's days, or its weeks from Monday to Sunday, in their order."""
    if is_by_day(term):
        return tuple(Span(day, day, is_partial=False) for day in range(term.first, term.last + 1))
    monday = term.first - day_of(term.first).weekday()
    parts = [
        (max(start, term.first), min(start + WEEK_DAYS - 1, term.last))
        for start in range(monday, term.last + 1, WEEK_DAYS)
    ]
    return tuple(Span(one, two, is_partial=two - one + 1 < WEEK_DAYS) for one, two in parts)


def in_words(term: Term) -> str:
    """The time: "27 Oct – 25 Nov 2026"."""
    first, last = day_of(term.first), day_of(term.last)
    return str(format_interval(first, last, skeleton="yMMMd", locale=_locale()))


def day_of(number: int) -> date:
    """The day of a number counted from 1970."""
    return EPOCH + timedelta(days=number)


def _locale() -> str:
    return "en_GB" if spoken() == "en" else spoken()
