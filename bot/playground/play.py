"""The playground as a person starts it: the loopback, a bot in it, and a prompt."""

import asyncio
import sys
from collections.abc import Callable

from discord import Client
from rich.console import Console
from rich.text import Text

from bot.playground.loopback import Loopback
from bot.playground.running import running
from bot.playground.terminal.prompting import Lines, PipedLines, TypedLines
from bot.playground.terminal.terminal import Terminal

REGISTERED_WITHIN_S = 30.0


async def play(make_bot: Callable[[], Client], *, terminal: bool = True, port: int = 0) -> None:
    """Run the bot that `make_bot` gives until the person leaves (or, without terminal, for ever).

    Raises TimeoutError where the bot registers no commands.
    """
    async with Loopback(port=port) as loopback, running(make_bot(), loopback):
        await loopback.scene.until(
            lambda: loopback.commands.registrations, within_s=REGISTERED_WITHIN_S
        )
        if terminal:
            console = Console()
            prompt = Terminal(loopback, console)
            await prompt.run(_lines(prompt, console))
        else:
            await asyncio.Event().wait()


def _lines(terminal: Terminal, console: Console) -> Lines:
    if sys.stdin.isatty():
        return TypedLines(lambda: terminal.seat)
    return PipedLines(sys.stdin, echo=lambda line: console.print(Text(line, "dim")))
