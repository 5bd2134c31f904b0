"""Brings a database to the newest schema, or refuses it."""

import re
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.errors import StoreError, StoreTooNew

HERE = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The schema's version, None in an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def is_behind(connection: Connection, steps: Path = HERE) -> bool:
    """Whether the database needs an upgrade.

    Raises StoreTooNew where a newer program has been at it, and StoreError where it isn't ours.
    """
    script = ScriptDirectory(str(steps))
    now = version(connection)
    if now is None and inspect(connection).get_table_names():
        raise StoreError("tables without a version: not a database of this program")
    if now is not None and now not in {step.revision for step in script.walk_revisions()}:
        raise StoreTooNew(f"schema {re.sub(r'[^0-9a-z_]', '', now)} is unknown here")
    return now != script.get_current_head()


def upgrade(connection: Connection, steps: Path = HERE) -> None:
    """Run all steps that are missing; commit or roll back together with the connection."""
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
