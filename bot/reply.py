"""The nouns of readers' replies; none of them has room for an e-mail address."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.languages.sentence import Sentence
from bot.story import MemberId, StoryId

ReplyId = NewType("ReplyId", int)


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as somebody typed it, nothing masked: for their own eyes and for the rules alone.

    `answers` is the reply that it answers, None where it answers the story.
    """

    name: str = field(repr=False)
    comment: str = field(repr=False)
    answers: ReplyId | None = None


class ReplyState(StrEnum):
    """Where a reply stands: before a moderator, in the story's thread, sent back, or gone."""

    HELD = "held"
    PUBLISHED = "published"
    REJECTED = "rejected"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply fit to be shown: name and comment hold a mark wherever a contact stood.

    `level` is 1 for an answer to the story and 2 for an answer to a reply; there are no deeper.
    """

    id: ReplyId
    story: StoryId
    name: str = field(repr=False)
    comment: str = field(repr=False)
    written_at: datetime
    state: ReplyState
    answers: ReplyId | None = None

    @property
    def level(self) -> int:
        """How deep it stands under its story."""
        return 1 if self.answers is None else 2


class HoldMode(StrEnum):
    """Whose replies wait for a moderator although no other rule holds them."""

    EVERYBODY = "everybody"
    NEWCOMERS = "newcomers"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What a server asks of replies; lengths are in characters.

    `words` are words and phrases that hold a reply; `staff` the names of those who run the server.
    `mask_phones` has phone numbers masked as e-mail addresses are.
    """

    hold: HoldMode = HoldMode.NEWCOMERS
    shortest: int = 1
    longest: int = 2000
    most_links: int = 1
    words: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    mask_phones: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """What a server knows of the member who writes.

    `published` counts their replies that a moderator or the rules let through; `sent_at` are the
    times of their latest ones on the server, `waiting` counts those held under the same story.
    """

    member: MemberId
    account_made_at: datetime
    published: int = 0
    waiting: int = 0
    sent_at: tuple[datetime, ...] = ()
    is_blocked: bool = False
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A comment that stands or waits under the same story already."""

    comment: str = field(repr=False)
    written_at: datetime
    is_by_writer: bool = False


@dataclass(frozen=True, slots=True)
class UnderStory:
    """What stands under the story: its latest comments, newest last."""

    is_closed: bool = False
    earlier: tuple[Earlier, ...] = ()


class Rule(StrEnum):
    """The rules in the order in which they are asked."""

    EMAIL = "e-mail"
    LENGTH = "length"
    CLOSED = "closed"
    REPEAT = "repeat"
    RATE = "rate"
    BLOCKED = "blocked"
    WORDS = "words"
    LINKS = "links"
    CONTACT = "contact"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Matched:
    """A rule that a reply met, and in plain words why, for moderators."""

    rule: Rule
    why: Sentence


class Ruling(StrEnum):
    """What becomes of a reply."""

    ACCEPTED = "accepted"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules said: `reader` for the writer, `matched` for moderators, in the rules' order.

    A refused reply has met one rule, a held one at least one, an accepted one none.
    """

    ruling: Ruling
    reader: Sentence
    matched: tuple[Matched, ...] = ()
