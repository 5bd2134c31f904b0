"""How looks write themselves as a short state, and read themselves back from one.

Numbers are written in base 36, so that ids of any age leave room for the words searched for.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, Self, TypeVar

from bot.cards.card import Look
from bot.errors import NotFound

Member = TypeVar("Member", bound=StrEnum)

MOST_NUMBER = 2**63
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Stated:
    """What all looks share: `card` names the card, `reads` says how each field is read."""

    card: ClassVar[str]
    reads: ClassVar[tuple[Callable[[str], object], ...]]

    @property
    def state(self) -> str:
        """What `of` reads back."""
        return ".".join(_written(getattr(self, field.name)) for field in fields(self))

    def look(self) -> Look:
        """Where this leads."""
        return Look(self.card, self.state)

    @classmethod
    def of(cls, state: str) -> Self:
        """The look that `state` wrote; NotFound where no card can have written it."""
        parts = state.split(".", len(cls.reads) - 1)
        if len(parts) != len(cls.reads):
            raise NotFound("a state of another shape")
        return cls(*(read(part) for read, part in zip(cls.reads, parts, strict=True)))


def number(text: str) -> int:
    """The number that a state holds there. Raises NotFound where it is none."""
    try:
        found = int(text, 36)
    except ValueError:
        raise NotFound("a state with no number in its place") from None
    if not 0 <= found < MOST_NUMBER:
        raise NotFound("a state with a number out of range")
    return found


def maybe(text: str) -> int | None:
    """The number that a state holds there, None where it holds nothing."""
    return number(text) if text else None


def flag(text: str) -> bool:
    """Whether a state says yes there. Raises NotFound where it says neither yes nor no."""
    return number(text) == 1


def member(choices: type[Member], text: str) -> Member:
    """Which of the choices a state names. Raises NotFound where it names none."""
    try:
        return choices(text)
    except ValueError:
        raise NotFound("a state with an unknown choice") from None


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case StrEnum():
            return value.value
        case int():
            return base_36(value)
        case _:
            return str(value)


def base_36(number: int) -> str:
    """The number as states carry it."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"
