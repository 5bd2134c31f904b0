"""The looks that cards lead to: frozen nouns that write themselves as a short state and back.

A state holds ids, numbers and, last, the words searched for or checked; never a title or a name.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import ClassVar, Self

from bot.cards.plain import length
from bot.cards.states import Stated, maybe, member, number
from bot.story import OutletId, QuoteKind, SpeakerId, StoryId, TopicId

MOST_WORDS = 40  # what is left of a custom_id beside the ids
MOST_CLAIM = 60  # the same, where there is one id


class Length(StrEnum):
    """How long a summary is."""

    HEADLINE = "headline"
    BRIEF = "brief"
    FULL = "full"


class Kind(StrEnum):
    """Which quotes a page of quotes shows."""

    ALL = "all"
    DIRECT = "direct"
    REPORTED = "reported"

    def holds(self, kind: QuoteKind) -> bool:
        """Whether a quote of `kind` belongs on the page; partial quotes count as direct."""
        return self is Kind.ALL or (self is Kind.REPORTED) == (kind is QuoteKind.REPORTED)


@dataclass(frozen=True, slots=True)
class StoryLook(Stated):
    """A story's card."""

    card: ClassVar[str] = "story"
    reads: ClassVar = (number,)

    story: StoryId


@dataclass(frozen=True, slots=True)
class RemovalLook(StoryLook):
    """The question whether to remove a story."""

    card: ClassVar[str] = "removal"


@dataclass(frozen=True, slots=True)
class RemoveLook(StoryLook):
    """A story to be removed."""

    card: ClassVar[str] = "remove"


@dataclass(frozen=True, slots=True)
class RestoreLook(StoryLook):
    """A removed story to be brought back."""

    card: ClassVar[str] = "restore"


@dataclass(frozen=True, slots=True)
class SummaryLook(Stated):
    """A story's summary in one of three lengths."""

    card: ClassVar[str] = "summary"
    reads: ClassVar = (number, partial(member, Length))

    story: StoryId
    length: Length = Length.BRIEF


@dataclass(frozen=True, slots=True)
class RetoldLook(Stated):
    """A story in a language model's words."""

    card: ClassVar[str] = "retold"
    reads: ClassVar = (number,)

    story: StoryId


@dataclass(frozen=True, slots=True)
class QuotesLook(Stated):
    """A page (from 0) of a story's quotes: of all, or of the `speaker`th one of its reading."""

    card: ClassVar[str] = "quotes"
    reads: ClassVar = (number, partial(member, Kind), maybe, number)

    story: StoryId
    kind: Kind = Kind.ALL
    speaker: int | None = None
    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return replace(self, page=max(0, self.page + by))


@dataclass(frozen=True, slots=True)
class WhoLook(Stated):
    """Who said what in one story, speaker by speaker."""

    card: ClassVar[str] = "who"
    reads: ClassVar = (number, number)

    story: StoryId
    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return replace(self, page=max(0, self.page + by))


@dataclass(frozen=True, slots=True)
class ChangesLook(Stated):
    """What `revision` of a story changed in the one before."""

    card: ClassVar[str] = "changes"
    reads: ClassVar = (number, number)

    story: StoryId
    revision: int


@dataclass(frozen=True, slots=True)
class UneditLook(ChangesLook):
    """An edit to be undone: `revision` is the one that it made."""

    card: ClassVar[str] = "unedit"


@dataclass(frozen=True, slots=True)
class CompareLook(Stated):
    """Two or three stories on one event, side by side."""

    card: ClassVar[str] = "compare"
    reads: ClassVar = (number, number, maybe)

    story: StoryId
    other: StoryId
    third: StoryId | None = None


@dataclass(frozen=True, slots=True)
class SaidLook(Stated):
    """A page (from 0) of what a speaker said in a server's stories; `since` in days from 1970."""

    card: ClassVar[str] = "said"
    reads: ClassVar = (number, maybe, maybe, number, maybe, str)

    speaker: SpeakerId
    outlet: OutletId | None = None
    since: int | None = None
    page: int = 0
    upto: StoryId | None = None
    about: str = ""

    def turned(self, by: int, upto: StoryId | None) -> Self:
        """The page `by` pages further, of the stories up to `upto`."""
        return replace(self, page=max(0, self.page + by), upto=upto)


@dataclass(frozen=True, slots=True)
class ListLook(Stated):
    """A page (from 0) of a server's stories, newest first: all, or those that hold `words`."""

    card: ClassVar[str] = "list"
    reads: ClassVar = (maybe, maybe, maybe, maybe, maybe, number, maybe, number, str)

    speaker: SpeakerId | None = None
    outlet: OutletId | None = None
    topic: TopicId | None = None
    since: int | None = None
    until: int | None = None
    page: int = 0
    upto: StoryId | None = None
    size: int = 5
    words: str = ""

    def turned(self, by: int, upto: StoryId | None) -> Self:
        """The page `by` pages further, of the stories up to `upto`."""
        return replace(self, page=max(0, self.page + by), upto=upto)


@dataclass(frozen=True, slots=True)
class CheckLook(Stated):
    """Whether `claim` was said, by the `speaker` named or by anybody."""

    card: ClassVar[str] = "check"
    reads: ClassVar = (maybe, str)

    speaker: SpeakerId | None
    claim: str

    @classmethod
    def fitting(cls, claim: str, speaker: SpeakerId | None = None) -> Self | None:
        """The look that checks `claim` again; None where the claim is too long for a state."""
        words = " ".join(claim.split())
        return cls(speaker, words) if 0 < length(words) <= MOST_CLAIM else None


@dataclass(frozen=True, slots=True)
class JoinLook(Stated):
    """Two speakers to be shown as one: `speaker` as `into`."""

    card: ClassVar[str] = "join"
    reads: ClassVar = (number, number)

    speaker: SpeakerId
    into: SpeakerId


@dataclass(frozen=True, slots=True)
class PartLook(Stated):
    """A speaker who was joined to another, to be shown alone again."""

    card: ClassVar[str] = "part"
    reads: ClassVar = (number,)

    speaker: SpeakerId


@dataclass(frozen=True, slots=True)
class JoinsLook(Stated):
    """A page (from 0) of the names that are joined here."""

    card: ClassVar[str] = "joins"
    reads: ClassVar = (number,)

    page: int = 0
