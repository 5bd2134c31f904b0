"""Saving the database while it is in use, and putting it back."""

import pytest

from bot.errors import NotCopied, StoreBusy
from bot.store.engine.asked import Asked
from bot.store.saving import backups
from tests.store.place import Place, check_indexes, rows
from tests.store.sample import HERE, NOON, fill, take_in


async def saved_in_use(place: Place):
    """A backup of three stories, made while the store is open; a fourth comes after."""
    async with place.open() as store:
        await fill(store, 3)
        backup = backups.save(place.folder, place.url, NOON)
        await take_in(store, url="https://herald.example/later")
    return backup


async def test_what_was_saved_in_use_is_put_back_whole(place):
    backup = await saved_in_use(place)
    assert backup.parent == place.folder / "backups"
    backups.put_back(backup, place.folder, place.url, must_replace=True)
    assert rows(place)["shelf"] == 3
    check_indexes(place)
    async with place.open() as store:
        assert (await store.search(HERE, Asked("harbour"))).total == 3
        await take_in(store)


async def test_nothing_is_replaced_unasked(place):
    backup = await saved_in_use(place)
    with pytest.raises(NotCopied) as caught:
        backups.put_back(backup, place.folder, place.url, must_replace=False)
    assert "--replace" in caught.value.reader
    assert rows(place)["shelf"] == 4


async def test_what_is_replaced_lies_aside(tmp_path):
    place = Place(tmp_path, None)
    backup = await saved_in_use(place)
    aside = backups.put_back(backup, tmp_path, None, must_replace=True)
    assert aside is not None
    aside.rename(tmp_path / "dateline.sqlite3")
    assert rows(place)["shelf"] == 4


async def test_a_backup_is_put_back_where_nothing_is(tmp_path):
    backup = await saved_in_use(Place(tmp_path, None))
    new = Place(tmp_path / "new", None)
    assert backups.put_back(backup, new.folder, None, must_replace=False) is None
    assert rows(new)["shelf"] == 3


async def test_nothing_is_put_back_under_a_running_bot(tmp_path):
    place = Place(tmp_path, None)
    backup = await saved_in_use(place)
    async with place.open():
        with pytest.raises(StoreBusy):
            backups.put_back(backup, tmp_path, None, must_replace=True)


@pytest.mark.parametrize("damage", ["cut", "other bytes", "no file"])
async def test_a_backup_that_is_not_whole_is_refused(tmp_path, damage):
    place = Place(tmp_path, None)
    backup = await saved_in_use(place)
    content = backup.read_bytes()
    if damage == "cut":
        backup.write_bytes(content[: len(content) // 2])
    elif damage == "other bytes":
        backup.write_bytes(b"nothing of ours")
    else:
        backup.unlink()
    with pytest.raises(NotCopied):
        backups.put_back(backup, tmp_path, None, must_replace=True)
    assert rows(place)["shelf"] == 4


async def test_a_backup_of_the_other_kind_is_told_apart(tmp_path, postgres_url):
    ours, theirs = Place(tmp_path / "one", None), Place(tmp_path / "two", postgres_url)
    for saved, other in ((ours, theirs), (theirs, ours)):
        backup = await saved_in_use(saved)
        with pytest.raises(NotCopied) as caught:
            backups.put_back(backup, other.folder, other.url, must_replace=True)
        assert "other kind" in caught.value.reader


def test_a_folder_without_a_database_is_said_to_be_so(tmp_path):
    with pytest.raises(NotCopied) as caught:
        backups.save(tmp_path, None, NOON)
    assert "no database" in caught.value.reader
    assert backups.saved(tmp_path) == []


async def test_the_oldest_backups_go_first(tmp_path):
    place = Place(tmp_path, None)
    async with place.open():
        made = [backups.save(tmp_path, None, NOON.replace(hour=hour)) for hour in (1, 2, 3)]
    backups.drop_old(tmp_path, 2)
    assert backups.saved(tmp_path) == made[:0:-1]
