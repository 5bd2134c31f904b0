"""Subscriptions as the other rooms see them: which channel of a server wants which stories."""

from datetime import datetime

from bot import matching
from bot.errors import BadSubscription
from bot.languages import N_
from bot.store.deliveries import sampling, subscribing, wanting
from bot.store.deliveries.wanting import Wanted, Why
from bot.store.engine.database import Database
from bot.story import GuildId, StoryId
from bot.subscription import ChannelId, Pause, Subscription, SubscriptionId

MOST_STORIES = 100


class Subscriptions:
    """The subscriptions of every server. A removed one is in no list and delivers nothing.

    Whatever names one that isn't this server's raises NotFound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: Subscription) -> Subscription:
        """Keep a new one (`id` UNSAVED) from the moment `new.since` on; as it is kept.

        Raises BadSubscription where the channel has the same one, the server has too many, or
        words or a pattern can't be looked for.
        """
        _check(new)
        return await self._database.write(subscribing.add, new)

    async def of(self, guild: GuildId) -> tuple[Subscription, ...]:
        """All of a server, the oldest first."""
        return await self._database.read(subscribing.of, guild)

    async def get(self, guild: GuildId, number: SubscriptionId) -> Subscription:
        """One of a server."""
        return await self._database.read(subscribing.get, guild, number)

    async def edit(self, changed: Subscription, *, now: datetime) -> Subscription:
        """Put `changed` in the place of the one of its number, which is returned as it was.

        A pause that was found out while sending ends with it, and counts as a resumption. Raises
        BadSubscription as `add` does.
        """
        _check(changed)
        return await self._database.write(subscribing.edit, changed, now)

    async def undo(self, guild: GuildId, number: SubscriptionId, *, now: datetime) -> Subscription:
        """Put it back to what it was before its last change, which can be undone in turn."""
        return await self._database.write(subscribing.undo, guild, number, now)

    async def pause(
        self, guild: GuildId, number: SubscriptionId, pause: Pause, *, now: datetime
    ) -> bool:
        """Deliver nothing more, nor what waits to be sent; whether it wasn't paused before."""
        return await self._database.write(subscribing.pause, guild, number, (pause, now))

    async def resume(self, guild: GuildId, number: SubscriptionId, *, now: datetime) -> None:
        """End a pause, whatever its reason; only stories taken in from `now` on count."""
        await self._database.write(subscribing.resume, guild, number, now)

    async def remove(self, guild: GuildId, number: SubscriptionId, *, now: datetime) -> None:
        """Take it away with all that waits to be sent; `restore` undoes that for `GRACE`."""
        await self._database.write(subscribing.remove, guild, number, now)

    async def restore(self, guild: GuildId, number: SubscriptionId, *, now: datetime) -> None:
        """Bring a removed one back; only stories taken in from `now` on count. Raises NotFound."""
        await self._database.write(subscribing.restore, guild, number, now)

    async def why(
        self, guild: GuildId, number: SubscriptionId, story: StoryId, *, now: datetime
    ) -> Why:
        """Why a story was or wasn't delivered for a subscription. Raises NotFound for either."""
        return await self._database.read(wanting.why, guild, (number, story), now)

    async def newest_wanted(self, one: Subscription) -> StoryId | None:
        """The newest story that a subscription wants, however long it has been here."""
        return await self._database.read(sampling.newest_wanted, one)

    async def wanted(
        self,
        guild: GuildId,
        channel: ChannelId,
        since: datetime,
        *,
        until: datetime | None = None,
        most: int = MOST_STORIES,
    ) -> Wanted:
        """The stories for a channel's digest: what its subscriptions by digest want.

        Those taken in after `since` and not after `until`, newest first; of the newest
        `wanting.MOST_LOOKED_AT`.
        """
        return await self._database.read(wanting.wanted, guild, channel, (since, until, most))

    async def forget(self, now: datetime) -> None:
        """Erase what was removed longer ago than it can be restored."""
        await self._database.write(subscribing.forget, now)


def _check(one: Subscription) -> None:
    for words in (one.filter.include, one.filter.exclude):
        if words is not None:
            matching.check(words)
    if one.quiet is not None and one.quiet.start == one.quiet.end:
        raise BadSubscription(
            "quiet hours of no length",
            reader=N_("Quiet hours begin and end at the same minute. Give two different hours."),
        )
