"""What is left of a story that was removed: nothing, once it can't be brought back."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotFound
from bot.store import keep_clean
from bot.store.engine.asked import Asked
from bot.store.engine.grace import GRACE
from bot.store.store import Store
from bot.story import Outcome
from tests.store.place import Place, check_indexes, rows
from tests.store.sample import BODY, EDITOR, HERE, NOON, THERE, fill, reading, take_in

MOMENT = timedelta(milliseconds=1)


async def test_a_removed_story_is_gone_from_every_list(store):
    kept = await take_in(store)
    (speaker,) = await store.suggest_speakers(HERE, "")
    await store.remove(HERE, kept.story, now=NOON)
    assert (await store.search(HERE, Asked())).total == 0
    assert await store.suggest_stories(HERE, "fer") == ()
    assert await store.suggest_speakers(HERE, "") == ()
    assert await store.suggest_outlets(HERE, "") == ()
    assert (await store.said(HERE, Asked("close"))).rows == ()
    assert await store.story_by_address(HERE, "https://herald.example/ferry") is None
    for gone in (store.story(HERE, kept.story), store.speaker(HERE, speaker.id)):
        with pytest.raises(NotFound):
            await gone


async def test_a_story_stays_while_another_server_has_it(store):
    kept = await take_in(store, HERE)
    await take_in(store, THERE)
    await store.remove(HERE, kept.story, now=NOON)
    assert (await store.story(THERE, kept.story)).reading == reading()
    with pytest.raises(NotFound):
        await store.remove(HERE, kept.story, now=NOON)


async def test_a_removed_story_can_be_taken_in_again(store):
    story = await store.story(HERE, (await take_in(store)).story)
    await store.remove(HERE, story.id, now=NOON)
    again = await take_in(store)
    assert again.outcome is Outcome.NEW
    assert (await store.story(HERE, again.story)).article == story.article


async def test_nothing_hangs_on_when_the_last_server_removes_a_story(place):
    async with place.open() as store:
        kept = await take_in(store, HERE, also_at=("https://herald.example/f2",))
        await take_in(store, THERE)
        await take_in(store, HERE, headline="Ferry may close")
        await take_in(store, HERE, outlet="The Herald of the Port", body=BODY + " More.")
        await store.remove(HERE, kept.story, now=NOON)
        await store.remove(THERE, kept.story, now=NOON)
        await store.erase_removed(NOON + GRACE + MOMENT)
    assert set(rows(place).values()) == {0}
    check_indexes(place)


async def test_what_others_share_with_a_removed_story_stays(place):
    async with place.open() as store:
        await fill(store, 2)
        kept = await take_in(store, read=reading(name="Bo Other"))
        await store.remove(HERE, kept.story, now=NOON)
        assert [one.name for one in await store.suggest_speakers(HERE, "")] == ["Ana José"]
        (line,) = await store.suggest_outlets(HERE, "")
        assert line.stories == 2
    assert rows(place)["speaker"] == 1
    check_indexes(place)


async def test_the_newest_role_goes_with_the_story_that_gave_it(store):
    await take_in(store, url="https://herald.example/1", read=reading(role="mayor"))
    newer = await take_in(store, read=reading(role="candidate"))
    assert [one.roles for one in await store.suggest_speakers(HERE, "")] == [("candidate",)]
    await store.remove(HERE, newer.story, now=NOON)
    assert [one.roles for one in await store.suggest_speakers(HERE, "")] == [("mayor",)]


async def test_no_byte_of_an_erased_story_stays_in_the_file(tmp_path):
    body = "Zyxwquorl the Unheardof spoke of kvothrix and mnemblaxity in the vault"
    words = (b"zyxwquorl", b"kvothrix", b"mnemblaxity", b"xylowire", b"qwelb")
    async with Store.open(tmp_path) as store:
        await fill(store, 30)
        one = {"headline": "Mnemblaxity", "body": body, "url": None, "outlet": "Xylowire"}
        kept = await take_in(store, read=reading(body, "Zyxwquorl Qwelb"), **one)
        (secret,) = await store.speakers_named(HERE, "Zyxwquorl Qwelb")
        (ana,) = await store.speakers_named(HERE, "Ana José")
        await store.join_speakers(secret.id, ana.id, guild=HERE, member=EDITOR, now=NOON)
        await fill(store, 60)
        await store.remove(HERE, kept.story, now=datetime.now(UTC))
    assert all(word in content(tmp_path) for word in words)
    async with Store.open(tmp_path) as store:
        await store.erase_removed(datetime.now(UTC) + GRACE + MOMENT)
        assert await store.tidy(60)
        left = content(tmp_path)
        assert b"harbour" in left
        for word in words:
            assert word not in left, word


def content(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir()).lower()


async def test_tidying_is_not_done_while_somebody_still_reads_what_was_erased(tmp_path):
    async with Store.open(tmp_path) as store:
        kept = await take_in(store, headline="Mnemblaxity")
        await store.remove(HERE, kept.story, now=NOON)
        with closing(sqlite3.connect(tmp_path / "dateline.sqlite3")) as other:
            other.execute("BEGIN")
            other.execute("SELECT headline FROM text").fetchall()
            await store.erase_removed(NOON + GRACE + MOMENT)
            assert not await store.tidy(60)
        assert await store.tidy(60)
        assert b"mnemblaxity" not in content(tmp_path)


async def test_a_close_erases_what_can_no_longer_be_brought_back(place):
    async with place.open() as store:
        kept = await take_in(store)
        await store.remove(HERE, kept.story, now=NOON)
        assert rows(place)["story"] == 1
    assert set(rows(place).values()) == {0}


async def test_a_story_is_kept_clean_while_the_program_runs(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("bot.store.engine.sqlite.BUSY_MS", 20)
    async with Store.open(tmp_path) as store:
        kept = await take_in(store)
        await store.remove(HERE, kept.story, now=NOON)
        file = tmp_path / "dateline.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            cleaning = asyncio.ensure_future(keep_clean(store, every_s=0.001))
            while "weren't erased" not in caplog.text:
                await store.suggest_stories(HERE, "")
            other.execute("ROLLBACK")
        while rows(Place(tmp_path, None))["story"]:
            await store.suggest_stories(HERE, "")
        cleaning.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cleaning
