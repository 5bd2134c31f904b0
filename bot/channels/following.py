"""Feeds found at an address and followed; by `/feed add` and by the setup alike."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk import Desk
from bot.feed import Feed, Follow
from bot.subscription import FeedId
from bot.wire.finding import feeds_at


@dataclass(frozen=True, slots=True)
class Noted:
    """A feed that was found and is known from now on, with the document that was seen there."""

    id: FeedId
    title: str
    feed: Feed


async def noted_at(desk: Desk, url: str, now: datetime) -> tuple[Noted, ...]:
    """The feeds at an address, or at that of a site; at least one. Raises IntakeError."""
    found = await feeds_at(url, fetcher=desk.intake.fetcher, pages=desk.intake.pages)
    return tuple(
        [
            Noted(
                await desk.store.feeds.note(
                    one.address, title=one.title, site=one.feed.link, now=now
                ),
                one.title,
                one.feed,
            )
            for one in found
        ]
    )


async def followed(desk: Desk, wanted: Follow) -> bool:
    """Follow a feed, and have it looked at at once; False where the server does already."""
    is_new = await desk.store.feeds.follow(wanted)
    desk.poller.wake()
    return is_new
