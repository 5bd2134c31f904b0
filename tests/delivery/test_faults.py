"""What goes wrong at Discord ends or pauses what it concerns alone, and doubles nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.playground import faults, permissions
from bot.playground.world import Channel, ChannelKind, Overwrite
from bot.subscription import Pause, SendState, TagId
from tests.made import article

POST = {"method": "POST", "path": "/messages"}
OTHER = article("The ferry sails again", "It sails at noon.", url="https://example.org/ferry")


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(faults.too_many(), id="429 of a route"),
        pytest.param(faults.too_many(scope="global"), id="429 of all"),
        pytest.param(faults.too_many(scope="shared"), id="429 that others caused"),
        pytest.param(faults.slow(0.3), id="slow"),
    ],
)
async def test_a_card_waits_and_is_posted_once(room, fault):
    await room.subscribe()
    room.loopback.faults.arm(fault, **POST)
    story = await room.keep()
    await room.settle()
    assert len(room.posted()) == 1
    assert await room.states(story) == [SendState.SENT]


@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after it was posted"])
@pytest.mark.parametrize("broken", [faults.cut, faults.broken], ids=["reset", "500"])
async def test_an_answer_that_is_lost_loses_and_doubles_nothing(room, broken, is_after):
    await room.subscribe()
    status = {} if broken is faults.cut else {"status": 503}
    room.loopback.faults.arm(broken(is_after=is_after, **status), **POST)
    story = await room.keep()
    await room.settle()
    assert await room.states(story) == [SendState.UNCERTAIN]
    room.clock.forward(timedelta(seconds=30))
    await room.settle()
    assert len(room.posted()) == 1
    assert await room.states(story) == [SendState.SENT]


@pytest.mark.parametrize("has_arrived", [False, True], ids=["lost", "arrived"])
@pytest.mark.parametrize("name", ["news", "stories"])
async def test_what_may_have_arrived_is_looked_for_once_its_nonce_is_too_old(
    room, name, has_arrived, monkeypatch
):
    monkeypatch.setattr("bot.playground.routes.messages.NONCE_LIVES_MS", 0)
    await room.subscribe(name)
    path = "/threads" if name == "stories" else "/messages"
    fault = faults.cut(is_after=has_arrived)
    room.loopback.faults.arm(fault, method="POST", path=path)
    story = await room.keep()
    await room.settle()
    assert len(room.posted(name)) == int(has_arrived)
    room.clock.forward(timedelta(minutes=10))
    await room.settle()
    assert len(room.posted(name)) == 1
    assert await room.states(story) == [SendState.SENT]


async def test_a_server_error_at_a_forum_s_post_isn_t_repeated_blindly(room):
    await room.subscribe("stories")
    room.loopback.faults.arm(faults.broken(is_after=True), method="POST", path="/threads")
    await room.keep()
    await room.settle()
    room.clock.forward(timedelta(minutes=1))
    await room.settle()
    assert len(room.posted("stories")) == 1


async def test_a_missing_permission_pauses_one_subscription_and_is_told_once(room):
    barred, free = await room.subscribe("news"), await room.subscribe("mod-desk")
    bar(room, "news", deny=permissions.EMBED_LINKS)
    await room.keep()
    await room.keep(OTHER)
    await room.settle()
    assert len(room.posted("mod-desk")) == 2
    assert await room.pause_of(barred) is Pause.NO_PERMISSION
    assert await room.pause_of(free) is None
    assert await room.told() == [("delivery paused", "missing permission")]
    assert not room.loopback.refusals


def bar(room, name, *, deny):
    channel = room.loopback.world.find_channel(name)
    overwrite = Overwrite(room.guild, deny=deny)
    own = Overwrite(room.loopback.world.bot.id, is_member=True, deny=deny)
    room.loopback.scene.change_channel(replace(channel, overwrites=(overwrite, own)))


@pytest.mark.parametrize(
    ("fault", "pause"),
    [
        pytest.param(faults.denied(), Pause.NO_PERMISSION, id="403"),
        pytest.param(faults.gone(), Pause.CHANNEL_GONE, id="404"),
    ],
)
async def test_a_refusal_that_nothing_foretold_is_met_once(room, fault, pause):
    one = await room.subscribe()
    room.loopback.faults.arm(fault, **POST, times=99)
    story = await room.keep()
    await room.keep(OTHER)
    await room.settle()
    assert await room.pause_of(one) is pause
    assert await room.states(story) == [SendState.DEAD]
    refused = sum(room.loopback.rest.answered[status] for status in (403, 404))
    assert refused == 1


async def test_a_deleted_channel_ends_its_subscription_with_one_question(room):
    one = await room.subscribe()
    room.loopback.scene.remove_channel(room.loopback.world.find_channel("news"))
    await room.keep()
    await room.keep(OTHER)
    await room.settle()
    assert await room.pause_of(one) is Pause.CHANNEL_GONE
    assert await room.told() == [("delivery paused", "channel gone")]
    assert room.loopback.rest.answered[404] <= 1


def open_thread(room, **of):
    world = room.loopback.world
    parent = world.find_channel("news").id
    kind = ChannelKind.PUBLIC_THREAD
    owner = world.find_member("Rita").user.id
    thread = Channel(world.new_id(), room.guild, kind, "bridges", parent=parent, owner=owner, **of)
    return room.loopback.scene.add_channel(thread)


async def test_an_archived_thread_is_reopened_and_gets_the_story(room):
    thread = open_thread(room)
    one = await room.subscribe("bridges")
    room.loopback.scene.change_channel(replace(thread, is_archived=True))
    with room.loopback.expecting(50083):
        await room.keep()
        await room.settle()
    assert len(room.posted("bridges")) == 1
    assert await room.pause_of(one) is None


async def test_a_locked_thread_pauses_its_subscription(room):
    open_thread(room, is_locked=True)
    one = await room.subscribe("bridges")
    await room.keep()
    await room.settle()
    assert not room.posted("bridges")
    assert await room.pause_of(one) is Pause.THREAD_LOCKED


async def test_a_forum_that_asks_for_a_tag_gets_it_or_pauses(room):
    forum = room.loopback.world.find_channel("stories")
    room.loopback.scene.change_channel(replace(forum, needs_tag=True))
    one = await room.subscribe("stories")
    await room.keep()
    await room.settle()
    assert await room.pause_of(one) is Pause.TAG_NEEDED
    tag = TagId(forum.tags[0].id)
    await room.store.subscriptions.edit(replace(one, tag=tag), now=room.clock())
    await room.keep(OTHER)
    await room.settle()
    assert len(room.posted("stories")) == 1


async def test_a_server_that_is_unavailable_for_a_while_loses_nothing(room):
    await room.subscribe()
    guild = room.loopback.world.guilds[room.guild]
    room.loopback.scene.lose(guild)
    await seen(room, is_there=False)
    await room.keep()
    await room.settle()
    room.loopback.scene.regain(guild)
    await seen(room, is_there=True)
    assert not room.posted()
    room.clock.forward(timedelta(minutes=1))
    await room.settle()
    assert len(room.posted()) == 1


async def seen(room, *, is_there):
    def is_seen(guild):
        return guild.id == room.guild

    event = "guild_available" if is_there else "guild_unavailable"
    await room.dateline.wait_for(event, check=is_seen, timeout=5)


async def test_a_server_that_removes_the_bot_finds_its_subscriptions_when_it_comes_back(room):
    one = await room.subscribe()
    guild, bot = room.loopback.world.guilds[room.guild], room.loopback.world.bot
    room.loopback.scene.leave(guild, bot)
    await room.dateline.wait_for("guild_remove", timeout=5)
    await room.until_pause(one, Pause.SERVER_GONE)
    await room.keep()
    room.loopback.scene.join(guild, bot)
    await room.dateline.wait_for("guild_join", timeout=5)
    await room.until_pause(one, None)
    await room.keep(OTHER)
    await room.settle()
    titles = [message.embeds[0]["title"] for message in room.posted()]
    assert [title for title in titles if not title.startswith("Hello")] == [OTHER.headline]
