"""From sayings found in a text to its quotes: kind, speaker, role, confidence, weight."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.reading.marks import Stretch
from bot.reading.people import Cast
from bot.reading.speakers import Meant, Resolver
from bot.reading.weight import weighted
from bot.story import Quote, QuoteKind, Span, Speaker

# A source less likely right than this isn't given as the speaker. Measured on training articles
# held out in turn: of direct quotes above it 95 in 100 have the right source; see docs/reading.md.
SURE: Final = 0.75
# A resolution of a mention (a pronoun, "the minister") below this is a guess.
SURE_WHO: Final = 0.6

# What a mention is trusted for being the only one around, however unusual its place.
_ALONE: Final = 0.5
# The same where nobody else is named in the whole text.
_ONLY_ONE: Final = 0.75

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_WHOLE_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Voice:
    """A mention that may be the source, the offset of its head word, the chance that it is."""

    source: Span
    head: int
    chance: float


@dataclass(frozen=True, slots=True)
class Saying:
    """What was found, before anybody is named: spans of the text.

    `quoted` are the insides of its marks, `clause` all of its words in and out of marks, `voices`
    the mentions that may be its source, the likeliest first.
    """

    quoted: tuple[Span, ...]
    clause: tuple[Span, ...]
    voices: tuple[Voice, ...] = ()
    cue: Span | None = None


def quotes_of(
    cast: Cast, sayings: Iterable[Saying], sentences: tuple[Span, ...]
) -> tuple[tuple[Quote, ...], tuple[Speaker, ...]]:
    """The quotes of the cast's text in its order, and the speakers that they name."""
    text = cast.text
    resolver = Resolver(cast, sentences, tuple(cast.quoted))
    found = [_quote(text, saying, resolver) for saying in sayings]
    speakers = {
        figure.name: figure.speaker(text)
        for figure in cast.figures
        if any(quote.speaker == figure.name for quote in found)
    }
    return weighted(text, found, speakers), tuple(speakers.values())


def _quote(text: str, saying: Saying, resolver: Resolver) -> Quote:
    kind, content = _kind(text, saying)
    quote = Quote(
        kind,
        content,
        cue=(saying.cue,) if saying.cue else (),
        clause=saying.clause if kind is QuoteKind.PARTIAL else (),
    )
    if not saying.voices:
        return quote
    first = saying.voices[0]
    meant = resolver.meant(first.source, first.head)
    chance = _agreed(saying.voices, meant, resolver)
    resolver.heard(meant)
    quote = replace(quote, source=(first.source,), confidence=round(chance, 3))
    if meant.figure is None or meant.sureness < SURE_WHO or chance < SURE:
        return quote
    role = meant.figure.roles[0] if meant.figure.roles else None
    return replace(quote, speaker=meant.figure.name, role=role)


def _agreed(voices: tuple[Voice, ...], meant: Meant, resolver: Resolver) -> float:
    """The chance that the one meant speaks: other mentions of the same figure speak for it too."""
    best = voices[0].chance
    if meant.figure is None or (len(voices) == 1 and not resolver.is_alone(meant.figure)):
        return best
    alone = resolver.is_alone(meant.figure)
    same = other = 0.0
    for voice in voices:
        figure = resolver.meant(voice.source, voice.head).figure
        if figure is meant.figure:
            same += voice.chance
        elif figure or not alone:
            other += voice.chance
    trust = _ONLY_ONE if alone else _ALONE
    return max(best, same / (same + other) * min(1.0, trust + same))


def _kind(text: str, saying: Saying) -> tuple[QuoteKind, tuple[Span, ...]]:
    if not saying.quoted:
        return QuoteKind.REPORTED, saying.clause
    outside = sum(len(_WORD.findall(span.of(text))) for span in saying.clause)
    inside = sum(len(_WORD.findall(span.of(text))) for span in saying.quoted)
    if outside > inside or not _is_whole(text, saying.quoted):
        return QuoteKind.PARTIAL, saying.quoted
    return QuoteKind.DIRECT, saying.quoted


def _is_whole(text: str, quoted: tuple[Span, ...]) -> bool:
    """Whether marks hold whole clauses: a capital at the beginning, or a stop at the end."""
    first = quoted[0].of(text).lstrip(" ([…\\'‘“\"")
    last = quoted[-1].of(text).rstrip(" \\")
    words = sum(len(_WORD.findall(span.of(text))) for span in quoted)
    stopped = last.endswith((",", ".", "?", "!", "—"))
    capital = first[:1].isupper() or first[:1].isdigit()
    return (capital and (stopped or words >= 2)) or (
        stopped and words > _WHOLE_WORDS and len(quoted) > 1
    )


def spans_of(found: Iterable[Stretch]) -> tuple[Span, ...]:
    """The insides of stretches."""
    return tuple(Span(stretch.inner, stretch.outer) for stretch in found)
