"""Full-text search: what a person typed, as a query that can't fail, on either database.

SQLite searches its own FTS5 tables; PostgreSQL has tables of the same names, whose `words` are a
tsvector made by the same rules (migration 0002). Each statement takes what one of the functions
made as its parameter `query`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Dialect,
    Double,
    Subquery,
    Text,
    TypeDecorator,
    bindparam,
    column,
    select,
    table,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from bot.story import GuildId

# SQLite refuses an expression of more than 256 parts; nobody types this many words.
MOST_WORDS = 32
# Looking for any of a quote's words, its longest say nearly all; each more costs time.
MOST_ALIKE = 10
# PostgreSQL refuses words of more than 2046 bytes; its index has them cut here too.
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Sought:
    """Phrases to be found: all of them, or any; `guild` makes them beginnings of its names."""

    phrases: tuple[str, ...]
    is_any: bool = False
    guild: GuildId | None = None


def begun(guild: GuildId, typed: str) -> Sought | None:
    """For titles and names of a server with words that begin as typed.

    None where nothing was typed that could be searched for.
    """
    return _sought(_phrases(typed.replace('"', " ")), guild=guild)


def all_of(words: str) -> Sought | None:
    """For texts and quotes that hold all words; what stands in marks, in that order.

    None where there is no word that could be searched for.
    """
    return _sought(_phrases(words))


def any_of(words: str) -> Sought | None:
    """For quotes that share some of the longer words; None where there is none."""
    longer = sorted(set(_phrases(words.replace('"', " "))), key=len, reverse=True)
    return _sought(longer[:MOST_ALIKE], is_any=True)


def _sought(
    phrases: Iterable[str], *, is_any: bool = False, guild: GuildId | None = None
) -> Sought | None:
    found = tuple(phrases)
    return Sought(found, is_any=is_any, guild=guild) if found else None


def _phrases(typed: str) -> Iterator[str]:
    """The words typed; what stood in marks together stays together."""
    whole = re.sub(r"[“”„«»]", '"', typed)
    clean = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", whole)
    found = re.findall(r'"([^"]*)"|([^\s"]+)', clean)
    phrases = [inside or alone for inside, alone in found]
    yield from [one for one in phrases if any(map(str.isalnum, one))][:MOST_WORDS]


class Query(TypeDecorator[Sought]):
    """What is sought, in the language of the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sought | None, dialect: Dialect) -> str | None:
        """An FTS5 expression for SQLite, a tsquery for PostgreSQL."""
        if value is None:
            return None
        return _fts5(value) if dialect.name == "sqlite" else _tsquery(value)


def _fts5(sought: Sought) -> str:
    phrases = [f'"{phrase}"' for phrase in sought.phrases]
    if sought.guild is None:
        return (" OR " if sought.is_any else " AND ").join(phrases)
    words = " AND ".join(f"{phrase} *" for phrase in phrases)
    return f'guild : "g{sought.guild}" AND name : ({words})'


def _tsquery(sought: Sought) -> str:
    """Lexemes as migration 0002 makes them; a server's own has a mark that no word can have."""
    end = "" if sought.guild is None else ":*"
    words_of = (folded(each) for each in sought.phrases)
    phrases = [" <-> ".join(f"'{word[:LONGEST_WORD]}'" for word in each) for each in words_of]
    found = [f"({phrase}{end})" for phrase in phrases if phrase]
    words = (" | " if sought.is_any else " & ").join(found) or "''"
    return words if sought.guild is None else f"'#{sought.guild}' & {words}"


def folded(text: str) -> list[str]:
    """The words of a text without case and diacritics.

    >>> folded("José’s plan-B")
    ['jose', 's', 'plan', 'b']
    """
    letters = unicodedata.normalize("NFKD", text).lower()
    bare = "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")
    return "".join(letter if letter.isalnum() else " " for letter in bare).split()


class _Matches(FunctionElement[Any]):
    """Whether a row of an index holds what is sought.

    Not a Boolean, which SQLAlchemy would compare with 1: SQLite's MATCH must stand by itself.
    """

    type = NullType()
    inherit_cache = True


class _Rank(FunctionElement[float]):
    """How well it does, lowest for what fits best."""

    type = Double()
    inherit_cache = True


class _Newness(FunctionElement[int]):
    """The number of a row, to order by."""

    type = BigInteger()
    inherit_cache = True


@compiles(_Newness, "sqlite")
def _newness_fts5(found: _Newness, compiler: SQLCompiler, **_: object) -> str:
    return compiler.process(found.clauses)


@compiles(_Newness, "postgresql")
def _newness_words(found: _Newness, compiler: SQLCompiler, **_: object) -> str:
    # By the bare number it goes through all rows backwards and unpacks the words of each.
    return f"{compiler.process(found.clauses)} + 0"


@compiles(_Matches, "sqlite")
def _matches_fts5(found: _Matches, compiler: SQLCompiler, **_: object) -> str:
    index, query = found.clauses
    return f"{compiler.process(index)} MATCH {compiler.process(query)}"


@compiles(_Matches, "postgresql")
def _matches_words(found: _Matches, compiler: SQLCompiler, **_: object) -> str:
    index, query = found.clauses
    words = f"{index.table.name}.words"
    return f"{words} @@ CAST({compiler.process(query)} AS tsquery)"


@compiles(_Rank, "sqlite")
def _rank_fts5(found: _Rank, compiler: SQLCompiler, **_: object) -> str:  # noqa: ARG001 - SQLAlchemy's
    index, *_query = found.clauses
    return f"{index.table.name}.rank"


@compiles(_Rank, "postgresql")
def _rank_words(found: _Rank, compiler: SQLCompiler, **_: object) -> str:
    index, query = found.clauses
    words = f"{index.table.name}.words"
    return f"-ts_rank({words}, CAST({compiler.process(query)} AS tsquery))"


def _matching(name: str) -> Subquery:
    """What matches as a table: `id`, `newness` to order by, `rank`, lowest for what fits best.

    The sum makes SQLite begin with what matches: for the bare number it looks each row of another
    table up in the index (at 1,000 stories: 240 ms and not 4).
    """
    index = table(name, column("rowid"), column(name))
    sought = (index.c[name], bindparam("query", type_=Query))
    number = index.c.rowid
    columns = (
        (number + 0).label("id"),
        _Newness(number).label("newness"),
        _Rank(*sought).label("rank"),
    )
    return select(*columns).where(_Matches(*sought)).subquery()


# The numbers are those of `shelf`, `renown`, `text` and `quote`.
TITLES = _matching("title_fts")
NAMES = _matching("speaker_fts")
TEXTS = _matching("story_fts")
QUOTES = _matching("quote_fts")
