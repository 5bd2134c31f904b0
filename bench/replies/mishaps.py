"""What may go wrong while a reply is sent, each for the time of one form."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import TypeAlias

from bot.desk import Desk
from bot.playground.faults import Fault, broken, cut, slow
from bot.playground.loopback import Loopback
from bot.replies import desk as reply_desk
from bot.replies.contact import Keys

Mishap: TypeAlias = Callable[[Loopback, Desk, str], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def nothing(_loopback: Loopback, _desk: Desk, _plain: str) -> AsyncIterator[None]:
    """All goes well."""
    yield


def _discord(fault: Fault, path: str) -> Mishap:
    @asynccontextmanager
    async def armed(loopback: Loopback, _desk: Desk, _plain: str) -> AsyncIterator[None]:
        loopback.rest.faults.arm(fault, path=path)
        yield

    return armed


@asynccontextmanager
async def _database_busy(_loopback: Loopback, desk: Desk, _plain: str) -> AsyncIterator[None]:
    with closing(sqlite3.connect(_file(desk), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def _row_refused(_loopback: Loopback, desk: Desk, _plain: str) -> AsyncIterator[None]:
    refusing = (
        "CREATE TRIGGER refusing BEFORE INSERT ON reply_contact"
        " BEGIN SELECT RAISE(FAIL, 'the row is refused'); END"
    )
    with closing(sqlite3.connect(_file(desk), isolation_level=None)) as other:
        other.execute(refusing)
        yield
        other.execute("DROP TRIGGER refusing")


def _crash(place: object, name: str) -> Mishap:
    """Let a step end with errors that tell the address, as no step should."""

    @asynccontextmanager
    async def crashed(_loopback: Loopback, _desk: Desk, plain: str) -> AsyncIterator[None]:
        def fail(*_: object, **__: object) -> None:
            cause = KeyError(plain)
            raise RuntimeError(f"broke over {plain.lower()!r}") from cause

        step = getattr(place, name)
        setattr(place, name, fail)
        try:
            yield
        finally:
            setattr(place, name, step)

    return crashed


def _file(desk: Desk) -> Path:
    path = desk.store._database._path  # noqa: SLF001 - as another program would find it
    assert path is not None
    return path


QUICK: tuple[Mishap, ...] = (
    nothing,
    _database_busy,
    _row_refused,
    _crash(reply_desk, "masked_draft"),
    _crash(reply_desk, "first_look"),
    _crash(reply_desk, "last_look"),
    _crash(Keys, "seal"),
)
# The client waits and tries again, for seconds.
SLOW: tuple[Mishap, ...] = (
    _discord(broken(), "/callback"),
    _discord(cut(), "/webhooks"),
    _discord(broken(), "/messages"),
    _discord(slow(0.3), "/callback"),
)
