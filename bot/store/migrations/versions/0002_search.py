"""Full-text search: headlines by server and speakers for typing, texts and quotes for finding."""

import re

from alembic import op

revision = "0002"
down_revision = "0001"

TITLES = """
CREATE VIEW title AS
  SELECT shelf.id, 'g' || shelf.guild_id AS guild, text.headline AS name
  FROM shelf JOIN text ON text.id = shelf.text_id;
CREATE VIRTUAL TABLE title_fts USING fts5 (
  guild, name, content = 'title', content_rowid = 'id', prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER shelf_insert AFTER INSERT ON shelf BEGIN
  INSERT INTO title_fts (rowid, guild, name) SELECT id, guild, name FROM title WHERE id = new.id;
END;
CREATE TRIGGER shelf_delete BEFORE DELETE ON shelf BEGIN
  INSERT INTO title_fts (title_fts, rowid, guild, name)
    SELECT 'delete', id, guild, name FROM title WHERE id = old.id;
END;
CREATE TRIGGER shelf_revise_before BEFORE UPDATE OF text_id ON shelf BEGIN
  INSERT INTO title_fts (title_fts, rowid, guild, name)
    SELECT 'delete', id, guild, name FROM title WHERE id = old.id;
END;
CREATE TRIGGER shelf_revise_after AFTER UPDATE OF text_id ON shelf BEGIN
  INSERT INTO title_fts (rowid, guild, name) SELECT id, guild, name FROM title WHERE id = new.id;
END;
"""

SPEAKERS = """
CREATE VIEW voice AS
  SELECT heard.id, 'g' || heard.guild_id AS guild, speaker.key AS name
  FROM heard JOIN speaker ON speaker.id = heard.speaker_id;
CREATE VIRTUAL TABLE speaker_fts USING fts5 (
  guild, name, content = 'voice', content_rowid = 'id', prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER heard_insert AFTER INSERT ON heard BEGIN
  INSERT INTO speaker_fts (rowid, guild, name) SELECT id, guild, name FROM voice WHERE id = new.id;
END;
CREATE TRIGGER heard_delete BEFORE DELETE ON heard BEGIN
  INSERT INTO speaker_fts (speaker_fts, rowid, guild, name)
    SELECT 'delete', id, guild, name FROM voice WHERE id = old.id;
END;
"""

TEXTS = """
CREATE VIRTUAL TABLE story_fts USING fts5 (
  headline, body, content = 'text', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER text_insert AFTER INSERT ON text BEGIN
  INSERT INTO story_fts (rowid, headline, body) VALUES (new.id, new.headline, new.body);
END;
CREATE TRIGGER text_delete AFTER DELETE ON text BEGIN
  INSERT INTO story_fts (story_fts, rowid, headline, body)
    VALUES ('delete', old.id, old.headline, old.body);
END;
"""

QUOTES = """
CREATE VIRTUAL TABLE quote_fts USING fts5 (
  words, content = 'quote', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER quote_insert AFTER INSERT ON quote BEGIN
  INSERT INTO quote_fts (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER quote_delete AFTER DELETE ON quote BEGIN
  INSERT INTO quote_fts (quote_fts, rowid, words) VALUES ('delete', old.id, old.words);
END;
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for script in (TITLES, SPEAKERS, TEXTS, QUOTES):
        for statement in re.split(r";\n(?=CREATE|$)", script.strip() + "\n"):
            if statement:
                op.execute(statement)
