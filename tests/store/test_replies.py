"""Replies in the store: kept in one transaction, seen by their server alone, decided once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotFound
from bot.languages.sentence import Sentence
from bot.moderation import ActKind, EmailWish, Place, ReplySettings, Showing
from bot.reply import Draft, HoldMode, ReplyId, ReplyState, Ruling, Verdict
from bot.store.engine.asked import Page
from bot.store.engine.grace import GRACE
from bot.store.replies.reply_deciding import Ruled
from bot.store.replies.reply_writing import Sender, Sent
from bot.story import StoryId
from bot.subscription import ChannelId, MessageId
from tests.store.place import rows
from tests.store.replying import (
    HELD,
    MAX,
    MONA,
    OLD_ACCOUNT,
    RAVI,
    RITA,
    deed,
    holding,
    reply_to,
    sealed,
)
from tests.store.sample import HERE, NOON, THERE, take_in

MINUTE = timedelta(minutes=1)
A_PLACE = Place(ChannelId(5), MessageId(6))
LATER = NOON + timedelta(minutes=5)
PUBLISH, REJECT = ReplyState.PUBLISHED, ReplyState.REJECTED


@pytest.fixture
async def story(store) -> StoryId:
    return (await take_in(store)).story


async def test_a_kept_reply_is_read_back_as_it_was_written(store, story):
    kept = await reply_to(store, story, "Well\nsaid.", name="Rita R.", judge=holding)
    assert (kept.reply.name, kept.reply.comment) == ("Rita R.", "Well\nsaid.")
    assert (kept.member, kept.matched, kept.is_reachable) == (RITA, HELD.matched, False)
    assert kept.reply.state is ReplyState.HELD
    assert kept.decision is None
    assert await store.replies.one(HERE, kept.reply.id) == kept


async def test_a_refused_reply_leaves_nothing(place):
    async with place.open() as store:
        story = (await take_in(store)).story
        await reply_to(store, story)
        verdict = Verdict(Ruling.REFUSED, Sentence("Too long."))
        with pytest.raises(AssertionError):
            await reply_to(store, story, "kvothrix", judge=lambda _: verdict, seal=sealed())
    assert rows(place)["reply"] == 1
    if place.url is None:
        assert b"kvothrix" not in (place.folder / "dateline.sqlite3").read_bytes()


async def test_a_reply_whose_address_cannot_be_sealed_is_not_kept(place):
    def fail(_: ReplyId) -> None:
        raise ZeroDivisionError

    async with place.open() as store:
        story = (await take_in(store)).story
        with pytest.raises(ZeroDivisionError):
            await reply_to(store, story, seal=fail)
    assert rows(place)["reply"] == rows(place)["reply_contact"] == 0


async def test_another_server_sees_nothing_of_a_reply(store, story):
    await take_in(store, THERE)
    kept = await reply_to(store, story, judge=holding)
    with pytest.raises(NotFound):
        await store.replies.one(THERE, kept.reply.id)
    with pytest.raises(NotFound):
        await store.replies.decide(Ruled(kept.reply.id, PUBLISH), deed(guild=THERE))
    with pytest.raises(NotFound):
        await store.erasures.erase(kept.reply.id, deed(guild=THERE))
    assert (await store.replies.held(THERE)).total == 0
    assert (await store.replies.published(THERE, story)).total == 0
    assert not await store.replies.shown(replace(kept, guild=THERE), Showing.DESK, A_PLACE, NOON)
    assert (await store.replies.one(HERE, kept.reply.id)) == kept


@pytest.mark.parametrize("story_id", [999, 2**40], ids=["unknown", "far too large"])
async def test_a_story_that_is_not_here_takes_no_reply(store, story_id):
    with pytest.raises(NotFound) as caught:
        await reply_to(store, StoryId(story_id))
    assert "wasn't sent" in caught.value.reader


async def test_a_story_removed_under_the_form_takes_no_reply(store, story):
    await store.remove(HERE, story, now=NOON)
    with pytest.raises(NotFound):
        await reply_to(store, story)


async def test_replies_are_hidden_with_their_story_and_come_back_with_it(store, story):
    first = await reply_to(store, story)
    await store.remove(HERE, story, now=NOON)
    assert await store.replies.counts(HERE, [story]) == {}
    assert await store.replies.to_post(9, now=NOON) == ()
    with pytest.raises(NotFound):
        await store.replies.one(HERE, first.reply.id)
    await store.restore(HERE, story, now=NOON)
    assert await store.replies.counts(HERE, [story]) == {story: 1}


async def test_replies_are_erased_with_their_story_and_their_messages_taken_down(store, story):
    await take_in(store, THERE)
    kept = await reply_to(store, story)
    elsewhere = await reply_to(store, story, guild=THERE)
    assert await store.replies.shown(kept, Showing.THREAD, A_PLACE, NOON)
    await store.remove(HERE, story, now=NOON)
    later = NOON + GRACE + timedelta(seconds=1)
    await store.erase_removed(later)
    (takedown,) = await store.replies.takedowns(9, later)
    assert (takedown.place, takedown.showing) == (A_PLACE, Showing.THREAD)
    assert (await store.erasures.mine(RITA)).replies == (elsewhere,)


async def test_an_answer_to_an_answer_stands_under_the_first_reply(store, story):
    first = await reply_to(store, story)
    second = await reply_to(store, story, "Not so.", member=RAVI, answers=first.reply.id)
    third = await reply_to(store, story, "But yes.", answers=second.reply.id)
    other = await reply_to(store, story, "Else.", member=MONA)
    assert third.reply.answers == first.reply.id
    listing = await store.replies.published(HERE, story)
    assert [row.id for row in listing.rows] == [
        one.reply.id for one in (first, second, third, other)
    ]
    assert [row.level for row in listing.rows] == [1, 2, 2, 1]


async def test_only_a_published_reply_to_the_same_story_can_be_answered(store, story):
    other = (await take_in(store, url="https://herald.example/2", body="Another text.")).story
    held = await reply_to(store, story, judge=holding)
    for answered, under in ((held.reply.id, story), (held.reply.id, other), (999, story)):
        with pytest.raises(NotFound) as caught:
            await reply_to(store, under, answers=ReplyId(answered))
        assert "copy its text" in caught.value.reader


async def test_the_queue_has_the_longest_waiting_first_in_pages(store, story):
    held = [await reply_to(store, story, f"No {n}.", judge=holding) for n in range(5)]
    listing = await store.replies.held(HERE, Page(2, size=2))
    assert listing.rows == tuple(held[2:4])
    assert (listing.page, listing.total) == (2, 5)


async def test_of_two_moderators_at_once_the_first_wins_and_the_second_is_told(store, story):
    kept = await reply_to(store, story, judge=holding)
    one, two = Ruled(kept.reply.id, PUBLISH), Ruled(kept.reply.id, REJECT, reason="Rude.")
    first, second = await asyncio.gather(
        store.replies.decide(one, deed(MAX)), store.replies.decide(two, deed(MONA, now=LATER))
    )
    assert first.is_first
    assert not second.is_first
    assert second.reply == first.reply
    assert first.reply.decision is not None
    assert (first.reply.decision.by, first.reply.decision.at) == (MAX, NOON)
    assert [act.kind for act in (await store.replies.acts(HERE)).rows] == [ActKind.APPROVED]


async def test_a_decision_is_undone_only_from_the_state_that_was_seen(store, story):
    kept = await reply_to(store, story, judge=holding)
    reject = Ruled(kept.reply.id, REJECT, reason="Rude.")
    assert (await store.replies.decide(reject, deed())).reply.decision.reason == "Rude."
    undo = Ruled(kept.reply.id, PUBLISH, seen=REJECT)
    assert (await store.replies.decide(undo, deed(now=LATER))).is_first
    assert not (await store.replies.decide(undo, deed(now=LATER))).is_first
    assert (await store.replies.one(HERE, kept.reply.id)).decision.reason is None


async def test_a_blocked_member_is_known_by_their_mailbox_too_and_their_waiting_ones_go(
    store, story
):
    kept = await reply_to(store, story, judge=holding, seal=sealed(b"rita"))
    done = await store.replies.block(RITA, deed())
    assert done.is_new
    assert [one.reply.state for one in done.rejected] == [REJECT]
    assert [one.reply.id for one in done.rejected] == [kept.reply.id]
    assert not (await store.replies.block(RITA, deed(MONA))).is_new
    (block,) = await store.replies.blocked(HERE)
    assert (block.member, block.by) == (RITA, MAX)
    assert await is_blocked(store, story, RITA, None)
    assert await is_blocked(store, story, RAVI, b"rita")
    assert not await is_blocked(store, story, RAVI, b"other")
    assert await store.replies.unblock(RITA, deed())
    assert not await store.replies.unblock(RITA, deed())
    assert not await is_blocked(store, story, RAVI, b"rita")


async def is_blocked(store, story, member, mailbox) -> bool:
    sent = Sent(HERE, story, Sender(member, OLD_ACCOUNT), Draft("A", "b"), mailbox)
    blocked: bool = (await store.replies.known(sent, NOON)).writer.is_blocked
    return blocked


async def test_what_a_server_sets_holds_there_alone_and_tells_what_was(store, story):
    changed = replace(ReplySettings(), hold=HoldMode.EVERYBODY, email=EmailWish.REQUIRED)
    assert await store.replies.set(changed, deed()) == ReplySettings()
    assert await store.replies.set(changed, deed()) == changed
    assert await store.replies.settings(HERE) == changed
    assert await store.replies.settings(THERE) == ReplySettings()
    assert await store.replies.list_words(["spam", "ham", "spam"], deed()) == ()
    assert await store.replies.list_words(["eggs"], deed()) == ("ham", "spam")
    assert await store.replies.words(HERE) == ("eggs",)
    assert await store.replies.close(story, deed())
    assert not await store.replies.close(story, deed())
    assert await store.replies.reopen(story, deed())
    assert not await store.replies.reopen(story, deed())
    with pytest.raises(NotFound):
        await store.replies.close(StoryId(99), deed())
    assert (await store.replies.acts(HERE)).total == 6


async def test_nothing_stays_of_a_server_that_is_gone_and_all_of_others(store):
    story = (await take_in(store)).story
    await take_in(store, THERE)
    kept = await reply_to(store, story, seal=sealed(b"a"))
    assert await store.replies.shown(kept, Showing.THREAD, A_PLACE, NOON)
    await reply_to(store, story, "Held.", judge=holding)
    elsewhere = await reply_to(store, story, guild=THERE)
    await store.replies.block(RITA, deed())
    await store.replies.list_words(["spam"], deed())
    await store.replies.close(story, deed())
    assert len((await store.erasures.forget_server(HERE, NOON)).replies) == 2
    assert await store.replies.newest(HERE, 9) == ()
    assert (await store.replies.acts(HERE)).total == 0
    assert (await store.replies.words(HERE), await store.replies.takedowns(9, NOON)) == ((), ())
    mine = await store.erasures.mine(RITA)
    assert (mine.replies, mine.blocked_on) == ((elsewhere,), ())
