"""The playground as a person starts it: the loopback, a bot in it, and a page or a prompt."""

import asyncio
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

from aiohttp import web
from discord import Client
from rich.console import Console
from rich.text import Text

from bot.playground.loopback import Loopback
from bot.playground.page.page import Page
from bot.playground.running import running
from bot.playground.terminal.lines import Lines, PipedLines
from bot.playground.terminal.terminal import Terminal

REGISTERED_WITHIN_S = 30.0

MakeBot: TypeAlias = Callable[[], Client]


@dataclass(frozen=True, slots=True)
class Stage:
    """A loopback that is open, with its page; the bot comes later."""

    loopback: Loopback
    page: Page

    async def play_in_terminal(self, make_bot: MakeBot) -> None:
        """Run the bot that `make_bot` gives until the person leaves the prompt."""
        async with self._playing(make_bot):
            console = Console()
            prompt = Terminal(self.loopback, console)
            await prompt.run(_lines(prompt, console))

    async def play_in_page(self, make_bot: MakeBot, *, is_opening: bool = False) -> None:
        """Run the bot until it is stopped; prints the page's address, or opens it as well."""
        async with self._playing(make_bot):
            console = Console()
            console.print(Text(f"The playground is open: {self.page.address}"), soft_wrap=True)
            console.print(Text("Ctrl+C ends it.", "dim"))
            if is_opening:
                await asyncio.to_thread(_open, self.page.address)
            await asyncio.Event().wait()

    @asynccontextmanager
    async def _playing(self, make_bot: MakeBot) -> AsyncIterator[None]:
        """The bot in the loopback. Raises TimeoutError where it registers no commands."""
        async with running(make_bot(), self.loopback):
            await self.loopback.scene.until(
                lambda: self.loopback.commands.registrations, within_s=REGISTERED_WITHIN_S
            )
            yield


@asynccontextmanager
async def staged(*, port: int = 0, routes: Iterable[web.RouteDef] = ()) -> AsyncIterator[Stage]:
    """A stage on that port of this machine, 0 for any; `routes` are served beside it.

    Raises OSError where the port is taken.
    """
    loopback = Loopback(port=port)
    loopback.app.add_routes(routes)
    page = Page(loopback)
    async with loopback:
        yield Stage(loopback, page)


def _open(address: str) -> None:
    """Show an address in the system's browser, if it has one with a window."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    # Python's own word for a browser in the terminal, which would take the screen.
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)


def _lines(terminal: Terminal, console: Console) -> Lines:
    if sys.stdin.isatty():
        # Half a second of a start: loaded where somebody types alone.
        from bot.playground.terminal.prompting import TypedLines  # noqa: PLC0415

        return TypedLines(lambda: terminal.seat)
    return PipedLines(sys.stdin, echo=lambda line: console.print(Text(line, "dim")))
