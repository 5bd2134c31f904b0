"""Overwrites what erased stories left behind in the search indexes.

SQLite's full-text index only crosses a removed word out; the word itself goes when the index's
parts are merged (https://www.sqlite.org/fts5.html, "The 'merge' command"). All of them are merged,
a few pages in each transaction, so that other writes get their turn in between. PostgreSQL does the
like by itself (autovacuum).
"""

from sqlalchemy import Connection

INDEXES = ("title_fts", "speaker_fts", "story_fts", "quote_fts")
# About 20 ms of writing.
PAGES_A_STEP = 200


def note_removal(connection: Connection) -> None:
    """Remember in the database's header that something is to be overwritten."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA user_version = 1")


def is_untidy(connection: Connection) -> bool:
    """Whether something was erased since the last tidying was finished."""
    if connection.dialect.name != "sqlite":
        return False
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def begin(connection: Connection) -> None:
    """Line all parts of the indexes up for merging."""
    for index in INDEXES:
        _merge(connection, index, -PAGES_A_STEP)


def step(connection: Connection) -> bool:
    """Merge a little more of each index; whether anything was left to merge."""
    return any(_merge(connection, index, PAGES_A_STEP) for index in INDEXES)


def finish(connection: Connection) -> None:
    """Forget that something was erased."""
    connection.exec_driver_sql("PRAGMA user_version = 0")


def _merge(connection: Connection, index: str, pages: int) -> bool:
    before = _changes(connection)
    merge = f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)"  # noqa: S608 - our own names
    connection.exec_driver_sql(merge, (pages,))
    return _changes(connection) - before >= 2


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
