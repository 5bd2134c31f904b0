"""A store on a real file, open for one test."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.store.store import Store


@pytest_asyncio.fixture
async def store(tmp_path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path) as opened:
        yield opened
