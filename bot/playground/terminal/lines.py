"""Where the terminal's lines come from, and those of a pipe."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TextIO


class Lines(Protocol):
    """A source of lines; `is_live` where a person waits at it and sees what comes meanwhile."""

    is_live: bool

    async def ask(self, prompt: str) -> str:
        """The next line, without its end. Raises EOFError when there are no more."""
        ...


class PipedLines:
    """Lines of a file or pipe; each is repeated on `echo`, so that the output reads like a talk."""

    is_live = False

    def __init__(self, source: TextIO, *, echo: Callable[[str], None]) -> None:
        self._source = source
        self._echo = echo

    async def ask(self, prompt: str) -> str:
        """The next line."""
        line = await asyncio.to_thread(self._source.readline)
        if not line:
            raise EOFError
        self._echo(prompt + line.rstrip("\n"))
        return line.rstrip("\n")
