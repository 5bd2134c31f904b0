"""Every older schema comes to the newest one with all that was in it, or stays as it was."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, Engine, MetaData, Table, inspect, select

from bot.errors import StoreError
from bot.store.engine import migrating, postgres, sqlite
from bot.store.engine.database import NAME, connected, opened
from bot.store.tables.story_tables import metadata
from tests.store.place import Place, check_indexes, counted

VERSIONS = sorted(step.name[:4] for step in (migrating.HERE / "versions").glob("0*.py"))
# What a column of these names holds is read by the migrations themselves.
LISTS = {"byline", "spellings"}
# Who took a story in is kept no more, and quotes are counted for a server, not for each outlet.
FORGOTTEN = {"shelf": {"added_by"}, "heard": {"quotes", "newest"}}
BROKEN_STEP = f"""
from alembic import op
revision = "9999"
down_revision = "{VERSIONS[-1]}"
def upgrade():
    op.execute("UPDATE text SET headline = 'lost'")
    op.execute("CREATE TABLE half (id INTEGER)")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""  # noqa: S608 - our own words


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path) -> Place:
    """One of its own: its tables are made anew."""
    is_server = request.param == "postgres"
    return Place(tmp_path, request.getfixturevalue("postgres_url") if is_server else None)


@pytest.mark.parametrize("version", VERSIONS)
async def test_what_an_older_version_kept_is_there_in_the_newest(place, tmp_path, version):
    with engine_of(place) as engine:
        before = furnish(engine, steps(tmp_path / "older", version))
    async with opening(place):
        pass
    with engine_of(place) as engine, engine.begin() as connection:
        ours = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(ours, metadata) == []
        after = content(connection)
    for table, rows in before.items():
        names = set(rows[0]) - FORGOTTEN.get(table, set())
        assert only(after[table], names) == only(rows, names), table
    check_indexes(place)


@pytest.mark.parametrize("version", [VERSIONS[0], VERSIONS[4], VERSIONS[-1]])
async def test_an_upgrade_that_fails_at_its_end_leaves_everything_as_it_was(
    place, tmp_path, version
):
    with engine_of(place) as engine:
        furnish(engine, steps(tmp_path / "older", version))
        with engine.begin() as connection:
            before = schema(connection), content(connection)
    with pytest.raises(StoreError):
        async with opening(place, steps(tmp_path / "broken", VERSIONS[-1], BROKEN_STEP)):
            pass
    with engine_of(place) as engine, engine.begin() as connection:
        assert (schema(connection), content(connection)) == before


async def test_what_was_counted_by_outlet_is_there_for_each_server(place, tmp_path):
    with engine_of(place) as engine:
        furnish(engine, steps(tmp_path / "older", "0010"))
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO heard (id, guild_id, speaker_id, outlet_id, quotes, stories, newest)"
                " VALUES (3, 1, 1, 2, 5, 2, 2)"
            )
    async with opening(place):
        pass
    assert counted(place) == {
        "stock": [(1, 1, 1), (2, 2, 1)],
        "renown": [(1, 1, 6, 3, 2), (2, 2, 2, 2, 2)],
        "heard": [(1, 1, 1, 1), (1, 1, 2, 2), (2, 2, 2, 2)],
        # Both are joined to the other.
        "saying": [(1, 2, 1, 1), (2, 1, 2, 1)],
    }


def opening(place: Place, at: Path = migrating.HERE) -> Any:
    return opened(place.folder, at) if place.url is None else connected(place.url, at)


@contextmanager
def engine_of(place: Place) -> Iterator[Engine]:
    if place.url is None:
        engine = sqlite.writer_engine(place.folder / NAME)
    else:
        engine = postgres.writer_engine(postgres.address(place.url), 1)
    yield engine
    engine.dispose()


def steps(folder: Path, last: str, more: str | None = None) -> Path:
    """The migrations up to `last`, and one more."""
    shutil.copytree(migrating.HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for step in (folder / "versions").glob("0*.py"):
        if step.name[:4] > last:
            step.unlink()
    if more is not None:
        (folder / "versions" / "9999_broken.py").write_text(more)
    return folder


def furnish(engine: Engine, at: Path) -> dict[str, list[dict[str, Any]]]:
    """A database with the tables of those steps and two rows in each; what is in it then."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        migrating.upgrade(connection, at)
        known = MetaData()
        known.reflect(connection, only=lambda name, _: "_fts" not in name)
        for table in known.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert(), rows_of(table))
        return content(connection)


def rows_of(table: Table) -> list[dict[str, Any]]:
    """Two rows, each of which refers to the one of its number in every other table."""
    return [
        {column.name: value_of(column, number) for column in table.columns} for number in (1, 2)
    ]


def value_of(column: Column[Any], number: int) -> Any:
    if column.name == "into_id":
        return 3 - number
    kind = column.type.python_type
    if kind is not str:
        return kind(number)
    return json.dumps(["José Müller"]) if column.name in LISTS else f"[{number}]"


def content(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables but those of the search, which `check_indexes` looks into."""
    known = MetaData()
    known.reflect(connection, only=lambda name, _: "_fts" not in name)
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table))]
        for table in known.sorted_tables
        if table.name != "alembic_version"
    }


def only(rows: list[dict[str, Any]], names: set[str]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


def schema(connection: Connection) -> list[str]:
    """Tables, columns, indexes, and the version."""
    seen = inspect(connection)
    described = [
        # A partial index is described by an object, which shows where it lies in memory.
        re.sub(r" at 0x[0-9a-f]+", "", f"{name}: {part}")
        for name in seen.get_table_names()
        for of in (seen.get_columns, seen.get_indexes, seen.get_foreign_keys)
        for part in of(name)
    ]
    return [*sorted(described), str(migrating.version(connection))]


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or "_fts" not in str(name)
