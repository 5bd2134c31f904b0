"""The quotes of a text: what stands in marks, and the nearest name."""

import re

from bot.reading.marks import Stretch, stretches
from bot.story import Quote, QuoteKind, Span

_NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w’'-]+)+")


def read(body: str) -> tuple[Quote, ...]:
    """The quotes of `body` in order, each with the name nearest to it in its paragraph."""
    return tuple(
        _quote(body, s) for s in stretches(body) if len(body[s.inner : s.outer].split()) > 2
    )


def _quote(body: str, stretch: Stretch) -> Quote:
    start = body.rfind("\n", 0, stretch.start) + 1
    end = body.find("\n", stretch.end)
    names = [Span(*m.span()) for m in _NAME.finditer(body, start, end if end >= 0 else len(body))]
    outside = [n for n in names if n.end <= stretch.start or n.start >= stretch.end]
    near = min(
        outside, key=lambda n: max(stretch.start - n.end, n.start - stretch.end), default=None
    )
    return Quote(
        QuoteKind.DIRECT,
        (Span(stretch.inner, stretch.outer),),
        (near,) if near else (),
        speaker=near.of(body) if near else None,
        confidence=0.5 if near else 0.0,
        weight=1.0,
    )
