"""Running a discord.py client in the loopback, from its login to an orderly end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from discord import Client

from bot.playground.loopback import Loopback


@asynccontextmanager
async def running(client: Client, loopback: Loopback) -> AsyncIterator[None]:
    """Within the block `client` is logged in and ready; afterwards it is closed.

    Commands that it registers in its setup_hook stand before the block begins.
    """
    with loopback.pointed():
        async with asyncio.TaskGroup() as group:
            try:
                await client.login(loopback.token)
                group.create_task(client.connect())
                await client.wait_until_ready()
                yield
            finally:
                await client.close()
