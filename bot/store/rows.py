"""Puts one row into a table: a new one, whose number it tells, or one in place of another."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Connection, Executable, Table, insert
from sqlalchemy.dialects import postgresql, sqlite


def add_row(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """The number of the row, now in the table."""
    return int(connection.execute(_adding(table), row).scalar_one())


def put_row(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """The row, now in the table in place of the one with its primary key."""
    putting = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in row.items() if name not in keys}
    adding = putting(table).values(**row)
    connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=rest))


@cache
def _adding(table: Table) -> Executable:
    return insert(table).returning(table.c.id)
