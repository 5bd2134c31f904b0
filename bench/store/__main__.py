"""Measures the store on both databases: taking in, reading, searching, size.

`python -m bench.store [STORIES]`: every figure is printed beside what the design aims at.
"""

import asyncio
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import text

from bench.postgres_server import found_programs, started
from bench.store import raw
from bench.store.newsroom import Newsroom
from bench.store.reads import reads
from bot.desk import SWITCH_S
from bot.reading.events import COPIED_WITHIN
from bot.store.engine import postgres
from bot.store.engine.asked import Asked
from bot.store.engine.database import NAME
from bot.store.saving import copying
from bot.store.store import Store
from bot.story import GuildId

STORIES = 100_000
GUILD = GuildId(1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
# Stories came in one after the other; those of the last week are compared with new ones.
EACH, WEEK = timedelta(minutes=1), NOW - COPIED_WITHIN
RACE = 200
BATCH = 100
LEAST_SHARE = 0.45
MOST_KB = 10
# As the server is set up out of the box: every commit is on the disk before it is answered.
SAFE = "-c shared_buffers=128MB"


async def main(stories: int) -> None:
    """Print every figure."""
    sys.setswitchinterval(SWITCH_S)
    newsroom = Newsroom()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with Store.open(folder):
            pass
        fill(folder / NAME, newsroom, stories)
        print(f"SQLite, {stories:,} stories", flush=True)
        async with Store.open(folder) as store:
            await race(store, folder / NAME, newsroom)
            await reads(store, newsroom, stories, is_server=False)
            many = (await store.search(GUILD, Asked())).total
        with closing(raw.connected(folder / NAME)) as connection:
            young = connection.execute(YOUNG).fetchone()
        tell_size((folder / NAME).stat().st_size, many, young)
        programs = found_programs()
        if programs is None:
            print("PostgreSQL isn't installed.")
            return
        with started(programs, SAFE) as server:
            await on_server(folder, server.url, newsroom, stories)


async def on_server(folder: Path, url: str, newsroom: Newsroom, stories: int) -> None:
    """The same stories, copied to PostgreSQL."""
    began = perf_counter()
    copied = copying.copy_between(str(folder), url, lambda _: None)
    rows, took = sum(each.rows for each in copied), perf_counter() - began
    print(f"\nPostgreSQL, {stories:,} stories ({rows:,} rows copied in {took:.0f} s)", flush=True)
    engine = postgres.turn_engine(postgres.address(url))
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    async with Store.open(folder / "other", url) as store:
        await reads(store, newsroom, stories, is_server=True)
        many = (await store.search(GUILD, Asked())).total
    with engine.connect() as connection:
        size = connection.scalar(text("SELECT pg_database_size(current_database())"))
        young = connection.execute(text(YOUNG_ON_SERVER)).one()
    tell_size(size or 0, many, young)


def fill(path: Path, newsroom: Newsroom, stories: int) -> None:
    """Put so many stories into the file by hand, which is much faster."""
    with closing(raw.connected(path)) as connection:
        for start in range(0, stories, BATCH):
            connection.execute("BEGIN IMMEDIATE")
            for n in range(start, min(start + BATCH, stories)):
                times = (NOW - (stories - n) * EACH, WEEK)
                raw.keep(connection, *newsroom.story(), guild=GUILD, times=times)
            connection.execute("COMMIT")


async def race(store: Store, path: Path, newsroom: Newsroom) -> None:
    """Take turns at taking stories in, so that both ways meet the same load of the machine."""
    spent = {"store": 0.0, "raw": 0.0}
    with closing(raw.connected(path)) as connection:
        for _ in range(RACE):
            start = perf_counter()
            one, read = newsroom.story()
            made = perf_counter() - start
            await store.keep(one, read, guild=GUILD, now=NOW)
            spent["store"] += perf_counter() - start - made
            one, read = newsroom.story()
            start = perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            raw.keep(connection, one, read, guild=GUILD, times=(NOW, WEEK))
            connection.execute("COMMIT")
            spent["raw"] += perf_counter() - start
    rates = {name: RACE / seconds for name, seconds in spent.items()}
    share = rates["store"] / rates["raw"]
    print(f"stories taken in a second, by hand  {rates['raw']:6.0f}")
    print(f"stories taken in a second           {rates['store']:6.0f}")
    print(f"share of the rate by hand           {share:6.2f}   (aim: at least {LEAST_SHARE})")


def tell_size(size: int, stories: int, young: tuple[int, int]) -> None:
    """Print how much a story takes for good, and what it takes besides in its first week.

    `young` is the size of what is kept for a week, and of how many stories that is.
    """
    weekly, compared = young
    for_good = (size - weekly) / 1024 / stories
    at_first = for_good + weekly / 1024 / max(1, compared)
    print(f"a story of 440 words takes          {for_good:6.1f} KB (aim: at most {MOST_KB})")
    print(f"  in its first week                 {at_first:6.1f} KB")


YOUNG = """
SELECT sum(pgsize), (SELECT count(*) FROM account) FROM dbstat
WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN ('account', 'shingle'))
"""
YOUNG_ON_SERVER = """
SELECT pg_total_relation_size('account') + pg_total_relation_size('shingle'), count(*) FROM account
"""


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES))
