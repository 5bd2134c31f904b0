"""Cuts SQLite's log at many places, as a power cut may, and looks at what opens afterwards.

`python -m bench.store.power_cuts [CUTS]`: each must open whole, with the first so many of the
stories that were committed, and with all whose commit had reached the disk.
"""

import asyncio
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import Connection, select

from bench.store.newsroom import Newsroom
from bot.store.engine import sqlite
from bot.store.engine.database import NAME
from bot.store.store import Store
from bot.store.tables.story_tables import text
from bot.story import GuildId
from tests.store.place import Place, check_indexes
from tests.store.sample import NOON

CUTS, STORIES = 1_000, 12
# Every so many of them the program itself opens, which takes ten times as long.
OPENED_EACH = 20
SECTOR = 512
GUILD = GuildId(11)
LOG = f"{NAME}-wal"


@dataclass(frozen=True, slots=True)
class Written:
    """Copies of database and log, and the log's length after each story's commit."""

    folder: Path
    commits: tuple[int, ...]
    headlines: tuple[str, ...]


async def write(folder: Path, stories: int = STORIES) -> Written:
    """Take stories in, and lay the files aside as they are before the store is closed."""
    data, aside = folder / "data", folder / "aside"
    newsroom, commits, headlines = Newsroom(), list[int](), list[str]()
    async with Store.open(data):
        pass
    async with Store.open(data) as store:
        await store._database.write(let_the_log_grow)  # noqa: SLF001 - a setting of SQLite's own
        for _ in range(stories):
            one, read = newsroom.story()
            await store.keep(one, read, guild=GUILD, now=NOON)
            commits.append((data / LOG).stat().st_size)
            headlines.append(one.headline)
        aside.mkdir()
        for name in (NAME, LOG):
            shutil.copyfile(data / name, aside / name)
    return Written(aside, tuple(commits), tuple(headlines))


def let_the_log_grow(connection: Connection) -> None:
    """Keep everything in the log, so that one log has all of it."""
    connection.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")


def places(written: Written, cuts: int) -> list[int]:
    """So many places to cut at: evenly over the log, and around the end of each commit."""
    end = (written.folder / LOG).stat().st_size
    near = {at + by for at in written.commits for by in (-1, 0, 1)}
    even = {end * n // cuts for n in range(cuts - len(near))}
    return sorted(at for at in near | even if 0 <= at <= end)


async def hold(written: Written, cuts: int) -> int:
    """Cut at each place, and raise AssertionError where what opens isn't as it should be."""
    chance = Random(3)
    log = (written.folder / LOG).read_bytes()
    done = 0
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name), None)
        for at in places(written, cuts):
            # What the disk was about to write may be there in part, or be anything.
            rest = chance.randbytes(SECTOR) if done % 3 == 0 else b""
            lay(written, place, log[:at] + rest)
            there = sum(commit <= at for commit in written.commits)
            if done % OPENED_EACH == 0:
                async with place.open():
                    pass
            whole(place)
            assert headlines(place) == written.headlines[:there], f"cut at {at}"
            done += 1
    return done


def lay(written: Written, place: Place, log: bytes) -> None:
    """Put the database in place with a log of that content."""
    for old in place.folder.glob("dateline*"):
        old.unlink()
    shutil.copyfile(written.folder / NAME, place.folder / NAME)
    (place.folder / LOG).write_bytes(log)


def whole(place: Place) -> None:
    """Raise AssertionError where file, references or indexes are damaged."""
    engine = sqlite.writer_engine(place.folder / NAME)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    engine.dispose()
    check_indexes(place)


def headlines(place: Place) -> tuple[str, ...]:
    """The headlines that are there, in their order."""
    with place.connection() as connection:
        return tuple(connection.scalars(select(text.c.headline).order_by(text.c.id)))


async def main() -> None:
    """Print how many cuts it came through."""
    cuts = int(sys.argv[1]) if len(sys.argv) > 1 else CUTS
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        written = await write(Path(name))
        done = await hold(written, cuts)
    took = time.perf_counter() - began
    print(
        f"{done} cuts through a log of {written.commits[-1]:,} bytes: each opened whole, with"
        f" exactly the stories whose commit was on the disk ({took:.0f} s)"
    )


if __name__ == "__main__":
    asyncio.run(main())
