"""The nouns of delivery: which channel wants which stories, and what became of each sending."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import NewType

from bot.story import GuildId, MemberId, OutletId, SpeakerId, StoryId

SubscriptionId = NewType("SubscriptionId", int)
DeliveryId = NewType("DeliveryId", int)
AnnouncementId = NewType("AnnouncementId", int)
ChannelId = NewType("ChannelId", int)
MessageId = NewType("MessageId", int)
RoleId = NewType("RoleId", int)
TagId = NewType("TagId", int)
FeedId = NewType("FeedId", int)
EventId = NewType("EventId", int)

UNSAVED = SubscriptionId(0)


class ChannelKind(StrEnum):
    """What sort of channel a subscription delivers to."""

    TEXT = "text"
    ANNOUNCEMENT = "announcement"
    THREAD = "thread"
    FORUM = "forum"


class Mode(StrEnum):
    """Whether each story is posted by itself or waits for the channel's digest."""

    EACH = "each"
    DIGEST = "digest"


class Pause(StrEnum):
    """Why nothing is delivered for now; all but the first are found out while sending."""

    BY_MEMBER = "by a member"
    NO_PERMISSION = "missing permission"
    CHANNEL_GONE = "channel gone"
    THREAD_LOCKED = "thread locked"
    TAG_NEEDED = "forum tag needed"
    SERVER_GONE = "server gone"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be looked for in headline and body; `is_pattern` makes `text` a regular expression.

    Plain words are separated by commas; each is a whole word or phrase, whatever its case.
    """

    text: str
    is_pattern: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Which stories are wanted: those that meet every part that is set.

    `topic` is one of the feed's own categories or a person, place or organisation that the story
    is about. `speaker` is somebody whom the story quotes.
    """

    feed: FeedId | None = None
    outlet: OutletId | None = None
    topic: str | None = None
    speaker: SpeakerId | None = None
    include: Words | None = None
    exclude: Words | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours by the server's wall clock in which stories are held; may pass over midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Subscription:
    """That a channel wants stories. `role` alone may be mentioned; `tag` is a forum post's tag.

    `id` is `UNSAVED` until it is kept.
    `publishes` lets an announcement channel pass the post on to the servers that follow it.
    `since` is the moment from which stories count: when it was made or last resumed.
    """

    id: SubscriptionId
    guild: GuildId
    channel: ChannelId
    kind: ChannelKind
    made_by: MemberId
    since: datetime
    filter: Filter = field(default_factory=Filter)
    mode: Mode = Mode.EACH
    role: RoleId | None = None
    tag: TagId | None = None
    quiet: Quiet | None = None
    publishes: bool = False
    pause: Pause | None = None


class SendState(StrEnum):
    """Where a sending stands.

    `HELD` waits for the end of quiet hours, `WAITING` for an earlier one to the same channel.
    `UNCERTAIN` may have arrived: it is looked for before a repeat. `SKIPPED` was one of too many
    after an outage and is counted in one line.
    """

    HELD = "held"
    WAITING = "waiting"
    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in a story, in an editor's words; a major one is told in threads too."""

    note: str
    is_major: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One story in one revision on its way to one channel; first tried at `tried_at`.

    With `more` it stands for so many stories that an outage kept back, told in one line.
    """

    id: DeliveryId
    subscription: SubscriptionId
    guild: GuildId
    channel: ChannelId
    story: StoryId
    revision: int
    made_at: datetime
    state: SendState = SendState.READY
    attempts: int = 0
    tried_at: datetime | None = None
    message: MessageId | None = None
    error: str | None = None
    more: int = 0
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A story's card as it stands in a channel; `revision` is the newest one it shows.

    Stories of one event share a message: the first one is its lead, the others are named on it.
    A forum's post is a thread whose number is its first message's.
    """

    guild: GuildId
    channel: ChannelId
    story: StoryId
    message: MessageId
    revision: int
    is_lead: bool = True


@dataclass(frozen=True, slots=True)
class Digest:
    """A channel's list of stories, at `at` by the wall clock on `days` (0 = Monday)."""

    guild: GuildId
    channel: ChannelId
    at: time
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    most: int = 10
