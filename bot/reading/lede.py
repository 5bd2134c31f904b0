"""Who, what, when and where of an article's opening."""

import re

from bot.story import Lede, Span

_WHEN = re.compile(
    r"\b(?:(?:early |late |last |next |this |on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?|today|yesterday|tomorrow|tonight|"
    r"(?:last|next|this) (?:week|month|year|weekend|night))\b"
)
OPENING = 2
_LABELS = {
    "PERSON": "who",
    "ORG": "who",
    "NORP": "who",
    "GPE": "where",
    "LOC": "where",
    "FAC": "where",
}


def facts(body: str, sentences: tuple[Span, ...], names: tuple[tuple[Span, str], ...] = ()) -> Lede:
    """What the first two sentences of `body` say of who, what, when and where.

    `names` are spans with the label of a named entity as spaCy's English pipelines write it
    (PERSON, ORG, GPE, …); without them only what patterns find is given.
    """
    opening = sentences[:OPENING]
    if not opening:
        return Lede()
    end = opening[-1].end
    found: dict[str, list[Span]] = {"who": [], "where": []}
    for span, label in names:
        if span.end <= end and (kind := _LABELS.get(label)):
            found[kind].append(span)
    when = tuple(Span(*m.span()) for m in _WHEN.finditer(body, opening[0].start, end))
    return Lede(who=tuple(found["who"]), what=opening[:1], when=when, where=tuple(found["where"]))
