"""The worker process, with real processes."""

import asyncio
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

import bot.worker
from bot.errors import NoArticle, WorkerBusy, WorkerDied, WorkTimedOut
from bot.worker import Worker

loaded: list[str] = []


def load() -> None:
    loaded.append("ready")


def state() -> tuple[str, ...]:
    return tuple(loaded)


def hang() -> None:
    while True:
        time.sleep(0.05)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse() -> None:
    raise NoArticle("nothing in it")


@pytest.mark.timeout(120)
async def test_a_job_runs_in_a_process_that_was_loaded_once():
    async with Worker(load, limit_s=60) as worker:
        assert await worker.run(state) == ("ready",)
        assert await worker.run(state) == ("ready",)
        assert await worker.run(os.getpid) != os.getpid()


@pytest.mark.timeout(120)
async def test_an_error_of_ours_comes_back_as_itself():
    async with Worker(load, limit_s=60) as worker:
        with pytest.raises(NoArticle, match="nothing in it"):
            await worker.run(refuse)


@pytest.mark.timeout(120)
async def test_a_job_that_hangs_is_ended_and_the_next_one_runs():
    async with Worker(load, limit_s=3) as worker:
        with pytest.raises(WorkTimedOut):
            await worker.run(hang)
        assert await worker.run(state) == ("ready",)


def hold() -> int:
    """Holds the process in C code that looks at no signal."""
    return sum(range(10**13))


@pytest.mark.timeout(120)
async def test_a_process_ends_at_once_even_inside_c_code():
    async with Worker(load, limit_s=1) as worker:
        assert await worker.run(signal.getsignal, signal.SIGTERM) is signal.SIG_DFL
        with pytest.raises(WorkTimedOut):
            await worker.run(hold)
        assert await worker.run(state) == ("ready",)


@pytest.mark.timeout(120)
async def test_a_process_that_dies_is_replaced():
    async with Worker(load, limit_s=60) as worker:
        with pytest.raises(WorkerDied):
            await worker.run(die)
        assert await worker.run(state) == ("ready",)


def load_once(flag: str) -> None:
    """Fails until `flag` is there, and leaves it there."""
    if not Path(flag).exists():
        Path(flag).touch()
        raise OSError("not yet")


@pytest.mark.timeout(120)
async def test_a_process_that_cannot_be_loaded_is_tried_anew_with_the_next_job(tmp_path):
    async with Worker(partial(load_once, str(tmp_path / "flag")), limit_s=60) as worker:
        with pytest.raises(WorkerDied):
            await worker.run(state)
        assert await worker.run(state) == ()


@pytest.mark.timeout(120)
async def test_all_jobs_that_wait_for_a_process_that_cannot_be_loaded_are_told_the_same(tmp_path):
    async with Worker(partial(load_once, str(tmp_path / "flag")), limit_s=60) as worker:
        waiting = (worker.run(state) for _ in range(4))
        told = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(each) for each in told} == {WorkerDied}
        assert await worker.run(state) == ()


@pytest.mark.timeout(120)
async def test_more_jobs_than_may_wait_are_told_to_come_back(monkeypatch):
    monkeypatch.setattr(bot.worker, "MOST_WAITING", 2)
    async with Worker(load, limit_s=60) as worker, asyncio.TaskGroup() as group:
        waiting = [group.create_task(worker.run(state)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(WorkerBusy):
            await worker.run(state)
        assert [await each for each in waiting] == [("ready",)] * 2
        assert await worker.run(state) == ("ready",)
