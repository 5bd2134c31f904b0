"""Who, what, when and where of an article's opening."""

import re
from collections.abc import Iterable

from bot.reading.summary_rules import without_dateline
from bot.story import Lede, Span

# The sentences that an opening is made of; a place or day named later is no news of the lede.
OPENING = 2
# So many of each are given, the first ones.
MOST = 3


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_WHEN = re.compile(
    rf"\b(?:(?:early|late|last|next|this|on|by|since|until)\s)*{_DAY}"
    r"(?:\s(?:morning|afternoon|evening|night))?\b"
    rf"|\b(?:on |in |since |until |by )?(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?"
    r"|\b(?:earlier |later )?(?:today|yesterday|tomorrow|tonight|overnight)\b"
    r"|\b(?:earlier |later )?(?:last|next|this) (?:week|month|year|weekend|night|summer|winter|"
    r"spring|autumn|fall|morning|afternoon|evening)\b"
    r"|\b(?:in|since|until) (?:19|20)\d\d\b"
    r"|\bat (?:\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b\.?)|noon|midnight|dawn|dusk)"
)
_DATELINE_PLACE = re.compile(r"[A-Z][A-Za-z.'’ -]{1,40}(?=,|\s*\(|\s*[–—-])")
_PART = (
    rf"(?!{_DAY}|E[SD]?T\b)"
    r"(?:(?:[A-Z]\.){1,3}|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Sgt|Lt|Col|Capt|St|Jr)\."
    r"|[A-Z][\w’'-]*\w)"
)
_NAME = rf"{_PART}(?:(?:\s(?:of|de|da|del|di|van|von|bin|al))?\s{_PART}){{0,5}}"
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|across)\s(?:the\s)?"
    r"(?:(?:northern|southern|eastern|western|central|downtown|rural)\s)?"
    rf"(?P<place>{_NAME}(?:,\s{_PART}(?:\s{_PART})?(?=[,.;]|\s[a-z]))?)"
)
_DATES = re.compile(rf"(?:{_DAY}|{_MONTH}|\d+)\b")
_CAPITALS = re.compile(_NAME)
# Words that have a capital only because a sentence opens with them.
_OPENING_WORDS = _words(
    """
    A After Although An As At Because Before But By Despite During Every Five For Four From He How
    I If In It Its Just More Most Nearly No Now On One Over She Since So Some That The Their There
    These They This Those Three Two Under Until We What When Where While Who Why With You
    """
)
_LABELS = {
    "PERSON": "who",
    "ORG": "who",
    "NORP": "who",
    "GPE": "where",
    "LOC": "where",
    "FAC": "where",
    "DATE": "when",
    "TIME": "when",
}


def facts(body: str, sentences: tuple[Span, ...], names: tuple[tuple[Span, str], ...] = ()) -> Lede:
    """What the first two sentences of `body` say of who, what, when and where.

    `names` are spans with the label of a named entity as spaCy's English pipelines write it
    (PERSON, ORG, GPE, DATE, …). Without them names are told by their capitals and places by the
    word before them, which finds less. `what` is the first sentence without its dateline.
    """
    opening = sentences[:OPENING]
    if not opening:
        return Lede()
    first = without_dateline(body, opening[0])
    whole = Span(opening[0].start, opening[-1].end)
    told = _by_label(names, whole)
    when = _found(_WHEN, body, whole) or told["when"]
    where = (
        *_of_dateline(body, Span(opening[0].start, first.start)),
        *(told["where"] or _places(body, whole)),
    )
    return Lede(
        who=_firsts(body, told["who"] or _people(body, first)),
        what=(first,),
        when=_firsts(body, when),
        where=_firsts(body, where),
    )


def _by_label(names: tuple[tuple[Span, str], ...], opening: Span) -> dict[str, tuple[Span, ...]]:
    kept: dict[str, tuple[Span, ...]] = {"who": (), "where": (), "when": ()}
    for span, label in sorted(names):
        kind = _LABELS.get(label)
        if kind and opening.start <= span.start and span.end <= opening.end:
            kept[kind] = (*kept[kind], span)
    return kept


def _found(pattern: re.Pattern[str], body: str, within: Span) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in pattern.finditer(body, within.start, within.end))


def _of_dateline(body: str, dateline: Span) -> tuple[Span, ...]:
    place = _DATELINE_PLACE.match(body, dateline.start, dateline.end)
    if place is None:
        return ()
    return (Span(place.start(), place.start() + len(place.group().rstrip())),)


def _places(body: str, opening: Span) -> tuple[Span, ...]:
    found = (place.span("place") for place in _PLACE.finditer(body, opening.start, opening.end))
    return tuple(Span(*place) for place in found if not _DATES.match(body, *place))


def _people(body: str, sentence: Span) -> tuple[Span, ...]:
    """Names of several words, and one that opens the sentence, places and days left out."""
    places = _places(body, sentence)
    named = []
    for found in _CAPITALS.finditer(body, sentence.start, sentence.end):
        first, *others = found.group().split()
        span = Span(*found.span())
        if first in _OPENING_WORDS and others:
            span = Span(span.start + len(first) + 1, span.end)
            first, *others = others
        opens = span.start == sentence.start and first not in _OPENING_WORDS
        is_name = bool(others) or (opens and "’" not in first.replace("'", "’"))
        is_place = any(place.start <= span.start < place.end for place in places)
        if is_name and not is_place and not _DATES.match(body, span.start):
            named.append(span)
    return tuple(named)


def _firsts(body: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The first MOST spans in order, no words twice."""
    by_words: dict[str, Span] = {}
    for span in sorted(spans):
        by_words.setdefault(span.of(body).lower(), span)
    return tuple(by_words.values())[:MOST]
