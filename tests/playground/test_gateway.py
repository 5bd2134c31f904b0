"""The gateway's own words, heard on a bare socket."""

import time

import aiohttp
import pytest
import pytest_asyncio

from bot.playground.gateway import BEAT_ANSWERED_AFTER_S


@pytest_asyncio.fixture
async def socket(loopback):
    session = aiohttp.ClientSession()
    async with session, session.ws_connect(loopback.gateway.url) as opened:
        yield opened


def identify(loopback, **more):
    return {"op": 2, "d": {"token": loopback.token, "intents": 1, "properties": {}, **more}}


async def test_it_greets_with_the_beat_and_answers_beats_no_sooner_than_a_network_would(socket):
    hello = await socket.receive_json()
    assert (hello["op"], hello["d"]["heartbeat_interval"] > 0) == (10, True)
    sent = time.monotonic()
    await socket.send_json({"op": 1, "d": None})
    assert (await socket.receive_json())["op"] == 11
    assert time.monotonic() - sent >= BEAT_ANSWERED_AFTER_S


async def test_ready_comes_before_the_guilds_and_events_are_numbered(socket, loopback):
    await socket.receive_json()
    await socket.send_json(identify(loopback))
    ready, guild = await socket.receive_json(), await socket.receive_json()
    assert [(event["t"], event["s"]) for event in (ready, guild)] == [
        ("READY", 1),
        ("GUILD_CREATE", 2),
    ]
    assert ready["d"]["resume_gateway_url"] == loopback.gateway.url
    assert ready["d"]["guilds"] == [{"id": guild["d"]["id"], "unavailable": True}]


async def test_resuming_brings_what_was_missed(socket, loopback):
    await socket.receive_json()
    await socket.send_json(identify(loopback))
    session = (await socket.receive_json())["d"]["session_id"]
    await socket.receive_json()
    async with aiohttp.ClientSession() as other, other.ws_connect(loopback.gateway.url) as resumed:
        await resumed.receive_json()
        loopback.scene.remove_channel(loopback.world.find_channel("news"))
        await resumed.send_json(
            {"op": 6, "d": {"token": loopback.token, "session_id": session, "seq": 2}}
        )
        assert [(await resumed.receive_json())["t"] for _ in range(2)] == [
            "CHANNEL_DELETE",
            "RESUMED",
        ]


@pytest.mark.parametrize("given", [{"session_id": "none"}, {"token": "wrong"}])
async def test_what_cannot_be_resumed_is_an_invalid_session(socket, loopback, given):
    await socket.receive_json()
    resume = {"token": loopback.token, "session_id": "none", "seq": 0} | given
    await socket.send_json({"op": 6, "d": resume})
    answer = await socket.receive_json()
    assert (answer["op"], answer["d"]) == (9, False)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"intents": 1 << 15}, 4014),
        ({"intents": 1 << 1}, 4014),
    ],
)
async def test_a_login_is_refused_with_discords_code(socket, loopback, given, code):
    await socket.receive_json()
    await socket.send_json(identify(loopback, **given))
    assert (await socket.receive()).data == code


@pytest.mark.parametrize("frame", ["not json", "[]", "3", '{"op": null}'])
async def test_what_cannot_be_read_ends_the_connection(socket, frame):
    await socket.receive_json()
    await socket.send_str(frame)
    assert (await socket.receive()).data == 4002


async def test_an_address_that_is_not_there_is_noted(loopback, rest):
    with loopback.expecting(0):
        assert (await rest("GET", "/stickers"))[0] == 404
