"""Dateline itself, logged into a loopback, with a desk of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import Dateline
from bot.desk import WORKERS_MODULES, Desk, open_desk
from bot.playground.loopback import Loopback
from bot.playground.running import running
from bot.replies.opening import throwaway
from bot.settings import Secret, Settings
from bot.story import Article, GuildId, Reading, StoryId
from bot.worker import preload
from tests.made import BRIDGE, BRIDGE_READING, NOON
from tests.sqlite import LayEmpty

Keep = Callable[..., Awaitable[StoryId]]


@pytest.fixture(scope="session", autouse=True)
def preloaded() -> None:
    """Whichever test is the first to start a process, all have what a desk's begin with."""
    preload(*WORKERS_MODULES)


@pytest.fixture
def guild(loopback: Loopback) -> GuildId:
    """The loopback's one server."""
    (only,) = loopback.world.guilds
    return GuildId(only)


@pytest_asyncio.fixture
async def desk(tmp_path: Path, database: str | None, lay_empty: LayEmpty) -> AsyncIterator[Desk]:
    """An empty desk that may fetch from this machine and reads quotation marks alone."""
    lay_empty(tmp_path / "data")
    settings = Settings(
        data=tmp_path / "data",
        database=Secret(database) if database else None,
        pipeline=None,
        private_hosts=("127.0.0.1",),
        replies=throwaway(),
    )
    async with open_desk(settings) as opened:
        yield opened


@pytest_asyncio.fixture
async def dateline(loopback: Loopback, desk: Desk) -> AsyncIterator[Dateline]:
    """The bot, ready."""
    client = Dateline(desk, ready_s=0.05)
    async with running(client, loopback):
        yield client


@pytest.fixture
def keep(desk: Desk, guild: GuildId) -> Keep:
    """Puts a story on the server's shelf: `await keep(article, reading)`."""

    async def kept(
        article: Article = BRIDGE, reading: Reading = BRIDGE_READING, now: datetime = NOON
    ) -> StoryId:
        done = await desk.store.keep(article, reading, guild=guild, now=now)
        return done.story

    return kept
