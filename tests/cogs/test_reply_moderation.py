"""What moderators see and decide, and what of it readers and writers see."""

import asyncio
from dataclasses import replace

import pytest

from bot.moderation import ActKind
from bot.playground.answer import words_of
from bot.playground.invocation import NotOffered
from bot.reply import HoldMode, ReplyState
from tests.cogs.talk import ADDRESS, COMMENT, labels, news_card, now, waiting


async def test_a_held_reply_comes_to_the_desk_with_why_and_without_its_address(talk):
    _, card, held = await waiting(talk)
    text = words_of(card)
    assert "A reply waits" in text
    assert "Bridge to reopen on Monday" in text
    assert f"<@{held.member}>" in text
    assert "None of the writer's replies has been published before." in text
    assert "on file" in text
    assert "example.org/bridge" in text
    assert ADDRESS not in talk.sent_words()
    assert labels(card) == ["Approve", "Reject", "Block writer"]
    assert not talk.loopback.pings


async def test_an_approved_reply_stands_in_the_thread_and_is_counted_on_the_card(talk):
    desk, card, held = await waiting(talk)
    pressed = await desk.press(card, "Approve")
    assert not pressed.is_private
    assert "A reply, published" in pressed.text
    thread = await talk.loopback.scene.until(
        lambda: next((c for c in talk.loopback.world.channels.values() if c.kind.is_thread), None)
    )
    assert thread.name == "Replies: Bridge to reopen on Monday"
    seat = talk.seat("Ravi", thread.name)
    message = await seat.sees(COMMENT)
    assert words_of(message) == f"Rita\n{COMMENT}"
    await talk.loopback.scene.until(lambda: "1 reply" in labels(news_card(talk)))
    told = talk.loopback.direct("Rita")
    assert "was published" in words_of(await told.sees("Your reply to"))
    assert await talk.state(held) is ReplyState.PUBLISHED


async def test_the_second_moderator_is_told_who_was_first_and_when(talk):
    desk, card, held = await waiting(talk)
    other = talk.seat("Olivia", "mod-desk")
    first, second = await asyncio.gather(desk.press(card, "Approve"), other.press(card, "Approve"))
    late = next(one for one in (first, second) if "quicker" in one.text)
    early = first if late is second else second
    assert late.is_private
    assert f"by <@{early.seat.member.user.id}>, <t:" in late.text
    acts = (await talk.store.replies.acts(talk.guild)).rows
    assert [act.kind for act in acts if act.by] == [ActKind.APPROVED]
    assert await talk.state(held) is ReplyState.PUBLISHED


async def test_a_reply_is_sent_back_with_a_reason_that_its_writer_reads(talk):
    desk, card, held = await waiting(talk)
    form = await desk.press(card, "Reject")
    answer = await form.submit({"Reason": "Please name your *source*."})
    assert "A reply, not published" in answer.text
    told = words_of(await talk.loopback.direct("Rita").sees("not published"))
    assert r"Please name your \*source\*." in told
    assert await talk.state(held) is ReplyState.REJECTED
    after = await desk.press(answer.message, "Publish after all")
    assert "A reply, published" in after.text


async def test_a_blocked_writer_gets_their_replies_back_and_may_be_let_in_again(talk):
    desk, card, held = await waiting(talk)
    question = await desk.press(card, "Block writer")
    assert question.is_private
    assert "Block this writer?" in question.text
    await question.press("Block")
    assert "Sent back with it: 1 reply" in question.text
    assert "not published" in words_of(await talk.loopback.direct("Rita").sees("Your reply to"))
    await talk.loopback.scene.until(lambda: "not published" in words_of(now(talk, card)))
    assert "takes no replies from you" in (await talk.form(held.reply.story)).text
    listed = await desk.slash("replies unblock")
    assert "1 writer is blocked" in listed.text
    await question.press("Unblock")
    assert "may reply again" in question.text


async def test_the_queue_is_the_way_where_no_desk_is_set(talk):
    story = await talk.keep()
    assert "queue is empty" in (await talk.seat("Max").slash("replies queue")).text
    await talk.reply(story)
    await talk.reply(story, "Another voice.", member="Ravi")
    owner = talk.loopback.direct("Olivia")
    assert "`/replies queue`" in words_of(await owner.sees("waits for a moderator on **Newsroom**"))
    queue = await talk.seat("Max").slash("replies queue")
    assert "2 replies wait" in queue.text
    assert "`/settings`" in queue.text
    await queue.choose("#1 Rita")
    assert "A reply waits" in queue.text
    await queue.press("Approve")
    assert "A reply, published" in queue.text
    assert "1 reply waits" in (await talk.seat("Max").slash("replies queue")).text


async def test_the_log_says_who_did_what(talk):
    desk, card, held = await waiting(talk)
    await desk.press(card, "Approve")
    await talk.loopback.direct("Rita").sees("was published")
    await talk.loopback.scene.until(lambda: "1 reply" in labels(news_card(talk)))
    log = await desk.slash("replies log")
    assert f"outcome told to its writer reply `#{held.reply.id}`" in log.text
    assert f"approved reply `#{held.reply.id}`" in log.text
    assert f"<@{desk.member.user.id}>" in log.text


@pytest.mark.parametrize("form", ["csv", "json"])
async def test_the_export_holds_no_address(talk, form):
    desk, _, _ = await waiting(talk)
    answer = await desk.slash("replies export", form=form)
    await answer.until(lambda now: now.files)
    (file,) = answer.files
    content = talk.loopback.world.files[file.id].decode("utf-8-sig")
    assert file.name == f"replies.{form}"
    assert COMMENT in content
    assert ADDRESS not in content
    assert answer.is_private


async def test_words_and_settings_are_set_in_forms_and_panels(talk):
    seat = talk.seat("Olivia")
    form = await seat.slash("replies words")
    assert "2 words hold" in (await form.submit({"words": "spam\n\nbuy now\nspam"})).text
    panel = await seat.slash("replies settings")
    await panel.choose("Hold nobody", select="Whose replies wait")
    assert "Hold nobody" in panel.text
    await panel.choose("E-mail required", select="E-mail")
    await panel.press("Take out phone numbers")
    limits = await panel.press("Limits")
    shown = await limits.submit({"longest": "300", "links": "0"})
    assert "at most 300 characters.\nNo link may go through unseen." in shown.text
    settings = await talk.store.replies.settings(talk.guild)
    assert (settings.hold, settings.longest, settings.mask_phones) == (HoldMode.NOBODY, 300, True)
    await panel.press("Close replies")
    assert "takes no more replies" in (await talk.form(await talk.keep())).text
    wrong = await (await panel.press("Limits")).submit({"longest": "many", "links": "1"})
    assert "A number from 0" in wrong.text


async def test_a_story_is_closed_and_opened_again(talk):
    story, seat = await talk.keep(), talk.seat("Max")
    assert "takes no more replies" in (await seat.slash("replies close", story=str(story))).text
    assert "takes no more replies" in (await talk.form(story)).text
    assert "takes replies again" in (await seat.slash("replies open", story=str(story))).text
    assert (await talk.form(story)).modal
    assert "isn't here" in (await seat.slash("replies close", story="99")).text


async def test_readers_may_do_nothing_of_it_by_command_or_by_hand(talk):
    desk, card, held = await waiting(talk)
    for name in ("queue", "log", "show", "block", "words", "settings", "export", "erase"):
        with pytest.raises(NotOffered):
            await talk.seat("Rita").slash(f"replies {name}")
    key = (talk.guild, desk.member.user.id)
    members = talk.loopback.world.members
    form = await desk.press(card, "Reject")
    question = await desk.press(card, "Block writer")
    queue = await desk.slash("replies queue")
    members[key] = replace(members[key], roles=())
    reader = talk.seat("Rita")
    for button in ("Approve", "Reject", "Block writer"):
        answer = await reader.press(card, button)
        assert "permission to manage messages" in answer.text
    assert "permission" in (await question.press("Block")).text
    assert "permission" in (await form.submit({})).text
    assert "permission" in (await queue.choose("#1 Rita")).text
    assert await talk.state(held) is ReplyState.HELD
    assert not (await talk.store.replies.blocked(talk.guild))


async def test_a_button_for_a_reply_of_another_server_does_nothing(talk):
    desk, card, held = await waiting(talk)
    for state in ("99.held", "1.erased", "1.published", "x.held", "1", ""):
        custom_id = f"b0:do:approve:{state}"
        row = {
            "type": 1,
            "components": [{"type": 2, "style": 2, "label": "X", "custom_id": custom_id}],
        }
        forged = talk.loopback.scene.edit(replace(card, components=(row,)))
        answer = await desk.press(forged, "X")
        assert answer.is_private
        assert answer.error is None
    assert await talk.state(held) is ReplyState.HELD
    assert not (await talk.store.replies.acts(talk.guild)).rows


async def test_a_story_removed_under_the_card_is_told(talk):
    desk, card, held = await waiting(talk)
    question = await talk.seat("Max").slash("story remove", story=str(held.reply.story))
    await question.press("Remove")
    answer = await desk.press(card, "Approve")
    assert answer.is_private
    assert "isn't there any more" in answer.text
