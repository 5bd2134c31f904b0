"""A story that was removed by mistake: brought back as it stood, for a quarter of an hour."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotFound, StoreBusy
from bot.store import Asked, Store
from bot.store.engine.grace import GRACE
from bot.story import GuildId, Outcome, StoryId
from tests.store.place import check_indexes, counted, rows
from tests.store.sample import BODY, HERE, NOON, THERE, fill, reading, take_in
from tests.store.test_joins import join, told
from tests.store.test_removing import MOMENT

LATER = NOON + timedelta(hours=1)
SOON = LATER + timedelta(minutes=10)


async def seen(store: Store, guild: GuildId = HERE) -> list[object]:
    """All that a server is shown of its stories."""
    listing = await store.search(guild, Asked())
    return [
        listing,
        [await store.story(guild, line.id) for line in listing.rows],
        await store.suggest_stories(guild, "re"),
        await store.suggest_speakers(guild, "a"),
        await store.suggest_outlets(guild, ""),
        await store.said(guild, Asked("close")),
        await store.joins(guild),
    ]


async def test_a_restored_story_stands_where_it_stood_with_its_joined_names(place):
    async with place.open() as store:
        kept = await take_in(store, read=reading(name="A. J. Luz", role="aide"))
        await fill(store, 3)
        await join(store, "A. J. Luz", "Ana José")
        before, heard = await seen(store), counted(place)
        await store.remove(HERE, kept.story, now=LATER)
        assert await seen(store) != before
        await store.restore(HERE, kept.story, now=SOON)
        assert (await seen(store), counted(place)) == (before, heard)
        assert rows(place)["removed"] == rows(place)["released"] == 0
    check_indexes(place)


async def test_a_restored_story_is_no_newer_than_it_was(store):
    old = await take_in(store, read=reading(role="candidate"))
    await fill(store, 1)
    before = await seen(store)
    await store.remove(HERE, old.story, now=LATER)
    await store.restore(HERE, old.story, now=SOON)
    assert await seen(store) == before


async def test_a_story_is_restored_after_a_restart(place):
    now = datetime.now(UTC)
    async with place.open() as store:
        kept = await take_in(store)
        before = await seen(store)
        await store.remove(HERE, kept.story, now=now)
    async with place.open() as store:
        await store.restore(HERE, kept.story, now=now + timedelta(minutes=1))
        assert await seen(store) == before


async def test_a_restored_story_has_the_text_that_others_were_given_meanwhile(store):
    kept = await take_in(store, HERE)
    await take_in(store, THERE)
    await store.remove(HERE, kept.story, now=LATER)
    await take_in(store, THERE, headline="Correction: ferry closes", now=LATER)
    before = await seen(store, THERE)
    await store.restore(HERE, kept.story, now=SOON)
    assert await seen(store, THERE) == before
    story = await store.story(HERE, kept.story)
    assert (story.revision, story.article.headline) == (2, "Correction: ferry closes")
    assert story.taken_at == NOON
    assert (await store.revision(HERE, kept.story, 1)).article.body == BODY


async def test_a_story_is_restored_with_the_reading_that_was_made_meanwhile(store):
    kept = await take_in(store)
    await store.remove(HERE, kept.story, now=LATER)
    better = reading(name="Bo Anders", engine="second")
    assert await store.reread(kept.story, 1, better)
    await store.restore(HERE, kept.story, now=SOON)
    assert (await store.story(HERE, kept.story)).reading == better
    assert [one.name for one in await store.suggest_speakers(HERE, "")] == ["Bo Anders"]


async def test_the_time_to_restore_ends_and_the_story_is_erased_then(place):
    async with place.open() as store:
        kept = await take_in(store)
        await store.remove(HERE, kept.story, now=LATER)
        with pytest.raises(NotFound) as caught:
            await store.restore(HERE, kept.story, now=LATER + GRACE + MOMENT)
        assert "/story add" in caught.value.reader
        await store.erase_removed(LATER + GRACE)
        await store.restore(HERE, kept.story, now=LATER + GRACE)
        await store.remove(HERE, kept.story, now=LATER)
        await store.erase_removed(LATER + GRACE + MOMENT)
        assert set(rows(place).values()) == {0}
        with pytest.raises(NotFound):
            await store.restore(HERE, kept.story, now=LATER)


async def test_only_the_server_that_removed_a_story_restores_it(store):
    kept = await take_in(store)
    await store.remove(HERE, kept.story, now=LATER)
    for guild, story in [(THERE, kept.story), (HERE, StoryId(404))]:
        with pytest.raises(NotFound):
            await store.restore(guild, story, now=SOON)


async def test_a_story_on_the_shelf_stays_as_it_is_when_it_is_restored(store):
    kept = await take_in(store)
    await store.remove(HERE, kept.story, now=LATER)
    for _ in range(2):
        await store.restore(HERE, kept.story, now=SOON)
    assert (await store.search(HERE, Asked())).total == 1


@pytest.mark.parametrize("url", ["https://herald.example/ferry", None])
async def test_a_removed_story_that_is_added_again_is_an_ordinary_one(place, url):
    async with place.open() as store:
        kept = await take_in(store, url=url)
        await store.remove(HERE, kept.story, now=LATER)
        again = await take_in(store, url=url, now=SOON)
        assert (again.outcome, again.story) == (Outcome.NEW, kept.story)
        assert (await store.story(HERE, again.story)).taken_at == SOON
        await store.erase_removed(LATER + GRACE + MOMENT)
        assert (await store.story(HERE, again.story)).article.body == BODY
        assert rows(place)["removed"] == 0


async def test_a_removed_story_stays_for_a_server_that_adds_it_meanwhile(store):
    kept = await take_in(store, HERE)
    await store.remove(HERE, kept.story, now=LATER)
    assert (await take_in(store, THERE, now=SOON)).story == kept.story
    await store.erase_removed(LATER + GRACE + MOMENT)
    assert (await store.story(THERE, kept.story)).reading == reading()


async def test_a_story_stays_while_any_server_may_restore_it(place):
    async with place.open() as store:
        kept = await take_in(store, HERE)
        await take_in(store, THERE)
        await store.remove(HERE, kept.story, now=LATER)
        await store.remove(THERE, kept.story, now=SOON)
        await store.erase_removed(LATER + GRACE + MOMENT)
        with pytest.raises(NotFound):
            await store.restore(HERE, kept.story, now=LATER)
        await store.restore(THERE, kept.story, now=SOON + GRACE)
        assert (await store.story(THERE, kept.story)).reading == reading()
        await store.remove(THERE, kept.story, now=SOON)
        await store.erase_removed(SOON + GRACE + MOMENT)
        assert set(rows(place).values()) == {0}
    check_indexes(place)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_joined_names_come_back_with_the_last_story_that_they_need(place, order):
    async with place.open() as store:
        await told(store, "A. J. Luz", 1)
        await told(store, "Ana José", 2)
        await join(store, "A. J. Luz", "Ana José")
        before, heard = await seen(store), counted(place)
        stories = [line.id for line in (await store.search(HERE, Asked())).rows]
        for story in stories:
            await store.remove(HERE, story, now=LATER)
        assert await store.joins(HERE) == ()
        for which in order:
            assert await store.joins(HERE) == ()
            await store.restore(HERE, stories[which], now=SOON)
        assert (await seen(store), counted(place)) == (before, heard)
    check_indexes(place)


@pytest.mark.parametrize("pair", [("A. J. Luz", "Bo Anders"), ("Bo Anders", "A. J. Luz")])
async def test_what_was_joined_since_a_removal_stands_when_it_is_undone(place, pair):
    async with place.open() as store:
        kept = await take_in(store, read=reading(name="A. J. Luz"))
        await told(store, "Ana José", 1)
        await told(store, "Bo Anders", 2)
        await join(store, "A. J. Luz", "Ana José")
        await store.remove(HERE, kept.story, now=LATER)
        await told(store, "A. J. Luz", 3)
        await join(store, *pair)
        before = await store.joins(HERE)
        await store.restore(HERE, kept.story, now=SOON)
        assert await store.joins(HERE) == before
        assert {one.quotes for one in await store.suggest_speakers(HERE, "")} == {2, 6}
        await store.erase_removed(LATER + GRACE + MOMENT)
        assert rows(place)["released"] == 0
    check_indexes(place)


async def test_a_restoring_that_fails_can_be_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.store.engine.sqlite.BUSY_MS", 20)
    async with Store.open(tmp_path) as store:
        kept = await take_in(store)
        before = await seen(store)
        await store.remove(HERE, kept.story, now=LATER)
        file = tmp_path / "dateline.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy):
                await store.restore(HERE, kept.story, now=SOON)
            other.execute("ROLLBACK")
        await store.restore(HERE, kept.story, now=SOON)
        assert await seen(store) == before
