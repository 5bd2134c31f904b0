"""What a page says of its article outside the text: headline, byline, outlet, time, address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from htmldate import find_date
from lxml.html import HtmlElement

from bot.story import Published
from bot.wire.address import absolute, cleaned, host_of, is_home, same_site
from bot.wire.byline import names_in
from bot.wire.dates import published_from
from bot.wire.json_ld import StatedArticle, stated_article
from bot.wire.lines import clean_line

_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_OUTLETS = ("og:site_name", "application-name", "article:publisher")
_TIMES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "date",
)  # fmt: skip
_SEPARATORS = (" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00b7 ", " \u00ab ", " \u00bb ")
_DAY_IN_PATH = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d?|[a-z]{3})[/-](\d\d?)(?:[/-]|$)", re.IGNORECASE
)
# Names of a site's front machines, which are no part of an outlet's name.
_FRONT = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_LONGEST_TITLE = 300
_LONGEST_BYLINE = 150
# An h1 is the headline where at least this share of its words stands in another title, too.
_SAME_TITLE = 0.6
_AHEAD = timedelta(days=1)
# A day somewhere on Earth lies this near to its midnight in UTC.
_SAME_DAY = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page says of its article; `canonical` is the address that it goes by."""

    headline: str | None
    byline: tuple[str, ...]
    outlet: str | None
    published: Published | None
    canonical: str | None
    stated: StatedArticle
    is_marked_article: bool


def page_facts(page: HtmlElement, url: str | None, *, now: datetime) -> PageFacts:
    """The facts of `page`, which was fetched from `url`; dates after tomorrow are no dates."""
    found = stated_article(page)
    stated = found or StatedArticle()
    metas = _metas(page)
    return PageFacts(
        headline=_headline(page, metas, stated, host_of(url or "")),
        byline=_byline(page, metas, stated),
        outlet=_outlet(metas, stated, url),
        published=_published(page, [stated.published, *_meta_times(metas), _in_path(url)], now),
        canonical=_canonical(page, metas, url),
        stated=stated,
        is_marked_article=found is not None or metas.get("og:type") == "article",
    )


def _metas(page: HtmlElement) -> dict[str, str]:
    """The first content of each meta element, by its lower-case name or property."""
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := clean_line(meta.get("content") or ""):
            metas.setdefault(name.casefold(), content)
    return metas


def _headline(
    page: HtmlElement, metas: dict[str, str], stated: StatedArticle, host: str
) -> str | None:
    """The h1 that another title agrees with, else the stated headline, else some title.

    A title that only names the site is none.
    """
    outlet = metas.get("og:site_name") or stated.publisher or ""
    titles = [stated.headline, *(metas.get(name) for name in _TITLES), page.findtext(".//title")]
    lines = [clean_line(title)[:_LONGEST_TITLE] for title in titles if title]
    site = f"{_letters(outlet)} {_letters(host)}"
    known = [_without_outlet(line, outlet) for line in lines if line and _letters(line) not in site]
    tops = [clean_line(top.text_content())[:_LONGEST_TITLE] for top in page.iter("h1")]
    for top in tops:
        if top and any(_agree(top, title) for title in known):
            return top
    return next((title for title in (*known, *tops) if title), None)


def _agree(top: str, title: str) -> bool:
    words = top.casefold().split()
    shared = set(title.casefold().split())
    return sum(word in shared for word in words) >= _SAME_TITLE * len(words)


def _without_outlet(title: str, outlet: str) -> str:
    """`title` without a last part that names the outlet or is the shorter by far."""
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and (tail == outlet or len(tail) * 2 < len(head)):
            return head.strip()
    return title


def _byline(page: HtmlElement, metas: dict[str, str], stated: StatedArticle) -> tuple[str, ...]:
    """The writers on whom all sources that name any agree; a wrong name is worse than none."""
    sources = [names_in(" ; ".join(stated.authors))]
    sources += [names_in(metas[name]) for name in _AUTHORS if name in metas]
    sources += [next((names for names in map(names_in, _visible(page)) if names), ())]
    outlet = _letters(_outlet(metas, stated, None) or "")
    named = [
        kept
        for names in sources
        if (kept := tuple(name for name in names if _letters(name) not in outlet))
    ]
    if not named:
        return ()
    return named[0] if all(_share_a_name(named[0], other) for other in named[1:]) else ()


def _visible(page: HtmlElement) -> Iterator[str]:
    """The texts that a reader sees marked as the author's name, in the page's order."""
    marked = page.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')"
        " or contains(@class, 'author')][not(ancestor::aside or ancestor::footer)]"
        "[not(ancestor-or-self::*[contains(@class, 'comment')])]"
    )
    for element in marked[:20]:
        text = clean_line(element.text_content())
        if 0 < len(text) <= _LONGEST_BYLINE:
            yield text


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _share_a_name(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    known = {name.casefold() for name in others}
    return any(name.casefold() in known for name in some)


def _outlet(metas: dict[str, str], stated: StatedArticle, url: str | None) -> str | None:
    named = [metas.get(_OUTLETS[0]), stated.publisher, *(metas.get(n) for n in _OUTLETS[1:])]
    for name in named:
        if name and len(name) <= 80 and "://" not in name:
            return name
    return _FRONT.sub("", host_of(url)) if url else None


def _published(page: HtmlElement, stated: list[str | None], now: datetime) -> Published | None:
    """The first date stated or shown, else what htmldate finds.

    A day alone is made a moment by a later date of about that day; one of another day is another
    story's.
    """
    shown = page.xpath(
        "(//time[@pubdate or @itemprop='datePublished']/@datetime"
        " | //article//time/@datetime | //*[@itemprop='datePublished']/@content)[position() < 5]"
    )
    found = [published_from(written) for written in (*stated, *shown)]
    past = [date for date in found if date is not None and date.moment <= now + _AHEAD]
    if not past:
        return _searched(page, now)
    first = past[0]
    near = (d for d in past if not d.is_day_only and abs(d.moment - first.moment) <= _SAME_DAY)
    return next(near, first) if first.is_day_only else first


def _meta_times(metas: dict[str, str]) -> list[str | None]:
    return [metas.get(name) for name in _TIMES]


def _in_path(url: str | None) -> str | None:
    """The day that stands in the address: /2025/11/24/ or /2025/nov/24/."""
    if (found := _DAY_IN_PATH.search(url or "")) is None:
        return None
    year, month, day = found.groups()
    return f"{year}-{month}-{day}" if month.isdecimal() else f"{day} {month} {year}"


def _searched(page: HtmlElement, now: datetime) -> Published | None:
    day = find_date(
        page, extensive_search=False, original_date=True, max_date=(now + _AHEAD).date().isoformat()
    )
    return published_from(day)


def _canonical(page: HtmlElement, metas: dict[str, str], url: str | None) -> str | None:
    """The page's own address for itself, where that is of the same site and no home page."""
    if url is None:
        return None
    links = [link.get("href") for link in page.iterfind(".//link[@rel='canonical']")]
    for href in (*links, metas.get("og:url")):
        address = cleaned(absolute(href, url) or "")
        if address and same_site(address, url) and not is_home(address):
            return address
    return None
