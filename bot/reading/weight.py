"""How much each quote of a story matters."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bot.story import Quote, QuoteKind, Speaker

# What a quote is worth, set by hand on the sample stories so that an editor's pick comes first.
# Whole sentences in marks are worth most; words taken out of one less; what is only reported least.
_KIND: Final = {QuoteKind.DIRECT: 1.0, QuoteKind.PARTIAL: 0.55, QuoteKind.REPORTED: 0.4}
# The most quoted speaker gains this much, others their share of it; a named one of any standing
# gains over an unnamed source, and one with a role gains a little more.
_STANDING, _NAMED, _ROLE = 0.35, 0.25, 0.1
# News stands early: a quote at the top gains this much, one at the end nothing.
_EARLY: Final = 0.4
# A quote of the better length says something and can be read at a glance, in words.
_SHORTEST, _LONGEST, _LENGTH = 8, 45, 0.35
# Words that carry news: figures, decisions, stakes. A quote with some gains up to this much.
_NEWS: Final = re.compile(
    r"\d|\b(?:will|won't|never|must|first|last|ever|every|war|peace|dead|death|killed?|vote|tax|jobs?|"
    r"law|court|money|million|billion|crisis|end|stop|fight|lost|won|resign|apolog\w+|wrong|truth)\b",
    re.I,
)
_NEWSY, _NEWS_HITS = 0.2, 3
# Two quotes that share so many of the shorter one's words are one; the lighter counts nothing.
_REPEAT: Final = 0.75
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def weighted(
    text: str, quotes: Iterable[Quote], speakers: Mapping[str, Speaker]
) -> tuple[Quote, ...]:
    """The quotes with their weights, above 0; a near repeat of a heavier quote weighs 0."""
    found = list(quotes)
    shares = _shares(found)
    weights = [_weight(text, quote, shares, speakers) for quote in found]
    heard: list[frozenset[str]] = []
    for at in sorted(range(len(found)), key=lambda i: -weights[i]):
        words = frozenset(w.lower() for w in _WORD.findall(found[at].words(text)))
        if any(_repeats(words, other) for other in heard):
            weights[at] = 0.0
        else:
            heard.append(words)
    return tuple(replace(q, weight=round(w, 3)) for q, w in zip(found, weights, strict=True))


def _shares(quotes: list[Quote]) -> dict[str, float]:
    """For each speaker the number of quotes, as a share of the most quoted one's."""
    counts: dict[str, float] = {}
    for quote in quotes:
        if quote.speaker:
            counts[quote.speaker] = counts.get(quote.speaker, 0.0) + 1.0
    most = max(counts.values(), default=1.0)
    return {name: count / most for name, count in counts.items()}


def _weight(
    text: str, quote: Quote, shares: Mapping[str, float], speakers: Mapping[str, Speaker]
) -> float:
    words = quote.words(text)
    length = len(_WORD.findall(words))
    weight = _KIND[quote.kind]
    if quote.speaker:
        weight += _NAMED + _STANDING * shares[quote.speaker]
        weight += _ROLE if speakers[quote.speaker].role else 0.0
    weight += _EARLY * (1 - quote.content[0].start / max(1, len(text)))
    weight += _LENGTH * _fitness(length)
    return weight + _NEWSY * min(1.0, len(_NEWS.findall(words)) / _NEWS_HITS)


def _fitness(length: int) -> float:
    """1 for a length that reads well, falling off to both sides."""
    if length < _SHORTEST:
        return length / _SHORTEST
    return 1.0 if length <= _LONGEST else max(0.0, 1 - (length - _LONGEST) / _LONGEST)


def _repeats(words: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(words), len(other))
    return shorter == 0 or len(words & other) >= _REPEAT * shorter
