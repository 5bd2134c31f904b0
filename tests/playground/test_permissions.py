"""Permissions as Discord computes them: roles, then everybody's, roles' and own overwrites."""

from dataclasses import replace

import pytest

from bot.playground import permissions
from bot.playground.newsroom import newsroom
from bot.playground.world import Channel, ChannelKind, Overwrite


@pytest.fixture
def world():
    return newsroom()


def sees(world, name, channel):
    return bool(permissions.in_channel(world, channel, world.find_member(name).user.id))


def with_overwrites(world, *overwrites):
    return replace(world.find_channel("news"), overwrites=overwrites)


def test_the_owner_may_everything(world):
    desk = world.find_channel("mod-desk")
    owner = world.find_member("Olivia").user.id
    assert permissions.in_channel(world, desk, owner) == permissions.ALL


def test_the_desk_is_for_moderators_and_the_bot(world):
    desk = world.find_channel("mod-desk")
    assert [sees(world, name, desk) for name in ("Max", "Rita", "Dateline")] == [True, False, True]


def test_a_role_allows_what_everybody_is_denied(world):
    moderators = next(r for r in world.roles.values() if r.name == "Moderators")
    channel = with_overwrites(
        world,
        Overwrite(moderators.id, allow=permissions.SEND),
        Overwrite(moderators.guild, deny=permissions.SEND),
    )
    max_, rita = (world.find_member(name).user.id for name in ("Max", "Rita"))
    assert permissions.may(world, channel, max_, wanted=permissions.SEND)
    assert not permissions.may(world, channel, rita, wanted=permissions.SEND)


def test_ones_own_overwrite_has_the_last_word(world):
    rita = world.find_member("Rita").user.id
    channel = with_overwrites(
        world,
        Overwrite(rita, is_member=True, allow=permissions.SEND),
        Overwrite(world.find_channel("news").guild, deny=permissions.SEND),
    )
    assert permissions.may(world, channel, rita, wanted=permissions.SEND)


def test_who_does_not_see_a_channel_may_nothing_there(world):
    channel = with_overwrites(
        world, Overwrite(world.find_channel("news").guild, deny=permissions.VIEW)
    )
    assert permissions.in_channel(world, channel, world.find_member("Rita").user.id) == 0


def test_a_thread_takes_its_parents_permissions(world):
    desk = world.find_channel("mod-desk")
    thread = Channel(world.new_id(), desk.guild, ChannelKind.PUBLIC_THREAD, "t", parent=desk.id)
    assert [sees(world, name, thread) for name in ("Max", "Rita")] == [True, False]


def test_a_stranger_may_nothing(world):
    stranger = world.add_user("Stranger")
    assert permissions.in_channel(world, world.find_channel("news"), stranger.id) == 0


def test_ids_are_snowflakes_that_rise(world):
    first, second = world.new_id(), world.new_id()
    assert first < second


def test_the_sample_world_has_the_same_ids_each_time():
    first, second = newsroom(), newsroom()
    assert first.channels.keys() == second.channels.keys()
    assert first.bot == second.bot
    assert first.guilds == second.guilds
