"""Moves everything from one database to another, of either kind: counted, checked, resumable.

Rows keep their numbers, so that buttons in old messages go on working. A copy that was cut off is
taken up at the first row that is missing; until it is whole, the database copied into is marked,
and the program refuses to start on it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Table,
    and_,
    func,
    literal,
    or_,
    select,
    text,
)

from bot.errors import NotCopied
from bot.store.engine import migrating, postgres, sqlite
from bot.store.engine.database import NAME
from bot.store.tables.story_tables import metadata

OLDER = (
    "The database to copy from is an older version's, or there is none. Start this version on it"
    " once, which upgrades it, and copy then."
)
TAKEN = (
    "The database to copy into isn't empty. Name an empty one, or the one that an earlier copy of"
    " the same database was cut off in."
)
DIFFERENT = (
    "The copy of {} differs from what is copied. Was the bot running meanwhile? Stop it, empty the"
    " database that you copy into, and try again."
)
# A batch is one transaction, of some 50 ms.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Copied:
    """How far a table's copy is; `digest` is that of all its rows, once they are all there."""

    table: str
    rows: int
    of: int
    digest: str | None = None


def copy_between(source: str, target: str, told: Callable[[Copied], None]) -> tuple[Copied, ...]:
    """`copy` between two places, each a folder or an address of a PostgreSQL server.

    Raises StoreBusy where a bot is running on one of the folders.
    """
    with ExitStack() as stack:
        return copy(_opened(stack, source), _opened(stack, target), told)


def copy(source: Engine, target: Engine, told: Callable[[Copied], None]) -> tuple[Copied, ...]:
    """Copy all rows, telling how far it is; each table's number of rows and digest at the end.

    Raises NotCopied where the target holds something else, or where a table came out different.
    """
    name = source.url.render_as_string(hide_password=True)
    with target.begin() as into:
        _prepare(into, name)
    copied = []
    with source.begin() as outof:
        if migrating.is_behind(outof):
            raise NotCopied("an older schema", reader=OLDER)
        for each in metadata.sorted_tables:
            for step in _fill(outof, target, each):
                told(step)
            copied.append(_compare(outof, target, each))
            told(copied[-1])
        with target.begin() as into:
            _pass_on_numbers(outof, into)
            into.execute(text(f"DROP TABLE {migrating.MARK.name}"))
    return tuple(copied)


def _opened(stack: ExitStack, place: str) -> Engine:
    if "://" in place:
        engine = postgres.writer_engine(postgres.address(place), 2)
    else:
        folder = Path(place)
        stack.enter_context(sqlite.only_process(folder))
        engine = sqlite.writer_engine(folder / NAME)
    stack.callback(engine.dispose)
    return engine


def _prepare(into: Connection, source: str) -> None:
    """Make the target's tables and its mark, or take up a copy from the same source."""
    if migrating.is_behind(into):
        migrating.upgrade(into)
    if migrating.is_half_copied(into):
        if into.scalar(select(migrating.MARK.c.source)) != source:
            raise NotCopied("half a copy of another database is there", reader=TAKEN)
        return
    for each in metadata.sorted_tables:
        if into.execute(select(literal(1)).select_from(each).limit(1)).first() is not None:
            raise NotCopied(f"{each.name} has rows", reader=TAKEN)
    into.execute(text(f"CREATE TABLE {migrating.MARK.name} (source TEXT NOT NULL)"))
    into.execute(text(f"INSERT INTO {migrating.MARK.name} VALUES (:source)"), {"source": source})  # noqa: S608 - our own name


def _fill(outof: Connection, target: Engine, each: Table) -> Iterator[Copied]:
    whole = outof.scalar(select(func.count()).select_from(each)) or 0
    with target.begin() as into:
        done = into.scalar(select(func.count()).select_from(each)) or 0
        last = into.execute(_ordered(each, is_backwards=True).limit(1)).one_or_none()
    while done < whole:
        batch = outof.execute(_after(each, last).limit(BATCH)).all()
        if not batch:
            return
        with target.begin() as into:
            into.execute(each.insert(), [row._asdict() for row in batch])
        done, last = done + len(batch), batch[-1]
        yield Copied(each.name, done, whole)


def _compare(outof: Connection, target: Engine, each: Table) -> Copied:
    with target.begin() as into:
        ours, theirs = _digest(outof, each), _digest(into, each)
    if ours != theirs:
        raise NotCopied(f"{each.name} came out different", reader=DIFFERENT.format(each.name))
    rows, digest = theirs
    return Copied(each.name, rows, rows, digest)


def _digest(connection: Connection, each: Table) -> tuple[int, str]:
    """The number of rows and a digest of them in the order of their keys."""
    rows, digest = 0, blake2b(digest_size=16)
    for row in connection.execution_options(yield_per=BATCH).execute(_ordered(each)):
        rows += 1
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return rows, digest.hexdigest()


def _ordered(each: Table, *, is_backwards: bool = False) -> Any:  # noqa: ANN401 - any row's statement
    keys = _keys(each)
    return select(each).order_by(*(key.desc() if is_backwards else key for key in keys))


def _after(each: Table, last: Row[Any] | None) -> Any:  # noqa: ANN401 - any row's statement
    if last is None:
        return _ordered(each)
    keys, at = _keys(each), last._asdict()
    later = [
        and_(*(before == at[before.name] for before in keys[:n]), key > at[key.name])
        for n, key in enumerate(keys)
    ]
    return _ordered(each).where(or_(*later))


def _keys(each: Table) -> Sequence[Any]:
    return tuple(each.primary_key)


def _pass_on_numbers(outof: Connection, into: Connection) -> None:
    """The next row gets the number that it would have got in the source."""
    for each in metadata.sorted_tables:
        if each.autoincrement_column is None:
            continue
        key = each.autoincrement_column.name
        if (newest := _newest_number(outof, each, key)) is not None:
            _set_newest_number(into, each, key, newest)


def _newest_number(connection: Connection, each: Table, key: str) -> int | None:
    """The number given last, even where its row is gone; None where none was given."""
    if connection.dialect.name == "postgresql":
        given = connection.scalar(SEQUENCE, {"name": each.name, "key": key})
        last = text(f"SELECT CASE WHEN is_called THEN last_value END FROM {given}")  # noqa: S608 - PostgreSQL's own name
        newest = connection.scalar(last)
    elif _is_counted(each):
        newest = connection.scalar(COUNTED, {"name": each.name})
    else:
        newest = connection.scalar(select(func.max(each.c[key])))
    return None if newest is None else int(newest)


def _set_newest_number(connection: Connection, each: Table, key: str, number: int) -> None:
    named = {"name": each.name, "key": key, "number": number}
    if connection.dialect.name == "postgresql":
        connection.execute(SET_SEQUENCE, named)
    elif _is_counted(each):
        connection.execute(NOT_COUNTED, named)
        connection.execute(COUNT_FROM, named)


def _is_counted(each: Table) -> bool:
    """Whether SQLite itself remembers the last number."""
    return bool(each.dialect_options["sqlite"]["autoincrement"])


SEQUENCE = text("SELECT pg_get_serial_sequence(:name, :key)")
SET_SEQUENCE = text("SELECT setval(pg_get_serial_sequence(:name, :key), :number)")
COUNTED = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
NOT_COUNTED = text("DELETE FROM sqlite_sequence WHERE name = :name")
COUNT_FROM = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)")
