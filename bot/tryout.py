"""The bot tried out: the playground with the sample stories taken in, nothing of it live."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.parser import Parser
from functools import partial
from pathlib import Path

from rich.console import Console

from bot.app import Dateline
from bot.desk import Desk, open_desk, polling, rereading
from bot.errors import DatelineError
from bot.playground.newsroom import newsroom
from bot.playground.play import Stage, staged
from bot.replies.opening import throwaway
from bot.settings import ROOT, Settings
from bot.story import Article, GuildId, Published

SAMPLES = ROOT / "data" / "stories"
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
    async with _staged(0 if wishes.in_terminal else wishes.port) as stage:
        await _play(settings, wishes, stage)


async def _play(settings: Settings, wishes: Wishes, stage: Stage) -> None:
    folder = settings.data / "playground"
    if wishes.afresh:
        shutil.rmtree(folder, ignore_errors=True)
    there = replace(settings, data=folder, token=None, replies=throwaway())
    async with open_desk(there) as desk:
        (guild,) = newsroom().guilds
        await take_in_samples(desk, GuildId(guild))
        async with rereading(desk), polling(desk, there):
            bot = partial(Dateline, desk, ready_s=READY_S)
            if wishes.in_terminal:
                await stage.play_in_terminal(bot)
            else:
                await stage.play_in_page(bot, is_opening=wishes.is_opening)


@asynccontextmanager
async def _staged(port: int) -> AsyncIterator[Stage]:
    """The stage, before anything slow is begun, so that a port in use is told at once."""
    async with AsyncExitStack() as stack:
        try:
            stage = await stack.enter_async_context(staged(port=port))
        except OSError as error:
            raise DatelineError(
                f"port {port}: {error.strerror}",
                reader=f"Port {port} can't be used (is another playground running?)."
                f" Stop what uses it, or choose another one: ./run --port {port + 1}",
            ) from error
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


def sample_articles(folder: Path = SAMPLES) -> list[Article]:
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
