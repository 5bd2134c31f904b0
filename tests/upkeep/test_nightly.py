"""The nightly backup."""

import asyncio
import os
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from bot.errors import NotCopied
from bot.settings import Secret, Settings
from bot.store.saving import backups
from bot.store.store import Store
from bot.upkeep import nightly
from bot.upkeep.checkup import findings_of
from tests.store.sample import NOON, fill, take_in
from tests.waiting import until

NIGHT = datetime(2026, 5, 2, 3).astimezone()


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, NIGHT, True),
        (NIGHT - timedelta(hours=1), NIGHT + timedelta(minutes=1), True),
        (NIGHT + timedelta(minutes=1), NIGHT + timedelta(hours=20), False),
        (NIGHT + timedelta(minutes=1), NIGHT + timedelta(hours=24, minutes=1), True),
        (NIGHT - timedelta(days=3), NIGHT - timedelta(hours=9), True),
    ],
    ids=["never saved", "at three", "saved already", "the next night", "off that night"],
)
def test_it_is_due_once_a_night(last, now, due):
    assert nightly.is_due(last, now.astimezone(UTC)) is due


async def test_the_newest_are_kept_and_the_others_dropped(tmp_path):
    async with Store.open(tmp_path) as store:
        await fill(store, 1)
    for days in range(4):
        old = backups.save(tmp_path, None, NOON + timedelta(days=days))
        os.utime(old, (days, days))
    saving = asyncio.ensure_future(nightly.save_nightly(Settings(data=tmp_path, backups=2)))
    await until(lambda: len(backups.saved(tmp_path)) == 2)
    saving.cancel()
    kept = backups.saved(tmp_path)
    assert kept[1].name == f"dateline-{NOON + timedelta(days=3):%Y%m%d-%H%M%S}.sqlite3"


async def test_writes_go_on_while_it_is_made_and_it_ends_all_the_same(tmp_path):
    async with Store.open(tmp_path) as store:
        await fill(store, 40)
        saving = asyncio.ensure_future(
            asyncio.to_thread(backups.save, tmp_path, None, datetime.now(UTC))
        )
        longest, number = 0.0, 0
        async with asyncio.timeout(30):
            while not saving.done():
                began = monotonic()
                await take_in(store, url=f"https://herald.example/while/{number}")
                longest, number = max(longest, monotonic() - began), number + 1
        backups.check(await saving)
    assert longest < 5


def test_one_that_is_stopped_leaves_nothing_by_half(tmp_path):
    asyncio.run(_made(tmp_path))
    stop = threading.Event()
    stop.set()
    with pytest.raises(NotCopied):
        backups.save(tmp_path, None, NOON, stop)
    assert not list((tmp_path / backups.FOLDER).iterdir())


async def test_postgres_is_saved_too(tmp_path, postgres_url):
    async with Store.open(tmp_path, postgres_url) as store:
        await fill(store, 1)
    settings = Settings(data=tmp_path, database=Secret(postgres_url), backups=1)
    saving = asyncio.ensure_future(nightly.save_nightly(settings))
    await until(lambda: bool(backups.saved(tmp_path)))
    saving.cancel()
    with suppress(asyncio.CancelledError):
        await saving
    (made,) = backups.saved(tmp_path)
    assert made.suffix == ".dump"


def said(settings: Settings) -> tuple[str, bool | None]:
    (found,) = (each for each in findings_of(settings) if each.what == "backups")
    return found.said, found.is_right


def test_check_says_how_old_the_newest_is(tmp_path):
    asyncio.run(_made(tmp_path))
    settings = Settings(data=tmp_path, backups=7)
    assert said(Settings(data=tmp_path))[1] is None
    assert said(settings) == ("None yet: the first comes with the next start.", None)
    made = backups.save(tmp_path, None, NOON)
    assert said(settings)[1] is True
    os.utime(made, (0, 0))
    words, is_right = said(settings)
    assert (is_right, "too long ago" in words) == (False, True)


async def _made(folder) -> None:
    async with Store.open(folder):
        pass
