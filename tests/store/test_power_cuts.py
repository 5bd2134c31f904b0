"""What is in the file after a power cut, on a full disk and on one that can't be written."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from bench.store.power_cuts import hold, write
from bot.errors import StoreFull
from bot.store.engine import postgres
from bot.store.engine.asked import Asked
from tests.store.place import Place, check_indexes, rows
from tests.store.sample import HERE, fill, take_in

ROOT = Path(__file__).resolve().parents[2]
# The tables that a new story is written to, in that order.
WRITTEN = ("story", "text", "reading", "quote", "address", "shelf", "heard", "reach")
# As PostgreSQL says it (its manual, appendix A).
FULL_SERVER = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100';
END $$;
CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION full_disk();
"""


async def test_a_log_cut_anywhere_opens_whole_with_all_that_was_on_the_disk(tmp_path):
    assert await hold(await write(tmp_path, stories=3), cuts=30) > 20


async def test_a_disk_that_is_full_at_any_size_loses_nothing(tmp_path):
    # Its limits would hold for everything that the process of the tests writes.
    command = [sys.executable, "-m", "bench.store.full_disk", "6"]
    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert "none lost" in done.stdout


async def test_a_server_that_is_full_at_any_write_says_so_and_keeps_nothing_by_half(
    tmp_path, postgres_url
):
    place = Place(tmp_path, postgres_url)
    async with place.open() as store:
        await fill(store, 1)
        before = rows(place)
        for table in WRITTEN:
            run(postgres_url, FULL_SERVER.format(table))
            with pytest.raises(StoreFull) as caught:
                await take_in(store)
            assert "full" in caught.value.reader
            assert rows(place) == before, table
            run(postgres_url, "DROP FUNCTION full_disk CASCADE")
        await take_in(store)
    check_indexes(place)


async def test_a_server_that_may_only_be_read_is_read_and_says_so(tmp_path, postgres_url):
    place = Place(tmp_path, postgres_url)
    async with place.open() as store:
        await fill(store, 1)
    name = make_url(postgres_url).database
    run(postgres_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    async with place.open() as store:
        assert (await store.search(HERE, Asked())).total == 1
        with pytest.raises(StoreFull):
            await take_in(store)
        assert (await store.search(HERE, Asked())).total == 1


def run(url: str, statements: str) -> None:
    engine = create_engine(postgres.address(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statements)
    engine.dispose()
