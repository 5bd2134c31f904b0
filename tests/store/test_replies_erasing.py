"""What is left of an erased reply: nothing in the file, its log or a restored backup."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotFound
from bot.moderation import ActKind, Place, Showing
from bot.reply import ReplyState
from bot.store.engine.asked import Page
from bot.store.replies.ledger import NAME as LEDGER
from bot.store.replies.reply_deciding import Ruled
from bot.store.replies.reply_erasing import Keeping
from bot.store.saving import backups
from bot.store.store import Store
from bot.story import StoryId
from bot.subscription import ChannelId, MessageId
from tests.store.replying import MAX, RAVI, RITA, deed, holding, reply_to, sealed
from tests.store.sample import HERE, NOON, THERE, take_in

FILE = "dateline.sqlite3"
SECRETS = (b"Zyxwquorl", b"kvothrix", b"sealed 1", b"exact mnemblax", b"xylowire")
A_PLACE = Place(ChannelId(5), MessageId(6))
DAY = timedelta(days=1)


def content(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def left(folder) -> list[bytes]:
    held = content(folder)
    return [secret for secret in SECRETS if secret in held]


async def write_a_secret_reply(store, story, **how) -> None:
    long = "kvothrix " * 900
    kept = await reply_to(
        store, story, long, name="Zyxwquorl", judge=holding, seal=sealed(b"mnemblax"), **how
    )
    reject = Ruled(kept.reply.id, ReplyState.REJECTED, reason="xylowire")
    await store.replies.decide(reject, deed())


@pytest.fixture
async def kept(store):
    """A store with one secret reply among others, and its story."""
    return store, await filled(store)


@pytest.fixture
async def kept_in_file(tmp_path, lay_empty):
    """The same in a file that a test looks into."""
    lay_empty(tmp_path)
    async with Store.open(tmp_path) as store:
        story = await filled(store)
        assert len(left(tmp_path)) == len(SECRETS)
        yield store, story


async def filled(store) -> StoryId:
    story = (await take_in(store)).story
    await write_a_secret_reply(store, story)
    for number in range(40):
        await reply_to(store, story, f"Other {number}.", member=RAVI)
    return story


async def test_nothing_of_an_erased_reply_is_found(kept):
    store, story = kept
    (mine,) = (await store.erasures.mine(RITA)).replies
    assert (await store.erasures.erase(mine.reply.id, deed())).replies == (mine.reply.id,)
    assert (await store.replies.counts(HERE, [story])) == {story: 40}
    assert await store.erasures.contacts(9) == []


async def test_no_byte_of_an_erased_reply_stays_in_file_or_log(kept_in_file, tmp_path):
    store, story = kept_in_file
    (mine,) = (await store.erasures.mine(RITA)).replies
    erased = await store.erasures.erase(mine.reply.id, deed())
    assert (erased.replies, erased.is_overwritten) == ((mine.reply.id,), True)
    assert left(tmp_path) == []
    assert (await store.replies.counts(HERE, [story])) == {story: 40}
    with pytest.raises(NotFound):
        await store.erasures.erase(mine.reply.id, deed())


async def test_a_reader_delays_the_overwriting_only_as_long_as_it_reads(kept_in_file, tmp_path):
    store, _ = kept_in_file
    keeping = asyncio.ensure_future(
        store.erasures.keep(Keeping(DAY * 9999, DAY * 9999, DAY * 9999))
    )
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reply").fetchone()
        erased = await store.erasures.erase_member(RITA, NOON)
        assert not erased.is_overwritten
        assert (await store.erasures.mine(RITA)).replies == ()
    async with asyncio.timeout(10):
        while left(tmp_path):
            await store.replies.counts(HERE, [StoryId(1)])
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping


async def test_a_crash_before_the_overwriting_is_made_good_at_the_next_opening(tmp_path):
    folder, crashed = tmp_path / "data", tmp_path / "crashed"
    async with Store.open(folder) as store:
        story = (await take_in(store)).story
        await write_a_secret_reply(store, story)
        with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM reply").fetchone()
            await store.erasures.erase_member(RITA, NOON)
            shutil.copytree(folder, crashed)
    assert left(crashed)
    async with Store.open(crashed) as store:
        assert left(crashed) == []
        assert (await store.erasures.mine(RITA)).replies == ()


async def test_a_restored_backup_applies_the_erasures_made_since(place):
    async with place.open() as store:
        story = (await take_in(store)).story
        await write_a_secret_reply(store, story)
        other = await reply_to(store, story, "Stays.", member=RAVI)
    backup = backups.save(place.folder, place.url, NOON).rename(place.folder.parent / "saved")
    async with place.open() as store:
        await store.erasures.erase_member(RITA, NOON)
    aside = backups.put_back(backup, place.folder, place.url, must_replace=True)
    if aside is not None:
        aside.unlink()
    backup.unlink()
    async with place.open() as store:
        assert (await store.erasures.mine(RITA)).replies == ()
        assert await store.replies.one(HERE, other.reply.id) == other
        if place.url is None:
            assert left(place.folder) == []
    assert b"Zyxw" not in (place.folder / LEDGER).read_bytes()


async def test_a_restored_backup_brings_back_no_reply_to_a_story_that_was_erased(place):
    async with place.open() as store:
        story = (await take_in(store)).story
        await reply_to(store, story)
    backup = backups.save(place.folder, place.url, NOON).rename(place.folder.parent / "saved")
    async with place.open() as store:
        await store.remove(HERE, story, now=NOON)
        await store.erase_removed(NOON + 99 * DAY)
    aside = backups.put_back(backup, place.folder, place.url, must_replace=True)
    if aside is not None:
        aside.unlink()
    async with place.open() as store:
        assert (await store.story(HERE, story)).id == story
        assert (await store.erasures.mine(RITA)).replies == ()


async def test_the_ledger_spares_a_newer_reply_that_was_given_the_number_again(tmp_path):
    folder, backup = tmp_path / "data", tmp_path / "backup.sqlite3"
    async with Store.open(folder) as store:
        story = (await take_in(store)).story
    shutil.copy(folder / FILE, backup)
    async with Store.open(folder) as store:
        first = await reply_to(store, story)
        await store.erasures.withdraw(first.reply.id, RITA, NOON)
    shutil.copy(backup, folder / FILE)
    async with Store.open(folder) as store:
        second = await reply_to(store, story, now=NOON + DAY)
        assert second.reply.id == first.reply.id
    async with Store.open(folder) as store:
        assert await store.replies.one(HERE, second.reply.id) == second


async def test_a_ledger_that_a_crash_cut_off_is_read_as_far_as_it_goes(place):
    async with place.open() as store:
        story = (await take_in(store)).story
        kept = [await reply_to(store, story, f"No {n}.") for n in range(3)]
    moment = 10**13
    first, early, cut = (one.reply.id for one in kept)
    ledger = f"{first} {moment}\nnonsense\n\n{early} 9\n{cut} {moment}"
    (place.folder / LEDGER).write_text(ledger)
    async with place.open() as store:
        there = (await store.erasures.mine(RITA)).replies
        assert [one.reply.id for one in there] == [early, cut]


async def test_an_erased_reply_leaves_a_blank_only_while_others_answer_it(kept):
    store, story = kept
    first = await reply_to(store, story, "kvothrix", judge=holding)
    await store.replies.decide(Ruled(first.reply.id, ReplyState.PUBLISHED), deed())
    answer = await reply_to(store, story, "Not so.", member=RAVI, answers=first.reply.id)
    await store.erasures.withdraw(first.reply.id, RITA, NOON)
    listing = await store.replies.published(HERE, story, Page(1, size=99))
    (blank,) = [row for row in listing.rows if row.id == first.reply.id]
    assert (blank.name, blank.comment, blank.state) == ("", "", ReplyState.ERASED)
    assert listing.total == 42
    await store.erasures.withdraw(answer.reply.id, RAVI, NOON)
    assert (await store.replies.published(HERE, story)).total == 40


async def test_messages_that_show_an_erased_reply_are_lined_up_for_being_taken_down(kept):
    store, _ = kept
    (mine,) = (await store.erasures.mine(RITA)).replies
    assert await store.replies.shown(mine, Showing.DESK, A_PLACE, NOON)
    erased = await store.erasures.erase(mine.reply.id, deed())
    assert [one.place for one in erased.takedowns] == [A_PLACE]
    assert await store.replies.takedowns(9, NOON) == erased.takedowns


async def test_nobody_withdraws_what_another_wrote(kept):
    store, _ = kept
    (mine,) = (await store.erasures.mine(RITA)).replies
    with pytest.raises(NotFound):
        await store.erasures.withdraw(mine.reply.id, RAVI, NOON)


async def test_erasing_all_takes_the_replies_of_every_server_and_leaves_blocks(store):
    story = (await take_in(store)).story
    await take_in(store, THERE)
    await reply_to(store, story, seal=sealed(b"mnemblax"))
    await reply_to(store, story, guild=THERE)
    await store.replies.block(RITA, deed())
    erased = await store.erasures.erase_member(RITA, NOON)
    mine = await store.erasures.mine(RITA)
    assert len(erased.replies) == 2
    assert (mine.replies, mine.blocked_on, mine.acts) == ((), (HERE,), 0)
    assert (await store.erasures.mine(MAX)).acts == 1
    assert (await store.erasures.erase_member(RITA, NOON)).replies == ()


async def test_replies_are_found_by_their_address_here_or_everywhere(store):
    story = (await take_in(store)).story
    await take_in(store, THERE)
    here = await reply_to(store, story, seal=sealed(b"a"))
    there = await reply_to(store, story, guild=THERE, seal=sealed(b"a"))
    await reply_to(store, story, "Other.", seal=sealed(b"b"))
    by_moderator = await store.erasures.erase_address(b"exact a", now=NOON, deed=deed())
    by_operator = await store.erasures.erase_address(b"exact a", now=NOON)
    assert by_moderator.replies == (here.reply.id,)
    assert by_operator.replies == (there.reply.id,)
    assert (await store.replies.acts(THERE)).rows[0].kind is ActKind.ERASED_OFFLINE
    with pytest.raises(NotFound):
        await store.erasures.erase_address(b"exact a", now=NOON)


async def test_what_was_kept_long_enough_is_purged(store):
    story = (await take_in(store)).story
    keeping = Keeping(replies=700 * DAY, contacts=90 * DAY, undecided=30 * DAY)
    ages = {
        "old": await reply_to(store, story, "1", now=NOON - 701 * DAY),
        "waited": await reply_to(store, story, "2", now=NOON - 31 * DAY, judge=holding),
        "reached": await reply_to(store, story, "3", now=NOON - 91 * DAY, seal=sealed()),
        "new": await reply_to(store, story, "4", now=NOON - DAY, seal=sealed(), member=RAVI),
    }
    await store.erasures.purge(keeping, NOON)
    left = (await store.erasures.mine(RITA)).replies
    assert [one.reply.id for one in left] == [ages["reached"].reply.id]
    assert [one.is_reachable for one in left] == [False]
    assert [reply for reply, _ in await store.erasures.contacts(9)] == [ages["new"].reply.id]


async def test_a_purge_that_fails_is_tried_again(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("bot.store.engine.sqlite.BUSY_MS", 20)
    monkeypatch.setattr("bot.store.keeping.erasures.AGAIN_S", 0.01)
    async with Store.open(tmp_path) as store:
        story = (await take_in(store)).story
        await reply_to(store, story, now=datetime.now(UTC) - 800 * DAY)
        with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            keeping = asyncio.ensure_future(store.erasures.keep(Keeping()))
            while "weren't purged" not in caplog.text:
                await store.replies.counts(HERE, [story])
            other.execute("ROLLBACK")
        while (await store.erasures.mine(RITA)).replies:
            await store.replies.counts(HERE, [story])
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping
