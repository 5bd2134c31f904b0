"""Tells the moderators of each server once a day, while something is wrong there."""

import asyncio
import logging
from datetime import UTC, datetime, time

import discord

from bot.app import Dateline
from bot.cards.channels.health_card import health_line
from bot.channels.health import condition_of
from bot.errors import StoreError
from bot.languages import speak
from bot.story import GuildId
from bot.subscription import ChannelId
from bot.tongues import of_server

log = logging.getLogger(__name__)

EVERY_S = 900.0
# By the server's own clock: when people read what waits for them.
TOLD_FROM = time(9)
MOST_NONCE = 25


class HealthWatch:
    """One loop over all servers with a moderators' channel."""

    def __init__(self, bot: Dateline) -> None:
        self._bot = bot
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Watch from now on, until `stop`."""
        self._running = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """End."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    async def go_round(self, now: datetime) -> None:
        """Tell each server whose day has come and where something is wrong."""
        for guild in self._bot.guilds:
            try:
                await self._look_at(GuildId(guild.id), now)
            except StoreError as error:
                log.warning("a server's health wasn't looked at: %s", error)
            except discord.HTTPException as error:
                # Its moderators' channel refuses: `/dateline health` names that.
                log.warning("a server wasn't told of trouble (code %s)", error.code)

    async def _run(self) -> None:
        await self._bot.wait_until_ready()
        while True:
            try:
                await self.go_round(datetime.now(UTC))
            except Exception:
                log.exception("a round of health has failed")
            await asyncio.sleep(EVERY_S)

    async def _look_at(self, guild: GuildId, now: datetime) -> None:
        servers = self._bot.desk.store.servers
        settings = await servers.of(guild)
        local = now.astimezone(settings.zone)
        since = datetime.combine(local.date(), TOLD_FROM, settings.zone).astimezone(UTC)
        if settings.desk is None or now < since:
            return
        speak(await of_server(self._bot, self._bot.desk.store, guild))
        condition = await condition_of(self._bot, guild, now)
        if condition.wrong and await servers.claim_telling(guild, now=now, since=since):
            await self._tell(settings.desk, health_line(condition.wrong), local)

    async def _tell(self, desk: ChannelId, line: str, local: datetime) -> None:
        channel = self._bot.get_partial_messageable(desk)
        nonce = f"health-{local:%Y%m%d}-{desk % 10**6}"[:MOST_NONCE]
        await channel.send(line, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())
