"""Finds the writer's own address, whatever disguise it wears: skeletons are compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.replies.folding import LOOKALIKES
from bot.replies.spoken_words import ALL_DOTS, JOINTS, SIGN_NAMES

# Shorter skeletons are found inside ordinary words ("a@b.co" in "abcode"): they need word edges.
FREE_FROM = 10
# "mara gmail" without an ending is enough of an address where it is this long.
HOST_LABEL_FROM = 8
TELLING_LOCAL_FROM = 6

_WORD = re.compile(r"[^\W_]+|\x00")
_LEFT_OUT = SIGN_NAMES | ALL_DOTS | JOINTS | {"at", "chez", "bei"}
_DRAWN_ALIKE = str.maketrans("013457i", "oleastl")


@dataclass(frozen=True, slots=True)
class _Squashed:
    """A text's letters alone; letter i stood at `places[i]`; words start and end at `edges`."""

    letters: str
    places: list[int]
    edges: frozenset[int]


def own_address(text: str, own: str) -> Iterator[tuple[int, int]]:
    """Where `own`, an address, stands in `text`; both are folded and in lower case."""
    squashed = _squash(text)
    for wanted in _writings(own):
        at = squashed.letters.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if len(wanted) >= FREE_FROM or {at, end} <= squashed.edges:
                yield squashed.places[at], squashed.places[end - 1] + 1
            at = squashed.letters.find(wanted, end)


def names_own_mailbox(text: str, own: str) -> bool:
    """Whether `text` has the part of `own` before the @, where that is no plain word or name."""
    local = _squash(own.rpartition("@")[0]).letters
    is_telling = any(character.isdigit() for character in own.rpartition("@")[0])
    return is_telling and len(local) >= TELLING_LOCAL_FROM and local in _squash(text).letters


def _writings(own: str) -> list[str]:
    local, _, host = own.rpartition("@")
    if not local or not host:
        return []
    before, after = _squash(local).letters, _squash(host).letters
    untagged = _squash(local.partition("+")[0]).letters
    spoken = "".join(filter(str.isalnum, _drawn(f"{local}at{host.replace('.', 'dot')}")))
    named = untagged + _squash(host.partition(".")[0]).letters
    whole = [before + after, (before + after)[::-1], untagged + after, spoken]
    if len(named) >= HOST_LABEL_FROM:
        whole.append(named)
    return [writing for writing in dict.fromkeys(whole) if len(writing) > 3]


def _squash(text: str) -> _Squashed:
    drawn = _drawn(text)
    letters: list[str] = []
    places: list[int] = []
    edges: set[int] = set()
    for match in _WORD.finditer(text):
        if match[0] in _LEFT_OUT:
            continue
        start, end = match.span()
        edges.add(len(places))
        letters.append(drawn[start:end])
        places.extend(range(start, end))
        edges.add(len(places))
    return _Squashed("".join(letters), places, frozenset(edges))


def _drawn(text: str) -> str:
    return text.translate(LOOKALIKES).lower().translate(_DRAWN_ALIKE)
