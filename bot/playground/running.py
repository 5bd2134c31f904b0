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
        async with client:
            await client.login(loopback.token)
            connection = asyncio.ensure_future(client.connect())
            try:
                await _ready(client, connection)
                yield
            finally:
                await client.close()
                await asyncio.wait({connection})
            connection.result()


async def _ready(client: Client, connection: asyncio.Future[None]) -> None:
    """Wait until the client is ready. Raises what ended its connection before that."""
    ready = asyncio.ensure_future(client.wait_until_ready())
    await asyncio.wait({ready, connection}, return_when=asyncio.FIRST_COMPLETED)
    if not ready.done():
        ready.cancel()
        await connection
