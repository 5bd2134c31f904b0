"""What a server sets holds after a restart, and a story goes when its server's time is over."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.server import ServerSettings
from bot.store.engine.asked import Asked
from bot.story import GuildId
from bot.subscription import ChannelId
from tests.store.sample import HERE, NOON, fill, take_in

OTHER = GuildId(HERE + 1)
BERLIN = ZoneInfo("Europe/Berlin")


async def test_a_server_that_has_set_nothing_has_the_defaults(store):
    assert await store.servers.of(HERE) == ServerSettings()


async def test_each_part_is_set_by_itself_and_tells_what_was_before(store):
    assert await store.servers.set_zone(HERE, BERLIN, now=NOON) == ServerSettings()
    assert (await store.servers.set_desk(HERE, ChannelId(2**62))).zone == BERLIN
    await store.servers.set_keeps(HERE, timedelta(days=30))
    expected = ServerSettings(zone=BERLIN, desk=ChannelId(2**62), keeps=timedelta(days=30))
    assert await store.servers.of(HERE) == expected
    assert await store.servers.of(OTHER) == ServerSettings()
    assert await store.servers.set_desk(HERE, None) == expected


async def test_settings_outlive_a_restart_and_can_be_forgotten(place):
    async with place.open() as store:
        await store.servers.set_zone(HERE, BERLIN, now=NOON)
    async with place.open() as store:
        assert (await store.servers.of(HERE)).zone == BERLIN
        await store.servers.forget(HERE)
        assert await store.servers.of(HERE) == ServerSettings()


async def test_stories_go_when_the_time_is_over_and_only_from_that_server(store):
    await fill(store, 45)
    await take_in(store, OTHER)
    later = NOON + timedelta(days=40)
    await store.servers.expire(later)
    assert (await store.search(HERE, Asked())).total == 45
    await store.servers.set_keeps(HERE, timedelta(days=30))
    assert await store.servers.older(HERE, later - timedelta(days=30)) == 45
    await store.servers.expire(NOON + timedelta(days=29))
    assert (await store.search(HERE, Asked())).total == 45
    await store.servers.expire(later)
    assert (await store.search(HERE, Asked())).total == 0
    assert (await store.search(OTHER, Asked())).total == 1


async def test_trouble_is_told_once_in_a_day(store):
    await store.servers.set_desk(HERE, ChannelId(5))
    day = timedelta(days=1)
    assert await store.servers.claim_telling(HERE, now=NOON, since=NOON - day)
    later = NOON + timedelta(hours=2)
    assert not await store.servers.claim_telling(HERE, now=later, since=later - day)
    assert await store.servers.claim_telling(HERE, now=NOON + day * 2, since=NOON + day)


async def test_no_server_keeps_stories_longer_than_the_operator_wants(store):
    await fill(store, 3)
    await take_in(store, OTHER)
    await store.servers.set_keeps(OTHER, timedelta(days=5))
    await store.servers.expire(NOON + timedelta(days=6), most_days=10)
    assert (await store.search(HERE, Asked())).total == 3
    assert (await store.search(OTHER, Asked())).total == 0
    await store.servers.expire(NOON + timedelta(days=11), most_days=10)
    assert (await store.search(HERE, Asked())).total == 0
