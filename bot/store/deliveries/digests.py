"""Digests as the other rooms see them: set, claimed when they are due, and marked as told."""

from datetime import datetime

from bot.store.deliveries import digesting
from bot.store.deliveries.digesting import DueDigest, SetDigest
from bot.store.engine.database import Database
from bot.story import GuildId, MemberId
from bot.subscription import ChannelId, Digest, Pause


class Digests:
    """The digests of every server: at most one for a channel.

    One that is claimed is told once: it covers the stories up to `DueDigest.upto`, however often
    it is tried.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def set(self, wanted: Digest, *, by: MemberId, now: datetime) -> Digest | None:
        """Set a channel's digest; the one that it had. A new one tells of stories from now on.

        A pause that was found out while sending ends with it.
        """
        return await self._database.write(digesting.put, wanted, by, now)

    async def at(self, guild: GuildId, channel: ChannelId) -> SetDigest:
        """A channel's digest. Raises NotFound where none is set."""
        return await self._database.read(digesting.at, guild, channel)

    async def of(self, guild: GuildId) -> tuple[SetDigest, ...]:
        """All of a server."""
        return await self._database.read(digesting.of, guild)

    async def off(self, guild: GuildId, channel: ChannelId) -> Digest:
        """Take a channel's digest away; what it was. Raises NotFound."""
        return await self._database.write(digesting.off, guild, channel)

    async def claim(self, now: datetime) -> tuple[DueDigest, ...]:
        """Those that are due, for as long as a lease lasts."""
        return await self._database.write(digesting.claim, now)

    async def next_due(self) -> datetime | None:
        """When the next one is due, on any server."""
        return await self._database.read(digesting.next_due)

    async def told(self, due: DueDigest, *, now: datetime) -> None:
        """It was sent, or there was nothing to tell: the next one is due by its clock."""
        await self._database.write(digesting.told, due, now)

    async def again(self, due: DueDigest, *, at: datetime) -> None:
        """It wasn't sent; it is to be claimed again then."""
        await self._database.write(digesting.again, due, at)

    async def pause(self, due: DueDigest, pause: Pause, *, now: datetime) -> None:
        """It can't be sent: it waits until it is set anew, and the server is told so once."""
        await self._database.write(digesting.pause, due, pause, now)
