"""Whether words that somebody claims were said stand so in what was said.

Case, typography and punctuation don't count: "We're ready!" is “we’re ready”. Pure: what was said
is given, nothing is looked up.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from bot.story import QuoteKind, Said

# Below this rapidfuzz partial ratio two quotes aren't one altered. In the sample stories 99 of 100
# pairs of different quotes reach 60 at most and the likest 71; one word in eight replaced by
# another leaves 78 or more.
LEAST_ALIKE = 74.0
# Fewer words are in too many quotes to be checked.
FEWEST_WORDS = 2

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")
_LEFT_OUT = re.compile(r"\s*(?:…|\.{3}|\[[^\]]{0,40}\])\s*")
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


class Finding(StrEnum):
    """What a check came to, the best news first."""

    VERBATIM = "verbatim"
    BY_ANOTHER = "by another"
    REPORTED = "reported"
    ALTERED = "altered"
    NOT_FOUND = "not found"


class Edit(StrEnum):
    """How words of the claim and of the quote relate."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: in both, only in the claim (added), or only in what was said (dropped)."""

    edit: Edit
    words: str


@dataclass(frozen=True, slots=True)
class Check:
    """A finding with the quote that it rests on and, where altered, the changes word by word."""

    finding: Finding
    said: Said | None = None
    changes: tuple[Change, ...] = ()


def check(claim: str, said: Iterable[Said], *, speakers: frozenset[str] | None = None) -> Check:
    """What of `said` the words of `claim` are; `speakers` are the names of who is said to say it.

    The first of equals wins, so `said` comes newest first. A claim may leave words out with "…".
    """
    parts = [part for part in map(_words, _LEFT_OUT.split(claim)) if part]
    if sum(map(len, parts)) < FEWEST_WORDS:
        return Check(Finding.NOT_FOUND)
    found = [_compared(claim, parts, each, speakers) for each in said]
    order = list(Finding)
    return min(found, key=lambda one: order.index(one.finding), default=Check(Finding.NOT_FOUND))


def _compared(
    claim: str, parts: list[list[str]], said: Said, speakers: frozenset[str] | None
) -> Check:
    if _holds(_words(said.words), parts):
        if said.quote.kind is QuoteKind.REPORTED:
            return Check(Finding.REPORTED, said)
        is_theirs = speakers is None or said.quote.speaker in speakers
        return Check(Finding.VERBATIM if is_theirs else Finding.BY_ANOTHER, said)
    alike = fuzz.partial_ratio_alignment(
        " ".join(word for part in parts for word in part), " ".join(_words(said.words))
    )
    if alike is None or alike.score < LEAST_ALIKE or said.quote.kind is QuoteKind.REPORTED:
        return Check(Finding.NOT_FOUND)
    return Check(Finding.ALTERED, said, _changes(claim, said.words))


def _holds(quote: Sequence[str], parts: Iterable[Sequence[str]]) -> bool:
    """Whether all `parts` stand in `quote`, each unbroken, in their order."""
    at = 0
    for part in parts:
        starts = range(at, len(quote) - len(part) + 1)
        found = next((n for n in starts if list(quote[n : n + len(part)]) == list(part)), None)
        if found is None:
            return False
        at = found + len(part)
    return True


def _changes(claim: str, quote: str) -> tuple[Change, ...]:
    """The claim against the part of the quote that it takes up, word by word."""
    theirs, ours = _WORD.findall(claim), _WORD.findall(quote)
    matcher = SequenceMatcher(None, _words(claim), _words(quote), autojunk=False)
    steps = matcher.get_opcodes()
    made: list[Change] = []
    for number, (tag, a, b, c, d) in enumerate(steps):
        is_edge = number in (0, len(steps) - 1)
        if tag in ("replace", "delete"):
            made.append(Change(Edit.ADDED, " ".join(theirs[a:b])))
        if tag == "replace" or (tag == "insert" and not is_edge):
            made.append(Change(Edit.DROPPED, " ".join(ours[c:d])))
        if tag == "equal":
            made.append(Change(Edit.SAME, " ".join(ours[c:d])))
    return tuple(made)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()
    return _WORD.findall(folded)
