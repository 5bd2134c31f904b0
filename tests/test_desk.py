"""What goes on beside the bot."""

import asyncio

import pytest

import bot.desk
from bot.desk import rereading
from tests.made import BRIDGE


@pytest.mark.timeout(90)
async def test_what_an_older_engine_has_read_is_read_again(desk, keep, guild, monkeypatch):
    monkeypatch.setattr(bot.desk, "REREAD_AFTER_S", 0.0)
    story = await keep()
    engine = await desk.intake.engine()
    assert (await desk.store.story(guild, story)).reading.engine == "by hand"
    async with rereading(desk), asyncio.timeout(60):
        while await desk.store.stale(engine, 1):
            await asyncio.sleep(0.01)
    again = await desk.store.story(guild, story)
    assert again.reading.engine == engine
    assert again.article.headline == BRIDGE.headline
    assert again.revision == 1
