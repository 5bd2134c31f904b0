"""A server that removes the bot finds all of its things for a month, and then nothing is left."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.feed import Follow
from bot.notice import NoticeKind
from bot.store.engine.asked import Asked
from bot.store.store import Store
from bot.store.tables.story_tables import metadata
from bot.story import GuildId, MemberId
from bot.subscription import UNSAVED, ChannelId, ChannelKind, Pause, Subscription
from tests.store.place import check_indexes
from tests.store.replying import reply_to
from tests.store.sample import HERE, NOON, THERE, take_in

MONTH = timedelta(days=31)


async def furnish(store: Store, guild: GuildId) -> None:
    """Give a server one of nearly everything."""
    kept = await take_in(store, guild)
    await store.servers.set_zone(guild, ZoneInfo("Europe/Berlin"), now=NOON)
    feed = await store.feeds.note("https://herald.example/feed", title="The Herald", now=NOON)
    await store.feeds.follow(Follow(guild, feed, "", MemberId(1), NOON))
    since = NOON - timedelta(days=1)
    channel = ChannelId(guild)
    await store.subscriptions.add(
        Subscription(UNSAVED, guild, channel, ChannelKind.TEXT, MemberId(1), since)
    )
    await reply_to(store, kept.story, guild=guild)
    await take_in(store, guild, headline="Another", url="https://herald.example/other")
    await store.events.split(kept.story, guild=guild, member=MemberId(1), now=NOON)
    await store.notices.add(guild, NoticeKind.FEED_GONE, subject="The Herald", now=NOON)
    while await store.deliveries.spread(NOON):
        pass


def rows_of(place, guild: GuildId) -> dict[str, int]:
    """How many rows of each table are a server's, where any are."""
    tables = [table for table in metadata.tables.values() if "guild_id" in table.c]
    with place.connection() as connection:
        counted = {
            table.name: connection.scalar(
                select(func.count()).select_from(table).where(table.c.guild_id == guild)
            )
            for table in tables
        }
    return {name: count for name, count in counted.items() if count}


async def forget(store: Store, now) -> None:
    """What the upkeep does."""
    for guild in await store.departures.over(now):
        await store.erasures.forget_server(guild, now)
        await store.departures.forget(guild, now=now)
    await store.erase_removed(now + timedelta(hours=1))


async def test_nothing_is_left_of_a_server_gone_for_good_and_all_of_another(place):
    async with place.open() as store:
        for guild in (HERE, THERE):
            await furnish(store, guild)
        before = rows_of(place, THERE)
        assert len(rows_of(place, HERE)) > 8
        await store.departures.left(HERE, now=NOON)
        await forget(store, NOON + MONTH)
        assert rows_of(place, HERE) == {}
        assert rows_of(place, THERE) == before
        check_indexes(place)
        assert (await store.search(THERE, Asked())).total == 2


async def test_one_without_subscriptions_is_forgotten_too(store):
    await take_in(store)
    await store.departures.left(HERE, now=NOON)
    assert await store.departures.over(NOON + timedelta(days=29)) == ()
    assert await store.departures.over(NOON + MONTH) == (HERE,)


async def test_one_that_comes_back_in_time_finds_everything(store):
    await furnish(store, HERE)
    await store.departures.left(HERE, now=NOON)
    (one,) = await store.subscriptions.of(HERE)
    assert one.pause is Pause.SERVER_GONE
    assert await store.departures.joined(HERE, now=NOON + timedelta(days=3)) == 1
    await forget(store, NOON + 2 * MONTH)
    (one,) = await store.subscriptions.of(HERE)
    assert one.pause is None
    assert (await store.servers.of(HERE)).zone.key == "Europe/Berlin"


async def test_hearing_again_that_it_is_gone_doesnt_begin_the_month_anew(store):
    await take_in(store)
    await store.departures.left(HERE, now=NOON)
    await store.departures.left(HERE, now=NOON + timedelta(days=20))
    assert await store.departures.over(NOON + MONTH) == (HERE,)


async def test_the_servers_here_are_those_with_anything_that_arent_gone(store):
    await take_in(store)
    await store.servers.set_desk(THERE, ChannelId(1))
    assert await store.departures.servers() == {HERE, THERE}
    await store.departures.left(THERE, now=NOON)
    assert await store.departures.servers() == {HERE}


@pytest.mark.parametrize(("hours", "is_said"), [(23, False), (25, True)])
async def test_a_server_is_greeted_once_a_day_at_most(store, hours, is_said):
    later, day = NOON + timedelta(hours=hours), timedelta(days=1)
    assert await store.notices.claim_hello(HERE, now=NOON, since=NOON - day)
    assert await store.notices.claim_hello(HERE, now=later, since=later - day) is is_said
    assert await store.notices.untold(9) == ()
