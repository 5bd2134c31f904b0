"""Lets no file grow beyond ever another size, and looks whether all that was kept stays.

`python -m bench.store.full_disk [LIMITS]`: at each limit stories are taken in until the store says
that it is full; then there is room again, and everything must go on.
"""

import asyncio
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

from bench.store.newsroom import Newsroom
from bot.errors import StoreFull
from bot.store.engine.asked import Asked
from bot.store.engine.database import NAME
from bot.store.store import Store
from bot.story import GuildId
from tests.store.place import Place, check_indexes
from tests.store.sample import NOON

LIMITS = 200
# Less than a page of SQLite's, so that a write may end in the middle of one.
STEP = 1_500
# The log may be the larger file for long: then the database grows until it is.
MOST = 2_000
GUILD = GuildId(11)


async def hold(folder: Path, limits: int) -> int:
    """How many stories are there at the end; AssertionError where one is missing or too many."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    place, newsroom, kept = Place(folder, None), Newsroom(), 0
    async with place.open() as store:
        for number in range(limits):
            kept += await fill(store, newsroom, room(folder, number))
            assert (await store.search(GUILD, Asked())).total == kept
            await store.keep(*newsroom.story(), guild=GUILD, now=NOON)
            kept += 1
    check_indexes(place)
    async with place.open() as store:
        assert (await store.search(GUILD, Asked())).total == kept
    return kept


def room(folder: Path, number: int) -> int:
    """How large a file may become: a little more than the log, or than the database."""
    name = f"{NAME}-wal" if number % 2 else NAME
    return (folder / name).stat().st_size + STEP * (number % 40)


async def fill(store: Store, newsroom: Newsroom, limit: int) -> int:
    """Take in until no file may grow any more; how many stories were kept."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        for kept in range(MOST):
            try:
                await store.keep(*newsroom.story(), guild=GUILD, now=NOON)
            except StoreFull:
                return kept
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    raise AssertionError(f"{MOST} stories went into a file of {limit} bytes")


async def main() -> None:
    """Print how many limits it came through."""
    limits = int(sys.argv[1]) if len(sys.argv) > 1 else LIMITS
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        kept = await hold(Path(name), limits)
    took = time.perf_counter() - began
    print(f"full at {limits} places, {kept} stories kept, none lost ({took:.0f} s)")


if __name__ == "__main__":
    asyncio.run(main())
