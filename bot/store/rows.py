"""Puts one row into a table and tells its number."""

from collections.abc import Mapping

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection


async def add_row(connection: AsyncConnection, table: Table, row: Mapping[str, object]) -> int:
    """The number of the row, now in the table."""
    made = await connection.execute(insert(table).returning(table.c.id), row)
    return int(made.scalar_one())
