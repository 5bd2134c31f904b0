"""The room that the tests of delivery share, on either database."""

import pytest
import pytest_asyncio

from bot.app import Dateline
from bot.delivery.carrying import Carrier
from bot.delivery.pacing import Pacer
from bot.delivery.posting import Poster
from bot.playground.loopback import Loopback
from bot.story import GuildId
from tests.delivery.room import Clock, Room


@pytest.fixture
def database(either_database: str | None) -> str | None:
    return either_database


@pytest_asyncio.fixture
async def room(loopback: Loopback, dateline: Dateline, guild: GuildId) -> Room:
    """A room in which the test itself says when something is sent."""
    await dateline.rounds.stop()
    poster = Poster(dateline, Pacer(per_second=1000))
    carrier = Carrier(dateline, dateline.desk.store.deliveries, poster)
    return Room(loopback, dateline, guild, Clock(), carrier)
