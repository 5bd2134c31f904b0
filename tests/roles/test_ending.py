"""How the live bot starts and ends, in a process of its own."""

import asyncio
import signal
import socket
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from bot.__main__ import main
from bot.errors import SettingsError
from bot.playground.faults import slow
from bot.playground.loopback import Loopback
from bot.playground.rest import PREFIX
from bot.roles import Role, live
from bot.settings import Secret, Settings
from bot.shards import Shards, shards_from
from bot.store.store import Store
from bot.story import GuildId, MemberId
from bot.subscription import UNSAVED, ChannelId, ChannelKind, SendState, Subscription
from tests.made import BRIDGE, BRIDGE_READING
from tests.roles.role_process import Addresses
from tests.waiting import until

REQUEST_S = 2.0


async def with_a_story(store: Store, loopback: Loopback) -> None:
    """A channel is subscribed, and a story came in since."""
    (guild,) = map(GuildId, loopback.world.guilds)
    channel = ChannelId(loopback.world.find_channel("news").id)
    since = datetime.now(UTC) - timedelta(hours=1)
    wanted = Subscription(UNSAVED, guild, channel, ChannelKind.TEXT, MemberId(1), since=since)
    await store.subscriptions.add(wanted)
    await store.keep(BRIDGE, BRIDGE_READING, guild=guild, now=datetime.now(UTC))


@pytest.mark.timeout(120)
async def test_what_is_being_sent_arrives_before_the_end(loopback, where, start, guild):
    async with Store.open(where.folder) as store:
        await with_a_story(store, loopback)
    loopback.faults.arm(slow(REQUEST_S), method="POST", path="/messages")
    bot = await start(Role.ALL, where)
    await until(lambda: not loopback.faults._armed, within_s=60)
    bot.process.send_signal(signal.SIGTERM)
    began = monotonic()
    assert await bot.ended() == 0
    assert monotonic() - began < 10
    async with Store.open(where.folder) as store:
        (story,) = await store.suggest_stories(guild, "")
        (sent,) = await store.deliveries.of_story(guild, story.id)
    assert sent.state is SendState.SENT
    assert len(loopback.world.messages) == 1


@pytest.mark.timeout(120)
async def test_without_a_network_it_says_so_and_tries_again(tmp_path, start):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"127.0.0.1:{port}"
    where = Addresses(tmp_path, f"http://{url}{PREFIX}", f"ws://{url}/gateway", f"http://{url}/cdn")
    bot = await start(Role.ALL, where)
    await bot.says("Discord can't be reached (ClientConnectorError). The next try is in")
    async with Loopback(port=port) as loopback:
        await until(lambda: bool(loopback.gateway.sessions), within_s=60)
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0


async def test_a_token_that_discord_refuses_is_not_tried_again(loopback, tmp_path):
    settings = Settings(
        token=Secret("an.older.one"), data=tmp_path, pipeline=None, health=None, is_polling=False
    )
    with loopback.expecting(0), loopback.pointed(), pytest.raises(SettingsError) as refused:
        await asyncio.wait_for(live(settings), 50)
    assert "doesn't know this DISCORD_TOKEN" in refused.value.reader


@pytest.mark.parametrize("role", ["gateway", "worker", "poller", "sender"])
def test_one_of_several_processes_is_refused_on_sqlite(role, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    assert main([role]) == 2
    assert "only PostgreSQL can serve: set DATABASE_URL" in capsys.readouterr().err


def test_shards_are_a_range_of_all():
    assert shards_from("0-7", None) == Shards(0, 7, 8)
    assert shards_from("8-15", 32).ids == list(range(8, 16))
    assert shards_from("3", 4).ids == [3]


@pytest.mark.parametrize(
    ("written", "of"),
    [("7-0", None), ("0-8", 8), ("a", None), ("-1", None), ("0-99999", None), ("1-", 2)],
    ids=["backwards", "too many", "a word", "negative", "thousands", "half"],
)
def test_what_is_no_range_of_shards_is_one_clear_line(written, of):
    with pytest.raises(SettingsError) as refused:
        shards_from(written, of)
    assert "--shards" in refused.value.reader
