"""Speaks to the service manager that started the program: ready, alive, stopping.

The words are those of systemd's sd_notify(3), a datagram each; no library is needed for them.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from bot.settings import ServiceManager

# Three pings must be lost before the program is taken for dead.
PINGS = 3


class Living(Protocol):
    """What can be asked whether it is well."""

    @property
    def is_alive(self) -> bool:
        """False where it should be started anew."""


class Telling:
    """What a service manager is told; nothing where none listens."""

    def __init__(self, manager: ServiceManager | None) -> None:
        self._manager = manager

    def ready(self) -> None:
        """The start is over."""
        self._tell("READY=1")

    def status(self, text: str) -> None:
        """What the program is doing, for `systemctl status`."""
        self._tell(f"STATUS={text}")

    @asynccontextmanager
    async def alive(self, pulse: Living) -> AsyncIterator[None]:
        """Within the block it is told again and again that the program lives, while it does."""
        task = asyncio.ensure_future(self._ping(pulse))
        try:
            yield
        finally:
            self._tell("STOPPING=1")
            task.cancel()
            await asyncio.wait([task])

    async def _ping(self, pulse: Living) -> None:
        if self._manager is None or self._manager.watchdog_s is None:
            return
        while True:
            if pulse.is_alive:
                self._tell("WATCHDOG=1")
            await asyncio.sleep(self._manager.watchdog_s / PINGS)

    def _tell(self, words: str) -> None:
        if self._manager is None:
            return
        path = self._manager.socket
        # "@" stands for the NUL of a name that is in no folder.
        address = "\0" + path[1:] if path.startswith("@") else path
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as there:
            there.connect(address)
            there.sendall(words.encode())
