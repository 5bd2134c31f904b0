"""Draws the README's pictures from the playground: `python docs/pictures/draw.py`."""

import asyncio
import io
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from bot.app import Dateline
from bot.desk import Desk, open_desk
from bot.playground.loopback import Loopback
from bot.playground.newsroom import newsroom
from bot.playground.running import running
from bot.playground.terminal.prompting import PipedLines
from bot.playground.terminal.terminal import Terminal
from bot.settings import Settings
from bot.story import GuildId, MemberId
from bot.subscription import (
    UNSAVED,
    ChannelId,
    ChannelKind,
    Digest,
    Mode,
    Pause,
    Subscription,
)
from bot.tryout import take_in_samples

HERE = Path(__file__).parent
WIDTH = 92
OWNER = MemberId(1)

Prepare: TypeAlias = Callable[[Desk, GuildId], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What `member` types, in a server that was prepared for it."""

    lines: tuple[str, ...]
    member: str = "Rita"
    prepare: Prepare | None = None


def channel(name: str) -> ChannelId:
    """A channel of the playground's server; its numbers are the same each time."""
    return ChannelId(newsroom().find_channel(name).id)


async def collect(desk: Desk, guild: GuildId) -> None:
    """A digest in #news that comes in an hour and tells of half a day."""
    now = datetime.now(UTC)
    began = now - timedelta(hours=14)
    wanted = subscription(guild, "news", began)
    await desk.store.subscriptions.add(replace(wanted, mode=Mode.DIGEST))
    at = (now + timedelta(hours=1)).time().replace(second=0, microsecond=0)
    await desk.store.digests.set(Digest(guild, channel("news"), at), by=OWNER, now=began)


async def spoil(desk: Desk, guild: GuildId) -> None:
    """A subscription that may not post any more, and one that a member has paused."""
    now = datetime.now(UTC)
    store = desk.store
    await store.servers.set_desk(guild, channel("mod-desk"))
    for name, pause in (("announcements", Pause.NO_PERMISSION), ("mod-desk", Pause.BY_MEMBER)):
        one = await store.subscriptions.add(subscription(guild, name, now))
        await store.subscriptions.pause(guild, one.id, pause, now=now)


def subscription(guild: GuildId, name: str, since: datetime) -> Subscription:
    """That a channel wants everything."""
    return Subscription(UNSAVED, guild, channel(name), ChannelKind.TEXT, OWNER, since)


SCENES = {
    "card": Scene(("/summary story:glass sponges", "/quotes story:glass sponges kind:direct")),
    "check": Scene(
        (
            "/whosaid speaker:Brenda Voss",
            "/checkquote quote:You can't buy a building with a household bill",
        )
    ),
    "subscription": Scene(
        (
            "/subscription add include:sponges, reef quiet_from:22:00 quiet_to:07:00",
            "/subscription test subscription:1",
        ),
        member="Olivia",
    ),
    "digest": Scene(("/digest preview",), member="Olivia", prepare=collect),
    "health": Scene(("/dateline health",), member="Olivia", prepare=spoil),
}


async def main() -> None:
    """Draw every scene as an SVG beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_desk(Settings(data=Path(folder))) as desk:
            (guild,) = newsroom().guilds
            await take_in_samples(desk, GuildId(guild))
            for name, scene in SCENES.items():
                if scene.prepare is not None:
                    await scene.prepare(desk, GuildId(guild))
                client = Dateline(desk, ready_s=0.05)
                async with Loopback() as loopback, running(client, loopback):
                    await draw(loopback, name, scene)


async def draw(loopback: Loopback, name: str, scene: Scene) -> None:
    """Draw what the member of the scene sees."""
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        force_interactive=False,
    )
    terminal = Terminal(loopback, console)
    piped = io.StringIO("\n".join((f":as {scene.member}", *scene.lines)))
    await terminal.run(PipedLines(piped, echo=lambda line: console.print(Text(line, "dim"))))
    console.save_svg(str(HERE / f"{name}.svg"), title="Dateline in the playground")


if __name__ == "__main__":
    asyncio.run(main())
