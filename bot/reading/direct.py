"""Who may have spoken a quoted stretch, and what is measured of each."""

import re
from dataclasses import dataclass
from typing import Final

from bot.reading import sources
from bot.reading.cueing import DEPS, TAGS, mention
from bot.reading.cues import SAYING
from bot.reading.page import Page
from bot.reading.sources import Source

# How far a cue may stand from its quote: tokens and lines before it, tokens and lines after.
_BACK, _BACK_LINES = 90, 3
_ON, _ON_LINES = 45, 2
_LEAST_CHANCE: Final = 0.05
_SIGNED, _LABELLED, _CARRIED = 20, 21, 22
_NAMED = r"([A-Z][\w.’'-]*(?:[ \u00a0]+[A-Z][\w.’'-]*){0,4})"
_SIGNATURE: Final = re.compile(
    rf"[ \u00a0]*\n?[ \u00a0]*(?:―|—|–|--?)[ \u00a0]*{_NAMED}(?=[ \u00a0.,]*(?:\n|$|[,(]))"
)
_LABEL: Final = re.compile(rf"{_NAMED}:[ \u00a0]")
_LED: Final = re.compile(rf"{_NAMED}[ \u00a0]*(?::|―|—|–|--)[ \u00a0\n]*$")


@dataclass(frozen=True, slots=True)
class Voice:
    """A mention that may have spoken the stretch numbered `stretch`, through `cue` (or -1)."""

    stretch: int
    head: int
    cue: int
    tie: int
    steps: int


def edges(page: Page, stretch: int) -> tuple[int, int]:
    """The first and last token of a stretch, with its marks."""
    inside = page.inside
    first = page.firsts[stretch]
    last = first
    while last + 1 < len(inside) and inside[last + 1] == stretch:
        last += 1
    return first, last


def voices(page: Page, stretch: int, chances: dict[int, float], previous: int = -1) -> list[Voice]:
    """The mentions that may have spoken a stretch, each once for each cue.

    `chances` holds for each cue word of the page the chance that it introduces anything;
    `previous` is the mention that spoke the stretch before, or -1.
    """
    first, last = edges(page, stretch)
    found: dict[tuple[int, int], Voice] = {}
    for voice in _labels(page, stretch, previous):
        found[voice.head, voice.cue] = voice
    for cue in _window(page, first, last, chances):
        for source in _spoken_by(page, cue):
            key = (source.head, cue)
            found.setdefault(key, Voice(stretch, source.head, cue, source.tie, source.steps))
    return list(found.values())


def _window(page: Page, first: int, last: int, chances: dict[int, float]) -> list[int]:
    line = page.paragraph
    back = range(max(0, first - _BACK), first)
    on = range(last + 1, min(len(line), last + 1 + _ON))
    before = [i for i in back if line[first] - line[i] <= _BACK_LINES]
    after = [i for i in on if line[i] - line[last] <= _ON_LINES]
    return [
        i
        for i in before + after
        if chances.get(i, 0.0) >= _LEAST_CHANCE or (i in chances and page.parse.lower[i] in SAYING)
    ]


def _spoken_by(page: Page, cue: int) -> list[Source]:
    tied = [s for s in sources.sources(page, cue) if s.head >= 0]
    close = [s for s in tied if s.tie in sources.CLOSE_TIES]
    return close or tied[:3]


def is_told(voice: Voice) -> bool:
    """Whether the layout itself names the voice: a signature, or a label that opens the line."""
    return voice.tie == _SIGNED or (voice.tie == _LABELLED and voice.steps == 1)


def _labels(page: Page, stretch: int, previous: int) -> list[Voice]:
    """A name with a colon before or in the quote, one signed behind it, the voice before."""
    text, found = page.text, page.stretches[stretch]
    voices = []
    if signed := _SIGNATURE.match(text, found.end):
        voices.append(Voice(stretch, _named_at(page, signed), -1, _SIGNED, 0))
    if label := _LABEL.match(text, found.inner):
        voices.append(Voice(stretch, _named_at(page, label), -1, _LABELLED, 1))
    line = text.rfind("\n", 0, found.start) + 1
    if led := _LED.search(text[line : found.start]):
        alone = 1 if led.start() == 0 else 0
        voices.append(Voice(stretch, _named_at(page, led, line), -1, _LABELLED, alone))
    if previous >= 0:
        voices.append(Voice(stretch, previous, -1, _CARRIED, 0))
    return voices


def measure(page: Page, voice: Voice, chances: dict[int, float], previous: int) -> list[float]:
    """The figures of one voice for its stretch; `previous` is who spoke the stretch before."""
    first, last = edges(page, voice.stretch)
    return [
        chances.get(voice.cue, 0.0),
        float(voice.tie),
        float(voice.steps),
        *mention(page.parse, voice.head),
        *_distances(page, voice, first, last),
        *_between(page, voice, first, last, chances),
        *_quote(page, voice.stretch, first, last),
        *_around(page, voice),
        *_bond(page, voice, first, last),
        float(voice.head == previous),
        float(previous >= 0),
        float(opens_with_label(page, voice.stretch)),
    ]


def _named_at(page: Page, found: re.Match[str], line: int = 0) -> int:
    """The last token of the name that a signature or label gives."""
    return page.at(line + found.start(1) + len(found[1].rstrip(".,")) - 1)


def opens_with_label(page: Page, stretch: int) -> bool:
    """Whether a quote begins with a name and a colon, as transcripts in marks do."""
    return _LABEL.match(page.text, page.stretches[stretch].inner) is not None


def _gap(i: int, first: int, last: int) -> float:
    return float(i - last if i > last else i - first)


def _distances(page: Page, voice: Voice, first: int, last: int) -> list[float]:
    head, cue = voice.head, voice.cue
    side = first if head < first else last
    return [
        _gap(head, first, last),
        _gap(cue, first, last) if cue >= 0 else 99.0,
        float(page.paragraph[head] - page.paragraph[side]),
        float(page.sentence[head] - page.sentence[side]),
        float(page.paragraph[cue] - page.paragraph[side]) if cue >= 0 else 9.0,
        float(cue - head) if cue >= 0 else 99.0,
    ]


def _between(
    page: Page, voice: Voice, first: int, last: int, chances: dict[int, float]
) -> list[float]:
    low, high = (voice.head, first) if voice.head < first else (last + 1, voice.head)
    held = range(low + 1 if voice.head < first else low, high)
    quotes = {page.inside[i] for i in held if page.inside[i] >= 0}
    cues = [chances[i] for i in held if i in chances and i != voice.cue]
    return [
        float(len(quotes)),
        float(sum(1 for chance in cues if chance > 0.5)),
        max(cues, default=0.0),
        float(sum(1 for i in held if page.parse.dep[i] == "nsubj" and page.inside[i] < 0)),
        float(sum(1 for i in held if page.parse.words[i] in ".?!" and page.inside[i] < 0)),
    ]


def _quote(page: Page, stretch: int, first: int, last: int) -> list[float]:
    parse, found = page.parse, page.stretches[stretch]
    inner = page.text[found.inner : found.outer].strip()
    previous, following = max(first - 1, 0), min(last + 1, len(parse) - 1)
    ending = inner[-1:] or " "
    return [
        float(",.?!—-:;".find(ending) + 1),
        float(inner[:1].islower()),
        float(last - first + 1),
        TAGS.get(parse.tag[previous], 0.0),
        float(":,".find(parse.words[previous][0]) + 1),
        TAGS.get(parse.tag[following], 0.0),
        float(parse.lower[following] in SAYING),
        float(page.paragraph[previous] != page.paragraph[first] or first == 0),
        float(page.paragraph[following] != page.paragraph[last] or following == last),
        float(stretch > 0 and not page.stretches[stretch - 1].is_closed),
        float(found.is_closed),
        float(found.is_single),
    ]


def _around(page: Page, voice: Voice) -> list[float]:
    parse, head = page.parse, voice.head
    following, previous = min(head + 1, len(parse) - 1), max(head - 1, 0)
    return [
        TAGS.get(parse.tag[following], 0.0),
        float(parse.lower[following] in SAYING),
        TAGS.get(parse.tag[previous], 0.0),
        float(parse.lower[previous] in SAYING),
        float(head - page.bounds[page.sentence[head]][0]),
        float(head in page.spoken),
        DEPS.get(parse.dep[voice.cue], 0.0) if voice.cue >= 0 else 0.0,
        TAGS.get(parse.tag[voice.cue], 0.0) if voice.cue >= 0 else 0.0,
        float(voice.cue >= 0 and parse.lower[voice.cue] in SAYING),
        float(voice.cue >= 0 and parse.lower[voice.cue] in ("said", "says", "say")),
        float(voice.cue >= 0 and parse.lower[voice.cue] == "according"),
    ]


def _bond(page: Page, voice: Voice, first: int, last: int) -> list[float]:
    """How the parse ties cue and quote: the quote hangs on the cue, or the cue on the quote."""
    parse, cue = page.parse, voice.cue
    if cue < 0:
        return [0.0, 0.0, 0.0]
    hangs = under = 0.0
    label = 0.0
    for i in range(first, last + 1):
        if parse.head[i] == cue and parse.dep[i] != "punct":
            hangs, label = 1.0, DEPS.get(parse.dep[i], 0.0)
        under = max(under, float(i == parse.head[cue]))
    return [hangs, under, label]
