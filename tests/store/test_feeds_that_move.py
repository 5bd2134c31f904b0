"""Servers are told of feeds that end or move, and nothing is lost where two become one."""

from dataclasses import replace
from datetime import datetime

from bot.feed import Looked
from bot.notice import NoticeKind
from bot.store.store import Store
from bot.subscription import UNSAVED, ChannelId, ChannelKind, FeedId, Filter, Subscription
from tests.store.sample import EDITOR, HERE, NOON, THERE
from tests.store.test_feeds import HOUR, followed, look, room, seeded, waiting

NEW_ADDRESS = "https://herald.example/new"


async def moved(store: Store, feed: FeedId, now: datetime = NOON) -> None:
    """A look that finds the feed moved to NEW_ADDRESS for good."""
    due = next(d for d in await store.feeds.claim_feeds(room(now)) if d.id == feed)
    state = replace(due.state, address=NEW_ADDRESS, next_look=now + HOUR)
    await store.feeds.save(Looked(feed, state, NoticeKind.FEED_MOVED), now=now)


async def test_a_feed_that_moves_to_where_another_is_followed_becomes_that_one(store):
    old = await followed(store, HERE, THERE)
    new = await followed(store, THERE, address=NEW_ADDRESS)
    await store.feeds.edit(THERE, new, title="Herald, new")
    channel = (ChannelId(5), ChannelKind.TEXT, EDITOR, NOON)
    wanted = Subscription(UNSAVED, HERE, *channel, Filter(feed=old))
    await store.subscriptions.add(wanted)
    await moved(store, old)
    (wanted,) = await store.subscriptions.of(HERE)
    assert wanted.filter.feed == new
    (here,), (there,) = await store.feeds.of(HERE), await store.feeds.of(THERE)
    assert [one.follow.feed for one in (here, there)] == [new, new]
    assert (here.follow.title, there.follow.title) == ("Herald", "Herald, new")
    told = await store.notices.untold(9)
    assert [(n.guild, n.kind, n.detail) for n in told] == [
        (HERE, NoticeKind.FEED_MOVED, NEW_ADDRESS),
        (THERE, NoticeKind.FEED_MOVED, NEW_ADDRESS),
    ]
    assert [d.id for d in await store.feeds.claim_feeds(room(NOON + 3 * HOUR))] == [new]


async def test_a_feed_is_merged_when_none_of_its_stories_wait_any_more(store):
    old = await seeded(store)
    await followed(store, address=NEW_ADDRESS)
    await look(store, old, 1, 2, 3, now=NOON + HOUR)
    await moved(store, old, now=NOON + 2 * HOUR)
    assert len(await store.feeds.of(HERE)) == 2
    for due in await waiting(store, NOON + 2 * HOUR):
        await store.feeds.settle(due)
    await moved(store, old, now=NOON + 3 * HOUR)
    (one,) = await store.feeds.of(HERE)
    assert one.state.address == NEW_ADDRESS


async def test_each_server_is_told_of_a_feed_that_ended_once(store):
    feed = await followed(store, HERE, THERE)
    (due,) = await store.feeds.claim_feeds(room())
    gone = replace(due.state, is_gone=True, error="Gone.")
    await store.feeds.save(Looked(feed, gone, NoticeKind.FEED_GONE), now=NOON)
    untold = await store.notices.untold(9)
    assert [(n.guild, n.kind, n.subject, n.detail) for n in untold] == [
        (HERE, NoticeKind.FEED_GONE, "Herald", "Gone."),
        (THERE, NoticeKind.FEED_GONE, "Herald", "Gone."),
    ]
    await store.notices.told([untold[0].id], NOON)
    assert [n.guild for n in await store.notices.untold(9)] == [THERE]
    assert await store.feeds.next_due() is None
    await store.feeds.resume(HERE, feed, now=NOON)
    assert await store.feeds.claim_feeds(room())
