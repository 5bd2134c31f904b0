"""Opens the database and runs transactions beside the event loop: one writes, several read."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine

from bot.errors import StoreBusy
from bot.figures import Durations
from bot.store.engine import migrating, postgres, sqlite
from bot.store.engine.failing import translated
from bot.store.engine.turns import Turns

NAME = "dateline.sqlite3"
READERS = 4
# Longer than any queue of writes takes (a story: some 5 ms), about as long as a person waits.
WAIT_S = 10

Given = ParamSpec("Given")
Found = TypeVar("Found")


class Lane:
    """Runs transactions on one engine in threads of its own, at most `width` at a time.

    Each transaction is one function of a connection, so that it costs one change of thread and
    not one for each statement (on two cores: 20 statements take 4 ms and not 14).
    """

    def __init__(self, engine: Engine, width: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(width, thread_name_prefix="store")
        self._turns = asyncio.Semaphore(width)
        self.took = Durations()

    @classmethod
    @asynccontextmanager
    async def open(cls, engine: Engine, width: int) -> AsyncIterator[Self]:
        """A lane that ends its work and closes its connections at the end."""
        lane = cls(engine, width)
        try:
            yield lane
        finally:
            await asyncio.to_thread(lane._threads.shutdown)
            engine.dispose()

    async def run(
        self,
        work: Callable[Concatenate[Connection, Given], Found],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Found:
        """What `work` returns; all that it wrote is kept, or where it raises, nothing.

        Work that has begun is ended even when the caller is cancelled. Every database error
        becomes a StoreError; StoreBusy where no turn came within `WAIT_S` seconds.
        """

        def transaction() -> Found:
            with translated(), self._engine.begin() as connection:
                return work(connection, *args, **kwargs)

        asked_at = monotonic()
        try:
            async with asyncio.timeout(WAIT_S):
                await self._turns.acquire()
        except TimeoutError as error:
            raise StoreBusy("no turn came") from error
        job = asyncio.get_running_loop().run_in_executor(self._threads, transaction)
        job.add_done_callback(partial(self._ended, asked_at))
        return await asyncio.shield(job)

    def _ended(self, asked_at: float, job: "asyncio.Future[Found]") -> None:
        self._turns.release()
        self.took.note(monotonic() - asked_at)
        job.cancelled() or job.exception()  # nobody else may be left to hear of it


class Database:
    """The open database: `write` for what changes it, `read` for what can't."""

    def __init__(self, writer: Lane, reader: Lane, turns: Turns, path: Path | None) -> None:
        """`path` is the database's file, None where a server keeps it."""
        self.write = writer.run
        self.read = reader.run
        self.writes = writer.took
        self.reads = reader.took
        self.turns = turns
        self._path = path

    @property
    def log_bytes(self) -> int | None:
        """The size of the log beside the file, None where a server keeps the database."""
        if self._path is None:
            return None
        try:
            return self._path.with_name(f"{NAME}-wal").stat().st_size
        except OSError:
            return 0

    async def empty_log(self, wait_s: float = sqlite.LOG_S) -> bool:
        """Move all that was written from the log beside the file into the file, if none hinders it.

        The log holds earlier states of what was written over. A server looks after its own. Who
        still reads is waited for up to `wait_s`.
        """
        return self._path is None or await asyncio.to_thread(sqlite.empty_log, self._path, wait_s)


@asynccontextmanager
async def opened(folder: Path, steps: Path = migrating.HERE) -> AsyncIterator[Database]:
    """The database in `folder`, made or upgraded where needed, for this process alone.

    Before an upgrade, a checked copy is laid beside it as `before-<version>.sqlite3`.
    """
    path = folder / NAME
    async with AsyncExitStack() as stack:
        stack.enter_context(sqlite.only_process(folder))
        writer = await stack.enter_async_context(Lane.open(sqlite.writer_engine(path), 1))
        await _upgraded(writer, path, steps)
        readers = sqlite.reader_engine(path, READERS)
        reader = await stack.enter_async_context(Lane.open(readers, READERS))
        yield Database(writer, reader, Turns(None), path)


@asynccontextmanager
async def connected(url: str, steps: Path = migrating.HERE) -> AsyncIterator[Database]:
    """The database on a PostgreSQL server, made or upgraded where needed; shared with others.

    Raises SettingsError for any other kind of address, StoreBusy where the server isn't there.
    """
    address = postgres.address(url)
    async with AsyncExitStack() as stack:
        writer = await stack.enter_async_context(Lane.open(postgres.writer_engine(address, 1), 1))
        await writer.run(migrating.must_be_whole)
        if await writer.run(migrating.is_behind, steps):
            await writer.run(migrating.upgrade, steps)
        readers = postgres.reader_engine(address, READERS)
        reader = await stack.enter_async_context(Lane.open(readers, READERS))
        yield Database(writer, reader, Turns(postgres.turn_engine(address)), None)


async def _upgraded(writer: Lane, path: Path, steps: Path) -> None:
    await writer.run(migrating.must_be_whole)
    if not await writer.run(migrating.is_behind, steps):
        return
    version = await writer.run(migrating.version)
    if version is not None:
        copy = path.with_name(f"before-{version}.sqlite3")
        await asyncio.to_thread(sqlite.copy_aside, path, copy)
    await writer.run(migrating.upgrade, steps)
