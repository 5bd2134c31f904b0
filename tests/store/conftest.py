"""A store on a real file, open for one test."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from bot.store.engine import migrating, sqlite
from bot.store.store import Store
from tests.store.place import Place


@pytest.fixture
def place(either_database, tmp_path, lay_empty) -> Place:
    """Where a store can be opened, closed and opened again: `async with place.open() as store`."""
    if either_database is None:
        lay_empty(tmp_path)
    return Place(tmp_path, either_database)


@pytest_asyncio.fixture
async def store(place) -> AsyncIterator[Store]:
    async with place.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def search_index(tmp_path_factory) -> Iterator[Connection]:
    """A connection to an empty database with all its indexes."""
    engine = sqlite.writer_engine(tmp_path_factory.mktemp("index") / "empty.sqlite3")
    with engine.begin() as connection:
        migrating.upgrade(connection)
        yield connection
    engine.dispose()
