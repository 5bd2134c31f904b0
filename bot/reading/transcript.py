"""The lines of a transcript without quotation marks: a name, a colon, what was said."""

import re
from collections import Counter
from typing import Final

from bot.reading.quotes import Saying, Voice
from bot.story import Span

_NAME: Final = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}(?=(?: \([^)\n]{2,40}\))?:)"
_LINE: Final = re.compile(
    rf"^(?P<label>[QA](?=[.:])|{_NAME})(?: \([^)\n]{{2,40}}\))?[.:][ \u00a0]"
    r"(?P<said>[^\n“\"‘'«„\\][^\n]+)$",
    re.M,
)
# The layout itself says who speaks.
_TOLD: Final = 0.95
# So many labelled lines make a transcript; in small letters one name has to come again as well.
_LEAST: Final = 2


def sayings(text: str) -> list[Saying]:
    """The labelled lines of `text`, where they are a transcript's, else none."""
    lines = list(_LINE.finditer(text))
    labels = Counter(line["label"] for line in lines)
    shouted = [line for line in lines if line["label"].split()[-1].isupper()]
    kept = shouted if len(shouted) >= _LEAST else lines
    if len(kept) < _LEAST or (not shouted and max(labels.values()) < _LEAST):
        return []
    return [_saying(line) for line in kept]


def with_lines(text: str, found: list[Saying]) -> list[Saying]:
    """The sayings of `found` outside a transcript's lines, and those lines, in order."""
    lines = sayings(text)
    held = [line.clause[0] for line in lines]
    kept = [s for s in found if not any(_touches(s, span) for span in held)]
    return sorted(kept + lines, key=lambda saying: saying.clause[0])


def _touches(saying: Saying, span: Span) -> bool:
    return any(part.start < span.end and part.end > span.start for part in saying.clause)


def _saying(line: re.Match[str]) -> Saying:
    said, label = Span(*line.span("said")), Span(*line.span("label"))
    named = not line["label"].startswith("THE ")
    head = label.start + (line["label"].rfind(" ") + 1 if named else 0)
    return Saying((said,), (said,), (Voice(label, head, _TOLD),))
