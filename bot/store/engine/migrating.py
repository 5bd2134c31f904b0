"""Brings a database to the newest schema, or refuses it."""

import re
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Text, column, inspect, table

from bot.errors import NotCopied, StoreBusy, StoreError, StoreFull, StoreTooNew
from bot.store.engine.failing import translated

HERE = Path(__file__).parent.parent / "migrations"
FAILED = (
    "The database couldn't be upgraded for this version ({}), and is as it was. Start the version"
    " from before again, and report this."
)
# Names the database that is being copied into this one, for as long as the copy isn't whole.
MARK = table("copied_from", column("source", Text))


def version(connection: Connection) -> str | None:
    """The schema's version, None in an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def is_behind(connection: Connection, steps: Path = HERE) -> bool:
    """Whether the database needs an upgrade.

    Raises StoreTooNew where a newer program has been at it, and StoreError where it isn't ours.
    """
    newest, known = _steps(steps)
    now = version(connection)
    if now is None and inspect(connection).get_table_names():
        raise StoreError("tables without a version: not a database of this program")
    if now is not None and now not in known:
        raise StoreTooNew(f"schema {re.sub(r'[^0-9a-z_]', '', now)} is unknown here")
    return now != newest


@cache
def _steps(folder: Path) -> tuple[str | None, frozenset[str]]:
    """The newest version, and all; to read them takes most of the time that an opening takes."""
    script = ScriptDirectory(str(folder))
    every = frozenset(step.revision for step in script.walk_revisions())
    return script.get_current_head(), every


def is_half_copied(connection: Connection) -> bool:
    """Whether a copy into this database was begun and never ended."""
    return inspect(connection).has_table(MARK.name)


def must_be_whole(connection: Connection) -> None:
    """Raise NotCopied where a copy into this database was begun and never ended."""
    if is_half_copied(connection):
        raise NotCopied(
            "half a copy",
            reader="A copy into this database was cut off. Run `database copy` again: it goes on"
            " where it stopped.",
        )


def upgrade(connection: Connection, steps: Path = HERE) -> None:
    """Run all steps that are missing; commit or roll back together with the connection.

    Raises StoreBusy, StoreFull, or a StoreError that names what failed.
    """
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        with translated():
            command.upgrade(config, "head")
    except (StoreBusy, StoreFull):
        raise
    except Exception as error:
        cause = type(error.__cause__ or error).__name__
        raise StoreError(f"an upgrade failed: {cause}", reader=FAILED.format(cause)) from error
