"""The looks of pictures: who is quoted most over a time, and who quotes whom of one event."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import ClassVar, Self

from bot.cards.states import Stated, maybe, member, number
from bot.story import OutletId, SpeakerId, StoryId

MOST_DAYS = 366
USUAL_DAYS = 30


class By(StrEnum):
    """What the quotes are told by."""

    WEEK = "week"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class TrendsLook(Stated):
    """Who is quoted most in the `days` up to the day `until` (from 1970); up to today for None."""

    card: ClassVar[str] = "trends"
    reads: ClassVar = (number, maybe, partial(member, By), maybe, maybe)

    days: int = USUAL_DAYS
    until: int | None = None
    by: By = By.WEEK
    outlet: OutletId | None = None
    speaker: SpeakerId | None = None

    def last(self, today: int) -> int:
        """The last day of the time."""
        return today if self.until is None else min(self.until, today)

    def first(self, today: int) -> int:
        """The first day of the time."""
        return self.last(today) - min(max(self.days, 1), MOST_DAYS) + 1

    def moved(self, times: int, today: int) -> Self:
        """The time so many times its length later, today at the latest."""
        until = max(self.last(today) + times * self.days, self.days)
        return replace(self, until=until if until < today else None)


@dataclass(frozen=True, slots=True)
class WhomLook(Stated):
    """Which of two to five stories on one event quotes whom, as a picture."""

    card: ClassVar[str] = "whom"
    reads: ClassVar = (number, number, maybe, maybe, maybe)

    story: StoryId
    other: StoryId
    third: StoryId | None = None
    fourth: StoryId | None = None
    fifth: StoryId | None = None

    @property
    def stories(self) -> tuple[StoryId, ...]:
        """The stories, each once."""
        named = (self.story, self.other, self.third, self.fourth, self.fifth)
        return tuple(dict.fromkeys(each for each in named if each is not None))
