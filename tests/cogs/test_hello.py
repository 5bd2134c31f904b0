"""What the bot says when a server lets it in, through the real client."""

from dataclasses import replace

import pytest

from bot.app import Dateline
from bot.playground import permissions
from bot.playground.running import running
from bot.playground.world import Overwrite


def said(loopback):
    """Each hello, as the channel's name and its words."""
    world = loopback.world
    return [
        (world.channels[message.channel].name, message)
        for message in world.messages.values()
        if any("Hello" in (embed.get("title") or "") for embed in message.embeds)
    ]


async def rejoin(loopback, dateline):
    """Remove the bot and let it in again."""
    (guild,) = loopback.world.guilds.values()
    bot = loopback.world.bot
    roles = loopback.world.members[guild.id, bot.id].roles
    loopback.scene.leave(guild, bot)
    await dateline.wait_for("guild_remove", timeout=5)
    loopback.scene.join(guild, bot, roles=roles)
    await dateline.wait_for("guild_join", timeout=5)


async def until_said(loopback):
    """The one hello."""
    await loopback.scene.until(lambda: said(loopback))
    (hello,) = said(loopback)
    return hello


def forbid(loopback, *channels):
    """Let the bot write in none of these."""
    for name in channels:
        place = loopback.world.find_channel(name)
        own = Overwrite(loopback.world.bot.id, is_member=True, deny=permissions.SEND)
        loopback.world.channels[place.id] = replace(place, overwrites=(*place.overwrites, own))


async def test_it_says_hello_once_and_never_again_within_a_day(loopback, dateline):
    await rejoin(loopback, dateline)
    channel, hello = await until_said(loopback)
    assert channel == "news"
    assert not hello.mentions
    assert loopback.pings == []
    await rejoin(loopback, dateline)
    await loopback.seat("Olivia").slash("dateline setup")
    assert len(said(loopback)) == 1


async def test_the_system_channel_comes_first(loopback, desk, guild):
    world = loopback.world
    system = world.find_channel("mod-desk").id
    world.guilds[guild] = replace(world.guilds[guild], system_channel=system)
    client = Dateline(desk, ready_s=0.05)
    async with running(client, loopback):
        await rejoin(loopback, client)
        channel, _ = await until_said(loopback)
        assert channel == "mod-desk"


async def test_it_is_silent_where_it_may_write_nowhere(loopback, desk, guild):
    forbid(loopback, "news", "mod-desk", "announcements")
    client = Dateline(desk, ready_s=0.05)
    async with running(client, loopback):
        await rejoin(loopback, client)
        await loopback.direct("Olivia").slash("dateline privacy")
    assert said(loopback) == []


async def test_its_button_starts_the_setup_for_those_who_may(loopback, dateline):
    await rejoin(loopback, dateline)
    _, hello = await until_said(loopback)
    begun = await loopback.seat("Olivia").press(hello, "Set up")
    assert begun.is_private
    assert "step 1 of 5" in begun.text
    refused = await loopback.seat("Rita").press(hello, "Set up")
    assert "permission to manage the server" in refused.text


@pytest.mark.usefixtures("dateline")
async def test_a_start_is_no_joining(loopback):
    await loopback.seat("Olivia").slash("dateline setup")
    assert said(loopback) == []
