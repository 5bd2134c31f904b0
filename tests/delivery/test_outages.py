"""What an outage kept back comes as the newest few and one line for the rest."""

from datetime import timedelta

from bot.store.deliveries.fanning import Arrival, announce
from bot.store.keeping import keeping
from bot.story import GuildId
from bot.subscription import Quiet, SendState
from tests.delivery.room import numbered
from tests.made import reading


async def test_of_what_an_outage_kept_back_the_newest_are_posted_and_the_rest_counted(room):
    await room.subscribe()
    for number in range(12):
        await room.keep(numbered(number))
    while await room.store.deliveries.spread(room.clock()):
        pass
    room.clock.forward(timedelta(hours=3))
    while await room.store.deliveries.catch_up(room.clock()):
        pass
    await room.settle()
    first, *cards = room.posted()
    assert "7 more stories came in while I was away" in first.embeds[0]["description"]
    assert [m.embeds[0]["title"] for m in cards] == [f"Report {n}" for n in range(7, 12)]


async def test_what_quiet_hours_held_is_no_backlog(room):
    now, hour = room.clock(), timedelta(hours=1)
    around = [(now + by).time().replace(second=0, microsecond=0) for by in (-hour, 2 * hour)]
    await room.subscribe(quiet=Quiet(*around))
    for number in range(8):
        await room.keep(numbered(number))
    await room.settle()
    assert not room.posted()
    room.clock.forward(timedelta(hours=2, minutes=30))
    await room.store.deliveries.release(room.clock())
    while await room.store.deliveries.catch_up(room.clock()):
        pass
    await room.settle()
    assert [m.embeds[0]["title"] for m in room.posted()] == [f"Report {n}" for n in range(8)]


async def test_of_a_feed_s_backlog_the_channels_are_told_in_one_line(room):
    await room.subscribe()
    stories = [await backlog(room, number) for number in range(4)]
    last = await room.keep(numbered(4))
    await room.settle()
    (card,) = room.posted()
    assert card.embeds[0]["title"] == "Report 4"
    room.clock.forward(timedelta(minutes=2))
    while await room.store.deliveries.catch_up(room.clock()):
        pass
    await room.settle()
    _, line = room.posted()
    assert "4 more stories came in while I was away" in line.embeds[0]["description"]
    assert await room.states(last) == [SendState.SENT]
    states = [await room.states(story) for story in stories]
    assert states == [[SendState.SKIPPED]] * 3 + [[SendState.SENT]]


async def test_what_was_kept_back_is_no_news_when_it_changes(room):
    await room.subscribe()
    for number in range(2):
        await backlog(room, number)
    await room.settle()
    room.clock.forward(timedelta(minutes=2))
    while await room.store.deliveries.catch_up(room.clock()):
        pass
    await room.settle()
    assert len(room.posted()) == 1
    for number in range(2):
        await room.keep(numbered(number), body=numbered(number).body + " And more.")
    await room.settle()
    assert len(room.posted()) == 1


async def test_what_was_kept_back_is_forgotten_as_everything_that_has_ended(room):
    await room.subscribe()
    stories = [await backlog(room, number) for number in range(3)]
    await room.settle()
    room.clock.forward(timedelta(minutes=2))
    while await room.store.deliveries.catch_up(room.clock()):
        pass
    await room.settle()
    room.clock.forward(timedelta(days=31))
    assert not await room.store.deliveries.forget(room.clock())
    assert [await room.states(story) for story in stories] == [[], [], []]


async def backlog(room, number):
    """A story that came with a feed's backlog: another server has had it before."""
    one = numbered(number)
    there = GuildId(room.guild + 1)
    kept = await room.store.keep(one, reading(one), guild=there, now=room.clock())
    arrival = Arrival(room.guild, room.clock(), is_backlog=True)
    await room.store._database.write(arrive, kept.story, arrival)
    return kept.story


def arrive(connection, story, arrival):
    newest = keeping.newest_text(connection, story)
    keeping.put_on_shelf(connection, newest, keeping.Taken(arrival.guild, arrival.now))
    announce(connection, (story, newest.revision), arrival)
