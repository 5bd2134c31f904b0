"""A sample bot logged into a loopback."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.playground.loopback import Loopback
from bot.playground.running import running
from tests.playground.sample_bot import SampleBot


@pytest_asyncio.fixture
async def bot(loopback: Loopback) -> AsyncIterator[SampleBot]:
    client = SampleBot()
    async with running(client, loopback):
        yield client
