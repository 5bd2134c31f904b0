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


# On PostgreSQL: the words of a text without case and diacritics, each with its place, as
# `bot.store.engine.fulltext.folded` splits them; 16383 is the last place that a tsvector can hold.
WORDS = r"""
CREATE FUNCTION dateline_words(told text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(
    '''' || left(word, 200) || ''':' || least(place, 16383), ' ')::tsvector, ''::tsvector)
  FROM regexp_split_to_table(
    regexp_replace(lower(normalize(told, NFKD)), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+')
    WITH ORDINALITY AS split (word, place)
  WHERE word <> '' $$;
CREATE FUNCTION dateline_named(guild bigint, told text) RETURNS tsvector LANGUAGE sql STABLE
  PARALLEL SAFE AS $$ SELECT array_to_tsvector(ARRAY['#' || guild]) || dateline_words(told) $$;
"""
INDEXED = """
CREATE TABLE {index} (rowid bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX ix_{index} ON {index} USING gin (words);
CREATE FUNCTION {index}_put() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO {index} (rowid, words) {made}
    ON CONFLICT (rowid) DO UPDATE SET words = excluded.words;
  RETURN NULL; END $$;
CREATE FUNCTION {index}_drop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM {index} WHERE rowid = old.id; RETURN NULL; END $$;
CREATE TRIGGER {index}_put AFTER {when} ON {table}
  FOR EACH ROW EXECUTE FUNCTION {index}_put();
CREATE TRIGGER {index}_drop AFTER DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {index}_drop();
INSERT INTO {index} (rowid, words) SELECT made.* FROM {table} AS new
  CROSS JOIN LATERAL ({made}) AS made;
"""
INDEXES = (
    {
        "index": "title_fts",
        "table": "shelf",
        "when": "INSERT OR UPDATE OF text_id",
        "made": "SELECT new.id, dateline_named(new.guild_id, headline) FROM text"
        " WHERE id = new.text_id",
    },
    {
        "index": "speaker_fts",
        "table": "heard",
        "when": "INSERT",
        "made": "SELECT new.id, dateline_named(new.guild_id, key) FROM speaker"
        " WHERE id = new.speaker_id",
    },
    {
        "index": "story_fts",
        "table": "text",
        "when": "INSERT",
        "made": "SELECT new.id, dateline_words(new.headline || ' ' || new.body)",
    },
    {
        "index": "quote_fts",
        "table": "quote",
        "when": "INSERT",
        "made": "SELECT new.id, dateline_words(new.words)",
    },
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(WORDS)
        for index in INDEXES:
            connection.exec_driver_sql(INDEXED.format(**index))
        return
    for script in (TITLES, SPEAKERS, TEXTS, QUOTES):
        for statement in re.split(r";\n(?=CREATE|$)", script.strip() + "\n"):
            if statement:
                op.execute(statement)
    for index in INDEXES:
        name = index["index"]
        op.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608 - our own names
