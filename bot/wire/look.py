"""One look at a feed: fetched as decided, parsed in the worker only where its content is new."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import IntakeError, NoFeed, WorkerBusy, WorkTimedOut
from bot.feed import Feed, FeedState, Sighting
from bot.languages import N_
from bot.wire.fetch import FEED, Fetcher
from bot.wire.fetched import Fetched
from bot.wire.polling import Look, asking, failed, heard, read
from bot.wire.sightings import sightings_from
from bot.worker import Worker

TOO_SLOW = N_("What stands there takes too long to read. Give the address of a smaller feed.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look came to, with the feed and its entries' sightings where its content is new."""

    look: Look
    feed: Feed | None = None
    sightings: tuple[Sighting, ...] | None = None


async def look_at(
    state: FeedState, *, fetcher: Fetcher, pages: Worker, now: datetime, chance: float
) -> Seen:
    """Look at a feed; whatever goes wrong with it becomes part of its state.

    Raises WorkerBusy, of which the feed can't be blamed.
    """
    try:
        fetched = await fetcher.fetch(state.address, FEED, asking(state, now))
        look = heard(state, fetched, now=now, chance=chance)
        if not look.must_read:
            return Seen(look)
        feed, sightings = await parsed(fetched, pages)
    except IntakeError as error:
        return Seen(failed(state, error.reader, now=now, chance=chance))
    look = read(state, fetched, feed, now=now, chance=chance)
    return Seen(look, feed, sightings) if look.state.is_seeded else Seen(look)


async def parsed(fetched: Fetched, pages: Worker) -> tuple[Feed, tuple[Sighting, ...]]:
    """The feed in an answer, from the worker.

    Raises NoFeed, for whatever a parser breaks on, and WorkerBusy where too much waits for it.
    """
    try:
        return await pages.run(
            sightings_from, fetched.content, fetched.url, charset=fetched.charset
        )
    except (NoFeed, WorkerBusy):
        raise
    except WorkTimedOut as error:
        raise NoFeed("the parser was stopped", reader=TOO_SLOW) from error
    except Exception as error:
        raise NoFeed(f"the parser failed: {type(error).__name__}") from error
