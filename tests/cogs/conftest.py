"""The room that the tests of replies share."""

import pytest

from bot.app import Dateline
from bot.playground.loopback import Loopback
from bot.story import GuildId
from tests.cogs.talk import Talk


@pytest.fixture
def talk(loopback: Loopback, dateline: Dateline, guild: GuildId) -> Talk:
    """A newsroom where readers reply."""
    return Talk(loopback, dateline, guild)
