"""Draws the README's pictures from the playground: `python docs/pictures/draw.py`."""

import asyncio
import io
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.app import Dateline
from bot.desk import open_desk
from bot.playground.loopback import Loopback
from bot.playground.newsroom import newsroom
from bot.playground.running import running
from bot.playground.terminal.prompting import PipedLines
from bot.playground.terminal.terminal import Terminal
from bot.settings import Settings
from bot.story import GuildId
from bot.tryout import take_in_samples

HERE = Path(__file__).parent
WIDTH = 92
SCENES = {
    "card": ("/summary story:glass sponges", "/quotes story:glass sponges kind:direct"),
    "check": (
        "/whosaid speaker:Brenda Voss",
        "/checkquote quote:You can't buy a building with a household bill",
    ),
}


async def main() -> None:
    """Draw every scene as an SVG beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_desk(Settings(data=Path(folder))) as desk:
            (guild,) = newsroom().guilds
            await take_in_samples(desk, GuildId(guild))
            for name, lines in SCENES.items():
                client = Dateline(desk, ready_s=0.05)
                async with Loopback() as loopback, running(client, loopback):
                    await draw(loopback, name, lines)


async def draw(loopback: Loopback, name: str, lines: tuple[str, ...]) -> None:
    """Draw what a reader sees who types `lines`."""
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        force_interactive=False,
    )
    terminal = Terminal(loopback, console)
    piped = io.StringIO("\n".join((":as Rita", *lines)))
    await terminal.run(PipedLines(piped, echo=lambda line: console.print(Text(line, "dim"))))
    console.save_svg(str(HERE / f"{name}.svg"), title="Dateline in the playground")


if __name__ == "__main__":
    asyncio.run(main())
