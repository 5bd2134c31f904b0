"""ROUGE-1 and ROUGE-2 over words prepared once, equal to rouge-score with its stemmer."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

from nltk.stem.porter import PorterStemmer  # type: ignore[import-untyped]

Key = TypeVar("Key")
Words = tuple[str, ...]
Reference = tuple[Counter[str], Counter[tuple[str, str]]]

_WORD = re.compile(r"[a-z0-9]+")
_STEMMER = PorterStemmer()


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stem(word)) if len(word) > 3 else word


def words_of(text: str) -> Words:
    """The stemmed words of `text` as rouge-score counts them."""
    return tuple(_stem(word) for word in _WORD.findall(text.lower()))


def reference(highlights: Iterable[str]) -> Reference:
    """What a summary is held against."""
    words = [word for line in highlights for word in words_of(line)]
    return Counter(words), Counter(pairwise(words))


def rouge(lines: Sequence[Words], against: Reference) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-2 F1 (0 to 1) of a summary given as lines of words."""
    words = [word for line in lines for word in line]
    return (
        _f1(Counter(words), against[0]),
        _f1(Counter(pairwise(words)), against[1]),
    )


def _f1(given: Counter[Key], wanted: Counter[Key]) -> float:
    hits = sum((given & wanted).values())
    return 2 * hits / (sum(given.values()) + sum(wanted.values())) if hits else 0.0
