"""Dateline in simcord, a Discord that others wrote, so that ours isn't its only judge."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
import simcord
from discord import app_commands

from bot.app import Dateline
from bot.desk import Desk, open_desk
from bot.errors import DatelineError
from bot.settings import Settings
from bot.story import Article, GuildId, MemberId, Reading, StoryId
from tests.judges.room import Room, room_of
from tests.made import BRIDGE, BRIDGE_READING, NOON

Keep = Callable[..., Awaitable[StoryId]]
# Pages are read in a process of their own, whose start takes a while on a busy machine.
SETTLED_WITHIN_S = 30.0


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """An empty desk that reads quotation marks alone."""
    async with open_desk(Settings(data=tmp_path / "data", pipeline=None)) as opened:
        yield opened


@pytest_asyncio.fixture
async def room(desk: Desk) -> AsyncIterator[Room]:
    """A server with the bot in it. Whatever the bot raised must have been for the reader."""
    env = simcord.Env(Dateline(desk, ready_s=0.05), settle_timeout=SETTLED_WITHIN_S)
    await env.start()
    try:
        yield room_of(env)
    finally:
        await env.shutdown()
    assert not [error for error in env.errors if not _is_for_the_reader(error)]


@pytest.fixture
def keep(desk: Desk, room: Room) -> Keep:
    """Puts a story on the server's shelf: `await keep(article, reading)`."""

    async def kept(
        article: Article = BRIDGE, reading: Reading = BRIDGE_READING, now: datetime = NOON
    ) -> StoryId:
        guild = GuildId(room.guild.id)
        done = await desk.store.keep(article, reading, guild=guild, member=MemberId(1), now=now)
        return done.story

    return kept


def _is_for_the_reader(error: BaseException) -> bool:
    raised = getattr(error, "original", error)
    return isinstance(raised, DatelineError | app_commands.CheckFailure)
