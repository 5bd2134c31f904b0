"""Speakers that a server's moderators have made one, found by typing the joined one's name too."""

import re

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

revision = "0003"
down_revision = "0002"

ID = BigInteger().with_variant(Integer, "sqlite")

NAMES = """
DROP VIEW voice;
CREATE VIEW voice AS
  SELECT heard.id, 'g' || heard.guild_id AS guild, speaker.key AS name
  FROM heard JOIN speaker ON speaker.id = heard.speaker_id
  UNION ALL
  SELECT -joined.id, 'g' || joined.guild_id, joined.name FROM joined;
CREATE TRIGGER joined_insert AFTER INSERT ON joined BEGIN
  INSERT INTO speaker_fts (rowid, guild, name) VALUES (-new.id, 'g' || new.guild_id, new.name);
END;
CREATE TRIGGER joined_delete AFTER DELETE ON joined BEGIN
  INSERT INTO speaker_fts (speaker_fts, rowid, guild, name)
    VALUES ('delete', -old.id, 'g' || old.guild_id, old.name);
END;
"""

POSTGRES_NAMES = """
CREATE FUNCTION joined_put() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO speaker_fts (rowid, words)
    VALUES (-new.id, dateline_named(new.guild_id, new.name));
  RETURN NULL; END $$;
CREATE FUNCTION joined_drop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM speaker_fts WHERE rowid = -old.id; RETURN NULL; END $$;
CREATE TRIGGER joined_put AFTER INSERT ON joined FOR EACH ROW EXECUTE FUNCTION joined_put();
CREATE TRIGGER joined_drop AFTER DELETE ON joined FOR EACH ROW EXECUTE FUNCTION joined_drop();
"""


def upgrade() -> None:
    op.create_table(
        "joined",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("speaker_id", ID, nullable=False),
        Column("name", Text, nullable=False),
        Column("into_id", ID, nullable=False),
        Column("into_name", Text, nullable=False),
        Column("joined_by", BigInteger, nullable=False),
        Column("joined_at", BigInteger, nullable=False),
        CheckConstraint("speaker_id <> into_id", name=op.f("ck_joined_is_two")),
        ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_joined_speaker_id"), ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["into_id"], ["speaker.id"], name=op.f("fk_joined_into_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_joined")),
        UniqueConstraint("guild_id", "speaker_id", name=op.f("uq_joined_guild_id_speaker_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_joined_speaker_id"), "joined", ["speaker_id"])
    op.create_index(op.f("ix_joined_into_id"), "joined", ["into_id"])
    op.create_index(op.f("ix_joined_guild_id_into_id"), "joined", ["guild_id", "into_id"])
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(POSTGRES_NAMES)
    else:
        for statement in re.split(r";\n(?=CREATE|$)", NAMES.strip() + "\n"):
            if statement:
                op.execute(statement)
