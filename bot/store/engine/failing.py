"""What a database's error means for the one who asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StoreBusy, StoreError, StoreFull
from bot.languages import N_

# SQLite's names and PostgreSQL's classes of errors (its manual, appendix A).
BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "08", "40", "53300", "55P03", "57")
FULL = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_WRITE", "53", "25006")
BROKEN = N_("That text holds broken characters. Copy it again, or leave them out.")


@contextmanager
def translated() -> Iterator[None]:
    """Turns what the database raises into a StoreError that says what kind it is."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise StoreError("a text holds half a character", reader=BROKEN) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _meant_by(error) from error


def _meant_by(error: Exception) -> StoreError:
    cause = error.orig if isinstance(error, DBAPIError) else error
    is_gone = isinstance(error, DBAPIError) and error.connection_invalidated
    # A connection that couldn't be made at all has no code.
    is_unreachable = type(cause).__name__ == "OperationalError"
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    if code is None:
        name = type(cause).__name__
        return StoreBusy(name) if is_gone or is_unreachable else _unnamed(cause)
    if code.startswith(BUSY) or is_gone:
        return StoreBusy(code)
    return StoreFull(code) if code.startswith(FULL) else StoreError(code)


def _unnamed(cause: BaseException | None) -> StoreError:
    """PostgreSQL's client itself refuses a NUL in a text, with an error that has no code."""
    if type(cause).__name__ == "DataError":
        return StoreError("a text holds a NUL", reader=BROKEN)
    return StoreError(type(cause).__name__)
