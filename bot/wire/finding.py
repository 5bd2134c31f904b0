"""The feeds that an address means: the one there, or those that the page there shows."""

import asyncio
from dataclasses import dataclass

from bot.errors import IntakeError, NoFeed
from bot.feed import Feed, FoundFeed
from bot.wire.address import as_given
from bot.wire.fetch import FEED, Fetcher
from bot.wire.fetched import Fetched, require_success
from bot.wire.look import parsed
from bot.wire.parsers import feeds_on
from bot.worker import Worker

# Pages declare their main feed first; the others are sections, or the same one in another form.
MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A feed with the address that it is to be followed at; `title` is never empty."""

    address: str
    title: str
    feed: Feed


async def feeds_at(address: str, *, fetcher: Fetcher, pages: Worker) -> tuple[Found, ...]:
    """The feed at an address, or the working ones that the page there points to, never none.

    Of feeds with the same entries the first alone. Raises AddressRefused, FetchFailed or NoFeed.
    """
    fetched = require_success(await fetcher.fetch(as_given(address), FEED))
    try:
        feed, _ = await parsed(fetched, pages)
    except NoFeed:
        candidates = await pages.run(feeds_on, fetched.text, fetched.url)
    else:
        return (_found(FoundFeed("", address), fetched, feed),)
    tried = await asyncio.gather(
        *(_tried(each, fetcher=fetcher, pages=pages) for each in candidates[:MOST_TRIED])
    )
    distinct: dict[object, Found] = {}
    for found in filter(None, tried):
        distinct.setdefault(tuple(entry.title for entry in found.feed.entries), found)
    if not distinct:
        raise NoFeed("no feed there and none declared")
    return tuple(distinct.values())


async def _tried(candidate: FoundFeed, *, fetcher: Fetcher, pages: Worker) -> Found | None:
    """The candidate where it is a feed; a page may declare dead ones."""
    try:
        fetched = require_success(await fetcher.fetch(candidate.address, FEED))
        feed, _ = await parsed(fetched, pages)
    except IntakeError:
        return None
    return _found(candidate, fetched, feed)


def _found(candidate: FoundFeed, fetched: Fetched, feed: Feed) -> Found:
    """At the address as asked for, unless it has moved for good."""
    address = fetched.moved_to or as_given(candidate.address)
    return Found(address, feed.title or candidate.title or address, feed)
