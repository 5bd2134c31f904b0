"""In what condition a database is, without changing anything in it; a bot may be running on it."""

import fcntl
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from bot.errors import StoreError
from bot.store.engine import migrating, postgres, sqlite
from bot.store.engine.database import NAME
from bot.store.engine.failing import translated


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found, in a sentence; `is_right` is None where it only isn't there yet."""

    said: str
    is_right: bool | None = True


def of(folder: Path, url: str | None) -> Condition:
    """The condition of the database at `url`, or else in `folder`."""
    return _of_file(folder) if url is None else _of_server(url)


def _of_file(folder: Path) -> Condition:
    path = folder / NAME
    if not path.exists():
        return Condition(f"None yet: the first start makes {path}.", is_right=None)
    size = path.stat().st_size / 1_000_000
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        verdict = getattr(error, "sqlite_errorname", type(error).__name__)
    if verdict != "ok":
        said = f"{path} is damaged ({verdict}). Stop the bot and put a backup back."
        return Condition(said, is_right=False)
    engine = sqlite.reader_engine(path, 1)
    try:
        with translated(), engine.begin() as connection:
            said, is_right = _schema(connection)
    finally:
        engine.dispose()
    who = "in use by a running bot" if _is_held(folder) else "not in use"
    return Condition(f"SQLite, {size:.1f} MB, whole, {who}; {said}", is_right=is_right)


def _of_server(url: str) -> Condition:
    engine = postgres.reader_engine(postgres.address(url), 1)
    try:
        with translated(), engine.begin() as connection:
            version = connection.exec_driver_sql("SHOW server_version").scalar_one()
            said, is_right = _schema(connection)
    except StoreError as error:
        said = f"PostgreSQL can't be reached with this DATABASE_URL ({error})."
        return Condition(said, is_right=False)
    finally:
        engine.dispose()
    return Condition(f"PostgreSQL {version}; {said}", is_right=is_right)


def _schema(connection: Connection) -> tuple[str, bool]:
    if migrating.is_half_copied(connection):
        return "a copy into it was cut off: run `database copy` again", False
    is_behind = migrating.is_behind(connection)
    return ("its tables are upgraded at the next start" if is_behind else "its tables fit"), True


def _is_held(folder: Path) -> bool:
    try:
        with (folder / sqlite.LOCK).open("a", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
