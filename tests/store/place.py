"""Where a test's store lies, on either database, and a look at what it holds besides the store."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from bot.store.engine import postgres, sqlite
from bot.store.engine.database import NAME
from bot.store.store import Store
from bot.store.tables.story_tables import metadata
from bot.store.tables.tally_tables import heard, renown, saying, stock

INDEXES = {"title_fts": "shelf", "speaker_fts": "renown", "story_fts": "text", "quote_fts": "quote"}


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, or a database on a server where `url` names one."""

    folder: Path
    url: str | None

    def open(self) -> AbstractAsyncContextManager[Store]:
        """The store there: the same one each time."""
        return Store.open(self.folder, self.url)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection beside the store's that hinders no writing."""
        if self.url is None:
            engine = sqlite.reader_engine(self.folder / NAME, 1)
        else:
            engine = postgres.reader_engine(postgres.address(self.url), 1)
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def spoil(self, statement: str) -> None:
        """Change the file behind the store's back."""
        with closing(sqlite3.connect(self.folder / NAME)) as connection, connection:
            connection.execute(statement)


def rows(place: Place) -> dict[str, int]:
    """How many rows each table has."""
    with place.connection() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def counted(place: Place) -> dict[str, list[tuple[int, ...]]]:
    """All that is counted, without the numbers of the rows."""
    tables = (stock, renown, heard, saying)
    with place.connection() as connection:
        return {
            each.name: sorted(
                tuple(row)
                for row in connection.execute(select(*(c for c in each.columns if c.name != "id")))
            )
            for each in tables
        }


def check_indexes(place: Place) -> None:
    """Each search index holds what its table holds, and no row points to one that isn't there."""
    with place.connection() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            _check_fts5(connection)
        else:
            _check_words(connection)


def _check_fts5(connection: Connection) -> None:
    for name in INDEXES:
        check = f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 - our own names
        connection.exec_driver_sql(check)
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def _check_words(connection: Connection) -> None:
    """PostgreSQL holds references by itself."""
    for index, table in INDEXES.items():
        indexed = f"SELECT rowid FROM {index} WHERE rowid > 0 ORDER BY 1"  # noqa: S608 - our own names
        numbers = f"SELECT id FROM {table} ORDER BY 1"  # noqa: S608 - our own names
        found = connection.exec_driver_sql(indexed).fetchall()
        assert found == connection.exec_driver_sql(numbers).fetchall(), index
