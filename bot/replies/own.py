"""Finds the writer's own address, whatever disguise it wears: skeletons are compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from bot.replies.folding import drawn
from bot.replies.spoken_words import ALL_DOTS, JOINTS, SIGN_NAMES

# Shorter skeletons are found inside ordinary words ("a@b.co" in "abcode"): they need word edges.
FREE_FROM = 10
# "mara gmail" without an ending is enough of an address where it is this long.
NAMED_HOST_FROM = 8
SHORTEST = 4
TELLING_MAILBOX_FROM = 6
# "mara, and then example": the parts of an address this near to each other are no accident.
NEAR = 40

_WORD = re.compile(r"[^\W_]+|\x00")
_LEFT_OUT = SIGN_NAMES | ALL_DOTS | JOINTS | {"at", "chez", "bei"}


@dataclass(frozen=True, slots=True)
class Own:
    """The skeletons of the writer's own address, whole and in parts; it prints none of them."""

    writings: tuple[str, ...] = field(repr=False)
    mailbox: str = field(repr=False)
    host: str = field(repr=False)
    is_telling: bool

    @classmethod
    def of(cls, address: str) -> Self:
        """The skeletons of `address`, folded and in lower case; none where it is no address."""
        local, _, host = address.rpartition("@")
        mailbox = _squashed(local.partition("+")[0])
        named = _squashed(host.partition(".")[0])
        is_telling = len(mailbox) >= TELLING_MAILBOX_FROM and any(map(str.isdigit, local))
        writings = _writings(local, host, mailbox + named) if mailbox and named else ()
        return cls(writings, mailbox, named, is_telling)

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the address stands in `text` (folded, lower case), as half-open spans."""
        letters = _squashed(text)
        wanted = [writing for writing in self.writings if writing in letters]
        if wanted:
            places = _places(text)
            for writing in wanted:
                yield from _located(writing, letters, places)

    def is_hinted(self, text: str) -> bool:
        """Whether `text` names a telling mailbox, or mailbox and host near to each other."""
        if not self.writings:
            return False
        letters = _squashed(text)
        at = letters.find(self.mailbox)
        if at >= 0 and self.is_telling:
            return True
        while at >= 0:
            end = at + len(self.mailbox)
            if len(self.host) >= SHORTEST and self.host in letters[end : end + NEAR]:
                return True
            at = letters.find(self.mailbox, end)
        return False


def _located(wanted: str, letters: str, places: list[int]) -> Iterator[tuple[int, int]]:
    at = letters.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        starts_word = at == 0 or places[at - 1] + 1 < places[at]
        ends_word = end == len(places) or places[end - 1] + 1 < places[end]
        if len(wanted) >= FREE_FROM or (starts_word and ends_word):
            yield places[at], places[end - 1] + 1
        at = letters.find(wanted, end)


def _squashed(text: str) -> str:
    """The letters of `text` alone, drawn alike, "at", "dot" and their kin left out."""
    return drawn("".join(word for word in _WORD.findall(text) if word not in _LEFT_OUT))


def _places(text: str) -> list[int]:
    """Where in `text` each letter of `_squashed(text)` stands."""
    words = (match.span() for match in _WORD.finditer(text) if match[0] not in _LEFT_OUT)
    return [place for start, end in words for place in range(start, end)]


def _writings(local: str, host: str, named: str) -> tuple[str, ...]:
    after = _squashed(host)
    whole, untagged = _squashed(local) + after, _squashed(local.partition("+")[0]) + after
    said = "at" + host.replace(".", "dot")
    glued = (_letters(local + said), _letters(local.replace(".", "dot") + said))
    writings = [whole, whole[::-1], untagged, *glued]
    if len(named) >= NAMED_HOST_FROM:
        writings.append(named)
    return tuple(writing for writing in dict.fromkeys(writings) if len(writing) >= SHORTEST)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, drawn(text)))
