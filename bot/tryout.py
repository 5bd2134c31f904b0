"""The bot tried out: the playground with the sample stories taken in, nothing of it live."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.parser import Parser
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console

from bot.app import Dateline
from bot.desk import Desk, open_desk, polling, rereading
from bot.errors import DatelineError
from bot.feed import Follow
from bot.folders import SAMPLES
from bot.playground.loopback import HOST
from bot.playground.newsroom import newsroom
from bot.playground.play import Stage, staged
from bot.playground.world import Id
from bot.replies.opening import throwaway
from bot.sample_feed import PATH, TITLE, SampleFeed
from bot.settings import Settings
from bot.store import Asked
from bot.store.engine.sqlite import only_process
from bot.story import Article, GuildId, MemberId, Published
from bot.subscription import UNSAVED, ChannelId, ChannelKind, FeedId, Subscription

STORIES = SAMPLES / "stories"
# Discord's client waits for further servers; the playground has one.
READY_S = 0.05
PORT = 8765


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the playground is wanted: as a page on `port`, or in the terminal.

    `is_opening` shows the page in the system's browser; `afresh` forgets what was done before.
    """

    port: int = PORT
    in_terminal: bool = False
    is_opening: bool = True
    afresh: bool = False


async def try_out(settings: Settings, wishes: Wishes) -> None:
    """Run the playground until the person leaves. Raises DatelineError for a port in use."""
    port = 0 if wishes.in_terminal else wishes.port
    sample = SampleFeed()
    async with _staged(port, sample) as stage:
        folder = settings.data / "playground"
        if wishes.afresh:
            await asyncio.to_thread(forget, folder)
        there = _settings_there(settings, folder)
        async with open_desk(there) as desk:
            (guild,) = map(GuildId, newsroom().guilds)
            await take_in_samples(desk, guild)
            bot = partial(Dateline, desk, ready_s=READY_S)
            async with rereading(desk), polling(desk, there):
                if wishes.in_terminal:
                    await stage.play_in_terminal(bot)
                    return
                async with living(desk, guild, sample):
                    await stage.play_in_page(bot, is_opening=wishes.is_opening)


def forget(folder: Path) -> None:
    """Remove what was done in a playground. Raises StoreBusy while one runs with that folder."""
    with only_process(folder):
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def living(desk: Desk, guild: GuildId, sample: SampleFeed) -> AsyncIterator[None]:
    """Within the block the sample feed goes on; the server follows it, and a channel gets it.

    Its stories come anew at each start: those of an earlier one went with the messages and pages.
    """
    now = datetime.now(UTC)
    earlier = await _clear(desk, guild, sample, now)
    feed = await desk.store.feeds.note(sample.address, title=TITLE, now=now)
    owner = MemberId(newsroom().guilds[Id(guild)].owner)
    await desk.store.feeds.follow(Follow(guild, feed, TITLE, owner, now))
    await _take_along(desk, guild, (earlier, feed), now)
    announcing = _announcing(guild, owner, now)
    there = await desk.store.subscriptions.of(guild)
    if announcing.channel not in {subscription.channel for subscription in there}:
        await desk.store.subscriptions.add(announcing)
    hurrying = asyncio.ensure_future(_hurry(desk, feed, sample))
    try:
        yield
    finally:
        hurrying.cancel()
        await asyncio.wait([hurrying])
    if not hurrying.cancelled():
        hurrying.result()


async def _clear(desk: Desk, guild: GuildId, sample: SampleFeed, now: datetime) -> set[FeedId]:
    """Take away an earlier start's stories, and its feeds where those were on another port."""
    elsewhere = {
        followed.follow.feed
        for followed in await desk.store.feeds.of(guild)
        if followed.state.address != sample.address and _path(followed.state.address) == PATH
    }
    for feed in elsewhere:
        await desk.store.feeds.unfollow(guild, feed, now=now)
    for outlet in await desk.store.suggest_outlets(guild, TITLE):
        for line in (await desk.store.search(guild, Asked(outlet=outlet.id))).rows:
            if _path(line.url or "").startswith(f"{PATH}/"):
                await desk.store.remove(guild, line.id, now=now)
    return elsewhere


async def _take_along(
    desk: Desk, guild: GuildId, moved: tuple[set[FeedId], FeedId], now: datetime
) -> None:
    """Let subscriptions to the sample feed of an earlier port want that of this one."""
    earlier, feed = moved
    for one in await desk.store.subscriptions.of(guild):
        if one.filter.feed in earlier:
            asked = replace(one.filter, feed=feed)
            await desk.store.subscriptions.edit(replace(one, filter=asked), now=now)


def _path(address: str) -> str:
    return urlsplit(address).path


async def _hurry(desk: Desk, feed: FeedId, sample: SampleFeed) -> None:
    """Have the feed looked at as soon as it changes, and not by its own rhythm.

    What stands in a feed at its first look is old news, so the stories come after that.
    """
    await _look(desk, feed)
    await sample.was_asked.wait()
    sample.begin(datetime.now(UTC))
    for moment in sample.moments:
        await asyncio.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))
        await _look(desk, feed)


async def _look(desk: Desk, feed: FeedId) -> None:
    await desk.store.feeds.hurry(feed, now=datetime.now(UTC))
    desk.poller.wake()


def _announcing(guild: GuildId, owner: MemberId, now: datetime) -> Subscription:
    place = newsroom().find_channel("announcements")
    channel = ChannelId(place.id)
    return Subscription(UNSAVED, guild, channel, ChannelKind.ANNOUNCEMENT, owner, now)


def _settings_there(settings: Settings, folder: Path) -> Settings:
    """The operator's settings without whatever is live."""
    return replace(
        settings,
        data=folder,
        token=None,
        database=None,
        replies=throwaway(),
        # The sample feed is this machine's own.
        private_hosts=(*settings.private_hosts, HOST),
    )


@asynccontextmanager
async def _staged(port: int, sample: SampleFeed) -> AsyncIterator[Stage]:
    """The stage, before anything slow is begun, so that a port in use is told at once."""
    async with AsyncExitStack() as stack:
        try:
            stage = await stack.enter_async_context(
                staged(port=port, routes=sample.routes(lambda: datetime.now(UTC)))
            )
        except OSError as error:
            raise DatelineError(
                f"port {port}: {error.strerror}",
                reader=f"Port {port} can't be used (is another playground running?)."
                f" Stop what uses it, or choose another one: --port {port + 1}",
            ) from error
        sample.site = stage.loopback.url
        yield stage


async def take_in_samples(desk: Desk, guild: GuildId) -> None:
    """Put the sample stories that aren't there yet on the server's shelf, the oldest first."""
    missing = [
        article
        for article in sample_articles()
        if await desk.store.story_by_address(guild, article.url or "") is None
    ]
    if not missing:
        return
    with Console(stderr=True).status("Reading the sample stories …") as status:
        for number, article in enumerate(missing, 1):
            await desk.intake.take(article, guild=guild, now=datetime.now(UTC))
            status.update(f"Reading the sample stories … {number} of {len(missing)}")


def sample_articles(folder: Path = STORIES) -> list[Article]:
    """The sample stories, the oldest first; data/stories/README.md says how they are written."""
    return sorted(_articles(folder), key=_age)


def _articles(folder: Path) -> Iterator[Article]:
    for path in folder.glob("*.txt"):
        yield _article(Parser().parsestr(path.read_text(encoding="utf-8")))


def _article(written: Message) -> Article:
    return Article(
        headline=written["Headline"],
        body=str(written.get_payload()).strip(),
        url=written["URL"],
        outlet=written["Outlet"],
        byline=tuple(written["Byline"].split("; ")),
        published=Published(datetime.fromisoformat(written["Published"])),
    )


def _age(article: Article) -> datetime:
    return article.published.moment if article.published else datetime.min.replace(tzinfo=UTC)
