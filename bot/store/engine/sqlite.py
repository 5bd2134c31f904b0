"""What only SQLite needs: its connections, its lock, its copies."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event

from bot.errors import StoreBusy, StoreError, StoreFull
from bot.store.engine.failing import translated

LOCK = "dateline.lock"

# Only a program from outside, such as a backup, can hold the file that long.
BUSY_MS = 5000

# Writers wait while the log is emptied, and that waits for the longest read under way.
LOG_S = 1

PRAGMAS = (
    # For a new database. Of SQLite's own 4 kB an article of 440 words wastes a third: with it a
    # story takes 11.0 KB, with this one 9.7, with 16 kB 10.1 (4,000 stories).
    "page_size = 8192",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


def writer_engine(path: Path) -> Engine:
    """The one connection that writes; its transactions hold the write lock from their start."""
    return _engine(path, size=1, pragmas=PRAGMAS, begin="BEGIN IMMEDIATE")


def reader_engine(path: Path, size: int) -> Engine:
    """Connections that can't write; a transaction sees one state of the database throughout."""
    return _engine(path, size=size, pragmas=(*PRAGMAS, "query_only = ON"), begin="BEGIN")


def _engine(path: Path, *, size: int, pragmas: tuple[str, ...], begin: str) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=size,
        max_overflow=0,
        # An error would tell what was to be written, and be logged with it.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (f"busy_timeout = {BUSY_MS}", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def only_process(folder: Path) -> Iterator[None]:
    """Holds the data folder for this process; the system lets go of it when the process ends.

    Raises StoreBusy while another process holds it, and StoreFull where nothing can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("a", encoding="utf-8")
    except OSError as error:
        raise StoreFull(
            f"the data folder can't be written: {error.strerror}",
            reader="The data folder can't be written. Check its path and its owner.",
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusy(
                "another process holds the data folder",
                reader="Another Dateline is already running on this data folder. "
                "Stop it first, or name another folder.",
            ) from error
        yield


def copy_aside(path: Path, copy: Path) -> None:
    """Write a whole copy of the database at `path` to `copy` and check it."""
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source:
        source.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as made:
        (verdict,) = made.execute("PRAGMA quick_check").fetchone()
    if verdict != "ok":
        raise StoreError(f"the copy made before the upgrade isn't whole: {verdict}")


def empty_log(path: Path, wait_s: float = LOG_S) -> bool:
    """Whether the write-ahead log could be moved into the database whole, and is empty now."""
    with translated(), closing(sqlite3.connect(path, timeout=wait_s)) as connection:
        (is_hindered, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_hindered
