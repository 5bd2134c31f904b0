"""Pointing, logging in, and what a client hears of the world's changes."""

from dataclasses import replace

import discord
import pytest

from bot.playground.loopback import Loopback
from bot.playground.pointing import point_client
from bot.playground.running import running
from bot.playground.world import Role
from tests.playground.sample_bot import SampleBot


@pytest.mark.parametrize("address", ["https://discord.com/api/v10", "http://10.0.0.1", "http://x"])
def test_a_client_is_pointed_at_this_machine_only(address):
    before = discord.http.Route.BASE
    with (
        pytest.raises(ValueError, match="not a loopback address"),
        point_client(address, "ws://127.0.0.1", address),
    ):
        pass
    assert before == discord.http.Route.BASE


async def test_pointing_ends_with_its_block(loopback):
    before = discord.http.Route.BASE
    with loopback.pointed():
        assert loopback.url in discord.http.Route.BASE
    assert before == discord.http.Route.BASE


async def test_a_wrong_token_is_refused(loopback):
    loopback.token = "wrong"
    with loopback.expecting(0), pytest.raises(discord.LoginFailure):
        async with running(SampleBot(), loopback):
            pass


async def test_two_loopbacks_stand_side_by_side(loopback):
    async with Loopback() as other:
        assert other.url != loopback.url


async def test_a_restarted_bot_still_answers_its_old_buttons(loopback):
    async with running(SampleBot(), loopback):
        answer = await loopback.seat("Rita").slash("story add", url="u")
    async with running(SampleBot(), loopback):
        assert (await answer.press("Vote (0)")).content == "1 votes"
    assert loopback.commands.registrations == 2


async def test_a_kicked_bot_hears_it(loopback, bot):
    guild = next(iter(loopback.world.guilds.values()))
    hears = bot.wait_for("guild_remove", timeout=5)
    loopback.scene.leave(guild, loopback.world.bot)
    assert (await hears).id == guild.id
    hears = bot.wait_for("guild_join", timeout=5)
    loopback.scene.join(guild, loopback.world.bot)
    assert (await hears).name == "Newsroom"


async def test_a_changed_channel_and_role_reach_the_client(loopback, bot):
    (guild,) = bot.guilds
    news = loopback.world.find_channel("news")
    hears = bot.wait_for("guild_channel_update", timeout=5)
    loopback.scene.change_channel(replace(news, name="headlines"))
    assert (await hears)[1].name == "headlines"
    hears = bot.wait_for("guild_role_create", timeout=5)
    role = loopback.scene.change_role(Role(loopback.world.new_id(), news.guild, "Editors", 0, 5))
    assert (await hears).name == "Editors"
    hears = bot.wait_for("guild_role_delete", timeout=5)
    loopback.scene.remove_role(role)
    assert (await hears).id == role.id
    assert guild.get_role(role.id) is None


async def test_a_removed_channel_reaches_the_client(loopback, bot):
    hears = bot.wait_for("guild_channel_delete", timeout=5)
    loopback.scene.remove_channel(loopback.world.find_channel("news"))
    assert (await hears).name == "news"


async def test_without_intent_a_bot_hears_no_messages(loopback, bot):
    heard: list[discord.Message] = []
    bot.on_message = heard.append
    await loopback.seat("Rita").say("hello")
    await loopback.seat("Rita").slash("say", word="x")
    assert heard == []


async def test_without_content_intent_a_bot_reads_no_words(loopback):
    client = discord.Client(
        intents=discord.Intents(guilds=True, guild_messages=True), guild_ready_timeout=0.05
    )
    async with running(client, loopback):
        hears = client.wait_for("message", timeout=5)
        await loopback.seat("Rita").say("secret words")
        assert (await hears).content == ""
        hears = client.wait_for("message", timeout=5)
        await loopback.seat("Rita").say(f"hello <@{loopback.world.bot.id}>")
        assert (await hears).content.startswith("hello")


async def test_sharded_clients_share_the_world(loopback):
    client = discord.AutoShardedClient(
        intents=discord.Intents(guilds=True), guild_ready_timeout=0.05, shard_count=1
    )
    async with running(client, loopback):
        assert [guild.name for guild in client.guilds] == ["Newsroom"]


async def test_a_ping_is_noted(loopback, bot):
    news = bot.get_channel(loopback.world.find_channel("news").id)
    await news.send("@everyone <@1> quiet")
    assert loopback.pings == []
    rita = loopback.world.find_member("Rita").user.id
    await news.send(f"@everyone <@{rita}>", allowed_mentions=discord.AllowedMentions.all())
    assert [ping.whom for ping in loopback.pings] == ["everyone", f"user {rita}"]


async def test_a_text_display_pings_too(loopback, rest):
    news = loopback.world.find_channel("news").id
    form = {"flags": 32768, "components": [{"type": 10, "content": "@here"}]}
    await rest("POST", f"/channels/{news}/messages", form)
    assert [ping.whom for ping in loopback.pings] == ["everyone"]
