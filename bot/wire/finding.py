"""The feed that somebody means by an address: the one there, or one that the page there shows."""

from dataclasses import dataclass

from bot.errors import IntakeError, NoFeed
from bot.feed import Feed
from bot.wire.address import as_given
from bot.wire.discovery import feeds_on
from bot.wire.fetch import FEED, Fetcher
from bot.wire.fetched import Fetched, require_success
from bot.wire.look import parsed
from bot.worker import Worker

# Pages declare their main feed first; further tries are for dead links.
MOST_TRIED = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A feed with the address that it is to be followed at."""

    address: str
    feed: Feed


async def feed_at(address: str, *, fetcher: Fetcher, pages: Worker) -> Found:
    """The feed at an address, or the first working one that the page there points to.

    Raises AddressRefused, FetchFailed or NoFeed.
    """
    fetched = require_success(await fetcher.fetch(as_given(address), FEED))
    try:
        return Found(_lasting(address, fetched), await parsed(fetched, pages))
    except NoFeed:
        candidates = await pages.run(feeds_on, fetched.text, fetched.url)
    for candidate in candidates[:MOST_TRIED]:
        try:
            further = require_success(await fetcher.fetch(candidate.address, FEED))
            return Found(_lasting(candidate.address, further), await parsed(further, pages))
        except IntakeError:
            continue
    raise NoFeed("no feed there and none declared")


def _lasting(asked: str, fetched: Fetched) -> str:
    """The address as asked for, unless it has moved for good."""
    return fetched.moved_to or as_given(asked)
