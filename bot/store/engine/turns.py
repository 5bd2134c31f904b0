"""What only one of several processes may do at a time: whose turn it is, by a lock of PostgreSQL's.

The lock belongs to a connection and goes with it, so the turn of a process that dies is free at
once. On SQLite there is one process, and it is always its turn.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import IntEnum

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)

# How often a process that waits asks, and one whose turn it is looks whether it still is: another
# takes over within their sum.
EVERY_S = 2.0
# A server that doesn't answer for so long may have given the turn to another.
LONGEST_S = 4.0


class Turn(IntEnum):
    """What one process at a time does; the numbers are those of the locks."""

    SENDER = 0x_DA7E_0001
    POLLER = 0x_DA7E_0002
    REREADER = 0x_DA7E_0003
    KEEPER = 0x_DA7E_0004


class Turns:
    """The turns of this process."""

    def __init__(self, engine: Engine | None) -> None:
        """`engine` gives a connection for each turn; None where no other process can be."""
        self._engine = engine

    @property
    def is_shared(self) -> bool:
        """Whether other processes may use the database too."""
        return self._engine is not None

    async def alone(self, turn: Turn, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` while it is this process's turn, again and again, until cancelled.

        Where the connection is lost, `work` is cancelled, since another may have the turn then.
        """
        if self._engine is None:
            await work()
            return
        while True:
            connection = await asyncio.to_thread(_taken, self._engine, turn)
            if connection is not None:
                log.info("it is this process's turn as %s", turn.name.lower())
                try:
                    await _while_ours(connection, work)
                finally:
                    await asyncio.to_thread(_let_go, connection)
            await asyncio.sleep(EVERY_S)


async def _while_ours(connection: Connection, work: Callable[[], Awaitable[None]]) -> None:
    task = asyncio.ensure_future(work())
    try:
        while not task.done():
            await asyncio.wait([task], timeout=EVERY_S)
            if not task.done() and not await _is_ours(connection):
                log.warning("the database is gone, and the turn with it")
                return
    finally:
        task.cancel()
        await asyncio.wait([task])
    task.result()


async def _is_ours(connection: Connection) -> bool:
    try:
        async with asyncio.timeout(LONGEST_S):
            return await asyncio.to_thread(_answers, connection)
    except TimeoutError:
        return False


def _taken(engine: Engine, turn: Turn) -> Connection | None:
    """A connection that has the turn; None where another has it or the server isn't there."""
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        log.warning("no turn can be had: %s", type(error).__name__)
        return None
    try:
        if connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({turn.value})").scalar_one():
            return connection
    except SQLAlchemyError as error:
        log.warning("no turn can be had: %s", type(error).__name__)
    _let_go(connection)
    return None


def _answers(connection: Connection) -> bool:
    try:
        connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError:
        return False
    return True


def _let_go(connection: Connection) -> None:
    """Close the connection for good, so that the lock goes with it."""
    try:
        connection.invalidate()
        connection.close()
    except SQLAlchemyError as error:
        log.debug("a connection ended badly: %s", type(error).__name__)
