"""Feeds followed on a real site through a real store, with stops in between."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from bot.errors import AddressRefused, FetchFailed, NoArticle, PageRefused
from bot.feed import Follow
from bot.reading import resident
from bot.store.engine.asked import Asked
from bot.store.store import Store
from bot.story import GuildId, MemberId, Story
from bot.wire.fetch import open_fetcher
from bot.wire.intake import Intake
from bot.wire.page import load
from bot.wire.poller import LEASE, WAITS, Poller, wait_after
from bot.worker import Worker
from tests.cogs.feed_site import TEXT, FeedSite, feed_site
from tests.made import NOON

HERE = GuildId(11)
LATER = timedelta(hours=26)


class Newsroom:
    """A store with a poller whose clock the test turns."""

    def __init__(self, store: Store, intake: Intake, site: FeedSite) -> None:
        self.store = store
        self.site = site
        self.now = NOON
        self._intake = intake
        self.poller = self.restarted()

    def restarted(self) -> Poller:
        """Another poller on the same store, as after a stop."""
        self.poller = Poller(self.store, self._intake, clock=lambda: self.now, chance=lambda: 0.5)
        return self.poller

    async def follow(self) -> None:
        feed = await self.store.feeds.note(f"{self.site.url}/feed.xml", title="", now=self.now)
        await self.store.feeds.follow(Follow(HERE, feed, "Times", MemberId(1), self.now))
        await self.poller.catch_up()

    async def pass_by(self, time: timedelta) -> None:
        """Let time go by, doing everything when it is due."""
        end = self.now + time
        while (due := await self.store.feeds.next_due()) is not None and due <= end:
            self.now = max(self.now, due)
            await self.poller.catch_up()
        self.now = end

    async def stories(self) -> list[Story]:
        """What is on the shelf, the newest first."""
        found = await self.store.search(HERE, Asked())
        return [await self.store.story(HERE, line.id) for line in found.rows]


@pytest.fixture
async def room(tmp_path, lay_empty):
    """A newsroom that follows the site's feed, which lists two stories."""
    lay_empty(tmp_path)
    async with (
        feed_site() as site,
        Store.open(tmp_path) as store,
        Worker(load, limit_s=20) as pages,
        Worker(partial(resident.load, None), limit_s=20) as readings,
        open_fetcher(["127.0.0.1"], limit_s=5) as fetcher,
    ):
        intake = Intake(store, pages=pages, readings=readings, fetcher=fetcher)
        opened = Newsroom(store, intake, site)
        await opened.follow()
        yield opened


def headlines(stories: list[Story]) -> list[str]:
    return [story.article.headline for story in stories]


async def test_a_new_entry_becomes_a_story_with_the_feeds_categories_and_its_own_page(room):
    room.site.add("Divers weld the rudder")
    await room.pass_by(LATER)
    stories = await room.stories()
    assert headlines(stories)[0] == "Divers weld the rudder"
    assert len(stories) == 3
    assert stories[0].article.paragraphs == TEXT
    assert stories[0].article.outlet == "Norrvik Times"
    assert [quote.words(stories[0].article.body)[:9] for quote in stories[0].reading.quotes]
    topics = await room.store.topics.suggest(HERE, "harb")
    assert [line.name for line in topics] == ["Harbour"]


async def test_an_update_becomes_one_revision_and_a_counter_none(room):
    path = next(iter(room.site.stories))
    room.site.texts[path] = (*TEXT[:2], f"{TEXT[2]} 12 comments")
    await room.pass_by(LATER)
    room.site.texts[path] = (*TEXT[:2], f"{TEXT[2]} 900 comments")
    await room.pass_by(LATER)
    assert {story.revision for story in await room.stories()} == {1}
    room.site.texts[path] = (*TEXT[:2], "The operator has now sold the ferry to a museum.")
    await room.pass_by(LATER)
    revised = [story for story in await room.stories() if story.revision > 1]
    assert [(story.revision, story.article.paragraphs[2][:16]) for story in revised] == [
        (2, "The operator has")
    ]


async def test_a_page_that_fails_is_asked_for_again_over_hours_then_the_feed_must_do(room):
    path = f"/story/{len(room.site.stories)}"
    room.site.broken[path] = 503
    room.site.add("Divers weld the rudder")
    await room.pass_by(LATER)
    assert room.site.requests.count(path) == len(WAITS) + 1
    story = (await room.stories())[0]
    assert story.article.headline == "Divers weld the rudder"
    assert story.article.body == TEXT[-1]
    assert story.article.is_partial


async def test_a_page_that_comes_late_is_taken_whole_and_once(room):
    path = f"/story/{len(room.site.stories)}"
    room.site.broken[path] = 404
    room.site.add("Divers weld the rudder")
    feed = (await room.store.feeds.of(HERE))[0].follow.feed
    await room.store.feeds.hurry(feed, now=room.now)
    await room.poller.catch_up()
    assert len(await room.stories()) == 2
    del room.site.broken[path]
    await room.pass_by(WAITS[0])
    stories = await room.stories()
    assert len(stories) == 3
    assert not stories[0].article.is_partial


async def test_entries_that_share_a_page_are_stories_of_their_own(room):
    home = f"{room.site.url}/"
    room.site.stories |= {"/?a": "The morning in Norrvik", "/?b": "The evening in Norrvik"}
    room.site.stories |= {"/#one": "Fog in the sound", "/#two": "Ice in the sound"}
    await room.pass_by(LATER)
    found = {story.article.headline: story.article for story in await room.stories()}
    for headline in ("Fog in the sound", "Ice in the sound"):
        assert found[headline].url.startswith(home)
        assert found[headline].is_partial


@pytest.mark.parametrize("steps", [1, 5, 20, 60, 150, 400])
async def test_a_stop_at_any_moment_loses_and_repeats_nothing(room, steps):
    room.site.add("Divers weld the rudder", "Ferry sails again", "Museum buys the ferry")
    feed = (await room.store.feeds.of(HERE))[0].follow.feed
    await room.store.feeds.hurry(feed, now=room.now)
    work = asyncio.get_running_loop().create_task(room.poller.catch_up())
    for _ in range(steps):
        await asyncio.sleep(0)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    room.restarted()
    await room.pass_by(2 * LEASE)
    stories = await room.stories()
    assert len(stories) == len(room.site.stories) == 5
    assert {story.revision for story in stories} == {1}


async def test_one_broken_feed_stops_no_other(room):
    for path in ("/sick.xml", "/nowhere.xml"):
        feed = await room.store.feeds.note(f"{room.site.url}{path}", title=path, now=room.now)
        await room.store.feeds.follow(Follow(HERE, feed, path, MemberId(1), room.now))
    room.site.broken["/sick.xml"] = 500
    room.site.add("Divers weld the rudder")
    await room.pass_by(LATER)
    assert len(await room.stories()) == 3
    errors = {one.follow.title: one.state.error for one in await room.store.feeds.of(HERE)}
    assert errors["Times"] is None
    assert "trouble" in errors["/sick.xml"]
    assert "no page" in errors["/nowhere.xml"]


async def test_the_poller_runs_by_itself_and_wakes_for_a_new_feed(room):
    task = asyncio.get_running_loop().create_task(room.poller.run())
    room.site.extra["/more.xml"] = "Norrvik Times, more"
    feed = await room.store.feeds.note(f"{room.site.url}/more.xml", title="", now=room.now)
    await room.store.feeds.follow(Follow(HERE, feed, "More", MemberId(1), room.now))
    room.poller.wake()
    async with asyncio.timeout(20):
        await room.site.wait_for("/more.xml")
    task.cancel()
    assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], BaseException)


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (FetchFailed(), [*WAITS, None]),
        (PageRefused(), [WAITS[0], None]),
        (NoArticle(), [WAITS[0], None]),
        (AddressRefused(), [None]),
    ],
    ids=["no answer", "refused", "no article", "not allowed"],
)
def test_how_often_a_page_is_asked_for_again(error, waits):
    assert [wait_after(error, tries) for tries in range(1, len(waits) + 1)] == waits
