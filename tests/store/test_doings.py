"""Where account numbers stand: none is forgotten when a member asks."""

from bot.store.keeping.doings import COLUMNS
from bot.store.tables import reply_tables, story_tables

OF_MEMBERS = ("_by", "member_id")


def test_every_column_with_an_account_number_is_told_to_its_member():
    told = {column for _, column in COLUMNS}
    of_replies = {table.name for table in vars(reply_tables).values() if hasattr(table, "name")}
    others = (t for t in story_tables.metadata.tables.values() if t.name not in of_replies)
    kept = {c for table in others for c in table.c if c.name.endswith(OF_MEMBERS)}
    assert kept == told
