"""The looks of events: the stories that tell one, what came when, and what moderators regroup."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.states import Stated, number
from bot.story import StoryId


@dataclass(frozen=True, slots=True)
class TogetherLook(Stated):
    """A story beside the other outlets' stories of its event."""

    card: ClassVar[str] = "together"
    reads: ClassVar = (number,)

    story: StoryId


@dataclass(frozen=True, slots=True)
class TimelineLook(Stated):
    """What came when: a story's revisions, and the other stories of its event."""

    card: ClassVar[str] = "timeline"
    reads: ClassVar = (number,)

    story: StoryId


@dataclass(frozen=True, slots=True)
class SplitLook(Stated):
    """A story to be shown apart from its event."""

    card: ClassVar[str] = "split"
    reads: ClassVar = (number,)

    story: StoryId


@dataclass(frozen=True, slots=True)
class UnsplitLook(Stated):
    """A story that was split off, to be shown with `other` again."""

    card: ClassVar[str] = "unsplit"
    reads: ClassVar = (number, number)

    story: StoryId
    other: StoryId


@dataclass(frozen=True, slots=True)
class UnjoinLook(Stated):
    """Two joined events to be shown as two again; `number` is the join's own."""

    card: ClassVar[str] = "unjoin"
    reads: ClassVar = (number, number)

    number: int
    story: StoryId
