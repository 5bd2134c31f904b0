"""Of several processes one at a time sends and polls."""

import asyncio
import os
import signal
import sys
from time import monotonic

import pytest
from sqlalchemy import create_engine

from bot.store.engine import postgres
from bot.store.engine.turns import Turn, Turns

OTHER = """
import asyncio, sys
from bot.store.engine import postgres
from bot.store.engine.turns import Turn, Turns

async def work():
    print("mine", flush=True)
    await asyncio.Event().wait()

turns = Turns(postgres.turn_engine(postgres.address(sys.argv[1])))
asyncio.run(turns.alone(Turn.SENDER, work))
"""


@pytest.fixture
def turns(postgres_url) -> Turns:
    return Turns(postgres.turn_engine(postgres.address(postgres_url)))


async def test_one_process_is_always_alone():
    done = []

    async def work() -> None:
        done.append(True)

    await Turns(None).alone(Turn.SENDER, work)
    assert done == [True]


async def test_a_killed_process_is_followed_within_ten_seconds(turns, postgres_url):
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OTHER, postgres_url, stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"mine\n"
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()
        await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        ours = group.create_task(turns.alone(Turn.SENDER, work))
        poller = group.create_task(turns.alone(Turn.POLLER, asyncio.Event().wait))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(begun.wait(), 0.3)
        os.kill(other.pid, signal.SIGKILL)
        start = monotonic()
        await asyncio.wait_for(begun.wait(), 10)
        assert monotonic() - start < 10
        ours.cancel()
        poller.cancel()
    await other.wait()


async def test_a_turn_ends_with_its_connection_and_begins_again(turns, postgres_url):
    begun = asyncio.Queue[str]()

    async def work() -> None:
        begun.put_nowait("begun")
        try:
            await asyncio.Event().wait()
        finally:
            begun.put_nowait("ended")

    engine = create_engine(postgres.address(postgres_url), isolation_level="AUTOCOMMIT")
    async with asyncio.TaskGroup() as group:
        task = group.create_task(turns.alone(Turn.SENDER, work))
        assert await begun.get() == "begun"
        with engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            )
        assert await asyncio.wait_for(begun.get(), 10) == "ended"
        assert await asyncio.wait_for(begun.get(), 10) == "begun"
        task.cancel()
    engine.dispose()


async def test_what_breaks_in_the_work_is_told(turns):
    async def work() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await turns.alone(Turn.POLLER, work)
