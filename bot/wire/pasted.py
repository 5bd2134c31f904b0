"""A story pasted as plain text, made an article: headline, byline and paragraphs, no furniture."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise

from bot.errors import NoArticle
from bot.languages import N_
from bot.story import Article
from bot.wire.byline import byline_of
from bot.wire.credit import is_credit, published_in
from bot.wire.furniture import is_furniture, without_tail
from bot.wire.lines import clean_line, clean_lines

# About 35,000 words: ten times the longest newspaper feature.
MOST_CHARACTERS = 200_000
FEWEST_WORDS = 5
LONGEST_HEADLINE = 200
LONGEST_LEDE_HEADLINE = 120

_ESCAPED_MARK = re.compile(r"\\([\"'\u201c\u201d\u2018\u2019])")
# What comes along from a page's source or out of a chat: entities, markdown's marks of whole lines.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6}|>+) +")
_BOLD = re.compile(r"^(?:\*\*|__)([^*_]+)(?:\*\*|__)$")
_KICKER = re.compile(
    r"(?:breaking(?: news)?|exclusive|live|analysis|opinion|comment|politics|world|news|local|"
    r"business|economy|sports?|national|international|u\.?s\.?|uk|europe|culture|health|science|"
    r"technology|tech|climate|entertainment|travel|education|crime)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE = re.compile(r"[.!?:\u2026][\"'\u201d\u2019)\]]*$")
_FULL_STOP = re.compile(r"(?<!\.)\.[\"'\u201d\u2019)\]]*$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|vs|No)\.$")
_INNER_STOP = re.compile(r"[^\W\d_]{5,}\.[\"\u201d]?\s+[\"\u201c]?[A-Z]")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_SENTENCE = re.compile(r".+?(?:\w{4,}|[%)\"\u201d])[.!?][\"\u201d\u2019']?(?=\s|$)")
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'\u2019/-]{2,40}(?:\([^)]{2,30}\)\s*)?[\u2014\u2013-]{1,2}\s+\S"
)
_HEAD_LINES = 6
# Wider than any hard wrap: lines this long are paragraphs of their own.
_WIDEST_WRAP = 100
_RAGGED = 8
_FULL_SHARE = 0.6


def article_from_text(
    text: str, *, headline: str | None = None, outlet: str | None = None
) -> Article:
    """The article that stands in a pasted `text`.

    A slug line, reply form and other furniture are dropped; backslashes before quotation marks are
    undone once; hard-wrapped lines are joined. Without a headline line, given or found, the lede's
    first sentence becomes the headline and stays in the body. Raises NoArticle for a text that is
    empty, too long or too short to be a story.
    """
    given = clean_line(headline or "") or None
    found, below = _take_headline(_without_slug(_cleaned_lines(text), given), given)
    head, rest = _split_head(below, found)
    paragraphs = _paragraphs(without_tail(rest)) or ([found] if found else [])
    _refuse_if_bare(paragraphs)
    return Article(
        headline=found or _headline_from(paragraphs[0]),
        body="\n\n".join(paragraphs),
        outlet=outlet,
        byline=next(filter(None, map(byline_of, head)), ()),
        published=next(filter(None, map(published_in, head)), None),
    )


def _refuse_if_bare(paragraphs: Sequence[str]) -> None:
    words = sum(len(_WORD.findall(paragraph)) for paragraph in paragraphs)
    if words == 0:
        raise NoArticle("no words", reader=N_("There is no text in that. Paste the whole story."))
    if words < FEWEST_WORDS:
        raise NoArticle(
            f"{words} words", reader=N_("That is too short to be a story. Paste the whole text.")
        )


def _cleaned_lines(text: str) -> list[str]:
    if len(text) > MOST_CHARACTERS:
        raise NoArticle(
            f"{len(text)} characters",
            reader=N_("That is over {most:,} characters. Paste one story at a time."),
            given={"most": MOST_CHARACTERS},
        )
    decoded = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    lines = clean_lines(_ESCAPED_MARK.sub(r"\1", decoded))
    return [_BOLD.sub(r"\1", _MARKDOWN.sub("", line)) for line in lines]


def _without_slug(lines: list[str], given: str | None) -> list[str]:
    """`lines` from the first one with text on, past a slug line that repeats the headline."""
    filled = [index for index, line in enumerate(lines) if line]
    if not filled:
        return []
    first = lines[filled[0]]
    title = given or (lines[filled[1]] if len(filled) > 1 else "")
    return lines[filled[0] + 1 :] if _is_slug_of(first, title) else lines[filled[0] :]


def _is_slug_of(line: str, title: str) -> bool:
    """Whether `line` is the title's words joined by _ or -, perhaps cut short."""
    if " " in line or len(parts := re.split(r"[_-]+", line.casefold())) < 3:
        return False
    return _letters(title).startswith("".join(_letters(part) for part in parts))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _split_head(lines: list[str], headline: str | None) -> tuple[list[str], list[str]]:
    """The credits at the head of the lines below the headline, and the lines without them."""
    credits: list[str] = []
    kept: list[str] = []
    filled = 0
    for index, line in enumerate(lines):
        if filled == _HEAD_LINES:
            return credits, kept + lines[index:]
        filled += bool(line)
        if is_credit(line) or _same(line, headline) or (not any(kept) and is_furniture(line)):
            credits.append(line)
        else:
            kept.append(line)
    return credits, kept


def _same(line: str, headline: str | None) -> bool:
    return bool(line) and headline is not None and _letters(line) == _letters(headline)


def _take_headline(lines: list[str], given: str | None) -> tuple[str | None, list[str]]:
    """The headline and the lines below it; a headline wrapped over several lines is joined."""
    asides = (i for i, line in enumerate(lines) if line and not _is_aside(line))
    start = next(asides, len(lines))
    for stop in {_wrapped_end(lines, start): None, start + 1: None}:
        written = " ".join(lines[start:stop])
        if given is not None and _same(written, given):
            return given, lines[stop:]
        if given is None and _is_headline(written) and any(lines[stop:]):
            return written, lines[stop:]
    return given, lines[start:]


def _is_aside(line: str) -> bool:
    """A line above the headline that is none: a credit, furniture, the section's name."""
    return is_credit(line) or is_furniture(line) or _KICKER.fullmatch(line) is not None


def _wrapped_end(lines: list[str], start: int) -> int:
    """The end of the hard-wrapped block that begins at `start`, where it is a block of its own."""
    width = _wrap_width(lines)
    end = start + 1
    while end < len(lines) and lines[end] and _is_wrap(lines[end - 1], lines[end], width):
        if is_credit(lines[end]):
            return start + 1
        end += 1
    return end if end < len(lines) and not lines[end] else start + 1


def _is_headline(line: str) -> bool:
    if not _WORD.search(line) or len(line) > LONGEST_HEADLINE or byline_of(line):
        return False
    if _DATELINE.match(line) or _INNER_STOP.search(line):
        return False
    return not _FULL_STOP.search(line) or _ABBREVIATION.search(line) is not None


def _headline_from(lede: str) -> str:
    """The lede's first sentence, cut at a word where it is long."""
    sentence = _SENTENCE.match(lede)
    text = sentence.group() if sentence else lede
    if len(text) <= LONGEST_LEDE_HEADLINE:
        return text.removesuffix(".")
    return text[:LONGEST_LEDE_HEADLINE].rsplit(" ", 1)[0].rstrip(" ,;:") + "\u2026"


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs: parted by empty lines, and by line ends where the text isn't hard-wrapped."""
    width = _wrap_width(lines)
    paragraphs: list[str] = []
    above = ""
    for line in lines:
        if above and line and _is_wrap(above, line, width):
            paragraphs[-1] += line if _HYPHENATED.search(above) else " " + line
        elif line:
            paragraphs.append(line)
        above = line
    return paragraphs


def _wrap_width(lines: Sequence[str]) -> int:
    """The width that the text is hard-wrapped to, 0 where its lines are paragraphs.

    Paragraphs are long lines, lines of all lengths, or lines that mostly end with a sentence.
    """
    narrow = [len(line) for line in lines if len(line) <= _WIDEST_WRAP]
    if sum(narrow) * 2 < sum(len(line) for line in lines):
        return 0
    width = max(narrow, default=0)
    above = [line for line, below in pairwise(lines) if line and below]
    full = sum(len(line) >= _FULL_SHARE * width for line in above)
    ends = sum(_ENDS_SENTENCE.search(line) is not None for line in above)
    return width if full * 2 > len(above) >= ends * 2 else 0


def _is_wrap(above: str, line: str, width: int) -> bool:
    """Whether the line end between the two only wraps a paragraph of that width."""
    if max(len(above), len(line)) > width:
        return False
    if len(above) + 1 + len(line.split(" ", 1)[0]) > width - _RAGGED:
        return True
    return not _ENDS_SENTENCE.search(above) and (len(above) * 2 > width or line[0].islower())
