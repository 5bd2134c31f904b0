"""Full-text search on SQLite: what a person typed, as a query that can't fail.

Each statement takes the query that one of the functions made, as its parameter `query`.
"""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, TableClause, bindparam, column, select, table

from bot.story import GuildId

# SQLite refuses an expression of more than 256 parts; nobody types this many words.
MOST_WORDS = 32
# Looking for any of a quote's words, its longest say nearly all; each more costs time.
MOST_ALIKE = 10


def begun(guild: GuildId, typed: str) -> str | None:
    """For titles and names of a server with words that begin as typed.

    None where nothing was typed that could be searched for.
    """
    words = " AND ".join(f"{phrase} *" for phrase in _phrases(typed.replace('"', " ")))
    return f'guild : "g{guild}" AND name : ({words})' if words else None


def all_of(words: str) -> str | None:
    """For texts and quotes that hold all words; what stands in marks, in that order.

    None where there is no word that could be searched for.
    """
    return " AND ".join(_phrases(words)) or None


def any_of(words: str) -> str | None:
    """For quotes that share some of the longer words; None where there is none."""
    longer = sorted(set(_phrases(words.replace('"', " "))), key=len, reverse=True)
    return " OR ".join(longer[:MOST_ALIKE]) or None


def _phrases(typed: str) -> Iterator[str]:
    """The words typed, each in quotation marks; what stood in marks together stays together."""
    whole = re.sub(r"[“”„«»]", '"', typed)
    clean = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", whole)
    found = re.findall(r'"([^"]*)"|([^\s"]+)', clean)
    phrases = [inside or alone for inside, alone in found]
    for phrase in [one for one in phrases if any(map(str.isalnum, one))][:MOST_WORDS]:
        yield f'"{phrase}"'


def _index(name: str) -> TableClause:
    return table(name, column("rowid"), column("rank"), column(name))


def _matches(index: TableClause) -> ColumnElement[bool]:
    return index.c[index.name].bool_op("MATCH")(bindparam("query"))


def _matching(name: str) -> Select[int]:
    index = _index(name)
    return select(index.c.rowid).where(_matches(index))


# Numbers of rows of `shelf` (the last taken in first, `size` of them), `heard`, `text`, `quote`.
TITLES = _matching("title_fts").order_by(column("rowid").desc()).limit(bindparam("size"))
NAMES = _matching("speaker_fts")
TEXTS = _matching("story_fts")
QUOTES = _matching("quote_fts")

# The `id` of quotes with their `rank`: lowest for those that share most and the rarest words. The
# sum makes SQLite begin with what matches, and not look each quote up in the index.
_quotes = _index("quote_fts")
RANKED = (
    select((_quotes.c.rowid + 0).label("id"), _quotes.c.rank).where(_matches(_quotes)).subquery()
)
