"""Full-text search on SQLite: what a person typed, as a query that can't fail."""

import re
from collections.abc import Iterator

from sqlalchemy import Select, TableClause, column, select, table

from bot.story import GuildId

# SQLite refuses an expression of more than 256 parts; nobody types this many words.
MOST_WORDS = 32
# Looking for any of a quote's words, its longest say nearly all; each more costs time.
MOST_ALIKE = 10


def titles(guild: GuildId, typed: str, most: int) -> Select[int] | None:
    """Numbers of the shelf rows with words that begin as typed, the last taken in first.

    None where nothing was typed that could be searched for, here and below.
    """
    query = _begun(guild, typed)
    return None if query is None else _matching(_index("title_fts"), query, most)


def speakers(guild: GuildId, typed: str) -> Select[int] | None:
    """Numbers of the `heard` rows of speakers whose names have words that begin as typed."""
    query = _begun(guild, typed)
    return None if query is None else _matching(_index("speaker_fts"), query)


def texts(words: str) -> Select[int] | None:
    """Numbers of the texts that hold all words in their headline or body."""
    query = _all_of(words)
    return None if query is None else _matching(_index("story_fts"), query)


def quotes(words: str) -> Select[int] | None:
    """Numbers of the quotes that hold all words."""
    query = _all_of(words)
    return None if query is None else _matching(_index("quote_fts"), query)


def quotes_alike(words: str, most: int) -> Select[int] | None:
    """Numbers of the quotes that share most and the rarest of the longer words, at most `most`."""
    longer = sorted(set(_phrases(words.replace('"', " "))), key=len, reverse=True)[:MOST_ALIKE]
    if not longer:
        return None
    index = table("quote_fts", column("rowid"), column("quote_fts"), column("rank"))
    matching = index.c.quote_fts.op("MATCH")(" OR ".join(longer))
    return select(index.c.rowid).where(matching).order_by(index.c.rank).limit(most)


def _index(name: str) -> TableClause:
    return table(name, column("rowid"), column(name))


def _matching(index: TableClause, query: str, most: int | None = None) -> Select[int]:
    found = select(index.c.rowid).where(index.c[index.name].op("MATCH")(query))
    return found if most is None else found.order_by(index.c.rowid.desc()).limit(most)


def _begun(guild: GuildId, typed: str) -> str | None:
    words = " AND ".join(f"{phrase} *" for phrase in _phrases(typed.replace('"', " ")))
    return f'guild : "g{guild}" AND name : ({words})' if words else None


def _all_of(words: str) -> str | None:
    return " AND ".join(_phrases(words)) or None


def _phrases(typed: str) -> Iterator[str]:
    """The words typed, each in quotation marks; what stood in marks together stays together."""
    whole = re.sub(r"[“”„«»]", '"', typed)
    clean = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", whole)
    found = re.findall(r'"([^"]*)"|([^\s"]+)', clean)
    phrases = [inside or alone for inside, alone in found]
    for phrase in [one for one in phrases if any(map(str.isalnum, one))][:MOST_WORDS]:
        yield f'"{phrase}"'
