"""Dateline in simcord, a Discord that others wrote, so that ours isn't its only judge."""

from collections.abc import AsyncIterator
from os import getpid

import pytest
import pytest_asyncio
import simcord
from discord import app_commands

from bot.app import Dateline
from bot.delivery.reply_posting import ReplyPosting
from bot.desk import Desk
from bot.errors import DatelineError
from bot.shards import Shards
from bot.story import GuildId
from tests.judges.room import Room, room_of

# Pages are read in a process of their own, whose start takes a while on a busy machine.
SETTLED_WITHIN_S = 30.0


def bot_of(desk: Desk) -> Dateline:
    """A bot with one connection, which simcord wants to be told of."""
    return Dateline(desk, ready_s=0.05, shards=Shards(0, 0, 1), is_sending=False)


async def _rest(_: ReplyPosting) -> None:
    """In place of what the bot does by itself, whose threads simcord's clock knows nothing of."""


@pytest_asyncio.fixture
async def room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    """A server with the bot in it. Whatever the bot raised must have been for the reader."""
    monkeypatch.setattr(ReplyPosting, "run", _rest)
    # Started before simcord's clock stands still, on which a process that starts would wait.
    for worker in (desk.intake.pages, desk.intake._readings):
        await worker.run(getpid)
    env = simcord.Env(bot_of(desk), settle_timeout=SETTLED_WITHIN_S)
    await env.start()
    try:
        yield room_of(env)
    finally:
        await env.shutdown()
    assert not [error for error in env.errors if not _is_for_the_reader(error)]


@pytest.fixture
def guild(room: Room) -> GuildId:
    """The room's server, where `keep` puts its stories."""
    return GuildId(room.guild.id)


def _is_for_the_reader(error: BaseException) -> bool:
    raised = getattr(error, "original", error)
    return isinstance(raised, DatelineError | app_commands.CheckFailure)
