"""What stands of replies on Discord, whatever fails, floods or is taken back."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Dateline
from bot.cards.replies.reply_cards import Under, held_card, published_card
from bot.delivery.reply_threads import Sending
from bot.moderation import ActKind
from bot.playground.answer import words_of
from bot.playground.faults import denied
from bot.playground.running import running
from bot.replies import pace
from bot.reply import HoldMode, ReplyState
from bot.store.engine.asked import Page
from bot.store.replies.acts import Deed
from bot.store.replies.reply_deciding import Ruled
from bot.story import MemberId
from bot.subscription import ChannelId
from tests.cogs.talk import ADDRESS, COMMENT, in_thread, labels, news_card, waiting
from tests.made import article


async def test_a_published_reply_is_taken_down_and_no_longer_counted(talk):
    desk, card, held = await waiting(talk)
    pressed = await desk.press(card, "Approve")
    message = await talk.loopback.scene.until(lambda: in_thread(talk))
    await talk.loopback.scene.until(lambda: "1 reply" in labels(news_card(talk)))
    await (await pressed.press("Take down")).submit({})
    await talk.loopback.scene.until(lambda: message.id not in talk.loopback.world.messages)
    await talk.loopback.scene.until(lambda: "1 reply" not in labels(news_card(talk)))
    assert await talk.state(held) is ReplyState.REJECTED


async def test_what_was_due_before_a_restart_is_shown_after_it(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    story, _ = await talk.posted()
    await talk.dateline.get_cog("Decisions").cog_unload()
    await talk.reply(story)
    desk = talk.dateline.desk
    await talk.dateline.close()
    async with running(Dateline(desk, ready_s=0.05), talk.loopback):
        assert COMMENT in words_of(await talk.loopback.scene.until(lambda: in_thread(talk)))


async def test_a_thread_that_cannot_be_made_never_loses_the_reply(talk, caplog):
    await talk.sets(hold=HoldMode.NOBODY)
    story, _ = await talk.posted()
    talk.dateline.get_cog("Decisions").posting.again_s = 0.1
    talk.loopback.faults.arm(denied(), method="POST", path="/threads")
    answer = await talk.reply(story, email=ADDRESS)
    assert "Your reply is published" in answer.text
    talk.dateline.dispatch("reply_taken")
    assert COMMENT in words_of(await talk.loopback.scene.until(lambda: in_thread(talk)))
    assert ADDRESS not in caplog.text


@pytest.mark.parametrize("channel", ["stories", "announcements"])
async def test_a_forums_post_is_its_own_thread_and_announcements_have_theirs(talk, channel):
    await talk.sets(hold=HoldMode.NOBODY)
    story, card = await talk.posted(channel)
    await talk.reply(story)
    message = await talk.message(COMMENT)
    place = talk.loopback.world.channels[message.channel]
    assert place.kind.is_thread
    assert place.id == card.id


async def test_a_sleeping_thread_is_woken(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    story, _ = await talk.posted()
    await talk.reply(story)
    first = await talk.message(COMMENT)
    thread = talk.loopback.world.channels[first.channel]
    talk.loopback.scene.change_channel(replace(thread, is_archived=True))
    with talk.loopback.expecting(50083), talk.loopback.expecting(160004):
        await talk.reply(story, "And another one.", member="Ravi")
        assert (await talk.message("And another one.")).channel == thread.id


async def test_an_erased_reply_is_gone_from_thread_and_desk(talk):
    desk, card, held = await waiting(talk)
    pressed = await desk.press(card, "Approve")
    message = await talk.loopback.scene.until(lambda: in_thread(talk))
    question = await pressed.press("Erase")
    assert "can't be undone" in question.text
    await question.press("Erase")
    world = talk.loopback.world
    await talk.loopback.scene.until(
        lambda: message.id not in world.messages and card.id not in world.messages
    )
    shown = await desk.slash("replies show", reply=held.reply.id)
    assert "isn't there any more" in shown.text


async def test_all_replies_with_an_address_are_erased_by_a_form(talk):
    _, card, _ = await waiting(talk)
    form = await talk.seat("Max").slash("replies erase")
    answer = await form.submit({"email": ADDRESS.upper()})
    assert "1 reply is erased" in answer.text
    await talk.loopback.scene.until(lambda: card.id not in talk.loopback.world.messages)
    assert ADDRESS not in talk.sent_words().casefold()


async def test_a_published_reply_that_is_erased_by_its_address_is_no_longer_counted(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    story, _ = await talk.posted()
    await talk.reply(story, email=ADDRESS)
    await talk.loopback.scene.until(lambda: "1 reply" in labels(news_card(talk)))
    await (await talk.seat("Max").slash("replies erase")).submit({"email": ADDRESS})
    await talk.loopback.scene.until(lambda: in_thread(talk) is None)
    await talk.loopback.scene.until(lambda: "1 reply" not in labels(news_card(talk)))


async def test_a_message_that_got_through_unheard_is_not_sent_twice(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    story, _ = await talk.posted()
    await talk.reply(story)
    message = await talk.loopback.scene.until(lambda: in_thread(talk))
    (reply,) = (await talk.store.replies.published(talk.guild, story)).rows
    kept = await talk.store.replies.one(talk.guild, reply.id)
    # As if the process had died before it could note the message, and all nonces were forgotten.
    posting = talk.dateline.get_cog("Decisions").posting
    again = Sending(published_card(reply), "another", "Bridge", tries=2)
    found = await posting._threads.post(replace(kept, thread=None), again)
    assert found.id == message.id


@pytest.mark.parametrize("is_held", [True, False])
async def test_a_message_whose_sender_died_goes_with_its_reply_after_a_restart(talk, is_held):
    await talk.sets(hold=HoldMode.EVERYBODY if is_held else HoldMode.NOBODY)
    _, card = await talk.posted()
    desk = await talk.has_desk()
    posting = talk.dateline.get_cog("Decisions").posting
    await talk.dateline.get_cog("Decisions").cog_unload()
    await (await talk.seat("Rita").press(card, "Reply")).submit({"comment": COMMENT})
    (kept,) = await talk.store.replies.newest(talk.guild, 9)
    # As if the process had died before it could note the message.
    if is_held:
        held = Sending(held_card(kept, Under("Bridge")), "held")
        sent = await posting._threads.to_desk(kept, ChannelId(desk.channel.id), held)
    else:
        published = Sending(published_card(kept.reply), "published", "Bridge")
        sent = await posting._threads.post(kept, published)
    await talk.store.erasures.withdraw(kept.reply.id, kept.member, datetime.now(UTC))
    opened = talk.dateline.desk
    await talk.dateline.close()
    async with running(Dateline(opened, ready_s=0.05), talk.loopback):
        await talk.loopback.scene.until(lambda: sent.id not in talk.loopback.world.messages)


async def test_who_was_not_told_before_a_restart_is_told_after_it(talk):
    story, _ = await talk.posted()
    await talk.reply(story)
    held, decided = await talk.held(), datetime.now(UTC) - timedelta(minutes=2)
    deed = Deed(talk.guild, MemberId(talk.seat("Max").member.user.id), decided)
    # As a process that died right after it would have left it.
    rejected = Ruled(held.reply.id, ReplyState.REJECTED, reason="Not about the bridge.")
    await talk.store.replies.decide(rejected, deed)
    opened = talk.dateline.desk
    await talk.dateline.close()
    async with running(Dateline(opened, ready_s=0.05), talk.loopback):
        await talk.loopback.direct("Rita").sees("Not about the bridge.")
        latest = None
        async with asyncio.timeout(5):
            while latest is not ActKind.TOLD:
                latest = (await talk.store.replies.acts(talk.guild)).rows[0].kind


async def test_a_writer_who_takes_no_direct_messages_is_not_told_and_nothing_fails(talk):
    talk.loopback.world.closed.add(talk.seat("Rita").member.user.id)
    desk, card, _ = await waiting(talk)
    with talk.loopback.expecting(50007):
        await desk.press(card, "Approve")
        await talk.loopback.scene.until(lambda: "1 reply" in labels(news_card(talk)))
    assert "writer couldn't be told reply" in (await desk.slash("replies log")).text


async def test_a_flood_loses_nothing_that_was_taken_and_keeps_the_limits(talk, monkeypatch):
    monkeypatch.setattr(pace, "MOST_TOGETHER", 100)
    talk.dateline.desk.replies._pace = pace.Pace()
    await talk.has_desk()
    stories = [await talk.keep(article(f"Report {n}", f"It is report {n}.")) for n in range(6)]

    async def pour(member):
        answers = [await talk.reply(s, f"{member} on {s}.", member=member) for s in stories]
        return sum("A moderator will look" in answer.text for answer in answers)

    async def look():
        return [(await talk.seat("Max").slash("latest")).error for _ in range(10)]

    *taken, errors = await asyncio.gather(*map(pour, ("Rita", "Ravi", "Olivia")), look())
    held = (await talk.store.replies.held(talk.guild, Page(1, 50))).rows
    assert errors == [None] * 10
    assert [len([h for h in held if h.reply.name == n]) for n in ("Rita", "Ravi")] == taken[:2]
    # One in 15 seconds is what a member may send.
    assert max(taken[:2]) <= 1 + 60 // 15
    comments = [reply.reply.comment for reply in held]
    await talk.loopback.scene.until(lambda: all(each in talk.sent_words() for each in comments))
