"""What Discord refuses concerns a message, a channel or the whole bot, and no more than that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.playground import faults
from bot.store.keeping.correcting import Edit
from bot.subscription import Correction, Pause, SendState
from tests.delivery.room import numbered
from tests.made import BRIDGE, article, reading

POST = {"method": "POST", "path": "/messages"}
OTHER = article("The ferry sails again", "It sails at noon.", url="https://example.org/ferry")


async def test_a_forum_s_post_that_somebody_deleted_is_posted_anew_and_pauses_nothing(room):
    one = await room.subscribe("stories")
    await room.keep()
    await room.settle()
    room.loopback.scene.remove_channel(post_in(room, "stories"))
    await room.keep(body=BRIDGE.body.replace("on Monday", "on Tuesday"))
    await room.settle()
    assert room.loopback.rest.answered[404] == 1
    assert await room.pause_of(one) is None
    (card,) = room.posted("stories")
    assert "Tuesday" in str(card.embeds)


async def test_a_locked_post_is_left_as_it_is_and_its_forum_goes_on(room):
    one = await room.subscribe("stories")
    await room.keep()
    await room.settle()
    fault = faults.refused(403, 160005, "Thread is locked")
    room.loopback.faults.arm(fault, method="PATCH", path="/messages/")
    await room.keep(body=BRIDGE.body.replace("on Monday", "on Tuesday"))
    await room.keep(OTHER)
    await room.settle()
    assert await room.pause_of(one) is None
    assert len(room.posted("stories")) == 2


def post_in(room, name):
    forum = room.channel_id(name)
    return next(c for c in room.loopback.world.channels.values() if c.parent == forum)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(faults.refused(401, 0, "401: Unauthorized"), id="token"),
        pytest.param(faults.refused(403, 0, "error code: 1015"), id="proxy"),
    ],
)
async def test_a_refusal_of_the_whole_bot_pauses_no_channel(room, fault):
    one = await room.subscribe()
    room.loopback.faults.arm(fault, **POST)
    story = await room.keep()
    await room.settle()
    assert await room.states(story) == [SendState.READY]
    assert await room.pause_of(one) is None
    room.clock.forward(timedelta(seconds=30))
    await room.settle()
    assert len(room.posted()) == 1


async def test_a_story_that_a_server_s_word_filter_refuses_is_the_only_one_left_out(room):
    one = await room.subscribe()
    fault = faults.refused(400, 200000, "Message was blocked by automatic moderation")
    room.loopback.faults.arm(fault, **POST, times=5)
    for number in range(6):
        await room.keep(numbered(number))
    await room.settle()
    assert await room.pause_of(one) is None
    assert len(room.posted()) == 1


async def test_a_refusal_that_comes_again_and_again_pauses_and_is_told_once(room):
    one = await room.subscribe()
    fault = faults.refused(400, 50024, "Cannot execute action on this channel type")
    room.loopback.faults.arm(fault, **POST, times=99)
    for number in range(5):
        await room.keep(numbered(number))
    await room.settle()
    assert await room.pause_of(one) is Pause.FAILING
    assert await room.told() == [("delivery paused", "failing")]
    assert room.loopback.rest.answered[400] == 3


async def test_two_refusals_among_others_pause_nothing(room):
    one = await room.subscribe()
    fault = faults.refused(400, 50024, "Cannot execute action on this channel type")
    for number in range(4):
        if number != 1:
            room.loopback.faults.arm(fault, **POST)
        await room.keep(numbered(number))
        await room.settle()
    assert await room.pause_of(one) is None
    assert len(room.posted()) == 1


async def test_a_card_s_thread_that_is_shut_or_gone_holds_no_correction_up(room):
    one = await room.subscribe()
    pasted = replace(BRIDGE, url=None)
    story = await room.keep(pasted)
    await room.settle()
    (card,) = room.posted()
    channel = room.dateline.get_partial_messageable(card.channel, guild_id=room.guild)
    thread = await channel.get_partial_message(card.id).create_thread(name="What about it")
    fault = faults.refused(404, 10003, "Unknown Channel")
    room.loopback.faults.arm(fault, method="POST", path=f"/channels/{thread.id}/messages")
    corrected = replace(pasted, body=BRIDGE.body.replace("on Monday", "on Tuesday"))
    said = Correction("It opens on Tuesday.", is_major=True)
    edit = Edit(corrected, reading(corrected), 1, said)
    await room.store.edit(story, edit, guild=room.guild, now=room.clock())
    await room.settle()
    assert await room.pause_of(one) is None
    (card,) = room.posted()
    assert card.embeds[0]["description"].startswith("**Correction** <t:")
