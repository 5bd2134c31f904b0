"""The looks of feeds: their list, one of them, and what its buttons do."""

from dataclasses import dataclass
from typing import ClassVar

from bot.delivery.states import Stated, number
from bot.subscription import FeedId


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
