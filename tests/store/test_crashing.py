"""What is kept when a process, a task or a thread ends in the middle of its work."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.store import Asked, Store
from tests.store.place import Place, check_indexes
from tests.store.sample import HERE, take_in

ROOT = Path(__file__).resolve().parents[2]
KILLS = 3
# Takes stories in for ever and says each number only when that story is kept.
TAKING_IN = """
import asyncio, itertools, sys
from pathlib import Path
from bot.store.store import Store
from tests.store.sample import take_in

async def main():
    async with Store.open(Path(sys.argv[1])) as store:
        for n in itertools.count(int(sys.argv[2])):
            await take_in(store, url=f"https://h.example/{n}", headline=f"Report {n}")
            print(n, flush=True)

asyncio.run(main())
"""


def kill_in_mid_intake(folder: Path, first: int) -> int:
    """The number of the last story that a killed process said it had kept."""
    command = [sys.executable, "-c", TAKING_IN, str(folder), str(first)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if int(line) == first + 5:
                break
        process.kill()
        said = [int(line), *map(int, process.stdout.read().split())]
    return max(said)


async def test_nothing_that_was_kept_is_lost_when_the_process_is_killed(tmp_path):
    last = -1
    for _ in range(KILLS):
        last = await asyncio.to_thread(kill_in_mid_intake, tmp_path, last + 1)
        async with Store.open(tmp_path) as store:
            total = (await store.search(HERE, Asked())).total
            assert total in {last + 1, last + 2}
            last = total - 1
            assert await quotes_counted(store) == 2 * total
    check_indexes(Place(tmp_path, None))


async def quotes_counted(store: Store) -> int:
    return sum(one.quotes for one in await store.suggest_speakers(HERE, ""))


async def test_a_cancelled_call_keeps_all_or_nothing_and_the_next_one_works(store):
    for n in range(5):
        job = asyncio.ensure_future(take_in(store, url=f"https://h.example/{n}"))
        await asyncio.sleep(0)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
    kept = await take_in(store)
    story = await store.story(HERE, kept.story)
    assert story.reading.quotes
    assert await quotes_counted(store) == 2 * (await store.search(HERE, Asked())).total


async def test_no_thread_outlives_the_store(tmp_path):
    before = set(threading.enumerate())
    async with Store.open(tmp_path) as store:
        await asyncio.gather(*(store.search(HERE, Asked()) for _ in range(20)))
        await take_in(store)
        assert set(threading.enumerate()) > before
    assert {one for one in threading.enumerate() if one.name.startswith("store")} <= before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
async def test_a_disk_that_fills_in_mid_write_loses_nothing(tmp_path):
    script = """
import asyncio, resource, signal, sys
from pathlib import Path
from bot.errors import StoreFull
from bot.store import Asked, Store
from tests.store.sample import HERE, take_in

async def main():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    async with Store.open(Path(sys.argv[1])) as store:
        await take_in(store)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        try:
            for n in range(100):
                await take_in(store, url=f"https://h.example/{n}", body="words " * 2000)
        except StoreFull:
            print((await store.search(HERE, Asked())).total)

asyncio.run(main())
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, cwd=ROOT, check=True
    )
    async with Store.open(tmp_path) as store:
        assert (await store.search(HERE, Asked())).total == int(done.stdout) >= 1
        await take_in(store, headline="There is room again")
    check_indexes(Place(tmp_path, None))
