"""What the bot does on Discord by itself, done by one process of all: the one whose turn it is."""

import asyncio
from typing import Protocol

from bot.store.engine.turns import Turn, Turns


class Round(Protocol):
    """One kind of such work."""

    def start(self) -> None:
        """Work from now on."""

    async def stop(self) -> None:
        """End in order."""


class Rounds:
    """Starts its rounds when this process's turn comes, and ends them with it."""

    def __init__(self, turns: Turns, *rounds: Round) -> None:
        self._turns = turns
        self._rounds = list(rounds)
        self._waiting: asyncio.Task[None] | None = None

    def add(self, one: Round) -> None:
        """Have this done in turn too; to be called before `start`."""
        self._rounds.append(one)

    def start(self) -> None:
        """Wait for the turn, and work while it is ours, until `stop`."""
        work = self._turns.alone(Turn.SENDER, self._work)
        self._waiting = asyncio.get_running_loop().create_task(work)

    async def stop(self) -> None:
        """End in order: what is being sent arrives first."""
        if self._waiting is not None:
            self._waiting.cancel()
            await asyncio.wait([self._waiting])

    async def _work(self) -> None:
        for one in self._rounds:
            one.start()
        try:
            await asyncio.Event().wait()
        finally:
            # One after another: all of them together would have more under way than Discord takes.
            for one in reversed(self._rounds):
                await one.stop()
