"""Adds what was counted to what a table has counted so far."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

# What becomes of a row that is there, told by the one that was counted.
Changes = Callable[[Any], Mapping[str, Any]]


def adding(
    dialect: str, table: Table, counted: Select[Any], *, keys: Sequence[str], changes: Changes
) -> Executable:
    """The statement that puts the counted rows into the table, or changes those that are there.

    `keys` are the columns of a unique constraint: where they are equal, a row is there.
    """
    insert = sqlite.Insert if dialect == "sqlite" else postgresql.Insert
    names = [column.name for column in counted.selected_columns]
    adding_all = insert(table).from_select(names, counted)
    changed = dict(changes(adding_all.excluded))
    return adding_all.on_conflict_do_update(index_elements=keys, set_=changed)
