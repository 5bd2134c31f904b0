"""A store on a real file, open for one test."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from bot.store import migrating, sqlite
from bot.store.store import Store


@pytest.fixture(params=["sqlite", "postgres"])
def reopen(request, tmp_path) -> Callable[[], AbstractAsyncContextManager[Store]]:
    """Opens one and the same store, on either database: `async with reopen() as store`."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    return lambda: Store.open(tmp_path, url)


@pytest_asyncio.fixture
async def store(reopen) -> AsyncIterator[Store]:
    async with reopen() as opened:
        yield opened


@pytest.fixture(scope="module")
def search_index(tmp_path_factory) -> Iterator[Connection]:
    """A connection to an empty database with all its indexes."""
    engine = sqlite.writer_engine(tmp_path_factory.mktemp("index") / "empty.sqlite3")
    with engine.begin() as connection:
        migrating.upgrade(connection)
        yield connection
    engine.dispose()
