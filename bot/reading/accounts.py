"""An article as an account of something that happened: what tells whether two are of one event."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from zlib import crc32

from bot.reading.summary_text import stem
from bot.reading.summary_words import COMMON
from bot.story import Span

# What stands at the top is the news; further down comes what has happened before.
OPENING_WORDS: Final = 70
# Of longer articles the rest is compared no more: 2,000 words hold any event.
MOST_WORDS: Final = 2000
# A quotation of fewer words may be anybody's.
LEAST_QUOTED: Final = 4
# So many shingles stand for a text where copies of it are looked for: one or two a sentence.
MOST_SIGNS: Final = 24
_SHORT: Final = 12

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A capital behind a word or a comma, not at the beginning of a sentence.
_CAPITAL: Final = re.compile(r"(?<=[\w,;] )[A-Z][\w-]{3,}")
_FIGURE: Final = re.compile(r"\d[\d,.]*\d|\d")
_LEAST_FIGURE: Final = 13
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split(),
)

Shingle = tuple[str, str, str]


@dataclass(frozen=True)
class Account:
    """What is compared of one article.

    `names` are the keys of its subjects, `said` the words of what it quotes, `told_at` when it was
    published or, where that isn't known, taken in.
    """

    headline: str
    body: str
    told_at: datetime
    outlet: str | None = None
    names: frozenset[str] = frozenset()
    said: Sequence[str] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the body, folded."""
        return tuple(_words(self.body))[:MOST_WORDS]

    @cached_property
    def shingles(self) -> frozenset[Shingle]:
        """Every three neighbouring words of the body."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @cached_property
    def opening(self) -> frozenset[str]:
        """The stems in the headline and at the top that aren't common words, nor parts of names."""
        return self._telling([*_words(self.headline), *self.words[:OPENING_WORDS]])

    @cached_property
    def stems(self) -> frozenset[str]:
        """The same for headline and whole body."""
        return self._telling([*_words(self.headline), *self.words])

    @cached_property
    def quoted(self) -> frozenset[tuple[str, ...]]:
        """Every run of LEAST_QUOTED words that stands in what it quotes."""
        runs = set[tuple[str, ...]]()
        for said in self.said:
            words = tuple(_words(said))
            runs.update(words[n : n + LEAST_QUOTED] for n in range(len(words) - LEAST_QUOTED + 1))
        return frozenset(runs)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers in digits that are large or exact enough to tell something; no years."""
        found = {each.replace(",", "") for each in _FIGURE.findall(self.body)}
        return frozenset(each for each in found if _is_telling(each))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that it writes with a capital inside a sentence, folded."""
        found = _CAPITAL.findall(f"{self.headline}. {self.body}")
        return frozenset(word.lower() for word in found)

    @cached_property
    def days(self) -> frozenset[str]:
        """The days of the week that it names."""
        return _DAYS.intersection(self.words)

    def _telling(self, words: Iterable[str]) -> frozenset[str]:
        of_names = {part for name in self.names for part in name.split()}
        return frozenset(
            stem(word)
            for word in words
            if word not in COMMON and word not in of_names and word not in _DAYS and len(word) > 2
        )


def signs(body: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Numbers of the rarest-looking shingles of a text: a copy that keeps a sentence shares them.

    Of each sentence the shingle is taken that has fewest common words, and of those the one whose
    number is the lowest, so that it is the same wherever the sentence stands.
    """
    each = 2 if len(sentences) <= _SHORT else 1
    found: dict[int, None] = {}
    for span in sentences:
        found |= dict.fromkeys(_rarest(list(_words(span.of(body))), each))
        if len(found) >= MOST_SIGNS:
            break
    return frozenset(found)


def _rarest(words: list[str], each: int) -> list[int]:
    is_common = [word in COMMON for word in words]
    commons = [sum(is_common[n : n + 3]) for n in range(len(words) - 2)]
    few = sorted(commons)[:each]
    numbers = (
        (common, crc32(" ".join(words[n : n + 3]).encode()))
        for n, common in enumerate(commons)
        if common <= few[-1]
    )
    return [number for _, number in sorted(numbers)[:each]]


def longest_run(one: Account, other: Account) -> int:
    """How many words the longest quotation has that both quote alike; 0 for none of note."""
    shared = one.quoted & other.quoted
    longest = 0
    for said in one.said:
        run = 0
        for part in _runs(said):
            run = run + 1 if part in shared else 0
            longest = max(longest, run)
    return longest and longest + LEAST_QUOTED - 1


def _runs(said: str) -> Iterator[tuple[str, ...]]:
    words = tuple(_words(said))
    return (words[n : n + LEAST_QUOTED] for n in range(len(words) - LEAST_QUOTED + 1))


def _words(text: str) -> Iterator[str]:
    return (word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.lower()))


def _is_telling(figure: str) -> bool:
    whole = figure.partition(".")[0]
    is_year = len(figure) == 4 and figure[:2] in ("19", "20")
    return not is_year and ("." in figure or (whole.isdigit() and int(whole) >= _LEAST_FIGURE))
