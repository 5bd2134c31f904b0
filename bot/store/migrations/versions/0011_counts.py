"""Counts that lists are told from: stories by outlet, speakers, who is quoted in which story.

What was kept in `heard` of quotes and newest texts is kept for a speaker of a server alone, in
`renown`, to which the index of names points from now on.
"""

import re

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    UniqueConstraint,
)

revision = "0011"
down_revision = "0010"

ID = BigInteger().with_variant(Integer, "sqlite")

STOCK = """
INSERT INTO stock (guild_id, outlet_id, stories)
  SELECT guild_id, coalesce(outlet_id, 0), count(*) FROM shelf GROUP BY 1, 2
"""
RENOWN = """
INSERT INTO renown (guild_id, speaker_id, quotes, stories, newest)
  SELECT guild_id, speaker_id, sum(quotes), sum(stories), max(newest) FROM heard GROUP BY 1, 2
"""
SAYING = """
INSERT INTO saying (guild_id, speaker_id, shelf_id, quotes)
  SELECT shelf.guild_id, coalesce(joined.into_id, quote.speaker_id), shelf.id, count(*)
  FROM shelf JOIN quote ON quote.text_id = shelf.text_id
  LEFT JOIN joined
    ON joined.speaker_id = quote.speaker_id AND joined.guild_id = shelf.guild_id
  WHERE quote.speaker_id IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""

NAMES = """
DROP TRIGGER heard_insert;
DROP TRIGGER heard_delete;
DROP TABLE speaker_fts;
DROP VIEW voice;
CREATE VIEW voice AS
  SELECT renown.id, 'g' || renown.guild_id AS guild, speaker.key AS name
  FROM renown JOIN speaker ON speaker.id = renown.speaker_id
  UNION ALL
  SELECT -joined.id, 'g' || joined.guild_id, joined.name FROM joined;
CREATE VIRTUAL TABLE speaker_fts USING fts5 (
  guild, name, content = 'voice', content_rowid = 'id', prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER renown_insert AFTER INSERT ON renown BEGIN
  INSERT INTO speaker_fts (rowid, guild, name) SELECT id, guild, name FROM voice WHERE id = new.id;
END;
CREATE TRIGGER renown_delete BEFORE DELETE ON renown BEGIN
  INSERT INTO speaker_fts (speaker_fts, rowid, guild, name)
    SELECT 'delete', id, guild, name FROM voice WHERE id = old.id;
END;
"""
POSTGRES_NAMES = """
DROP TRIGGER speaker_fts_put ON heard;
DROP TRIGGER speaker_fts_drop ON heard;
DELETE FROM speaker_fts WHERE rowid > 0;
INSERT INTO speaker_fts (rowid, words)
  SELECT renown.id, dateline_named(renown.guild_id, speaker.key)
  FROM renown JOIN speaker ON speaker.id = renown.speaker_id;
CREATE TRIGGER speaker_fts_put AFTER INSERT ON renown
  FOR EACH ROW EXECUTE FUNCTION speaker_fts_put();
CREATE TRIGGER speaker_fts_drop AFTER DELETE ON renown
  FOR EACH ROW EXECUTE FUNCTION speaker_fts_drop();
"""


def upgrade() -> None:
    connection = op.get_bind()
    _add_tables()
    for statement in (STOCK, RENOWN, SAYING):
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(POSTGRES_NAMES)
    else:
        for statement in re.split(r";\n(?=CREATE|DROP|$)", NAMES.strip() + "\n"):
            if statement:
                op.execute(statement)
        op.execute("INSERT INTO speaker_fts (speaker_fts) VALUES ('rebuild')")
    op.drop_index(op.f("ix_heard_guild_id_quotes_speaker_id"), "heard")
    op.drop_column("heard", "quotes")
    op.drop_column("heard", "newest")


def _add_tables() -> None:
    op.create_table(
        "stock",
        Column("guild_id", BigInteger, nullable=False, autoincrement=False),
        Column("outlet_id", ID, nullable=False, autoincrement=False),
        Column("stories", Integer, nullable=False),
        PrimaryKeyConstraint("guild_id", "outlet_id", name=op.f("pk_stock")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "renown",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("speaker_id", ID, nullable=False),
        Column("quotes", Integer, nullable=False),
        Column("stories", Integer, nullable=False),
        Column("newest", ID, nullable=False),
        ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_renown_speaker_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_renown")),
        UniqueConstraint("guild_id", "speaker_id", name=op.f("uq_renown_guild_id_speaker_id")),
    )
    op.create_index(op.f("ix_renown_speaker_id"), "renown", ["speaker_id"])
    by_quotes = op.f("ix_renown_guild_id_quotes_speaker_id")
    op.create_index(by_quotes, "renown", ["guild_id", "quotes", "speaker_id"])
    op.create_table(
        "saying",
        Column("guild_id", BigInteger, nullable=False, autoincrement=False),
        Column("speaker_id", ID, nullable=False, autoincrement=False),
        Column("shelf_id", ID, nullable=False, autoincrement=False),
        Column("quotes", Integer, nullable=False),
        PrimaryKeyConstraint("guild_id", "speaker_id", "shelf_id", name=op.f("pk_saying")),
        sqlite_with_rowid=False,
    )
