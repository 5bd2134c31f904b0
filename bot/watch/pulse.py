"""Feels the program's pulse: that its loop turns, that the store answers, that Discord is there."""

import asyncio
from time import monotonic

import discord

from bot.errors import StoreError
from bot.figures import Durations
from bot.store.store import Store

EVERY_S = 1.0
BEAT_EVERY_S = 10.0
# A beat waits its turn behind other writes and may then take a full minute on PostgreSQL.
BEAT_LONGEST_S = 120.0
# While Discord is away a restart helps nobody, and each costs one of the day's 1,000 sessions.
# After so long it is worth a try.
GATEWAY_LONGEST_S = 900.0


class Pulse:
    """Feels it from `run` on. `client` is None in a process that has nothing to do with Discord."""

    def __init__(self, store: Store, client: discord.AutoShardedClient | None = None) -> None:
        self.lags = Durations()
        self._store = store
        self._client = client
        self._trouble = "no answer yet"
        self._beaten = self._connected = monotonic()

    async def run(self) -> None:
        """Feel it until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._feel_loop())
            group.create_task(self._feel_store())

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why this process can't do its work now, in words of ours; empty where it can."""
        found = []
        if self._trouble:
            found.append(f"store: {self._trouble}")
        if not self.is_alive:
            found.append("pulse: the store's writer or Discord's gateway hasn't answered for long")
        if self._client is not None and not self.is_connected:
            found.append("gateway: not connected to Discord")
        return tuple(found)

    @property
    def is_connected(self) -> bool:
        """Whether every connection to Discord that this process should hold is there."""
        return self._client is not None and _is_connected(self._client)

    @property
    def is_alive(self) -> bool:
        """Whether the process can still get well by itself.

        A store that says no is alive: a disk that is full, a server that is away. One that says
        nothing is not, nor is a gateway that stays away for `GATEWAY_LONGEST_S`.
        """
        now = monotonic()
        is_beating = now - self._beaten < BEAT_LONGEST_S
        return is_beating and now - self._connected < GATEWAY_LONGEST_S

    async def _feel_loop(self) -> None:
        while True:
            began = monotonic()
            await asyncio.sleep(EVERY_S)
            self.lags.note(max(0.0, monotonic() - began - EVERY_S))
            if self._client is None or self.is_connected:
                self._connected = monotonic()

    async def _feel_store(self) -> None:
        while True:
            try:
                await self._store.vitals.beat()
                self._trouble = ""
            except StoreError as error:
                self._trouble = type(error).__name__
            self._beaten = monotonic()
            await asyncio.sleep(BEAT_EVERY_S)


def _is_connected(client: discord.AutoShardedClient) -> bool:
    shards = client.shards.values()
    return client.is_ready() and not any(shard.is_closed() for shard in shards)
