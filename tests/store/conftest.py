"""A store on a real file, open for one test."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from bot.store import migrating, sqlite
from bot.store.store import Store


@pytest_asyncio.fixture
async def store(tmp_path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def search_index(tmp_path_factory) -> Iterator[Connection]:
    """A connection to an empty database with all its indexes."""
    engine = sqlite.writer_engine(tmp_path_factory.mktemp("index") / "empty.sqlite3")
    with engine.begin() as connection:
        migrating.upgrade(connection)
        yield connection
    engine.dispose()
