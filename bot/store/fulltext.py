"""Full-text search on SQLite: what a person typed, as a query that can't fail.

Each statement takes the query that one of the functions made, as its parameter `query`.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Subquery, bindparam, column, select, table

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


def _matching(name: str) -> Subquery:
    """What matches as a table: `id`, `newness` to order by, `rank`, lowest for what fits best.

    The sum makes SQLite begin with what matches: for the bare number it looks each row of another
    table up in the index (at 1,000 stories: 240 ms and not 4).
    """
    index = table(name, column("rowid"), column("rank"), column(name))
    matches = index.c[name].bool_op("MATCH")(bindparam("query"))
    columns = ((index.c.rowid + 0).label("id"), index.c.rowid.label("newness"), index.c.rank)
    return select(*columns).where(matches).subquery()


# The numbers are those of `shelf`, `heard`, `text` and `quote`.
TITLES = _matching("title_fts")
NAMES = _matching("speaker_fts")
TEXTS = _matching("story_fts")
QUOTES = _matching("quote_fts")
