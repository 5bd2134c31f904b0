"""The store opens whole or not at all: one process, known schema, all or nothing."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.errors import StoreBusy, StoreError, StoreFull, StoreTooNew
from bot.store.engine import migrating
from bot.store.engine.asked import Asked
from bot.store.engine.database import opened
from bot.store.store import Store
from bot.store.tables.story_tables import metadata
from tests.store.sample import HERE, NOON, fill, take_in

FILE = "dateline.sqlite3"
NOBODY = 65534
NEWEST = max(step.name[:4] for step in (migrating.HERE / "versions").glob("0*.py"))
BROKEN_STEP = """
from alembic import op
revision = "9999"
down_revision = "{newest}"
def upgrade():
    op.execute("UPDATE text SET headline = 'lost'")
    op.execute("CREATE TABLE half (id INTEGER)")
    op.execute("CREATE VIRTUAL TABLE half_fts USING fts5 (words)")
    op.execute("{last}")
"""
# As the third version kept it.
OLD_STORY = """
INSERT INTO story VALUES (1, NULL, NULL, 'https://herald.example/ferry', NULL, NULL, 1);
INSERT INTO text VALUES (1, 1, 1, 'Ferry sails', 'It sails.', '[]', NULL, 0, 0, 'key', 9);
INSERT INTO reading VALUES (1, 'e', 'en', 1, '[]', '[]', '[]', '[]', '[]', '[]', '[]', '[]');
INSERT INTO shelf VALUES (1, 11, 1, 1, NULL, 7, 9);
"""


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        schema = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        texts = connection.execute("SELECT * FROM text ORDER BY id").fetchall()
        version = connection.execute("SELECT * FROM alembic_version").fetchall()
    return [*map(str, schema), *map(str, texts), *map(str, version)]


def next_steps(tmp_path: Path, last: str) -> Path:
    steps = tmp_path / "steps"
    shutil.copytree(migrating.HERE, steps)
    (steps / "versions" / "9999_next.py").write_text(BROKEN_STEP.format(newest=NEWEST, last=last))
    return steps


@pytest.fixture
async def folder(tmp_path) -> Path:
    path: Path = tmp_path / "data"
    async with Store.open(path) as store:
        await fill(store, 3)
    return path


async def test_what_was_kept_is_there_at_the_next_opening(folder):
    async with Store.open(folder) as store:
        assert (await store.search(HERE, Asked())).total == 3
    assert sorted(path.name for path in folder.iterdir()) == ["dateline.lock", FILE]


async def test_a_second_opening_is_refused_until_the_first_ends(folder):
    async with Store.open(folder):
        with pytest.raises(StoreBusy) as caught:
            async with Store.open(folder):
                pass
        assert "already running" in caught.value.reader
    async with Store.open(folder):
        pass


async def test_a_database_of_a_newer_program_is_refused_and_left_alone(folder):
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0900'")
        connection.commit()
    before = dump(folder)
    with pytest.raises(StoreTooNew) as caught:
        async with Store.open(folder):
            pass
    assert "newer" in caught.value.reader
    assert dump(folder) == before


@pytest.mark.parametrize("content", [b"not a database, only a text of some length" * 40, None])
async def test_a_file_that_is_not_ours_is_refused(tmp_path, content):
    if content is None:
        with closing(sqlite3.connect(tmp_path / FILE)) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    else:
        (tmp_path / FILE).write_bytes(content)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreError):
        async with Store.open(tmp_path):
            pass
    assert content is None or (tmp_path / FILE).read_bytes() == before


async def test_a_failing_upgrade_leaves_schema_version_and_rows_as_they_were(folder, tmp_path):
    before = dump(folder)
    with pytest.raises(StoreError):
        async with opened(folder, next_steps(tmp_path, "INSERT INTO nowhere VALUES (1)")):
            pass
    assert dump(folder) == before
    assert dump_of_copy(folder) == before
    async with Store.open(folder) as store:
        assert (await store.search(HERE, Asked())).total == 3


async def test_an_upgrade_lays_a_whole_copy_aside_first(folder, tmp_path):
    before = dump(folder)
    async with opened(folder, next_steps(tmp_path, "SELECT 1")):
        pass
    assert "half" in "".join(dump(folder))
    assert dump_of_copy(folder) == before


async def test_stories_of_the_first_versions_are_there_after_the_upgrade(tmp_path):
    first = tmp_path / "first"
    shutil.copytree(migrating.HERE, first)
    for step in (first / "versions").glob("0*.py"):
        if step.name > "0004":
            step.unlink()
    async with opened(tmp_path, first):
        pass
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript(OLD_STORY)
    async with Store.open(tmp_path) as store:
        (line,) = await store.suggest_stories(HERE, "fer")
        story = await store.story(HERE, line.id)
        assert (story.article.body, story.taken_at.year) == ("It sails.", 1970)
        await store.remove(HERE, line.id, now=NOON)
        await store.restore(HERE, line.id, now=NOON)
        assert await store.story(HERE, line.id) == story


def dump_of_copy(folder: Path) -> list[str]:
    copy = folder / "copy"
    copy.mkdir()
    shutil.copy(folder / f"before-{NEWEST}.sqlite3", copy / FILE)
    return dump(copy)


def test_the_migrations_lead_to_the_tables_that_the_code_uses(search_index):
    ours = MigrationContext.configure(search_index, opts={"include_name": is_ours})
    assert compare_metadata(ours, metadata) == []


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or "_fts" not in str(name)


async def test_a_folder_that_cannot_be_made_is_refused_with_a_clear_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreFull) as caught:
        async with Store.open(tmp_path / "file" / "data"):
            pass
    assert "data folder" in caught.value.reader


async def test_a_read_only_folder_is_refused_with_a_clear_line():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with Store.open(folder) as store:
            await take_in(store)
        before = dump(folder)
        with written_by_nobody(folder), pytest.raises(StoreFull) as caught:
            async with Store.open(folder):
                pass
        assert "can't be written" in caught.value.reader
        assert dump(folder) == before


@contextmanager
def written_by_nobody(folder: Path) -> Iterator[None]:
    folder.chmod(0o555)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)


async def test_a_file_that_stays_locked_from_outside_is_busy_and_loses_nothing(folder, monkeypatch):
    monkeypatch.setattr("bot.store.engine.sqlite.BUSY_MS", 50)
    async with Store.open(folder) as store:
        with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy):
                await take_in(store)
            assert (await store.search(HERE, Asked())).total == 3
            other.execute("ROLLBACK")
        await take_in(store)
        assert (await store.search(HERE, Asked())).total == 4


async def test_a_full_disk_is_said_to_be_full_and_loses_nothing(folder):
    async with Store.open(folder) as store:
        await store._database.write(limit_pages)
        with pytest.raises(StoreFull) as caught:
            await take_in_many_long_ones(store)
        assert "full" in caught.value.reader
        total = (await store.search(HERE, Asked())).total
        assert total >= 3
    async with Store.open(folder) as store:
        assert (await store.search(HERE, Asked())).total == total
        await take_in(store)


async def take_in_many_long_ones(store: Store) -> None:
    for n in range(50):
        await take_in(store, url=f"https://h.example/{n}", body="words " * 2000)


def limit_pages(connection) -> None:
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 40}")


async def test_a_read_cannot_write(store):
    with pytest.raises(StoreFull):
        await store._database.read(lambda c: c.exec_driver_sql("DELETE FROM story"))
