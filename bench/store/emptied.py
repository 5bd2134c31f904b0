"""Places for stores that begin empty again and again, at the cost of some milliseconds."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import delete

from bot.store import migrating, postgres, sqlite
from bot.store.database import NAME
from bot.store.tables import metadata


def emptied_folder(folder: Path) -> Callable[[], None]:
    """What makes the folder's database a fresh one with all tables and no rows."""
    pattern = folder / "pattern"
    pattern.mkdir(parents=True)
    engine = sqlite.writer_engine(pattern / NAME)
    with engine.begin() as connection:
        migrating.upgrade(connection)
    engine.dispose()

    def empty() -> None:
        for old in folder.glob("dateline*"):
            old.unlink()
        shutil.copyfile(pattern / NAME, folder / NAME)

    return empty


def emptied_server(url: str) -> Callable[[], None]:
    """What takes all rows out of a server's database, whose tables are made here."""
    engine = postgres.writer_engine(postgres.address(url), 1)
    with engine.begin() as connection:
        if migrating.is_behind(connection):
            migrating.upgrade(connection)

    def empty() -> None:
        with engine.begin() as connection:
            for each in reversed(metadata.sorted_tables):
                connection.execute(delete(each))

    return empty
