"""Moving a whole database to another one, of the same kind or the other."""

import pytest

from bot.errors import NotCopied, StoreBusy
from bot.store.engine.asked import Asked
from bot.store.saving import copying
from bot.store.store import Store
from tests.store.place import Place, check_indexes, counted, rows
from tests.store.sample import EDITOR, HERE, NOON, THERE, fill, reading, take_in


@pytest.fixture(params=["to the other kind", "to its own kind"])
def other(request, place, tmp_path) -> Place:
    """An empty place to copy into."""
    is_server = (place.url is None) == (request.param == "to the other kind")
    folder = tmp_path / "other"
    folder.mkdir()
    return Place(folder, request.getfixturevalue("another_postgres_url") if is_server else None)


def at(place: Place) -> str:
    return place.url or str(place.folder)


async def furnished(place: Place) -> None:
    """Stories, a revision, two servers, a removed story, a joined name."""
    async with place.open() as store:
        kept = await fill(store, 7)
        await take_in(store, THERE, url="https://herald.example/0", body="Changed, he said.")
        await take_in(store, read=reading(name="A. J. Luz"), url="https://h.example/9")
        (luz,) = await store.speakers_named(HERE, "A. J. Luz")
        (ana,) = await store.speakers_named(HERE, "Ana José")
        await store.join_speakers(luz.id, ana.id, guild=HERE, member=EDITOR, now=NOON)
        await store.remove(HERE, kept[6].story, now=NOON)


async def test_all_of_it_arrives_and_works_there(place, other):
    await furnished(place)
    steps: list[copying.Copied] = []
    copied = copying.copy_between(at(place), at(other), steps.append)
    assert {each.table: each.rows for each in copied} == rows(place) == rows(other)
    assert counted(other) == counted(place)
    check_indexes(other)
    assert {step.table for step in steps} == set(rows(place))
    async with place.open() as ours, other.open() as theirs:
        asked = Asked(words="harbour")
        assert await theirs.search(HERE, asked) == await ours.search(HERE, asked)
        assert await theirs.suggest_speakers(HERE, "lu") == await ours.suggest_speakers(HERE, "lu")
        assert await theirs.joins(HERE) == await ours.joins(HERE)


async def test_a_number_that_was_given_is_not_given_again(place, other):
    async with place.open() as store:
        await fill(store, 3)
        (newest, *_) = (await store.search(HERE, Asked())).rows
        await store.remove(HERE, newest.id, now=NOON)
    copying.copy_between(at(place), at(other), lambda _: None)
    async with other.open() as store:
        fresh = await take_in(store, url="https://herald.example/fresh")
    assert fresh.story > newest.id


class CutOffError(Exception):
    """The machine went away."""


async def test_a_copy_that_was_cut_off_is_taken_up_where_it_stopped(place, other, monkeypatch):
    await furnished(place)
    monkeypatch.setattr(copying, "BATCH", 2)
    steps: list[copying.Copied] = []

    def tell(step):
        steps.append(step)
        if len(steps) == 9:
            raise CutOffError

    with pytest.raises(CutOffError):
        copying.copy_between(at(place), at(other), tell)
    with pytest.raises(NotCopied, match="half"):
        async with other.open():
            pass
    again: list[copying.Copied] = []
    copying.copy_between(at(place), at(other), again.append)
    assert not {(s.table, s.rows) for s in steps} & {
        (s.table, s.rows) for s in again if not s.digest
    }
    assert rows(other) == rows(place)


def batches(steps: list[copying.Copied]) -> set[tuple[str, int]]:
    return {(step.table, step.rows) for step in steps if step.digest is None}


async def test_nothing_is_copied_over_what_is_there(place, other):
    await furnished(place)
    async with other.open() as store:
        await take_in(store)
    before = rows(other)
    with pytest.raises(NotCopied) as caught:
        copying.copy_between(at(place), at(other), lambda _: None)
    assert "isn't empty" in caught.value.reader
    assert rows(other) == before


async def test_a_folder_with_a_running_bot_is_not_copied(tmp_path):
    async with Store.open(tmp_path):
        with pytest.raises(StoreBusy):
            copying.copy_between(str(tmp_path), str(tmp_path / "other"), lambda _: None)


async def test_a_row_that_comes_out_different_is_found(tmp_path):
    place, other = Place(tmp_path / "one", None), Place(tmp_path / "other", None)
    await furnished(place)

    def spoil(step):
        if step.table == "text" and step.digest is None:
            other.spoil("UPDATE text SET headline = 'Another' WHERE id = 1")

    with pytest.raises(NotCopied) as caught:
        copying.copy_between(at(place), at(other), spoil)
    assert "text differs" in caught.value.reader
