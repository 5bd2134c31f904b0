"""The looks that cards lead to: frozen nouns that write themselves as a short state and back.

A state holds ids, numbers and, last, the words searched for; never a title or a name. Numbers are
written in base 36, so that ids of any age leave room for those words.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import ClassVar, Self, TypeVar

from bot.delivery.card import Look
from bot.errors import NotFound
from bot.story import OutletId, QuoteKind, SpeakerId, StoryId

MOST_WORDS = 40  # what is left of a custom_id beside the ids
Choice = TypeVar("Choice", bound=StrEnum)

MOST_NUMBER = 2**63
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


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


def _number(text: str) -> int:
    try:
        number = int(text, 36)
    except ValueError:
        raise NotFound("a state with no number in its place") from None
    if not 0 <= number < MOST_NUMBER:
        raise NotFound("a state with a number out of range")
    return number


def _maybe(text: str) -> int | None:
    return _number(text) if text else None


def _length(text: str) -> Length:
    return _member(Length, text)


def _kind(text: str) -> Kind:
    return _member(Kind, text)


def _member(choices: type[Choice], text: str) -> Choice:
    try:
        return choices(text)
    except ValueError:
        raise NotFound("a state with an unknown choice") from None


@dataclass(frozen=True, slots=True)
class _Written:
    """What all looks share: `card` names the card, `reads` says how each field is read."""

    card: ClassVar[str]
    reads: ClassVar[tuple[Callable[[str], object], ...]]

    def look(self) -> Look:
        """Where this leads."""
        return Look(
            self.card, ".".join(_write(getattr(self, field.name)) for field in fields(self))
        )

    @classmethod
    def of(cls, state: str) -> Self:
        """The look that `state` wrote; NotFound where no card can have written it."""
        parts = state.split(".", len(cls.reads) - 1)
        if len(parts) != len(cls.reads):
            raise NotFound("a state of another shape")
        return cls(*(read(part) for read, part in zip(cls.reads, parts, strict=True)))


@dataclass(frozen=True, slots=True)
class StoryLook(_Written):
    """A story's card."""

    card: ClassVar[str] = "story"
    reads: ClassVar = (_number,)

    story: StoryId


@dataclass(frozen=True, slots=True)
class SummaryLook(_Written):
    """A story's summary in one of three lengths."""

    card: ClassVar[str] = "summary"
    reads: ClassVar = (_number, _length)

    story: StoryId
    length: Length = Length.BRIEF


@dataclass(frozen=True, slots=True)
class RetoldLook(_Written):
    """A story in a language model's words."""

    card: ClassVar[str] = "retold"
    reads: ClassVar = (_number,)

    story: StoryId


@dataclass(frozen=True, slots=True)
class QuotesLook(_Written):
    """A page (from 0) of a story's quotes: of all, or of the `speaker`th one of its reading."""

    card: ClassVar[str] = "quotes"
    reads: ClassVar = (_number, _kind, _maybe, _number)

    story: StoryId
    kind: Kind = Kind.ALL
    speaker: int | None = None
    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return replace(self, page=max(0, self.page + by))


@dataclass(frozen=True, slots=True)
class WhoLook(_Written):
    """Who said what in one story, speaker by speaker."""

    card: ClassVar[str] = "who"
    reads: ClassVar = (_number, _number)

    story: StoryId
    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return replace(self, page=max(0, self.page + by))


@dataclass(frozen=True, slots=True)
class ChangesLook(_Written):
    """What `revision` of a story changed in the one before."""

    card: ClassVar[str] = "changes"
    reads: ClassVar = (_number, _number)

    story: StoryId
    revision: int


@dataclass(frozen=True, slots=True)
class CompareLook(_Written):
    """Two or three stories on one event, side by side."""

    card: ClassVar[str] = "compare"
    reads: ClassVar = (_number, _number, _maybe)

    story: StoryId
    other: StoryId
    third: StoryId | None = None


@dataclass(frozen=True, slots=True)
class SaidLook(_Written):
    """A page (from 0) of what a speaker said in a server's stories; `since` in days from 1970."""

    card: ClassVar[str] = "said"
    reads: ClassVar = (_number, _maybe, _maybe, _number, _maybe, str)

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
class ListLook(_Written):
    """A page (from 0) of a server's stories, newest first: all, or those that hold `words`."""

    card: ClassVar[str] = "list"
    reads: ClassVar = (_maybe, _maybe, _maybe, _maybe, _number, _maybe, _number, str)

    speaker: SpeakerId | None = None
    outlet: OutletId | None = None
    since: int | None = None
    until: int | None = None
    page: int = 0
    upto: StoryId | None = None
    size: int = 5
    words: str = ""

    def turned(self, by: int, upto: StoryId | None) -> Self:
        """The page `by` pages further, of the stories up to `upto`."""
        return replace(self, page=max(0, self.page + by), upto=upto)


def _write(value: object) -> str:
    match value:
        case None:
            return ""
        case StrEnum():
            return value.value
        case int():
            return _base_36(value)
        case _:
            return str(value)


def _base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"
