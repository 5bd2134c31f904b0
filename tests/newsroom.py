"""Fixtures for tests that talk to a bot through the playground."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.playground.loopback import Loopback


@pytest_asyncio.fixture
async def loopback() -> AsyncIterator[Loopback]:
    """A Discord of its own for one test, which fails where it refused something unexpected.

    A refusal that the test wants stands in `with loopback.expecting(code):`.
    """
    async with Loopback() as started:
        yield started
    assert not started.refusals, "\n".join(map(str, started.refusals))
