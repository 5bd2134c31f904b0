"""A person typing at the terminal, with completion of commands, options and values."""

from collections.abc import AsyncGenerator, Callable

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.patch_stdout import patch_stdout

from bot.playground.invocation import NotOffered
from bot.playground.seat import Seat
from bot.playground.terminal import typed
from bot.playground.terminal.markup import plain
from bot.playground.world import Json


class TypedLines:
    """A person's lines, completed for whoever `seat()` is at the moment."""

    is_live = True

    def __init__(self, seat: Callable[[], Seat]) -> None:
        self._session: PromptSession[str] = PromptSession(
            completer=SlashCompleter(seat), complete_while_typing=True
        )

    async def ask(self, prompt: str) -> str:
        """The next line; what the bot posts meanwhile appears above it."""
        with patch_stdout(raw=True):
            return await self._session.prompt_async(prompt)


class SlashCompleter(Completer):
    """Commands that the bot registered, their options, and what the bot offers for a value."""

    def __init__(self, seat: Callable[[], Seat]) -> None:
        self._seat = seat

    def get_completions(self, _document: Document, _event: CompleteEvent) -> list[Completion]:
        """None: the bot has to be asked, and that is done asynchronously."""
        return []

    async def get_completions_async(
        self, document: Document, _event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """What may follow in a line that begins with a slash."""
        line = document.text_before_cursor
        if not line.startswith("/"):
            return
        for completion in _names(self._seat().commands, line):
            yield completion
        try:
            for completion in await _values(self._seat(), line):
                yield completion
        except NotOffered:
            return


def _names(offered: list[Json], line: str) -> list[Completion]:
    """Commands, sub-commands and options that begin with the line's last word."""
    paths = [path for command in offered if command["type"] == 1 for path in typed.spelled(command)]
    found = [
        Completion(f"/{name} ", -len(line), display=f"/{name}", display_meta=described)
        for name, described in paths
        if f"/{name}".startswith(line)
    ]
    return found or _options(offered, line)


def _options(offered: list[Json], line: str) -> list[Completion]:
    word = line.rpartition(" ")[2]
    try:
        asked = typed.read(offered, line[: len(line) - len(word)])
    except NotOffered:
        return []
    return [
        Completion(f"{option['name']}:", -len(word), display_meta=option["description"])
        for option in asked.command.options
        if option["name"].startswith(word) and option["name"] not in asked.options
    ]


async def _values(seat: Seat, line: str) -> list[Completion]:
    """For the option being typed: its choices, or what the bot offers."""
    asked = typed.read(seat.commands, line)
    if not asked.options:
        return []
    name, value = list(asked.options.items())[-1]
    option = next(o for o in asked.command.options if o["name"] == name)
    choices = option.get("choices") or []
    if option.get("autocomplete"):
        others = {key: given for key, given in asked.options.items() if key != name}
        choices = await seat.complete(asked.name, option=name, typed=value, **others)
    return [
        Completion(str(choice["value"]), -len(value), display=plain(choice["name"]))
        for choice in choices
        if option.get("autocomplete") or choice["name"].casefold().startswith(value.casefold())
    ]
