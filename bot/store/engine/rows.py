"""Puts rows into a table: a new one, one in place of another, or those that are missing."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Select, Table, insert
from sqlalchemy.dialects import postgresql, sqlite


def add_row(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """The number of the row, now in the table."""
    return int(connection.execute(_adding(table), row).scalar_one())


def put_row(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """The row, now in the table in place of the one with its primary key."""
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in row.items() if name not in keys}
    adding = _putting(connection.dialect.name)(table).values(**row)
    connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=rest))


def adding_missing(
    connection: Connection, table: Table, rows: Select[Any], names: tuple[str, ...]
) -> Executable:
    """The statement that adds the selected rows (columns `names`) but those that are there.

    `rows` stands for good, with parameters for what changes: what is built of it is kept.
    """
    return _missing(connection.dialect.name, table, rows, names)


def _putting(dialect: str) -> type[sqlite.Insert] | type[postgresql.Insert]:
    return sqlite.Insert if dialect == "sqlite" else postgresql.Insert


@cache
def _adding(table: Table) -> Executable:
    return insert(table).returning(table.c.id)


@cache
def _missing(dialect: str, table: Table, rows: Select[Any], names: tuple[str, ...]) -> Executable:
    return _putting(dialect)(table).from_select(names, rows).on_conflict_do_nothing()
