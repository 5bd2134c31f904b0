"""The looks of readers' replies: the form, the moderators' cards, and what a member has here."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import ClassVar, Self

from bot.cards.states import Stated, maybe, member, number
from bot.reply import ReplyId, ReplyState
from bot.story import MemberId, StoryId


@dataclass(frozen=True, slots=True)
class Paged(Stated):
    """A list that has pages and nothing else to tell; `page` counts from 0."""

    reads: ClassVar = (number,)

    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return type(self)(max(0, self.page + by))


@dataclass(frozen=True, slots=True)
class Bare(Stated):
    """A look that has nothing to tell beside its name."""

    reads: ClassVar = (str,)

    nothing: str = ""


@dataclass(frozen=True, slots=True)
class ReplyLook(Stated):
    """The form for a reply to a story, or to the reply that it `answers`."""

    card: ClassVar[str] = "reply"
    reads: ClassVar = (number, maybe)

    story: StoryId
    answers: ReplyId | None = None


@dataclass(frozen=True, slots=True)
class RedraftLook(ReplyLook):
    """The same form with what was typed and sent back."""

    card: ClassVar[str] = "redraft"


@dataclass(frozen=True, slots=True)
class RepliesLook(Stated):
    """A page (from 0) of what readers replied to a story."""

    card: ClassVar[str] = "replies"
    reads: ClassVar = (number, number)

    story: StoryId
    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return type(self)(self.story, max(0, self.page + by))


@dataclass(frozen=True, slots=True)
class QueueLook(Paged):
    """The replies that wait for a moderator."""

    card: ClassVar[str] = "queue"


@dataclass(frozen=True, slots=True)
class ReplyLogLook(Paged):
    """Who did what with replies."""

    card: ClassVar[str] = "replylog"


@dataclass(frozen=True, slots=True)
class HeldLook(Stated):
    """One reply as moderators see it."""

    card: ClassVar[str] = "held"
    reads: ClassVar = (number,)

    reply: ReplyId


@dataclass(frozen=True, slots=True)
class ApproveLook(Stated):
    """A reply to be published that was `seen` in that state."""

    card: ClassVar[str] = "approve"
    reads: ClassVar = (number, partial(member, ReplyState))

    reply: ReplyId
    seen: ReplyState = ReplyState.HELD


@dataclass(frozen=True, slots=True)
class RejectLook(ApproveLook):
    """A reply to be sent back, or taken down, with a reason."""

    card: ClassVar[str] = "reject"


@dataclass(frozen=True, slots=True)
class BlockLook(HeldLook):
    """The question whether to take no more replies from a reply's writer."""

    card: ClassVar[str] = "blocking"


@dataclass(frozen=True, slots=True)
class BlockNowLook(HeldLook):
    """A reply's writer, from whom no more replies are to be taken."""

    card: ClassVar[str] = "block"


@dataclass(frozen=True, slots=True)
class UnblockLook(Stated):
    """A member from whom replies are to be taken again."""

    card: ClassVar[str] = "unblock"
    reads: ClassVar = (number,)

    member: MemberId


@dataclass(frozen=True, slots=True)
class EraseLook(HeldLook):
    """The question whether to erase a reply."""

    card: ClassVar[str] = "erasingreply"


@dataclass(frozen=True, slots=True)
class EraseNowLook(HeldLook):
    """A reply to be erased for good."""

    card: ClassVar[str] = "erasereply"


@dataclass(frozen=True, slots=True)
class ReplySettingsLook(Bare):
    """What the server has set for replies."""

    card: ClassVar[str] = "replysettings"


class Setting(StrEnum):
    """What a press in the settings of replies changes."""

    OPEN = "open"
    HOLD = "hold"
    EMAIL = "email"
    PHONES = "phones"


@dataclass(frozen=True, slots=True)
class SetReplyLook(Stated):
    """A setting of replies, and what it is to be."""

    card: ClassVar[str] = "setreplies"
    reads: ClassVar = (partial(member, Setting), str)

    setting: Setting
    value: str


@dataclass(frozen=True, slots=True)
class ReplyLimitsLook(Bare):
    """The form for how long replies may be and how many links they may hold."""

    card: ClassVar[str] = "replylimits"


@dataclass(frozen=True, slots=True)
class ReplyWordsLook(Bare):
    """The form for the words that hold a reply."""

    card: ClassVar[str] = "replywords"


@dataclass(frozen=True, slots=True)
class EraseByAddressLook(Bare):
    """The form for an address all of whose replies are to be erased."""

    card: ClassVar[str] = "eraseaddress"


@dataclass(frozen=True, slots=True)
class MyDataLook(Paged):
    """What is kept of the member who asks."""

    card: ClassVar[str] = "mydata"


@dataclass(frozen=True, slots=True)
class EraseMineLook(Bare):
    """The question whether to erase all that is kept of the member who asks."""

    card: ClassVar[str] = "erasingmine"


@dataclass(frozen=True, slots=True)
class EraseMineNowLook(Bare):
    """All that is kept of the member who asks, to be erased."""

    card: ClassVar[str] = "erasemine"


@dataclass(frozen=True, slots=True)
class WithdrawLook(HeldLook):
    """A reply that its writer takes back."""

    card: ClassVar[str] = "withdraw"


@dataclass(frozen=True, slots=True)
class PrivacyLook(Bare):
    """What is kept of members, why, and for how long."""

    card: ClassVar[str] = "privacy"
