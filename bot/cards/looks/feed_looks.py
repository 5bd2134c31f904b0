"""The looks of feeds: their list, one of them, and what its buttons do."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Self

from bot.cards.states import Stated, number
from bot.subscription import FeedId

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class FeedsLook(Stated):
    """A page (from 0) of the feeds that the server follows."""

    card: ClassVar[str] = "feeds"
    reads: ClassVar = (number,)

    page: int = 0


@dataclass(frozen=True, slots=True)
class FeedLook(Stated):
    """One followed feed."""

    card: ClassVar[str] = "feed"
    reads: ClassVar = (number,)

    feed: FeedId


@dataclass(frozen=True, slots=True)
class FollowLook(FeedLook):
    """A feed to be followed."""

    card: ClassVar[str] = "follow"


@dataclass(frozen=True, slots=True)
class UnfollowLook(FeedLook):
    """A feed to be followed no longer."""

    card: ClassVar[str] = "unfollow"


@dataclass(frozen=True, slots=True)
class FollowAgainLook(FeedLook):
    """A feed to be followed again as it was."""

    card: ClassVar[str] = "followagain"


@dataclass(frozen=True, slots=True)
class PauseFeedLook(FeedLook):
    """A feed to be paused."""

    card: ClassVar[str] = "pausefeed"


@dataclass(frozen=True, slots=True)
class ResumeFeedLook(FeedLook):
    """A feed to be resumed."""

    card: ClassVar[str] = "resumefeed"


@dataclass(frozen=True, slots=True)
class TryFeedLook(FeedLook):
    """A feed to be looked at now, nothing of it kept."""

    card: ClassVar[str] = "tryfeed"


@dataclass(frozen=True, slots=True)
class TakeBackLook(Stated):
    """An import to be undone, by its moment in milliseconds since 1970."""

    card: ClassVar[str] = "takeback"
    reads: ClassVar = (number,)

    at: int

    @classmethod
    def to(cls, moment: datetime) -> Self:
        """The look that undoes what was imported at `moment`."""
        return cls((moment - EPOCH) // MILLISECOND)

    @property
    def moment(self) -> datetime:
        """When it was imported."""
        return EPOCH + self.at * MILLISECOND
