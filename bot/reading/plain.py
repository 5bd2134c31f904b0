"""The sayings in quotation marks of a text that isn't parsed: tokens, mentions, a linear scorer."""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final, NamedTuple

from bot.reading import scare
from bot.reading.cues import SAYING, lexicon
from bot.reading.marks import Stretch, runs, stretches
from bot.reading.quotes import Saying, Voice, spans_of
from bot.reading.tokens import Tokens
from bot.story import Span

_PRONOUNS: Final = frozenset("he she they i we who it".split())
_ARTICLES: Final = frozenset("the a an one another his her its their".split())
_ENDS_PHRASE: Final = frozenset(
    "that who and or is was has had of in on at to for by with from as but which when said".split()
)
_LINKS: Final = frozenset("de van von der al bin da del la ibn".split())
_NO_NAMES: Final = frozenset(
    "the a an but and in on at after before when while as if for from with by to of this "
    "that these "
    "those it its he she they we i you his her their our my there here what who how why "
    "where so yet "
    "now then also not no yes or nor one monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)
_SPEAKERS: Final = lexicon("nouns.txt")
_BACK, _BACK_LINES, _ON, _ON_LINES = 90, 2, 45, 1
_BINS: Final = (0, 1, 2, 3, 4, 6, 9, 14, 22, 35, 60, 99)
_NEAR, _REACH = 4, 8
_SIGNATURE: Final = re.compile(
    r"[ \u00a0]*\n?[ \u00a0]*(?:―|—|–|--?)[ \u00a0]*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})"
    r"(?=[ \u00a0.,]*(?:\n|$|[,(]))"
)
_LABEL: Final = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):[ \u00a0]")
_LED: Final = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):[ \u00a0]$")
_TOLD: Final = 0.95
_MOST_VOICES, _LEAST_SHORT = 8, 0.5
_LEAST_WORDS: Final = 3


@dataclass(slots=True)
class _Mention:
    """A candidate: tokens `first` to `last` (included), what it is, and what stands beside it."""

    first: int
    last: int
    kind: str
    verb: str = ""
    following: str = ""
    leading: str = ""


class Quoted(NamedTuple):
    """A quote's tokens, how it ends and begins, and what stands before it, for `features`."""

    first: int
    last: int
    end: str
    before: str
    opens: bool
    length: str
    small: bool | int


def mentions(tokens: Tokens) -> list[_Mention]:
    """Pronouns, runs of capitalised words and short noun phrases outside quotes, in order."""
    found = _bare_mentions(tokens)
    words, lower = tokens.words, tokens.lower
    for mention in found:
        mention.verb = _verb(tokens, mention)
        after, before = mention.last + 1, mention.first - 1
        mention.following = _shape(words[after], lower[after]) if after < len(words) else "n"
        mention.leading = _shape(words[before], lower[before]) if before >= 0 else "n"
    return found


def _bare_mentions(tokens: Tokens) -> list[_Mention]:
    found: list[_Mention] = []
    i, count = 0, len(tokens.words)
    while i < count:
        low, word = tokens.lower[i], tokens.words[i]
        if tokens.inside[i] >= 0 or not word[0].isalpha():
            i += 1
        elif low in _PRONOUNS:
            found.append(_Mention(i, i, low))
            i += 1
        elif word[0].isupper() and low not in _NO_NAMES:
            last = _name_end(tokens, i)
            found.append(_Mention(i, last, "name"))
            i = last + 1
        elif low in _ARTICLES:
            last = _phrase_end(tokens, i)
            if last > i:
                found.append(_Mention(i, last, _noun_kind(tokens.lower[last])))
            i += 1
        else:
            i += 1
    return found


def _name_end(tokens: Tokens, i: int) -> int:
    last, count = i, len(tokens.words)
    while last + 1 < count and tokens.inside[last + 1] < 0:
        word = tokens.words[last + 1]
        if word[0].isupper():
            last += 1
        elif (
            tokens.lower[last + 1] in _LINKS
            and last + 2 < count
            and tokens.words[last + 2][0].isupper()
        ):
            last += 2
        else:
            break
    return last


def _phrase_end(tokens: Tokens, i: int) -> int:
    last = i
    while last + 1 < len(tokens.words) and last - i < 4 and tokens.inside[last + 1] < 0:
        word = tokens.lower[last + 1]
        if not word[0].isalpha() or word in _ENDS_PHRASE or word in SAYING:
            break
        last += 1
    return last


def _noun_kind(noun: str) -> str:
    return "np-" + (_SPEAKERS.get(noun) or ("other",))[0]


def _bin(distance: int) -> str:
    return str(bisect_right(_BINS, abs(distance)))


def edges_of(tokens: Tokens, stretch: Stretch) -> Quoted:
    """What `features` asks of a quote."""
    first, after = tokens.between(stretch.start, stretch.end)
    last, words = after - 1, tokens.words
    ends = words[last - 1] if last > first else "x"
    comma = ends in ",?!—" or (last + 1 < len(words) and words[last + 1] == ",")
    return Quoted(
        first,
        last,
        "," if comma else "." if ends == "." else "o",
        _shape(words[first - 1], tokens.lower[first - 1]) if first else "n",
        first == 0 or words[first - 1][0] == "\n",
        _bin(last - first),
        words[first + 1][:1].islower() if first < last else 0,
    )


def features(tokens: Tokens, quote: Quoted, mention: _Mention) -> list[str]:
    """The marks of one mention for a quote: all of them hold or don't."""
    first, last, end, before, opens, length, small = quote
    after = mention.first > last
    edge = last if after else first
    gap = _bin(mention.first - last if after else first - mention.last)
    sentences = min(2, abs(tokens.sentence[mention.first] - tokens.sentence[edge]))
    side = f"{'a' if after else 'b'}{sentences}{tokens.line[mention.first] - tokens.line[edge]}"
    low, high = (last, mention.first) if after else (mention.last, first)
    quotes = min(3, len({q for q in tokens.inside[low + 1 : high] if q >= 0}))
    verbs = min(4, bisect_left(tokens.verbs, high) - bisect_right(tokens.verbs, low))
    kind, verb, following = mention.kind, mention.verb, mention.following
    return [
        "t" + kind, "s" + side, f"ts{kind}{side}", f"v{verb}{side}", f"g{side}{gap}",
        f"gv{side}{gap}{verb}", f"q{quotes}{side}", f"e{end}{side}{verb}",
        f"p{before}{side}{verb}", f"f{opens}{side}{end}", f"n{following}{side}",
        f"ne{following}{end}{after}{kind}", f"l{mention.leading}{side}",
        f"lv{mention.leading}{verb}", f"c{verbs}{side}",
        f"w{min(4, mention.last - mention.first)}", f"len{length}{verb}", f"lc{small}{side}",
    ]  # fmt: skip


def _verb(tokens: Tokens, mention: _Mention) -> str:
    """Where the nearest verb of saying stands from a mention: its side and gap."""
    at = bisect_left(tokens.verbs, mention.first)
    best = ""
    gap = _REACH + 1
    for side, i in (("l", at - 1), ("r", at)):
        if 0 <= i < len(tokens.verbs):
            verb = tokens.verbs[i]
            away = mention.first - verb if side == "l" else verb - mention.last
            if away < gap and tokens.line[verb] == tokens.line[mention.first]:
                best, gap = side, away
    return f"{best}{min(gap, _NEAR)}" if best else "-"


def _shape(word: str, low: str) -> str:
    if word[0] == "\n":
        return "n"
    if low in SAYING:
        return "v"
    if not word[0].isalnum() or low in (
        "by",
        "to",
        "for",
        "of",
        "with",
        "from",
        "that",
        "at",
        "and",
    ):
        return low
    return "W" if word[0].isupper() else "w"


@cache
def weights() -> dict[str, float]:
    """The trained weights; the empty name holds the bias."""
    loaded: dict[str, float] = json.loads(
        files(__package__).joinpath("plain.json").read_text("utf-8")
    )
    return loaded


def windows(tokens: Tokens, found: list[_Mention], quote: Quoted) -> Iterator[_Mention]:
    """The mentions near enough to a quote to be its source."""
    first, last = quote.first, quote.last
    starts = [m.first for m in found]
    line = tokens.line
    for m in found[bisect_left(starts, first - _BACK) : bisect_right(starts, last + _ON)]:
        if (m.first < first and line[first] - line[m.first] <= _BACK_LINES) or (
            m.first > last and line[m.first] - line[last] <= _ON_LINES
        ):
            yield m


def sayings(text: str) -> list[Saying]:
    """What stands in marks in `text`, in order, each with its likeliest source."""
    quoted = stretches(text)
    tokens = Tokens(text, quoted)
    found = mentions(tokens)
    said: list[Saying] = []
    for run in runs(text, quoted):
        told = [_told(text, quoted[number]) for number in run]
        scored = [] if any(told) else [v for n in run for v in _voices(tokens, found, quoted[n])]
        ranked = tuple(sorted(scored, key=lambda voice: -voice.chance)[:_MOST_VOICES])
        for number, label in zip(run, told, strict=True):
            ranked = (label,) if label else ranked
            if _is_quote(text, quoted[number], ranked):
                inner = spans_of((quoted[number],))
                said.append(Saying(inner, inner, ranked))
    return said


def _is_quote(text: str, stretch: Stretch, ranked: tuple[Voice, ...]) -> bool:
    if scare.is_no_quote(text, stretch):
        return False
    words = len(text[stretch.inner : stretch.outer].split())
    return words >= _LEAST_WORDS or (bool(ranked) and ranked[0].chance >= _LEAST_SHORT)


def _told(text: str, stretch: Stretch) -> Voice | None:
    """The voice that the layout names: a signature behind the quote, a label before or in it."""
    line = text.rfind("\n", 0, stretch.start) + 1
    told = (
        _SIGNATURE.match(text, stretch.end)
        or _LABEL.match(text, stretch.inner)
        or _LED.match(text, line, stretch.start)
    )
    if told is None:
        return None
    start, end = told.span(1)
    return Voice(Span(start, end), start + told.group(1).rfind(" ") + 1, _TOLD)


def _voices(tokens: Tokens, found: list[_Mention], stretch: Stretch) -> Iterator[Voice]:
    weight = weights().get
    quote = edges_of(tokens, stretch)
    for mention in windows(tokens, found, quote):
        score = weight("", 0.0)
        for name in features(tokens, quote, mention):
            score += weight(name, 0.0)
        span = Span(tokens.starts[mention.first], tokens.ends[mention.last])
        yield Voice(span, tokens.starts[mention.last], 1 / (1 + exp(-score)))
