"""What is compared of a text, as numbers, so that two are compared without reading them again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from struct import calcsize, pack, unpack
from typing import Final, Self
from zlib import crc32

from bot.reading.summary_text import stem
from bot.reading.summary_words import COMMON
from bot.story import Article, QuoteKind, Reading

# Of longer articles the rest is compared no more: 2,000 words hold any event.
MOST_WORDS: Final = 2000
# A quotation of fewer words may be anybody's.
LEAST_QUOTED: Final = 4
# So many shingles stand for a text where copies of it are looked for: one or two a sentence.
MOST_SIGNS: Final = 24
_SHORT: Final = 12
# Between two quotations there is no run of words.
BREAK: Final = 0

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# A capital behind a word or a comma, not at the beginning of a sentence.
_CAPITAL: Final = re.compile(r"(?<=[\w,;] )[A-Z][\w-]{3,}")
_FIGURE: Final = re.compile(r"\d[\d,.]*\d|\d")
_LEAST_FIGURE: Final = 13
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split(),
)
# Odd, so that each word's number is mixed without loss.
_FIRST, _SECOND, _THIRD = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
_32_BITS: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Traces:
    """The numbers of a text's words and of what they form; equal words have equal numbers.

    `shingles` are every three neighbouring words, `signs` the rarest-looking of them: a copy that
    keeps a sentence shares them. `stems` are of the words that aren't common, nor days, nor parts
    of names; `capitals` the words with a capital inside a sentence; `figures` the numbers in digits
    that are large or exact enough to tell something, no years. `quoted` is every run of
    LEAST_QUOTED words in what is quoted, in its order, with BREAK after each quotation.
    """

    shingles: frozenset[int] = frozenset()
    signs: frozenset[int] = frozenset()
    stems: frozenset[int] = frozenset()
    capitals: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    quoted: tuple[int, ...] = ()

    @classmethod
    def unpacked(cls, kept: bytes) -> Self:
        """The traces that `packed` wrote; none of nothing."""
        numbers = unpack(f"<{len(kept) // _SIZE}I", kept)
        if not numbers:
            return cls()
        *sets, quoted = _parts(numbers)
        shingles, signs, stems, capitals, figures, days = map(frozenset, sets)
        return cls(shingles, signs, stems, capitals, figures, days, quoted)

    @property
    def packed(self) -> bytes:
        """All numbers, each part behind its length."""
        sets = (self.shingles, self.signs, self.stems, self.capitals, self.figures, self.days)
        numbers = [number for part in (*sets, self.quoted) for number in (len(part), *part)]
        return pack(f"<{len(numbers)}I", *numbers)


_SIZE: Final = calcsize("<I")


def _parts(numbers: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    at = 0
    while at < len(numbers):
        end = at + 1 + numbers[at]
        yield numbers[at + 1 : end]
        at = end


def traces_of(article: Article, reading: Reading) -> Traces:
    """The traces of an article, by the sentences, names and quotations of its reading."""
    headline, body = article.headline, article.body
    by_sentence = [_words(span.of(body)) for span in reading.sentences]
    words = list(chain.from_iterable(by_sentence))[:MOST_WORDS]
    of_names = {part for one in reading.subjects for part in _words(one.name)}
    told = {word for word in (*_words(headline), *words) if len(word) > 2}
    stems = {stem(word) for word in told - COMMON - of_names - _DAYS}
    figures = {each.replace(",", "") for each in _FIGURE.findall(body)}
    said = (q.words(body) for q in reading.quotes if q.kind is not QuoteKind.REPORTED)
    return Traces(
        shingles=frozenset(_shingles(words)),
        signs=_signs(by_sentence),
        stems=_numbers(stems),
        capitals=_numbers(word.lower() for word in _CAPITAL.findall(f"{headline}. {body}")),
        figures=_numbers(filter(_is_telling, figures)),
        days=_numbers(_DAYS.intersection(words)),
        quoted=tuple(_quoted(said)),
    )


def number_of(word: str) -> int:
    """The number that stands for a folded word in 32 bits."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def _shingles(words: Sequence[str]) -> list[int]:
    """The number of every three neighbours, in their order."""
    numbers = {word: number_of(word) for word in set(words)}
    row = [numbers[word] for word in words]
    return [
        (one * _FIRST ^ two * _SECOND ^ three * _THIRD) & _32_BITS
        for one, two, three in zip(row, row[1:], row[2:], strict=False)
    ]


def _signs(sentences: Iterable[Sequence[str]]) -> frozenset[int]:
    """Of each sentence the shingle with fewest common words, of those the one of lowest number.

    So it is the same wherever the sentence stands.
    """
    sentences = list(sentences)
    each = 2 if len(sentences) <= _SHORT else 1
    found = set[int]()
    for words in sentences:
        is_common = [word in COMMON for word in words]
        commons = map(sum, zip(is_common, is_common[1:], is_common[2:], strict=False))
        rarest = sorted(zip(commons, _shingles(words), strict=True))[:each]
        found.update(number for _, number in rarest)
        if len(found) >= MOST_SIGNS:
            break
    return frozenset(found)


def _quoted(said: Iterable[str]) -> Iterator[int]:
    for quotation in said:
        words = _words(quotation)
        for start in range(len(words) - LEAST_QUOTED + 1):
            run = " ".join(words[start : start + LEAST_QUOTED])
            yield number_of(run) or 1
        yield BREAK


def _numbers(words: Iterable[str]) -> frozenset[int]:
    return frozenset(map(number_of, words))


def _words(text: str) -> list[str]:
    """The words of a text, folded."""
    found: list[str] = _WORD.findall(text.lower().replace("’", "'"))
    return [word.removesuffix("'s") for word in found]


def _is_telling(figure: str) -> bool:
    whole = figure.partition(".")[0]
    is_year = len(figure) == 4 and figure[:2] in ("19", "20")
    return not is_year and ("." in figure or (whole.isdigit() and int(whole) >= _LEAST_FIGURE))
