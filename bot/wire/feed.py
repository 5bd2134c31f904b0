"""A feed's bytes, RSS, Atom, RDF or JSON, made the entries that it lists."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import fastfeedparser
import feedparser

from bot.errors import NoFeed
from bot.feed import Entry, Feed
from bot.wire.address import absolute
from bot.wire.charset import charset_named, text_of
from bot.wire.dates import published_from
from bot.wire.json_feed import feed_from_json
from bot.wire.lines import clean_line
from bot.wire.markup import (
    LONGEST_SUMMARY,
    categories_of,
    content_text,
    shortened,
    summary_text,
    title_text,
)

MOST_ENTRIES = 5_000

_DECLARES_CHARSET = re.compile(rb"<\?xml[^>]{0,100}encoding")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
# Zero bytes and escapes: charsets in which an ampersand's byte needn't be an ampersand.
_OTHER_WIDTHS = (b"\0", b"\x1b")
_ROOT_END = re.compile(rb"</(?:[\w-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ENDING = 2_000
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000}
UNTITLED = "(untitled)"
_LONGEST_STAND_IN = 100


def feed_from(content: bytes, address: str, *, charset: str | None = None) -> Feed:
    """The feed that came from `address`; `charset` is the server's word for it.

    Links are made absolute against their xml:base, else the site's own address, else `address`,
    and dropped where they aren't http(s). An entry without a link has the site's; one without a
    title has its summary's first words. The last entry of a document that ends in the middle is
    left out. Raises NoFeed for anything that is no feed.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = feed_from_json(text_of(content, charset), address, MOST_ENTRIES)
    else:
        feed = _from_xml(content, address, charset)
    return replace(feed, entries=tuple(_completed(entry, feed) for entry in feed.entries))


def _from_xml(content: bytes, address: str, charset: str | None) -> Feed:
    """What feedparser reads, or fastfeedparser where that finds no entry."""
    feed = None
    for parse in (partial(_careful, charset=charset), fastfeedparser.parse):
        try:
            parsed = parse(content)
        except Exception:  # noqa: BLE001, S112 - a parser given hostile bytes may raise anything
            continue
        feed = _feed(parsed, address) or feed
        if feed is not None and feed.entries:
            return _without_half_entry(feed) if _is_cut(content) else feed
    if feed is None:
        raise NoFeed("neither parser reads it")
    return feed


def _without_half_entry(feed: Feed) -> Feed:
    """The last entry of a cut document may have half a title or half an address."""
    return replace(feed, entries=feed.entries[:-1], is_cut=True)


def _is_cut(content: bytes) -> bool:
    """Whether the end tag of the root is missing; told only where it would be in ASCII."""
    return b"\0" not in content[:200] and _ROOT_END.search(content[-_ENDING:]) is None


def _careful(content: bytes, charset: str | None) -> feedparser.FeedParserDict:
    """Feedparser's reading, of the repaired bytes where it finds the given ones broken."""
    parsed = _fed(content, charset)
    if parsed.bozo and (repaired := _without_bare_ampersands(content)) != content:
        return _fed(repaired, charset)
    return parsed


def _fed(content: bytes, charset: str | None) -> feedparser.FeedParserDict:
    """Given as a file: feedparser fetches what a str names, and opens what bytes name."""
    known = None if _DECLARES_CHARSET.match(content.lstrip()) else charset_named(charset)
    return feedparser.parse(
        io.BytesIO(content),
        response_headers={"content-type": f"application/xml; charset={known}"} if known else {},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _without_bare_ampersands(content: bytes) -> bytes:
    """Ampersands outside CDATA that begin no entity made whole; feedparser reads AT&T as AT&T;."""
    if any(sign in content[:200] for sign in _OTHER_WIDTHS):
        return content
    parts, at = [], 0
    while (start := content.find(b"<![CDATA[", at)) >= 0 <= (end := content.find(b"]]>", start)):
        parts += [_BARE_AMPERSAND.sub(b"&amp;", content[at:start]), content[start:end]]
        at = end
    return b"".join((*parts, _BARE_AMPERSAND.sub(b"&amp;", content[at:])))


def _feed(parsed: dict[str, Any], address: str) -> Feed | None:
    """The nouns of what a parser made; None where it made out no kind of feed."""
    entries = parsed.get("entries") or ()
    if not entries and not parsed.get("version"):
        return None
    channel = parsed.get("feed") or {}
    link = absolute(_said(channel, "link"), address)
    return Feed(
        title=title_text(_said(channel, "title")),
        link=link,
        entries=tuple(_entry(entry, link or address) for entry in entries[:MOST_ENTRIES]),
        every_s=_rhythm(channel),
    )


def _entry(entry: dict[str, Any], base: str) -> Entry:
    contents = dict.get(entry, "content") or [{}]
    own = _said(contents[0], "value")
    summary = _said(entry, "summary") or _said(entry, "description")
    return Entry(
        title=title_text(_said(entry, "title")),
        link=absolute(_said(entry, "link"), base),
        guid=clean_line(_said(entry, "id") or "") or None,
        published=published_from(_said(entry, "published") or _said(entry, "updated")),
        summary=summary_text(summary or own),
        authors=tuple(_authors(entry)),
        content=content_text(own or (summary if len(summary or "") > LONGEST_SUMMARY else None)),
        categories=categories_of(_said(tag, "term") for tag in dict.get(entry, "tags") or ()),
        updated=published_from(_said(entry, "updated")),
    )


def _authors(entry: dict[str, Any]) -> Iterator[str]:
    for author in dict.get(entry, "authors") or ():
        if name := title_text(_said(author, "name")):
            yield name


def _said(node: dict[str, Any], name: str) -> str | None:
    """The text under `name`, read past feedparser's own lookups, which warn and substitute."""
    value = dict.get(node, name)
    return value if isinstance(value, str) and value.strip() else None


def _rhythm(channel: dict[str, Any]) -> int | None:
    """Seconds between two looks that the feed asks for."""
    minutes = _said(channel, "ttl") or ""
    if minutes.isdecimal() and len(minutes) < 7:
        return int(minutes) * 60
    period = _PERIODS.get((_said(channel, "sy_updateperiod") or "").strip().casefold())
    times = (_said(channel, "sy_updatefrequency") or "1").strip()
    return period // max(1, int(times)) if period and re.fullmatch(r"\d{1,4}", times) else None


def _completed(entry: Entry, feed: Feed) -> Entry:
    """The entry with a title and, where the feed knows one, a link."""
    stand_in = shortened(entry.summary, _LONGEST_STAND_IN) or UNTITLED
    return replace(entry, title=entry.title or stand_in, link=entry.link or feed.link)
