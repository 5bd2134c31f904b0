"""A process that is watched over, with pages on a real socket."""

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest_asyncio

from bot.app import Dateline
from bot.desk import background
from bot.settings import HostPort
from bot.watch.pages import served
from bot.watch.pulse import Pulse
from bot.watch.watched import Watched

Get = Callable[[str], Awaitable[tuple[int, str]]]
ANY = HostPort("127.0.0.1", 0)


@pytest_asyncio.fixture
async def watched(dateline: Dateline) -> AsyncIterator[Watched]:
    """The bot in the loopback, whose pulse is felt."""
    desk = dateline.desk
    pulse = Pulse(desk.store, dateline)
    async with background(pulse.run()):
        yield Watched(desk.store, pulse, desk.intake, dateline.pacer, dateline.sender)


@pytest_asyncio.fixture
async def get(watched: Watched) -> AsyncIterator[Get]:
    """Asks for a page: its status and text."""
    async with served(watched, ANY) as address, aiohttp.ClientSession() as session:

        async def got(path: str) -> tuple[int, str]:
            async with session.get(f"{address}{path}") as answer:
                return answer.status, await answer.text()

        yield got
