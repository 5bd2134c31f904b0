"""What a monitor is told over HTTP."""

import asyncio
import re
import sys
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.errors import SettingsError
from bot.settings import HostPort
from bot.story import MemberId
from bot.subscription import UNSAVED, ChannelId, ChannelKind, Subscription
from bot.watch.pages import served
from tests.made import BRIDGE
from tests.watch.conftest import ANY

FIGURES = (
    "gateway_connected deliveries_waiting delivery_oldest_seconds send_seconds_count"
    " arrival_seconds_count poll_lag_seconds loop_lag_seconds_count write_seconds_bucket"
    " wal_bytes readings_waiting ready"
).split()


async def page_with(get, path: str, words: str) -> str:
    async with asyncio.timeout(20):
        while True:
            text: str = (await get(path))[1]
            if words in text:
                return text
            await asyncio.sleep(0)


async def test_a_bot_at_work_is_alive_and_ready(get):
    assert await get("/livez") == (200, "alive\n")
    assert await page_with(get, "/readyz", "ready\n")
    assert (await get("/readyz"))[0] == 200


async def test_a_bot_that_discord_is_gone_from_is_alive_but_not_ready(get, loopback, dateline):
    await page_with(get, "/readyz", "ready\n")
    await dateline.close()
    await page_with(get, "/readyz", "gateway: not connected")
    assert (await get("/readyz"))[0] == 503
    assert (await get("/livez"))[0] == 200


async def test_a_store_that_says_no_is_named(get, watched):
    await page_with(get, "/readyz", "ready\n")
    watched.pulse._trouble = "StoreFull"
    assert await get("/readyz") == (503, "store: StoreFull\n")


async def test_the_figures_are_all_there(get):
    status, page = await get("/metrics")
    assert status == 200
    for name in FIGURES:
        assert f"\ndateline_{name}" in page
    assert 'dateline_discord_answers_total{status="429"} 0.0' in page
    assert 'dateline_discord_answers_total{status="403"} 0.0' in page


async def test_what_is_sent_is_counted_and_nothing_of_it_is_told(
    get, keep, dateline, loopback, guild
):
    channel = loopback.world.find_channel("news")
    since = datetime.now(UTC) - timedelta(hours=1)
    wanted = Subscription(
        UNSAVED, guild, ChannelId(channel.id), ChannelKind.TEXT, MemberId(1), since=since
    )
    await dateline.desk.store.subscriptions.add(wanted)
    await keep(now=datetime.now(UTC))
    page = await page_with(get, "/metrics", "dateline_arrival_seconds_count 1.0")
    labels = set(re.findall(r'(\w+)="', page))
    assert labels <= {"le", "status"}
    told = (BRIDGE.headline, BRIDGE.outlet, str(guild), str(channel.id), "http")
    assert not [words for words in told if words and words in page]


async def test_without_the_extra_the_figures_say_what_is_lacking(get, monkeypatch):
    monkeypatch.delitem(sys.modules, "bot.watch.measuring", raising=False)
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    status, text = await get("/metrics")
    assert (status, "'.[metrics]'" in text) == (501, True)
    assert (await get("/livez"))[0] == 200


async def test_a_port_that_was_asked_for_and_is_taken_stops_the_start(watched):
    async with served(watched, ANY) as address:
        assert address is not None
        port = int(address.rpartition(":")[2])
        with pytest.raises(SettingsError) as refused:
            async with served(watched, HostPort("127.0.0.1", port)):
                pass
        assert str(port) in refused.value.reader
        async with served(watched, HostPort("127.0.0.1", port, is_usual=True)) as nowhere:
            assert nowhere is None


async def test_off_is_nowhere(watched):
    async with served(watched, None) as address:
        assert address is None


async def test_nothing_else_is_served(get):
    assert (await get("/"))[0] == web.HTTPNotFound.status_code
