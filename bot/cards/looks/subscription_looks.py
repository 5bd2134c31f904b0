"""The looks of subscriptions: their list, the panel of one, and what its controls do."""

from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Self

from bot.cards.states import Stated, flag, maybe, member, number
from bot.story import StoryId
from bot.subscription import ChannelId, MessageId, Mode, RoleId, SubscriptionId, TagId


@dataclass(frozen=True, slots=True)
class SubscriptionsLook(Stated):
    """A page (from 0) of a server's subscriptions."""

    card: ClassVar[str] = "subs"
    reads: ClassVar = (number,)

    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return replace(self, page=max(0, self.page + by))


@dataclass(frozen=True, slots=True)
class SubscriptionLook(Stated):
    """The panel of one subscription."""

    card: ClassVar[str] = "sub"
    reads: ClassVar = (number,)

    subscription: SubscriptionId


@dataclass(frozen=True, slots=True)
class PauseLook(SubscriptionLook):
    """A subscription to be paused."""

    card: ClassVar[str] = "subpause"


@dataclass(frozen=True, slots=True)
class ResumeLook(SubscriptionLook):
    """A subscription to go on."""

    card: ClassVar[str] = "subresume"


@dataclass(frozen=True, slots=True)
class UnsubscribeLook(SubscriptionLook):
    """A subscription to be removed."""

    card: ClassVar[str] = "subremove"


@dataclass(frozen=True, slots=True)
class BringBackLook(SubscriptionLook):
    """A removed subscription to be brought back."""

    card: ClassVar[str] = "subback"


@dataclass(frozen=True, slots=True)
class UndoLook(SubscriptionLook):
    """A subscription whose last change is to be undone."""

    card: ClassVar[str] = "subundo"


@dataclass(frozen=True, slots=True)
class TryLook(SubscriptionLook):
    """A subscription to be tried with a sample card."""

    card: ClassVar[str] = "subtest"


@dataclass(frozen=True, slots=True)
class WishesLook(SubscriptionLook):
    """The form of which stories a subscription wants."""

    card: ClassVar[str] = "subwishes"


@dataclass(frozen=True, slots=True)
class WordingLook(SubscriptionLook):
    """The form of the words that a story must have or must not have, and of the quiet hours."""

    card: ClassVar[str] = "subwords"


@dataclass(frozen=True, slots=True)
class MoveLook(Stated):
    """A subscription to deliver to another channel."""

    card: ClassVar[str] = "subchannel"
    reads: ClassVar = (number, maybe)

    subscription: SubscriptionId
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class MentionLook(Stated):
    """The role that a subscription is to mention; None for none."""

    card: ClassVar[str] = "subrole"
    reads: ClassVar = (number, maybe)

    subscription: SubscriptionId
    role: RoleId | None = None


@dataclass(frozen=True, slots=True)
class TagLook(Stated):
    """The tag that a forum's posts are to have; None for none."""

    card: ClassVar[str] = "subtag"
    reads: ClassVar = (number, maybe)

    subscription: SubscriptionId
    tag: TagId | None = None


@dataclass(frozen=True, slots=True)
class ModeLook(Stated):
    """Whether each story is to be posted or waits for the digest."""

    card: ClassVar[str] = "submode"
    reads: ClassVar = (number, partial(member, Mode))

    subscription: SubscriptionId
    mode: Mode


@dataclass(frozen=True, slots=True)
class PublishLook(Stated):
    """Whether posts are to be passed on to the servers that follow the channel."""

    card: ClassVar[str] = "subpublish"
    reads: ClassVar = (number, flag)

    subscription: SubscriptionId
    publishes: bool


@dataclass(frozen=True, slots=True)
class WhyLook(Stated):
    """Why a story was or wasn't delivered for a subscription."""

    card: ClassVar[str] = "subwhy"
    reads: ClassVar = (number, number)

    subscription: SubscriptionId
    story: StoryId


@dataclass(frozen=True, slots=True)
class UntryLook(Stated):
    """A test's message to be deleted."""

    card: ClassVar[str] = "subuntest"
    reads: ClassVar = (number, number, number)

    subscription: SubscriptionId
    channel: ChannelId
    message: MessageId
