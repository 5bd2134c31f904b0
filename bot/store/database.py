"""Opens the database and hands out transactions: one writer at a time, readers beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreBusy
from bot.store import migrating, sqlite

NAME = "dateline.sqlite3"


class Database:
    """The open database. Every database error leaves it as a StoreError."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that may write: all of it is kept, or none of it.

        Raises StoreBusy where the turn to write doesn't come within `sqlite.WAIT_S` seconds.
        """
        try:
            async with asyncio.timeout(sqlite.WAIT_S):
                await self._turn.acquire()
        except TimeoutError as error:
            raise StoreBusy("the turn to write didn't come") from error
        try:
            with sqlite.translated():
                async with self._writer.begin() as connection:
                    yield connection
        finally:
            self._turn.release()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that can't write and sees one state of the database throughout."""
        with sqlite.translated():
            async with self._reader.begin() as connection:
                yield connection


@asynccontextmanager
async def opened(folder: Path, steps: Path = migrating.HERE) -> AsyncIterator[Database]:
    """The database in `folder`, made or upgraded where needed, for this process alone.

    Before an upgrade, a checked copy is laid beside it as `before-<version>.sqlite3`.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(sqlite.only_process(folder))
        with sqlite.translated():
            writer = sqlite.writer_engine(folder / NAME)
            stack.push_async_callback(writer.dispose)
            await _upgraded(writer, folder, steps)
            reader = sqlite.reader_engine(folder / NAME)
            stack.push_async_callback(reader.dispose)
        yield Database(writer, reader)


async def _upgraded(writer: AsyncEngine, folder: Path, steps: Path) -> None:
    async with writer.begin() as connection:
        version = await connection.run_sync(migrating.version)
        is_behind = await connection.run_sync(migrating.is_behind, steps)
    if not is_behind:
        return
    if version is not None:
        copy = folder / f"before-{version}.sqlite3"
        await asyncio.to_thread(sqlite.copy_aside, folder / NAME, copy)
    async with writer.begin() as connection:
        await connection.run_sync(migrating.upgrade, steps)
