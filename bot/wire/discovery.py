"""The feeds that a site's page points to."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from trafilatura import load_html

from bot.feed import FoundFeed
from bot.wire.address import absolute, same_site
from bot.wire.lines import clean_line

MOST_FOUND = 10

_KIND = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json|text/xml", re.I
)
_FEED_LINK = re.compile(
    r"/(?:feed|rss|atom)/?$|\.(?:rss|atom|rdf)$|/(?:rss|feed|atom|index)\.xml$", re.I
)
_NOT_WANTED = re.compile(r"comments?(?:[/_-]|$)|/(?:wp-json|oembed)", re.IGNORECASE)


def feeds_on(html: str, url: str) -> tuple[FoundFeed, ...]:
    """The feeds that the page at `url` declares, else those it links to; none of comments."""
    page = load_html(html) if "<" in html else None
    if page is None:
        return ()
    base = absolute(next(iter(page.xpath("//base/@href")), None), url) or url
    for candidates in (_declared(page), _linked(page, url)):
        found: dict[str, FoundFeed] = {}
        for title, href in candidates:
            address = absolute(href, base)
            if address is not None and not _NOT_WANTED.search(address):
                found.setdefault(address, FoundFeed(clean_line(title), address))
        if found:
            return tuple(found.values())[:MOST_FOUND]
    return ()


def _declared(page: HtmlElement) -> Iterator[tuple[str, str]]:
    for link in page.iter("link"):
        kinds = (link.get("rel") or "").casefold().split()
        if {"alternate", "feed"} & set(kinds) and _KIND.match(link.get("type") or ""):
            yield link.get("title") or "", link.get("href") or ""


def _linked(page: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    for link in page.iter("a"):
        href = link.get("href") or ""
        if _FEED_LINK.search(href) and same_site(absolute(href, url) or "", url):
            yield link.text_content(), href
