"""Titles and summaries of feeds, which may be text or HTML, escaped once too often, as text."""

import re
from collections.abc import Iterable
from html import unescape

from bot.wire.lines import clean_line

LONGEST_TITLE = 500
LONGEST_SUMMARY = 1_000
LONGEST_CONTENT = 100_000
LONGEST_CATEGORY = 100
MOST_CATEGORIES = 20
# Markup takes room: as many times the wanted length is looked at, and no more.
_MARKUP_SHARE = 6

# Only names of HTML's own elements: "Profit < cost > tax" and "<Project> ends" are words.
_TAG = re.compile(
    r"</?(?:a|abbr|acronym|article|b|bdi|bdo|big|blockquote|br|center|cite|code|del|dfn|div|em|"
    r"figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|nobr|ol|p|picture|pre|q|s|samp|"
    r"section|small|source|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|video|"
    r"wbr)(?:\s[^<>]{0,4000})?/?>",
    re.IGNORECASE,
)
_HIDING = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|div|li|h[1-6]|tr|blockquote|figure|ul|ol|table|section|article)\b[^<>]{0,4000}>|"
    r"(?:<br\b[^<>]{0,200}>\s*){2,}",
    re.IGNORECASE,
)
_BREAKING = re.compile(r"</?(?:br|p|div|li|h[1-6]|tr|td|blockquote|figure)\b", re.IGNORECASE)


def title_text(written: str | None) -> str:
    """A title as text: stripped of markup and decoded once; empty where nothing is left."""
    return shortened(_text(written or "", LONGEST_TITLE), LONGEST_TITLE)


def summary_text(written: str | None) -> str:
    """A summary as text, cut at a word."""
    return shortened(_text(written or "", LONGEST_SUMMARY), LONGEST_SUMMARY)


def content_text(written: str | None) -> str:
    """The paragraphs of a longer text, each on one line, joined by one empty line."""
    html = _without_hidden((written or "")[: LONGEST_CONTENT * _MARKUP_SHARE])
    if "<" not in html and "&lt;" in html:
        html = unescape(html)
    parts = _BREAK.split(html) if _BREAK.search(html) else html.split("\n\n")
    lines = (clean_line(_without_tags(unescape(_without_tags(part)))) for part in parts)
    return shortened("\n\n".join(line for line in lines if line), LONGEST_CONTENT)


def categories_of(written: Iterable[str | None]) -> tuple[str, ...]:
    """The names of categories as text, each once, in their order."""
    named = (shortened(title_text(name), LONGEST_CATEGORY) for name in written)
    distinct = {name.casefold(): name for name in named if name}
    return tuple(distinct.values())[:MOST_CATEGORIES]


def shortened(text: str, most: int) -> str:
    """`text` cut at a word where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "\u2026"


def _text(written: str, wanted: int) -> str:
    shown = _without_hidden(written[: wanted * _MARKUP_SHARE])
    decoded = unescape(_without_tags(shown))
    return clean_line(_without_tags(decoded))


def _without_hidden(html: str) -> str:
    """`html` without scripts, styles and comments; one that has no end hides all the rest."""
    parts, at = [], 0
    while (hiding := _HIDING.search(html, at)) is not None:
        parts.append(html[at : hiding.start()])
        end = "-->" if hiding[1] is None else f"</{hiding[1].casefold()}"
        closing = re.compile(re.escape(end), re.IGNORECASE).search(html, hiding.end())
        if closing is None:
            return " ".join(parts)
        at = closing.end() if hiding[1] is None else html.find(">", closing.end()) + 1
        if at == 0:
            return " ".join(parts)
    return " ".join((*parts, html[at:]))


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    return _TAG.sub(lambda tag: " " if _BREAKING.match(tag[0]) else "", text)
