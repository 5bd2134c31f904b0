"""A real client meets what goes wrong on Discord's side."""

import asyncio

import aiohttp
import discord
import pytest

from bot.playground import faults


@pytest.fixture
def news(loopback, bot):
    channel = bot.get_channel(loopback.world.find_channel("news").id)
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_rate_limited_message_is_sent_again(loopback, news, scope):
    loopback.faults.arm(faults.too_many(scope=scope), method="POST", path="/messages", times=2)
    await news.send("patience")
    assert [m.content for m in loopback.seat("Rita").messages] == ["patience"]


async def test_more_requests_than_allowed_meet_the_global_limit(loopback, rest):
    news = loopback.world.find_channel("news").id
    loopback.faults.limit(3)
    answers = [await rest("GET", f"/channels/{news}") for _ in range(5)]
    assert [status for status, _ in answers] == [200, 200, 200, 429, 429]
    assert answers[-1][1]["global"]
    assert loopback.rest.answered == {200: 3, 429: 2}


async def test_answers_to_interactions_are_not_counted(loopback, bot):
    loopback.faults.limit(0)
    assert (await loopback.seat("Rita").slash("say", word="x")).content == "x"


async def test_a_ban_is_raised_at_once(loopback, news):
    loopback.faults.arm(faults.banned(), path="/messages")
    with pytest.raises(discord.HTTPException) as raised:
        await news.send("banned")
    assert raised.value.status == 429


async def test_a_message_that_broke_after_it_was_kept_comes_twice_without_nonce(loopback, news):
    loopback.faults.arm(faults.broken(502, is_after=True), path="/messages")
    with pytest.raises(discord.DiscordServerError) as raised:
        await _send_once(news, "hello")
    assert raised.value.status == 502
    await news.send("hello")
    assert [m.content for m in loopback.seat("Rita").messages] == ["hello", "hello"]


async def test_a_nonce_keeps_it_to_one(loopback, news):
    loopback.faults.arm(faults.broken(502, is_after=True), path="/messages")
    with pytest.raises(discord.DiscordServerError):
        await _send_once(news, "hello", nonce="n1")
    again = await news.send("hello", nonce="n1")
    (only,) = loopback.seat("Rita").messages
    assert again.id == only.id


async def test_a_server_error_before_the_act_leaves_nothing(loopback, news):
    loopback.faults.arm(faults.broken(), path="/messages")
    with pytest.raises(discord.DiscordServerError):
        await _send_once(news, "hello")
    assert not loopback.seat("Rita").messages


async def test_a_cut_connection_is_felt(loopback, rest):
    news = loopback.world.find_channel("news").id
    loopback.faults.arm(faults.cut(), path="/messages")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await rest("POST", f"/channels/{news}/messages", {"content": "x"})
    assert not loopback.world.messages


async def test_a_denied_channel_is_forbidden(loopback, news):
    loopback.faults.arm(faults.denied(), path="/messages")
    with pytest.raises(discord.Forbidden) as raised:
        await news.send("x")
    assert raised.value.code == 50013


async def test_a_vanished_channel_is_not_found(loopback, news):
    loopback.faults.arm(faults.gone(), path="/messages")
    with pytest.raises(discord.NotFound) as raised:
        await news.send("x")
    assert raised.value.code == 10003


async def test_a_slow_answer_comes_late(loopback, news):
    loopback.faults.arm(faults.slow(0.2), path="/messages")
    started = asyncio.get_running_loop().time()
    await news.send("x")
    assert asyncio.get_running_loop().time() - started >= 0.2


async def test_an_answer_that_comes_late_is_unknown(loopback, bot):
    loopback.interactions.answer_within_s = 0.05
    loopback.faults.arm(faults.slow(0.2), path="/callback")
    answer = await loopback.seat("Rita").slash("say", word="late")
    assert answer.error == "unanswered"
    await loopback.scene.until(lambda: loopback.refusals)
    with loopback.expecting(10062):
        pass


async def test_a_dropped_socket_is_resumed_and_misses_nothing(loopback, bot):
    resumed = asyncio.Event()
    bot.on_resumed = _setter(resumed)
    await loopback.gateway.drop()
    answer = await loopback.seat("Rita").slash("say", word="hello")
    await asyncio.wait_for(resumed.wait(), 5)
    assert answer.content == "hello"
    assert (loopback.gateway.resumed, loopback.gateway.identified) == (1, 1)


async def test_an_invalid_session_is_identified_anew(loopback, bot):
    ready = asyncio.ensure_future(bot.wait_for("ready", timeout=5))
    await loopback.gateway.invalidate()
    await ready
    assert loopback.gateway.identified == 2
    answer = await loopback.seat("Rita").slash("say", word="again")
    assert answer.content == "again"


async def test_the_client_beats_and_is_answered(loopback, bot):
    assert loopback.gateway.heartbeats >= 1
    assert bot.latency < 5


def _setter(event):
    async def on_resumed():
        event.set()

    return on_resumed


async def _send_once(channel, text, **more):
    """One request without discord.py's own repeats of server errors."""
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    form = {"content": text} | ({**more, "enforce_nonce": True} if more else {})
    async with channel._state.http._HTTPClient__session.post(
        route.url, json=form, headers={"Authorization": "Bot playground"}
    ) as response:
        if response.status >= 500:
            raise discord.DiscordServerError(response, await response.text())
