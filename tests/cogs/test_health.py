"""`/dateline health` and the line of the day through the real client."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.channels.health import condition_of
from bot.channels.health_watch import HealthWatch
from bot.feed import Follow
from bot.story import MemberId
from bot.subscription import UNSAVED, ChannelId, ChannelKind, Digest, Pause, Subscription

pytestmark = pytest.mark.usefixtures("dateline")

BY = MemberId(7)
MORNING = datetime.combine(datetime.now(UTC).date() + timedelta(days=1), time(10), UTC)


@pytest.fixture
def subscribe(loopback, desk, guild):
    """Subscribes a channel to everything: `await subscribe("news")`."""

    async def subscribed(name):
        channel = ChannelId(loopback.world.find_channel(name).id)
        new = Subscription(UNSAVED, guild, channel, ChannelKind.TEXT, BY, since=datetime.now(UTC))
        return await desk.store.subscriptions.add(new)

    return subscribed


@pytest.fixture
async def desk_channel(loopback, desk, guild):
    """The moderators' channel, chosen."""
    channel = ChannelId(loopback.world.find_channel("mod-desk").id)
    await desk.store.servers.set_desk(guild, channel)
    return channel


async def test_a_server_that_uses_nothing_is_well_and_told_how_to_begin(loopback):
    answer = await loopback.seat("Olivia").slash("dateline health")
    assert answer.is_private
    assert "All is well" in answer.text
    assert "`/dateline setup`" in answer.text


async def test_what_is_stopped_is_named_with_what_to_do(loopback, desk, guild, subscribe):
    one, other = await subscribe("news"), await subscribe("announcements")
    now = datetime.now(UTC)
    await desk.store.subscriptions.pause(guild, one.id, Pause.CHANNEL_GONE, now=now)
    await desk.store.subscriptions.pause(guild, other.id, Pause.BY_MEMBER, now=now)
    digest = Digest(guild, one.channel, time(8))
    await desk.store.digests.set(digest, by=BY, now=now)
    (due,) = await desk.store.digests.claim(now + timedelta(days=1))
    await desk.store.digests.pause(due, Pause.NO_PERMISSION, now=now)
    answer = await loopback.seat("Olivia").slash("dateline health")
    assert "3 things need somebody" in answer.text
    assert "The channel is gone. Choose another one with `/subscription edit`" in answer.text
    assert f"The digest in <#{one.channel}> is stopped." in answer.text
    assert "No moderators' channel is chosen" in answer.text
    assert "are paused by a member" in answer.text


async def test_a_feed_in_trouble_is_named_without_rendering_its_title(
    loopback, desk, guild, dateline, desk_channel
):
    now = datetime.now(UTC)
    title = "[Evil](https://evil.example) @everyone"
    feed = await desk.store.feeds.note("https://feed.example/rss", title=title, now=now)
    await desk.store.feeds.follow(Follow(guild, feed, title, BY, now))
    answer = await loopback.seat("Olivia").slash("dateline health")
    assert "All is well" in answer.text
    (wrong,) = (await condition_of(dateline, guild, now + timedelta(days=2))).wrong
    assert "wasn't looked at" in wrong
    assert "](https://evil" not in wrong
    assert "@everyone" not in wrong


async def test_the_moderators_are_told_once_a_day_while_something_is_wrong(
    loopback, desk, guild, dateline, subscribe, desk_channel
):
    watch = HealthWatch(dateline)
    await watch.go_round(MORNING)
    assert loopback.world.messages_in(desk_channel) == ()
    one = await subscribe("news")
    await desk.store.subscriptions.pause(guild, one.id, Pause.THREAD_LOCKED, now=MORNING)
    for hours in (0, 1, 12):
        await watch.go_round(MORNING + timedelta(hours=hours))
    (line,) = loopback.world.messages_in(desk_channel)
    assert "1 thing is still wrong: Stories for" in line.content
    assert "`/dateline health`" in line.content
    await watch.go_round(MORNING + timedelta(days=1))
    assert len(loopback.world.messages_in(desk_channel)) == 2
    await desk.store.subscriptions.resume(guild, one.id, now=MORNING)
    await watch.go_round(MORNING + timedelta(days=2))
    assert len(loopback.world.messages_in(desk_channel)) == 2


async def test_nobody_is_told_before_the_morning_by_the_servers_own_clock(
    loopback, desk, guild, dateline, subscribe, desk_channel
):
    one = await subscribe("news")
    await desk.store.subscriptions.pause(guild, one.id, Pause.FAILING, now=MORNING)
    await HealthWatch(dateline).go_round(MORNING - timedelta(hours=2))
    assert loopback.world.messages_in(desk_channel) == ()


async def test_readers_are_refused_in_words(loopback):
    answer = await loopback.seat("Rita").slash("dateline health")
    assert "That needs the permission to manage the server." in answer.text
