"""The looks of the setup: its steps, and what can be done in each of them.

Each carries what this setup has made so far, so that it can be undone from any step.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import ClassVar, Self

from bot.cards.states import Stated, maybe, number
from bot.errors import NotFound
from bot.subscription import ChannelId, FeedId, MessageId, SubscriptionId


class Step(IntEnum):
    """Where the setup stands."""

    ZONE = 1
    FEED = 2
    PLACE = 3
    DESK = 4
    TEST = 5
    END = 6


def step(text: str) -> Step:
    """The step that a state holds there. Raises NotFound where it is none."""
    try:
        return Step(number(text))
    except ValueError:
        raise NotFound("a state of no step") from None


@dataclass(frozen=True, slots=True)
class SetupLook(Stated):
    """A step, with the feed, the subscription and the test's message that were made so far.

    `where` is the channel of that message.
    """

    card: ClassVar[str] = "setup"
    reads: ClassVar[tuple[Callable[[str], object], ...]] = (step, maybe, maybe, maybe, maybe)

    step: Step = Step.ZONE
    feed: FeedId | None = None
    subscription: SubscriptionId | None = None
    where: ChannelId | None = None
    test: MessageId | None = None

    @classmethod
    def beside(cls, other: "SetupLook") -> Self:
        """What this look does, in the setup of the other one."""
        return cls(*(getattr(other, field.name) for field in fields(SetupLook)))


@dataclass(frozen=True, slots=True)
class SetupZoneLook(SetupLook):
    """A time zone to be set, by its name; the form that asks for one where there is none."""

    card: ClassVar[str] = "setupzone"
    reads: ClassVar = (*SetupLook.reads, str)

    zone: str = ""


@dataclass(frozen=True, slots=True)
class SetupFeedLook(SetupLook):
    """A feed to be followed; the form that asks for a site where there is none."""

    card: ClassVar[str] = "setupfeed"
    reads: ClassVar = (*SetupLook.reads, maybe)

    picked: FeedId | None = None


@dataclass(frozen=True, slots=True)
class SetupUnfollowLook(SetupLook):
    """The feed that was followed here, to be followed no longer."""

    card: ClassVar[str] = "setupunfollow"


@dataclass(frozen=True, slots=True)
class SetupPlaceLook(SetupLook):
    """The channel that is to get the stories."""

    card: ClassVar[str] = "setupplace"
    reads: ClassVar = (*SetupLook.reads, maybe)

    place: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class SetupUnsubscribeLook(SetupLook):
    """The subscription that was made here, to be removed."""

    card: ClassVar[str] = "setupunsubscribe"


@dataclass(frozen=True, slots=True)
class SetupDeskLook(SetupLook):
    """The moderators' channel to be set; None for no such channel."""

    card: ClassVar[str] = "setupdesk"
    reads: ClassVar = (*SetupLook.reads, maybe)

    desk: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class SetupTryLook(SetupLook):
    """A test card to be posted."""

    card: ClassVar[str] = "setuptry"


@dataclass(frozen=True, slots=True)
class SetupUntryLook(SetupLook):
    """The test card that was posted here, to be deleted."""

    card: ClassVar[str] = "setupuntry"
