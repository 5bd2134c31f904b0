"""Waiting for a change without sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """Rung on every change in the playground; whoever waits looks again."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Something changed."""
        self._rung.set()
        self._rung = asyncio.Event()

    async def until(self, look: Callable[[], Found | None], *, within_s: float | None) -> Found:
        """What `look()` gives once that is true in itself. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while not (found := look()):
                await self._rung.wait()
        return found
