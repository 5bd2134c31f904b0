"""Feeds in the store: shared by servers, each entry one story, nothing lost between two steps."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.errors import NotAllowed, NotFound
from bot.feed import DueEntry, Entry, Follow, Looked, Sighting
from bot.store.engine.asked import Asked
from bot.store.feeds import feed_keeping, following
from bot.store.feeds.sighting import FORGOTTEN, MOST_SEEDED, MOST_TOLD_LATE
from bot.store.feeds.waiting import Room
from bot.store.store import Store
from bot.story import GuildId, Kept, Outcome, Published
from bot.subscription import FeedId
from tests.store.sample import EDITOR, HERE, NOON, THERE, article, reading

ADDRESS = "https://herald.example/feed"
LEASE = timedelta(minutes=5)
HOUR = timedelta(hours=1)


async def followed(store: Store, *guilds: GuildId, address: str = ADDRESS) -> FeedId:
    feed = await store.feeds.note(address, title="The Herald", now=NOON)
    for guild in guilds or (HERE,):
        await store.feeds.follow(Follow(guild, feed, "Herald", EDITOR, NOON))
    return feed


def room(now: datetime = NOON, most: int = 50, per_host: int = 50, **busy: int) -> Room:
    return Room(now, now + LEASE, most, per_host, {f"{k}.example": v for k, v in busy.items()})


def sighting(number: int, *, age: timedelta | None = None, text: str = "it") -> Sighting:
    moment = NOON + timedelta(minutes=number) if age is None else NOON - age
    page = f"https://herald.example/{number}"
    entry = Entry(f"Story {number}", link=page, published=Published(moment))
    return Sighting(entry, (f"guid {number}", f"link {number}"), page, text, text)


async def look(
    store: Store,
    feed: FeedId,
    *numbers: int | Sighting,
    now: datetime = NOON,
    is_late: bool = False,
) -> None:
    """One look at a feed that lists these entries, the first as the newest."""
    (due,) = [d for d in await store.feeds.claim_feeds(room(now)) if d.id == feed]
    state = replace(due.state, is_seeded=True, known_at=now, next_look=now + HOUR)
    seen = tuple(sighting(each) if isinstance(each, int) else each for each in numbers)
    looked = Looked(feed, state, sightings=seen, is_late=is_late)
    await store.feeds.save(looked, now=now)


async def waiting(store: Store, now: datetime = NOON) -> list[DueEntry]:
    return list(await store.feeds.claim_entries(room(now)))


async def keep(store: Store, due: DueEntry, body: str = "It sails.") -> Kept | None:
    written = article(due.entry.title, body, url=due.page, also_at=())
    return await store.feeds.keep(written, reading(body), due, now=NOON)


async def seeded(store: Store, *guilds: GuildId) -> FeedId:
    """A feed that was looked at once and listed nothing."""
    feed = await followed(store, *guilds)
    await look(store, feed)
    return feed


async def shelf(store: Store, guild: GuildId = HERE) -> list[str]:
    return [line.headline for line in (await store.search(guild, Asked())).rows]


async def test_a_feed_is_shared_and_looked_at_once_for_all_servers(store):
    feed = await followed(store, HERE, THERE)
    assert await followed(store, HERE) == feed
    assert [due.id for due in await store.feeds.claim_feeds(room())] == [feed]
    for guild in (HERE, THERE):
        assert [one.follow.title for one in await store.feeds.of(guild)] == ["Herald"]


async def test_what_is_claimed_comes_again_after_its_lease_unless_it_was_done(store):
    feed = await followed(store)
    assert await store.feeds.claim_feeds(room())
    assert await store.feeds.claim_feeds(room()) == ()
    assert await store.feeds.next_due() == NOON + LEASE
    await look(store, feed, 1, now=NOON + LEASE)
    assert await store.feeds.claim_feeds(room(NOON + LEASE)) == ()
    assert [due.tries for due in await waiting(store, NOON + LEASE)] == [1]
    assert await waiting(store, NOON + LEASE) == []
    assert [due.tries for due in await waiting(store, NOON + 2 * LEASE)] == [2]


async def test_few_feeds_of_a_host_are_claimed_at_once_and_others_not_behind_them(store):
    for number in range(4):
        await followed(store, address=f"https://a.example/{number}")
    await followed(store, address="https://b.example/")
    hosts = [due.host for due in await store.feeds.claim_feeds(room(per_host=2, a=1))]
    assert sorted(hosts) == ["a.example", "b.example"]
    assert await store.feeds.claim_feeds(room(per_host=2, a=2, b=1)) == ()


async def test_a_first_look_takes_the_newest_alone_and_tells_nobody(store):
    feed = await followed(store)
    await look(store, feed, *range(9, 0, -1))
    due = await waiting(store)
    assert [each.entry.title for each in due] == [f"Story {n}" for n in range(5, 10)]
    assert len(due) == MOST_SEEDED
    assert all(each.is_quiet for each in due)
    for each in due:
        assert await keep(store, each)
    assert await shelf(store) == [f"Story {n}" for n in range(9, 4, -1)]
    assert (await store.deliveries.health(HERE, now=NOON)).waiting == 0
    assert (await store.feeds.of(HERE))[0].stories == MOST_SEEDED


async def test_a_new_entry_is_one_story_however_often_and_under_whichever_key_it_is_seen(store):
    feed = await seeded(store)
    await look(store, feed, 1, 1, now=NOON + HOUR)
    (due,) = await waiting(store, NOON + HOUR)
    assert not due.is_quiet
    kept = await keep(store, due)
    assert kept is not None
    assert kept.outcome is Outcome.NEW
    other_guid = replace(sighting(1), keys=("guid other", "link 1"))
    await look(store, feed, other_guid, now=NOON + 2 * HOUR)
    other_link = replace(sighting(1), keys=("guid other", "link other"))
    await look(store, feed, other_link, now=NOON + 3 * HOUR)
    assert await waiting(store, NOON + 3 * HOUR) == []


async def test_a_changed_text_revises_its_story_and_shelves_it_nowhere_else(store):
    feed = await seeded(store, HERE)
    await look(store, feed, 1, now=NOON + HOUR)
    (due,) = await waiting(store, NOON + HOUR)
    first = await keep(store, due)
    assert first is not None
    await store.feeds.follow(Follow(THERE, feed, "", EDITOR, NOON))
    await store.remove(THERE, first.story, now=NOON)
    await look(store, feed, sighting(1, text="else"), now=NOON + 2 * HOUR)
    (due,) = await waiting(store, NOON + 2 * HOUR)
    assert due.story == first.story
    kept = await keep(store, due, "It stays.")
    assert kept is not None
    assert (kept.outcome, kept.revision) == (Outcome.REVISED, 2)
    assert await shelf(store, THERE) == []


async def test_a_change_that_came_to_nothing_is_waited_for_longer_each_time(store):
    feed = await seeded(store)
    await look(store, feed, 1, now=NOON + HOUR)
    (due,) = await waiting(store, NOON + HOUR)
    await keep(store, due)
    now = NOON + HOUR
    for number, hours in enumerate((0, 1, 2, 4, 8, 16, 24, 24)):
        now += timedelta(days=2)
        await look(store, feed, sighting(1, text=f"other words {'x' * number}"), now=now)
        assert await waiting(store, now + hours * HOUR - timedelta(seconds=1)) == []
        (due,) = await waiting(store, now + hours * HOUR)
        await store.feeds.settle(due, is_fruitless=True)


async def test_numbers_and_dates_that_keep_changing_are_a_counter(store):
    feed = await seeded(store)
    await look(store, feed, 1, now=NOON + HOUR)
    (due,) = await waiting(store, NOON + HOUR)
    await keep(store, due)
    fetched, now = 0, NOON
    for number in range(10):
        now += timedelta(days=2)
        await look(store, feed, replace(sighting(1), wording=str(number)), now=now)
        for each in await waiting(store, now + timedelta(days=1)):
            fetched += 1
            await store.feeds.settle(each, is_fruitless=True)
    assert fetched == 3


async def test_an_older_entry_that_is_listed_again_is_told_to_nobody(store):
    feed = await seeded(store)
    again = sighting(1, age=timedelta(days=9))
    await look(store, feed, sighting(2), again, now=NOON + HOUR)
    due = await waiting(store, NOON + HOUR)
    assert [(each.entry.title, each.is_quiet) for each in due] == [
        ("Story 1", True),
        ("Story 2", False),
    ]


async def test_after_an_outage_only_the_newest_are_told_each_by_itself(store):
    feed = await seeded(store)
    await look(store, feed, *range(8, 0, -1), now=NOON + HOUR, is_late=True)
    backlog = [each.is_backlog for each in await waiting(store, NOON + HOUR)]
    assert backlog == [True] * (8 - MOST_TOLD_LATE) + [False] * MOST_TOLD_LATE


async def test_a_server_that_follows_later_has_the_newest_stories_at_once(store):
    feed = await seeded(store)
    await look(store, feed, *range(8, 0, -1), now=NOON + HOUR)
    for due in await waiting(store, NOON + HOUR):
        await keep(store, due)
    await store.feeds.follow(Follow(THERE, feed, "", EDITOR, NOON))
    assert await shelf(store, THERE) == [f"Story {n}" for n in range(8, 3, -1)]


async def test_a_story_comes_to_every_server_that_has_not_paused_the_feed(store, monkeypatch):
    monkeypatch.setattr(feed_keeping, "SERVERS_AT_ONCE", 3)
    guilds = [GuildId(number) for number in range(1, 9)]
    feed = await seeded(store, *guilds)
    await store.feeds.pause(guilds[2], feed)
    await look(store, feed, 1, now=NOON + HOUR)
    (due,) = await waiting(store, NOON + HOUR)
    assert await keep(store, due)
    shelved = [guild for guild in guilds if await shelf(store, guild)]
    assert shelved == [guild for guild in guilds if guild != guilds[2]]
    assert await waiting(store, NOON + 9 * HOUR) == []


async def test_a_claim_that_is_over_keeps_nothing(store):
    feed = await seeded(store)
    await look(store, feed, 1, now=NOON + HOUR)
    (slow,) = await waiting(store, NOON + HOUR)
    (fast,) = await waiting(store, NOON + HOUR + LEASE)
    assert await keep(store, slow, "It sails slowly.") is None
    assert await keep(store, fast)
    assert await keep(store, fast, "It sails twice.") is None
    assert await shelf(store) == ["Story 1"]


async def test_a_story_that_a_server_has_just_removed_is_not_given_back_by_another_feed(store):
    feed = await seeded(store)
    other = await followed(store, address="https://herald.example/other")
    await look(store, feed, 1, now=NOON + HOUR)
    (due,) = await waiting(store, NOON + HOUR)
    kept = await keep(store, due)
    assert kept is not None
    await store.remove(HERE, kept.story, now=NOON)
    await look(store, other, now=NOON + HOUR + LEASE)
    await look(store, other, 1, now=NOON + 4 * HOUR)
    (due,) = await waiting(store, NOON + 4 * HOUR)
    await keep(store, due)
    assert await shelf(store) == []


async def test_a_pause_of_all_stops_the_looks_and_its_end_begins_quietly(store):
    feed = await seeded(store)
    await store.feeds.pause(HERE, feed)
    assert await store.feeds.next_due() is None
    later = NOON + 30 * HOUR
    await store.feeds.resume(HERE, feed, now=later)
    await look(store, feed, *range(9, 0, -1), now=later)
    due = await waiting(store, later)
    assert len(due) == MOST_SEEDED
    assert all(each.is_quiet for each in due)


async def test_a_feed_that_nobody_follows_is_erased_after_the_time_of_grace(store):
    feed = await seeded(store)
    was = await store.feeds.unfollow(HERE, feed, now=NOON)
    assert was.title == "Herald"
    assert await store.feeds.next_due() is None
    await store.feeds.follow_again(HERE, feed, now=NOON)
    assert (await store.feeds.one(HERE, feed)).state.is_seeded
    await store.feeds.unfollow(HERE, feed, now=NOON)
    await store.feeds.expire(NOON + HOUR)
    with pytest.raises(NotFound, match="brought back"):
        await store.feeds.follow_again(HERE, feed, now=NOON + HOUR)
    with pytest.raises(NotFound):
        await store.feeds.follow(Follow(HERE, feed, "", EDITOR, NOON))


async def test_too_many_feeds_are_refused(store, monkeypatch):
    monkeypatch.setattr(following, "MOST_FOLLOWED", 2)
    for number in range(2):
        await followed(store, address=f"https://a.example/{number}")
    with pytest.raises(NotAllowed):
        await followed(store, address="https://a.example/2")


async def test_entries_are_forgotten_long_after_they_left_the_document(store):
    feed = await seeded(store)
    await look(store, feed, 1, 2, now=NOON + HOUR)
    for due in await waiting(store, NOON + HOUR):
        await keep(store, due)
    later = NOON + HOUR + FORGOTTEN + HOUR
    await look(store, feed, 2, now=later)
    assert (await store.feeds.of(HERE))[0].stories == 1
    await look(store, feed, 2, now=later + HOUR)
    assert await waiting(store, later + HOUR) == []
