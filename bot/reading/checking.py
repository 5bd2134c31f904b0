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
# A quote of fewer than this share of the claim's words isn't what the claim is about.
LEAST_COVERED = 0.5
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

    Of equal findings the likest wins, then the first: `said` comes newest first. A claim may leave
    words out with "…". Of what others said only the very words count.
    """
    parts = [part for part in map(_words, _LEFT_OUT.split(claim)) if part]
    if sum(map(len, parts)) < FEWEST_WORDS:
        return Check(Finding.NOT_FOUND)
    found = [_compared(parts, each, speakers) for each in said]
    order = list(Finding)
    best = min(found, key=lambda one: (order.index(one[0]), -one[1]), default=None)
    if best is None or best[0] is Finding.NOT_FOUND:
        return Check(Finding.NOT_FOUND)
    finding, _, quote = best
    changes = _changes(claim, quote.words) if finding is Finding.ALTERED else ()
    return Check(finding, quote, changes)


def _compared(
    parts: list[list[str]], said: Said, speakers: frozenset[str] | None
) -> tuple[Finding, float, Said]:
    """What the claim's parts are of one quote, and how alike (0 to 100)."""
    words = _words(said.words)
    is_theirs = speakers is None or said.quote.speaker in speakers
    is_reported = said.quote.kind is QuoteKind.REPORTED
    if _holds(words, parts):
        if is_reported:
            return (Finding.REPORTED if is_theirs else Finding.NOT_FOUND), 100.0, said
        return (Finding.VERBATIM if is_theirs else Finding.BY_ANOTHER), 100.0, said
    claimed = [word for part in parts for word in part]
    # A word or two in marks are in many claims; they aren't what the claim is about.
    if is_reported or not is_theirs or len(words) < len(claimed) * LEAST_COVERED:
        return Finding.NOT_FOUND, 0.0, said
    score = fuzz.partial_ratio(" ".join(claimed), " ".join(words))
    return (Finding.ALTERED if score >= LEAST_ALIKE else Finding.NOT_FOUND), score, said


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
