"""Titles and summaries of feeds, which may be text or HTML, escaped once too often, as text."""

import re
from html import unescape

from bot.wire.lines import clean_line

LONGEST_TITLE = 500
LONGEST_SUMMARY = 1_000
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
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BREAKING = re.compile(r"</?(?:br|p|div|li|h[1-6]|tr|td|blockquote|figure)\b", re.IGNORECASE)


def title_text(written: str | None) -> str:
    """A title as text: stripped of markup and decoded once; empty where nothing is left."""
    return shortened(_text(written or "", LONGEST_TITLE), LONGEST_TITLE)


def summary_text(written: str | None) -> str:
    """A summary as text, cut at a word."""
    return shortened(_text(written or "", LONGEST_SUMMARY), LONGEST_SUMMARY)


def shortened(text: str, most: int) -> str:
    """`text` cut at a word where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "\u2026"


def _text(written: str, wanted: int) -> str:
    shown = _HIDDEN.sub(" ", written[: wanted * _MARKUP_SHARE])
    decoded = unescape(_without_tags(shown))
    return clean_line(_without_tags(decoded))


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    return _TAG.sub(lambda tag: " " if _BREAKING.match(tag[0]) else "", text)
