"""What is noted of the messages that show replies, and of telling writers and moderators."""

from datetime import timedelta
from functools import partial

import pytest

from bot.errors import NotFound
from bot.moderation import Place, Showing
from bot.reply import ReplyState
from bot.store.replies.reply_deciding import Ruled
from bot.story import StoryId
from bot.subscription import ChannelId, MessageId
from tests.store.replying import (
    RAVI,
    RITA,
    deed,
    holding,
    reply_to,
)
from tests.store.sample import HERE, NOON, take_in

MINUTE = timedelta(minutes=1)
A_PLACE = Place(ChannelId(5), MessageId(6))
LATER = NOON + timedelta(minutes=5)
PUBLISH, REJECT = ReplyState.PUBLISHED, ReplyState.REJECTED


@pytest.fixture
async def story(store) -> StoryId:
    return (await take_in(store)).story


async def test_a_reply_sent_back_later_is_taken_out_of_its_thread(store, story):
    kept = await reply_to(store, story)
    assert await store.replies.shown(kept, Showing.THREAD, A_PLACE, NOON)
    assert await store.replies.at(HERE, A_PLACE.message) == kept.reply.id
    await store.replies.decide(Ruled(kept.reply.id, REJECT, seen=PUBLISH), deed())
    (takedown,) = await store.replies.takedowns(9, NOON)
    assert takedown.story == story
    assert await store.replies.at(HERE, A_PLACE.message) is None
    assert await store.replies.take_down_later(takedown.id, NOON, MINUTE) == 1
    assert await store.replies.takedowns(9, NOON) == ()
    assert await store.replies.takedowns(9, NOON + MINUTE) == (takedown,)
    await store.replies.taken_down(takedown.id)
    assert await store.replies.takedowns(9, NOON + MINUTE) == ()


async def test_a_message_that_came_too_late_is_taken_down(store, story):
    kept = await reply_to(store, story)
    await store.erasures.withdraw(kept.reply.id, RITA, NOON)
    assert not await store.replies.shown(kept, Showing.THREAD, A_PLACE, NOON)
    (takedown,) = await store.replies.takedowns(9, NOON)
    assert (takedown.place, takedown.story) == (A_PLACE, story)


async def test_a_message_whose_sender_died_is_looked_for_where_it_was_sent(store, story):
    kept = await reply_to(store, story)
    here, elsewhere = (Place(ChannelId(n), MessageId(n * 100)) for n in (5, 6))
    await store.replies.sending(kept, Showing.THREAD, here, NOON)
    later = Place(here.channel, MessageId(999))
    await store.replies.sending(kept, Showing.THREAD, later, NOON)
    await store.replies.sending(kept, Showing.THREAD, elsewhere, NOON)
    await store.erasures.withdraw(kept.reply.id, RITA, NOON)
    takedowns = await store.replies.takedowns(9, NOON)
    assert [(each.place, each.showing) for each in takedowns] == [
        (here, Showing.SENDING),
        (elsewhere, Showing.SENDING),
    ]
    with pytest.raises(NotFound):
        await store.replies.sending(kept, Showing.THREAD, here, NOON)


async def test_a_message_that_arrived_is_looked_for_no_more(store, story):
    kept = await reply_to(store, story)
    await store.replies.sending(kept, Showing.THREAD, Place(ChannelId(5), MessageId(1)), NOON)
    assert await store.replies.shown(kept, Showing.THREAD, A_PLACE, NOON)
    await store.replies.decide(Ruled(kept.reply.id, REJECT, seen=PUBLISH), deed())
    assert [each.place for each in await store.replies.takedowns(9, NOON)] == [A_PLACE]


async def test_a_message_is_a_stray_where_another_shows_the_reply_or_none_should(store, story):
    kept = await reply_to(store, story)
    held = await reply_to(store, story, "Other.", judge=holding)
    gone = await reply_to(store, story, "Gone.", member=RAVI)
    await store.erasures.withdraw(gone.reply.id, RAVI, NOON)
    stray = partial(store.replies.is_stray, message=MessageId(1))
    assert not await stray(kept.reply.id, Showing.THREAD)
    assert await stray(kept.reply.id, Showing.DESK)
    assert not await stray(held.reply.id, Showing.DESK)
    assert await stray(held.reply.id, Showing.THREAD)
    assert await stray(gone.reply.id, Showing.THREAD)
    assert await store.replies.shown(kept, Showing.THREAD, A_PLACE, NOON)
    assert await stray(kept.reply.id, Showing.THREAD)
    assert not await store.replies.is_stray(kept.reply.id, Showing.THREAD, A_PLACE.message)


async def test_a_decision_waits_to_be_told_until_the_trail_says_that_it_was(store, story):
    kept = await reply_to(store, story, judge=holding)
    await store.replies.decide(Ruled(kept.reply.id, PUBLISH), deed())
    untold = partial(store.replies.to_tell, 9, until=NOON + MINUTE)
    (waiting,) = await untold(since=NOON)
    assert waiting.reply.id == kept.reply.id
    assert await untold(since=NOON + MINUTE / 2) == ()
    assert await store.replies.to_tell(9, since=NOON - MINUTE, until=NOON) == ()
    await store.replies.note_told(waiting, NOON, is_told=False)
    assert await untold(since=NOON) == ()
    await store.replies.decide(Ruled(kept.reply.id, REJECT, seen=PUBLISH), deed())
    (again,) = await untold(since=NOON)
    assert again.decision.state is REJECT


async def test_only_a_server_with_a_desk_has_cards_to_come(store, story):
    held = await reply_to(store, story, judge=holding)
    assert await store.replies.to_card(9) == ()
    await store.servers.set_desk(HERE, ChannelId(5))
    assert await store.replies.to_card(9) == (held,)
    assert await store.replies.to_card(9, but=[HERE]) == ()


async def test_what_waits_for_its_message_is_tried_ever_later_and_never_given_up(store, story):
    kept = await reply_to(store, story)
    held = await reply_to(store, story, "Other.", judge=holding)
    await store.servers.set_desk(HERE, ChannelId(5))
    assert await store.replies.to_card(9) == (held,)
    now, waits = NOON, []
    for tries in range(1, 40):
        assert await store.replies.to_post(9, now=now) == (kept,)
        assert await store.replies.try_later(kept.reply.id, now, MINUTE) == tries
        assert await store.replies.to_post(9, now=now) == ()
        waits.append(min(MINUTE * 2 ** (tries - 1), timedelta(days=1)))
        now += waits[-1]
    assert waits[-1] == timedelta(days=1)
    assert await store.replies.shown(kept, Showing.THREAD, A_PLACE, now)
    assert await store.replies.to_post(9, now=now) == ()
    assert await store.replies.shown(held, Showing.DESK, A_PLACE, NOON)
    assert await store.replies.to_card(9) == ()
    assert (await store.replies.one(HERE, held.reply.id)).desk == A_PLACE
