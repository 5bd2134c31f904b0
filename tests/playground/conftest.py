"""A sample bot logged into a loopback, and bare requests to one."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.playground.interactions import Interaction, Kind
from bot.playground.loopback import Loopback
from bot.playground.rest import PREFIX
from bot.playground.running import running
from tests.playground.sample_bot import SampleBot

Rest = Callable[..., Awaitable[tuple[int, Any]]]


@pytest_asyncio.fixture
async def bot(loopback: Loopback) -> AsyncIterator[SampleBot]:
    client = SampleBot()
    async with running(client, loopback):
        yield client


@pytest_asyncio.fixture
async def rest(loopback: Loopback) -> AsyncIterator[Rest]:
    """`await rest("POST", path, form)` gives the status and the body of the answer."""
    headers = {"Authorization": f"Bot {loopback.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def request(method: str, path: str, form: object = None) -> tuple[int, Any]:
            url = loopback.url + PREFIX + path
            async with session.request(method, url, json=form) as response:
                return response.status, await response.json() if response.status != 204 else None

        yield request


@pytest.fixture
def begun(loopback: Loopback) -> Callable[..., Interaction]:
    """An interaction of Rita's in #news that no client hears of."""

    def begin(kind: Kind = Kind.COMMAND, **given: Any) -> Interaction:
        rita = loopback.world.find_member("Rita").user.id
        news = loopback.world.find_channel("news")
        data = {"name": "card", "custom_id": "x"}
        return loopback.interactions.begin(kind, data, channel=news, user=rita, **given)

    return begin
