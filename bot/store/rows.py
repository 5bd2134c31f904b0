"""Puts one row into a table and tells its number."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Connection, Executable, Table, insert


def add_row(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """The number of the row, now in the table."""
    return int(connection.execute(_adding(table), row).scalar_one())


@cache
def _adding(table: Table) -> Executable:
    return insert(table).returning(table.c.id)
