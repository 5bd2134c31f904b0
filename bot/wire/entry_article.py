"""An entry made an article: its page's with what the feed adds, or the feed's own words alone."""

from dataclasses import replace
from hashlib import blake2b

from bot.feed import DueEntry, Entry
from bot.story import Article, Published
from bot.wire.address import cleaned, host_of
from bot.wire.wording import wording


def completed(article: Article, due: DueEntry) -> Article:
    """The page's article with the feed's categories, and its date, names and text where better.

    A page's time is surer than the feed's, the feed's surer than a page's day. Of a text that a
    paywall cut, the feed may hold more.
    """
    entry = due.entry
    is_fuller = article.is_partial and len(entry.content) > len(article.body)
    return replace(
        article,
        body=entry.content if is_fuller else article.body,
        outlet=due.outlet or article.outlet if _is_host(article) else article.outlet,
        byline=article.byline or entry.authors,
        published=_surer(article.published, entry.published),
        topics=entry.categories,
    )


def article_of_entry(due: DueEntry) -> Article:
    """What the feed itself says, as partial text; for an entry whose page can't be had.

    Its address is that of the entry's page, or where it has none of its own, the place of its
    headline on the page that it shares.
    """
    entry = due.entry
    return Article(
        headline=entry.title,
        body=entry.content or entry.summary or entry.title,
        url=cleaned(due.page) if due.page else _shared_address(entry),
        outlet=due.outlet or None,
        byline=entry.authors,
        published=entry.published,
        is_partial=True,
        topics=entry.categories,
    )


def says_the_same(one: Article, other: Article) -> bool:
    """Whether two texts differ at most in marks, counters and times of update."""
    return wording(one.headline, one.body) == wording(other.headline, other.body)


def _is_host(article: Article) -> bool:
    """Whether the page names no outlet, so that its host stands there."""
    return not article.outlet or host_of(article.url or "").endswith(article.outlet)


def _surer(page: Published | None, feed: Published | None) -> Published | None:
    if page is not None and (not page.is_day_only or feed is None or feed.is_day_only):
        return page
    return feed


def _shared_address(entry: Entry) -> str | None:
    """The page's address with a fragment, by which each of its entries is a story of its own."""
    page = cleaned(entry.link or "")
    if page is None:
        return None
    known_by = f"{entry.guid or ''} {entry.title}"
    digest = blake2b(known_by.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{page.partition('#')[0]}#entry-{digest}"
