"""Deliveries are made once, come in turn and in order, and wait as long as they must."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.errors import BadSubscription, NotFound
from bot.store.deliveries.ending import Ending
from bot.store.deliveries.fanning import Arrival, announce
from bot.story import GuildId, MemberId, Outcome, OutletId
from bot.subscription import (
    UNSAVED,
    ChannelId,
    ChannelKind,
    FeedId,
    Filter,
    MessageId,
    Mode,
    Pause,
    Quiet,
    SendState,
    Subscription,
    Words,
)
from tests.store.sample import HERE, NOON, THERE, take_in

LATER = NOON + timedelta(minutes=1)


def wanted(channel=1, guild=HERE, **of):
    usual = Subscription(
        UNSAVED,
        guild,
        ChannelId(channel),
        ChannelKind.TEXT,
        MemberId(1),
        since=NOON - timedelta(days=1),
    )
    return replace(usual, **of)


async def spread(store, now=NOON):
    while await store.deliveries.spread(now):
        pass


async def sent(store, most=20, now=LATER):
    """Send what may be sent; the channels, in the order they came."""
    claimed = await store.deliveries.claim(most, now)
    await store.deliveries.end([Ending(c.delivery, SendState.SENT) for c in claimed], now)
    return [one.delivery.channel for one in claimed]


async def story(store, number, guild=HERE, **of):
    words = " ".join(f"w{number}x{n * number}" for n in range(30))
    url = f"https://herald.example/{number}"
    return await take_in(store, guild, url=url, headline=f"No {number}", body=words, **of)


@pytest.mark.parametrize("size", [1, 2, 100])
async def test_each_channel_gets_one_delivery_whatever_the_chunks(store, monkeypatch, size):
    monkeypatch.setattr("bot.store.deliveries.fanning.CHUNK", size)
    monkeypatch.setattr("bot.store.deliveries.matching_rows.CHUNK", size)
    for channel in range(1, 6):
        await store.subscriptions.add(wanted(channel))
        await store.subscriptions.add(wanted(channel, filter=Filter(include=Words("w1x0"))))
    await store.subscriptions.add(wanted(9, filter=Filter(include=Words("absent"))))
    await story(store, 1)
    await spread(store)
    assert sorted(await sent(store)) == [1, 2, 3, 4, 5]
    assert await sent(store) == []


async def test_a_server_that_joins_a_story_later_is_reached_too(store):
    await store.subscriptions.add(wanted(1))
    await store.subscriptions.add(wanted(2, THERE))
    await story(store, 1)
    await spread(store)
    kept = await story(store, 1, THERE)
    assert kept.outcome is Outcome.NEW
    await spread(store)
    assert sorted(await sent(store)) == [1, 2]


async def test_a_story_that_another_feed_brings_too_reaches_who_asked_for_that_feed(store):
    await store.subscriptions.add(wanted(1, filter=Filter(feed=FeedId(5))))
    await store.subscriptions.add(wanted(2))
    kept = await story(store, 1)
    await spread(store)
    assert await sent(store) == [2]
    newest = (kept.story, kept.revision)
    for _ in range(2):
        await store._database.write(announce, newest, Arrival(HERE, NOON, feed=FeedId(5)))
        await spread(store)
    assert await sent(store) == [1]
    assert await sent(store) == []


async def test_a_channel_gets_one_at_a_time_in_the_order_of_the_stories(store):
    await store.subscriptions.add(wanted(1))
    stories = [(await story(store, number)).story for number in (1, 2, 3)]
    await spread(store)
    seen = []
    for _ in stories:
        (claimed,) = await store.deliveries.claim(20, LATER)
        assert await store.deliveries.claim(20, LATER) == ()
        seen.append(claimed.delivery.story)
        await store.deliveries.end([Ending(claimed.delivery, SendState.SENT)], LATER)
    assert seen == stories


async def test_a_story_for_few_channels_has_its_turn_beside_one_for_many(store):
    for channel in range(1, 31):
        await store.subscriptions.add(wanted(channel))
    await store.subscriptions.add(wanted(99, THERE))
    await story(store, 1)
    await story(store, 2, THERE)
    await spread(store)
    assert 99 in await sent(store, most=2)


async def test_what_failed_waits_for_its_time_and_holds_back_its_channel_alone(store):
    await store.subscriptions.add(wanted(1))
    await store.subscriptions.add(wanted(2))
    for number in (1, 2):
        await story(store, number)
    await spread(store)
    claimed = await store.deliveries.claim(20, LATER)
    again = LATER + timedelta(minutes=5)
    failed = next(c.delivery for c in claimed if c.delivery.channel == 1)
    done = next(c.delivery for c in claimed if c.delivery.channel == 2)
    endings = [
        Ending(failed, SendState.READY, due_at=again),
        Ending(done, SendState.SENT, message=MessageId(7)),
    ]
    await store.deliveries.end(endings, LATER)
    assert await sent(store) == [2]
    assert await sent(store) == []
    assert await sent(store, now=again) == [1]
    assert await sent(store, now=again) == [1]


async def test_what_was_being_sent_when_the_sender_died_may_have_arrived(store):
    await store.subscriptions.add(wanted(1))
    await story(store, 1)
    await spread(store)
    await store.deliveries.claim(20, NOON)
    assert await store.deliveries.recover(LATER, only_expired=True) == 0
    assert await store.deliveries.recover(LATER) == 1
    (again,) = await store.deliveries.claim(20, LATER)
    assert again.delivery.state is SendState.UNCERTAIN
    assert again.delivery.tried_at == NOON
    assert again.delivery.attempts == 1


async def test_a_pause_drops_what_waits_and_a_resumption_starts_from_then(store):
    one = await store.subscriptions.add(wanted(1))
    await story(store, 1)
    await spread(store)
    assert await store.subscriptions.pause(HERE, one.id, Pause.BY_MEMBER, now=LATER)
    assert not await store.subscriptions.pause(HERE, one.id, Pause.BY_MEMBER, now=LATER)
    await story(store, 2, now=LATER)
    await spread(store, LATER)
    assert await sent(store) == []
    resumed = LATER + timedelta(minutes=1)
    await store.subscriptions.resume(HERE, one.id, now=resumed)
    await story(store, 3, now=LATER)
    await story(store, 4, now=resumed)
    await spread(store, resumed)
    assert await sent(store, now=resumed) == [1]
    assert await sent(store, now=resumed) == []


async def test_a_removed_subscription_can_be_brought_back_for_a_while(store):
    one = await store.subscriptions.add(wanted(1))
    await store.subscriptions.remove(HERE, one.id, now=NOON)
    assert await store.subscriptions.of(HERE) == ()
    await store.subscriptions.restore(HERE, one.id, now=LATER)
    assert [each.id for each in await store.subscriptions.of(HERE)] == [one.id]
    await store.subscriptions.remove(HERE, one.id, now=LATER)
    with pytest.raises(NotFound):
        await store.subscriptions.restore(HERE, one.id, now=LATER + timedelta(hours=1))


async def test_a_subscription_is_read_back_as_it_was_kept(store):
    filter_ = Filter(
        topic="Energy",
        include=Words("wind, solar power"),
        exclude=Words("crypto.*", is_pattern=True),
    )
    whole = wanted(
        3,
        filter=filter_,
        quiet=Quiet(time(22), time(6, 30)),
        publishes=True,
        mode=Mode.DIGEST,
        kind=ChannelKind.ANNOUNCEMENT,
    )
    kept = await store.subscriptions.add(whole)
    assert kept == replace(whole, id=kept.id)
    assert await store.subscriptions.get(HERE, kept.id) == kept
    with pytest.raises(NotFound):
        await store.subscriptions.get(THERE, kept.id)


@pytest.mark.parametrize(
    "filter_",
    [
        pytest.param(Filter(include=Words("(", is_pattern=True)), id="unclosed"),
        pytest.param(Filter(include=Words("(?=a)", is_pattern=True)), id="look-around"),
        pytest.param(Filter(exclude=Words("x" * 201, is_pattern=True)), id="long"),
        pytest.param(Filter(exclude=Words(" , ,")), id="no words"),
    ],
)
async def test_what_can_t_be_looked_for_is_refused_with_what_to_change(store, filter_):
    with pytest.raises(BadSubscription) as caught:
        await store.subscriptions.add(wanted(1, filter=filter_))
    assert caught.value.reader


async def test_the_same_subscription_of_a_channel_is_refused(store):
    await store.subscriptions.add(wanted(1))
    with pytest.raises(BadSubscription):
        await store.subscriptions.add(wanted(1))
    await store.subscriptions.add(wanted(1, mode=Mode.DIGEST))


async def test_an_outlet_that_is_asked_for_outlives_its_stories(store):
    kept = await take_in(store)
    (outlet,) = await store.suggest_outlets(HERE, "")
    asked = Filter(outlet=OutletId(outlet.id))
    await store.subscriptions.add(wanted(1, filter=asked))
    await store.remove(HERE, kept.story, now=NOON)
    await store.erase_removed(NOON + timedelta(hours=1))
    await take_in(store, url="https://herald.example/new", body="Other words.", now=LATER)
    await spread(store, LATER)
    assert await sent(store, now=LATER) == [1]


async def test_why_says_stage_by_stage_and_what_became_of_it(store):
    one = await store.subscriptions.add(wanted(1, filter=Filter(include=Words("absent"))))
    kept = await story(store, 1)
    await spread(store)
    why = await store.subscriptions.why(HERE, one.id, kept.story, now=NOON)
    assert [(v.stage.value, v.is_met) for v in why.verdicts] == [
        ("since", True),
        ("include", False),
    ]
    assert why.delivery is None
    assert why.was_announced
    other = await store.subscriptions.add(wanted(2, since=NOON - timedelta(days=2)))
    kept = await story(store, 2)
    await spread(store)
    await sent(store)
    why = await store.subscriptions.why(HERE, other.id, kept.story, now=NOON)
    assert why.delivery is not None
    assert why.delivery.state is SendState.SENT


async def test_health_counts_what_waits_and_what_ended(store):
    await store.subscriptions.add(wanted(1))
    await store.subscriptions.add(wanted(2, GuildId(5)))
    for number in (1, 2):
        await story(store, number)
    await spread(store)
    await sent(store)
    health = await store.deliveries.health(HERE, now=LATER)
    assert (health.waiting, health.oldest, health.sent, health.failed) == (1, NOON, 1, 0)


async def test_an_announcement_channel_passes_on_at_most_ten_an_hour(store):
    await store.subscriptions.add(wanted(1))
    for number in range(1, 13):
        await story(store, number)
    await spread(store)
    for number in range(12):
        (claimed,) = await store.deliveries.claim(20, LATER)
        ending = Ending(
            claimed.delivery, SendState.SENT, message=MessageId(100 + number), is_published=True
        )
        await store.deliveries.end([ending], LATER)
    passed = 0
    while due := await store.deliveries.to_publish(LATER, 20):
        passed += len(due)
        for one in due:
            await store.deliveries.published(one, LATER)
    assert passed == 10
    assert len(await store.deliveries.to_publish(LATER + timedelta(hours=2), 20)) == 1
