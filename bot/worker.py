"""A worker process for heavy work off the event loop, ended when it hangs."""

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError as FutureCancelled
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, set_forkserver_preload
from typing import ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.errors import WorkerBusy, WorkerDied, WorkTimedOut

Given = ParamSpec("Given")
Made = TypeVar("Made")

# A worker that leaks is replaced before it matters; its engine's model takes a second to load.
MOST_JOBS_PER_PROCESS = 2000
# At a second or less a job, whoever is last in this queue has an answer within Discord's patience.
MOST_WAITING = 100


def preload(*modules: str) -> None:
    """Let every process begin with these modules imported; told before the first job is given.

    They are imported once, in a process without threads that is copied for each Worker: a fresh
    one is there in a fiftieth of the time.
    """
    set_forkserver_preload([__name__, *modules])


class Worker:
    """One process that runs module-level functions, one at a time, each within `limit_s` seconds.

    `load` runs once in each fresh process, before its first job. A job that outlives its limit is
    ended together with its process; the next job starts a new one.
    """

    def __init__(self, load: Callable[[], None], *, limit_s: float) -> None:
        self._load = load
        self._limit_s = limit_s
        self._waiting = 0
        self._renewing = asyncio.Lock()
        self._pool = self._new_pool()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def run(
        self, job: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs
    ) -> Made:
        """What `job(*args)` returns or raises, from the worker process.

        Raises WorkTimedOut past the limit, WorkerDied where the process went away or couldn't be
        loaded, and WorkerBusy where too many jobs wait.
        """
        if self._waiting >= MOST_WAITING:
            raise WorkerBusy(f"{self._waiting} jobs wait")
        self._waiting += 1
        try:
            return await self._run(job, *args, **kwargs)
        finally:
            self._waiting -= 1

    @property
    def waiting(self) -> int:
        """How many jobs wait or are under way."""
        return self._waiting

    async def close(self) -> None:
        """End the process; jobs still waiting are cancelled."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        await asyncio.to_thread(self._pool.join)

    async def _run(
        self, job: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs
    ) -> Made:
        pool = self._pool
        try:
            future = pool.submit(job, self._limit_s, *args, **kwargs)
            made: Made = await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise WorkTimedOut(f"{job.__name__} outlived {self._limit_s} s") from error
        except (ProcessExpired, FutureCancelled) as error:
            raise WorkerDied(f"{job.__name__} lost its process") from error
        except (BrokenProcessPool, RuntimeError) as error:
            if pool.active:
                raise
            await self._renew(pool)
            raise WorkerDied(f"no process could be loaded for {job.__name__}") from error
        return made

    async def _renew(self, broken: ProcessPool) -> None:
        """Put a new pool in the place of one that is broken; all its jobs come here at once."""
        async with self._renewing:
            if self._pool is broken:
                await self.close()
                self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=1,
            max_tasks=MOST_JOBS_PER_PROCESS,
            initializer=partial(_load_endable, self._load),
            context=get_context("forkserver"),
        )


def _load_endable(load: Callable[[], None]) -> None:
    """Load a fresh process that ends at once when it is told to, even inside a parser's C code.

    The pool's own handler would wait for that code to return, three seconds at most.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    load()
