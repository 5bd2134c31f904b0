"""The bot may die at any point of its sending: nothing is lost, doubled or out of order."""

import pytest

from bench.delivery.bot_process import POINTS
from bench.delivery.newsroom import crowded, subscribe
from bench.delivery.soak import Bot, counted, soak
from bot.playground.loopback import Loopback
from bot.playground.routes import messages
from bot.store.store import Store
from bot.story import GuildId

STORIES, CHANNELS = 2, 4
NTH = 2


@pytest.mark.parametrize("point", POINTS)
async def test_a_death_at_any_named_point_loses_and_doubles_nothing(tmp_path, point):
    async with Loopback(crowded(CHANNELS)) as loopback:
        (guild,) = loopback.world.guilds
        async with Store.open(tmp_path) as store:
            await subscribe(store, GuildId(guild), CHANNELS)
        assert await Bot(loopback, tmp_path, STORIES, crash=(point, NTH)).ended() != 0
        assert await Bot(loopback, tmp_path, STORIES).ended() == 0
        found = counted(loopback, tmp_path, (STORIES, CHANNELS, 1))
        assert (found.lost, found.doubled, found.disordered) == (0, 0, 0)
        assert found.is_whole


async def test_kills_at_random_lose_and_double_nothing(tmp_path):
    found = await soak(tmp_path, kills=3, stories=6, channels=20)
    assert (found.lost, found.doubled, found.disordered) == (0, 0, 0)
    assert found.is_whole


async def test_the_same_death_is_seen_where_discord_forgets_the_nonce(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "NONCE_LIVES_MS", 0)
    async with Loopback(crowded(CHANNELS)) as loopback:
        (guild,) = loopback.world.guilds
        async with Store.open(tmp_path) as store:
            await subscribe(store, GuildId(guild), CHANNELS)
        await Bot(loopback, tmp_path, STORIES, crash=("before marking", 1)).ended()
        await Bot(loopback, tmp_path, STORIES).ended()
        assert counted(loopback, tmp_path, (STORIES, CHANNELS, 1)).doubled > 0
