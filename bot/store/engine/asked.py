"""What a list is asked for: which rows, and which page of them."""

from dataclasses import dataclass
from datetime import datetime

from bot.story import OutletId, SpeakerId, StoryId, TopicId


@dataclass(frozen=True, slots=True)
class Asked:
    """Which stories or quotes a list holds; what is left out doesn't limit it.

    `words` must all be there, in any order; words in double quotes stand in that order. `since`
    and `until` (both inclusive) go by the time of publishing, or of taking in where none is known.
    """

    words: str = ""
    speaker: SpeakerId | None = None
    outlet: OutletId | None = None
    topic: TopicId | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def given(self) -> dict[str, object]:
        """What was asked for besides words, by its name."""
        limits = {
            "speaker": self.speaker,
            "outlet": self.outlet,
            "topic": self.topic,
            "since": self.since,
            "until": self.until,
        }
        return {name: value for name, value in limits.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` (from 1) of `size` rows, of what was there when `upto` was the newest story."""

    number: int = 1
    size: int = 10
    upto: StoryId | None = None

    @property
    def given(self) -> dict[str, object]:
        """How many rows to take, and how many stand before them."""
        return {"size": self.size, "skipped": (max(self.number, 1) - 1) * self.size}


FIRST = Page()
