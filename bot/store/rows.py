"""Puts one row into a table and tells its number."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, insert


def add_row(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """The number of the row, now in the table."""
    made = connection.execute(insert(table).returning(table.c.id), row)
    return int(made.scalar_one())
