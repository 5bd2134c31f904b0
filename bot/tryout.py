"""The bot tried out: the playground with the sample stories taken in, nothing of it live."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.parser import Parser
from pathlib import Path

from rich.console import Console

from bot.app import Dateline
from bot.desk import Desk, open_desk, rereading
from bot.playground.newsroom import newsroom
from bot.playground.play import play
from bot.settings import ROOT, Settings
from bot.story import Article, GuildId, Published

SAMPLES = ROOT / "data" / "stories"
# Discord's client waits for further servers; the playground has one.
READY_S = 0.05


async def try_out(settings: Settings, *, afresh: bool = False) -> None:
    """Run the playground until the person leaves; `afresh` forgets what was done in it before."""
    folder = settings.data / "playground"
    if afresh:
        shutil.rmtree(folder, ignore_errors=True)
    async with open_desk(replace(settings, data=folder, token=None)) as desk:
        (guild,) = newsroom().guilds
        await take_in_samples(desk, GuildId(guild))
        async with rereading(desk):
            await play(lambda: Dateline(desk, ready_s=READY_S))


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
