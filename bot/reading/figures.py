"""Numbers in a text: what they amount to and what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.summary_text import stem
from bot.reading.summary_words import COMMON
from bot.story import Span

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: float(n) for n, word in enumerate(_SMALL)},
    **{word: 10.0 * n for n, word in enumerate(_TENS, 2)},
    **{
        f"{ten}-{_SMALL[n]}": 10.0 * tens + n
        for tens, ten in enumerate(_TENS, 2)
        for n in range(1, 10)
    },
    "dozen": 12.0,
    "dozens": 24.0,
}
_GREAT = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
_FIGURE = re.compile(
    r"(?P<unit>[$€£¥])?\s?(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[\s-]?(?P<great>hundred|thousand|million|billion|trillion|bn|mn|m|k)\b)?"
    r"(?:\s?(?P<share>%|percent\b|per\scent\b))?(?![\d])"
    rf"|\b(?P<word>{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})\b"
    r"(?:[\s-](?P<great_word>hundred|thousand|million|billion|trillion)\b)?"
    r"(?:\s(?P<share_word>percent\b|per\scent\b))?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s+(?:of|more|other|people's|the|its|his|her))*\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?"
)
# "One" counts nothing more often than it does.
_PRONOUN = "one"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: `amount` with its magnitude, `unit` a currency sign, "%" or "".

    `counts` are the stems of up to two words that follow it ("12 elderly residents").
    """

    span: Span
    amount: float
    unit: str = ""
    counts: tuple[str, ...] = ()


def figures(text: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """The numbers of `text` between `start` and `end`, in digits or words, in order.

    A lone "one" is left out. "2.4bn", "2.4 billion" and "2,400,000,000" amount to the same.
    """
    return tuple(_figures(text, start, len(text) if end is None else end))


def _figures(text: str, start: int, end: int) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text, start, end):
        word = (found["word"] or "").lower()
        great = (found["great"] or found["great_word"] or "").lower()
        if word == _PRONOUN and not great:
            continue
        amount = _WORDS[word] if word else float(found["digits"].replace(",", ""))
        share = found["share"] or found["share_word"]
        at = found.start() + (len(found.group()) - len(found.group().lstrip()))
        yield Figure(
            Span(at, found.end()),
            amount * _GREAT.get(great, 1.0),
            "%" if share else found["unit"] or "",
            _counted(text, found.end(), end),
        )


def _counted(text: str, at: int, end: int) -> tuple[str, ...]:
    after = _AFTER.match(text, at, end)
    words = [word.lower() for word in after.groups() if word] if after else []
    return tuple(stem(word) for word in words if word not in COMMON)
