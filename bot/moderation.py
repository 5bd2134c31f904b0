"""The nouns of moderating replies: what moderators see, decide and set, and who did it when."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.reply import HoldMode, Matched, Reply, ReplyId, ReplyState
from bot.story import GuildId, MemberId, StoryId
from bot.subscription import ChannelId, MessageId


class EmailWish(StrEnum):
    """Whether a server's form asks for an e-mail address."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class ReplySettings:
    """What a server has set for replies; `longest` is in characters.

    `most_links` may go through unseen by a moderator. Where `is_open` is false nobody may reply.
    """

    is_open: bool = True
    hold: HoldMode = HoldMode.NEWCOMERS
    email: EmailWish = EmailWish.OPTIONAL
    most_links: int = 1
    mask_phones: bool = False
    longest: int = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """A message on Discord."""

    channel: ChannelId
    message: MessageId


class Showing(StrEnum):
    """What a message of the bot shows of a reply: the reply itself, or its card for moderators.

    One that is `SENDING` may be either, and may not have arrived: only its channel is known.
    """

    THREAD = "thread"
    DESK = "desk"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class Takedown:
    """A message that still shows a reply which is gone or was sent back.

    One that was `SENDING` is to be looked for among those of its channel after `place.message`.
    """

    id: int
    guild: GuildId
    place: Place
    story: StoryId | None
    showing: Showing


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a reply; `by` is None where the rules let it through.

    `reason` is what a moderator wrote for the writer to read.
    """

    state: ReplyState
    at: datetime
    by: MemberId | None = None
    reason: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Moderated:
    """A reply as moderators see it; `member` is the account that wrote it.

    `is_reachable` says that an e-mail is on file, which nobody on Discord can see. `where` is the
    card under which it was written. `thread` and `desk` are the messages that show it.
    """

    reply: Reply
    guild: GuildId
    member: MemberId
    matched: tuple[Matched, ...] = ()
    is_reachable: bool = False
    where: Place | None = None
    thread: Place | None = None
    desk: Place | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """That a server takes no replies from a member."""

    member: MemberId
    by: MemberId
    at: datetime


class ActKind(StrEnum):
    """What was done. Writers withdraw, operators read and erase offline: neither is named.

    Nor is anybody where the bot tells a writer what became of a reply.
    """

    APPROVED = "approved"
    REJECTED = "rejected"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ERASED = "erased"
    WITHDRAWN = "withdrawn by its writer"
    ERASED_OFFLINE = "erased by the operator"
    TOLD = "outcome told to its writer"
    NOT_TOLD = "writer couldn't be told"
    READ_OFFLINE = "address read by the operator"
    CLOSED = "closed"
    REOPENED = "reopened"
    SET = "settings changed"
    WORDS = "word list changed"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the audit trail: ids alone, no text. It outlives what it is about."""

    kind: ActKind
    at: datetime
    by: MemberId | None = None
    reply: ReplyId | None = None
    story: StoryId | None = None
    member: MemberId | None = None


class MadeKind(StrEnum):
    """What a member sets up, beside which their account number stands."""

    SUBSCRIPTION = "subscription"
    DIGEST = "digest"
    FEED = "followed feed"
    NAME = "joined name"
    EVENT = "grouped event"


@dataclass(frozen=True, slots=True)
class Made:
    """How much of a kind a member set up on a server."""

    guild: GuildId
    kind: MadeKind
    amount: int


@dataclass(frozen=True, slots=True)
class Mine:
    """All that is kept of one member, on every server.

    `acts` counts what they did as a moderator; that trail stays. So does what they `made`.
    """

    replies: tuple[Moderated, ...]
    blocked_on: tuple[GuildId, ...]
    acts: int
    made: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took: the replies and the messages that are still to be taken down.

    `is_overwritten` is False while a reader of the database hinders the last of it; that is then
    done as soon as the reader ends.
    """

    replies: tuple[ReplyId, ...]
    takedowns: tuple[Takedown, ...]
    is_overwritten: bool
