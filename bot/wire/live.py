"""A live blog as one text: its opening, then each update under its time, the earliest first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from lxml.html import HtmlElement

from bot.wire.credit import is_credit
from bot.wire.dates import published_from
from bot.wire.furniture import is_furniture
from bot.wire.json_ld import StatedUpdate
from bot.wire.lines import clean_line
from bot.wire.markup import content_text, title_text

# The newest updates of a longer one are kept; the reading engine takes 100,000 characters.
MOST_CHARACTERS = 90_000
# Fewer timed articles on a page are a story with others below it. So many must hold most of the
# page's prose, and the page must call itself live: readers' comments come with times, too.
_FEWEST = 3
_LONGEST_OPENING = 12
# A line as long as this stands in an update only where it is that update's.
_A_LINE = 20
_LIVE = re.compile(
    r"(?:^|[^a-z])(?:live|live-?blog|live-?ticker|ticker|minute-by-minute|as it happened|en direct|"
    r"en directo|in diretta)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_TEXT = (
    ".//*[self::p or self::li or self::blockquote or self::h2 or self::h3 or self::h4]"
    "[not(descendant::p or descendant::li)]"
    "[not(ancestor::figure or ancestor::aside or ancestor::footer or ancestor::form)]"
)
_TIME_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) UTC(?:: .+)?")


@dataclass(frozen=True, slots=True)
class Update:
    """One update: when it was written, its own headline or "", its paragraphs."""

    at: datetime
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs below a line that says the time, such as "2025-11-24 10:05 UTC: …"."""
        time = f"{self.at:%Y-%m-%d %H:%M} UTC"
        return (f"{time}: {self.headline}" if self.headline else time, *self.paragraphs)


def updates_on(
    page: HtmlElement, stated: Sequence[StatedUpdate], names: Iterable[str | None]
) -> tuple[Update, ...]:
    """The updates that a page states in its JSON-LD, else those that it shows; the earliest first.

    `names` are the page's headline and address, one of which must call it live. Empty for a page
    that is no live blog.
    """
    updates = list(filter(None, map(_stated, stated)))
    if not updates and any(_LIVE.search(name) for name in names if name):
        updates = _shown(page)
    return _newest_that_fit(sorted(updates, key=lambda update: update.at))


def live_lines(page: HtmlElement, updates: Sequence[Update]) -> list[str]:
    """The lines of a live blog: what the page says before its updates, then those."""
    return [*_opening(page, updates), *(line for update in updates for line in update.lines)]


def is_live(body: str) -> bool:
    """Whether a body is made of a live blog's updates."""
    paragraphs = body.split("\n\n")
    return _first_update(paragraphs) < len(paragraphs)


def with_earlier(body: str, before: str) -> str:
    """The body of a live blog with what has dropped off its end since the body `before`.

    Those are the updates of `before` that are earlier than all of `body`; what is missing in
    between was taken back by the outlet. Other bodies stay as they are.
    """
    paragraphs, known = body.split("\n\n"), before.split("\n\n")
    start, end = _first_update(paragraphs), _first_update(known)
    if start == len(paragraphs) or end == len(known):
        return body
    opening, rest, first = paragraphs[:start], paragraphs[start:], paragraphs[start][:16]
    earlier = list(takewhile(lambda line: not _is_from(line, first), known[end:]))
    while earlier and len("\n\n".join([*opening, *earlier, *rest])) > MOST_CHARACTERS:
        earlier = earlier[1 + _first_update(earlier[1:]) :]
    return "\n\n".join([*opening, *earlier, *rest])


def _is_from(line: str, first: str) -> bool:
    """Whether an update begins with `line` that is no earlier than the time `first`."""
    found = _TIME_LINE.fullmatch(line)
    return found is not None and found[1] >= first


def _first_update(paragraphs: Sequence[str]) -> int:
    starts = (i for i, line in enumerate(paragraphs) if _TIME_LINE.fullmatch(line))
    return next(starts, len(paragraphs))


def _stated(update: StatedUpdate) -> Update | None:
    paragraphs = tuple(filter(None, content_text(update.text).split("\n\n")))
    return _update(update.published, title_text(update.headline), paragraphs)


def _update(written: str | None, headline: str, lines: Iterable[str]) -> Update | None:
    found = published_from(written)
    if found is None or found.is_day_only:
        return None
    own = (line for line in lines if line != headline)
    paragraphs = tuple(line for line in own if not is_furniture(line) and not is_credit(line))
    return Update(found.moment, headline, paragraphs) if paragraphs else None


def _shown(page: HtmlElement) -> list[Update]:
    """The timed articles below the headline, where they hold most of the page's prose."""
    blocks = [
        block for block in page.iter("article") if block.find(".//h1") is None and _is_inner(block)
    ]
    updates = list(filter(None, map(_read, blocks)))
    prose = sum(len(line) for line in _lines(page))
    told = sum(len(line) for update in updates for line in update.paragraphs)
    return updates if len(updates) >= _FEWEST and told * 2 > prose else []


def _is_inner(block: HtmlElement) -> bool:
    return block.find(".//article") is None


def _read(block: HtmlElement) -> Update | None:
    times = block.xpath(".//time/@datetime")
    headings = block.xpath("(.//h2 | .//h3 | .//h4)[1]")
    headline = clean_line(headings[0].text_content()) if headings else ""
    return _update(times[0] if times else None, headline, _lines(block))


def _lines(element: HtmlElement) -> Iterator[str]:
    for part in element.xpath(_TEXT):
        if line := clean_line(part.text_content()):
            yield line


def _opening(page: HtmlElement, updates: Sequence[Update]) -> list[str]:
    """The paragraphs between the headline and the first update on the page; none without both."""
    told = "\n".join(line for update in updates for line in (update.headline, *update.paragraphs))
    lines = page.xpath("//h1[1]/following::p[not(ancestor::aside or ancestor::footer)]")
    opening: list[str] = []
    for line in (clean_line(part.text_content()) for part in lines):
        if len(line) >= _A_LINE and line in told:
            return opening[:_LONGEST_OPENING]
        if line and not is_furniture(line) and not is_credit(line):
            opening.append(line)
    return []


def _newest_that_fit(updates: Sequence[Update]) -> tuple[Update, ...]:
    kept: list[Update] = []
    room = MOST_CHARACTERS
    for update in reversed(updates):
        room -= sum(len(line) + 2 for line in update.lines)
        if room < 0:
            break
        kept.insert(0, update)
    return tuple(kept)
