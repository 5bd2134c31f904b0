"""What became different between two revisions of an article."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.reading.sentences import split
from bot.reading.summary_rules import is_furniture
from bot.reading.wording import plain
from bot.story import Quote, QuoteKind, Span

# Two sentences, or two quotations, are versions of one another from this ratio on (0 to 100).
# Set on sentences of our own: edits of figures and names stay above 70, strangers below 55.
SAME_SENTENCE = 62
SAME_QUOTE = 70
# Texts that differ altogether aren't compared sentence by sentence beyond this many on each side.
MOST_COMPARED = 300

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Rewording:
    """A sentence of the old body and what it became in the new one."""

    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quotation in the old revision and the new one; None where it wasn't there."""

    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two bodies, in order.

    `added` are spans of the new body, `withdrawn` spans of the old one. A sentence that only
    moved, or whose quotation marks or spaces changed, is no change.
    """

    added: tuple[Span, ...] = ()
    withdrawn: tuple[Span, ...] = ()
    reworded: tuple[Rewording, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.withdrawn or self.reworded)


def between(old: str, new: str) -> Changes:
    """What became different from the body `old` to `new`; furniture of the page is left out."""
    before = _only_here(old, new)
    after = _only_here(new, old)
    pairs = _paired(before, after, old, new)
    reworded = tuple(Rewording(before[a], after[b]) for a, b in pairs)
    return Changes(
        added=_rest(after, {b for _, b in pairs}),
        withdrawn=_rest(before, {a for a, _ in pairs}),
        reworded=tuple(sorted(reworded, key=lambda change: change.after)),
    )


def of_quotes(
    old: str, old_quotes: Sequence[Quote], new: str, new_quotes: Sequence[Quote]
) -> tuple[QuoteChange, ...]:
    """Quotations in marks that were added, withdrawn or altered, or have another speaker now."""
    before = [quote for quote in old_quotes if quote.kind is not QuoteKind.REPORTED]
    after = [quote for quote in new_quotes if quote.kind is not QuoteKind.REPORTED]
    said_before = [plain(quote.words(old)) for quote in before]
    said_after = [plain(quote.words(new)) for quote in after]
    pairs = _matched(said_before, said_after, SAME_QUOTE)
    altered = [
        QuoteChange(before[a], after[b])
        for a, b in pairs
        if said_before[a] != said_after[b] or before[a].speaker != after[b].speaker
    ]
    withdrawn = (QuoteChange(quote, None) for quote in _rest(before, {a for a, _ in pairs}))
    added = (QuoteChange(None, quote) for quote in _rest(after, {b for _, b in pairs}))
    return (*altered, *withdrawn, *added)


def _only_here(body: str, other: str) -> list[Span]:
    """The sentences of `body` that `other` hasn't word for word, as often as it lacks them."""
    there = Counter(plain(span.of(other)) for span in split(other))
    only = []
    for span in split(body):
        words = plain(span.of(body))
        if there[words]:
            there[words] -= 1
        elif words and not is_furniture(span.of(body)):
            only.append(span)
    return only


def _paired(before: list[Span], after: list[Span], old: str, new: str) -> list[tuple[int, int]]:
    return _matched(
        [plain(span.of(old)) for span in before[:MOST_COMPARED]],
        [plain(span.of(new)) for span in after[:MOST_COMPARED]],
        SAME_SENTENCE,
    )


def _matched(before: list[str], after: list[str], least: float) -> list[tuple[int, int]]:
    """Pairs of places whose texts are versions of one another, the most alike taken first."""
    if not before or not after:
        return []
    ratios = process.cdist(before, after, scorer=fuzz.ratio, score_cutoff=least)
    found = sorted(
        ((ratios[a, b], a, b) for a, b in zip(*ratios.nonzero(), strict=True)),
        key=lambda each: (-each[0], abs(each[1] - each[2]), each[1]),
    )
    pairs: list[tuple[int, int]] = []
    for _, a, b in found:
        if all(a != taken_a and b != taken_b for taken_a, taken_b in pairs):
            pairs.append((int(a), int(b)))
    return sorted(pairs)


def _rest(things: Iterable[Thing], taken: set[int]) -> tuple[Thing, ...]:
    return tuple(thing for n, thing in enumerate(things) if n not in taken)
