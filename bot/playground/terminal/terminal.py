"""The playground at a prompt: type a command, see its card, press its buttons."""

import asyncio
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.playground import permissions
from bot.playground.answer import UNANSWERED, Answer
from bot.playground.components import Kind
from bot.playground.invocation import NotOffered
from bot.playground.loopback import Loopback
from bot.playground.terminal import typed
from bot.playground.terminal.drawing import controls, drawn
from bot.playground.terminal.filling import filled, numbered
from bot.playground.terminal.lines import Lines
from bot.playground.terminal.markup import plain
from bot.playground.world import ChannelKind, Json, Message

HELP = (
    ("/command option:value", "use a command; a lone required option needs no name"),
    ("1", "press the button of that number; for a menu also 1 CHOICE"),
    (":menu NAME", "use a message menu on the newest message"),
    (":as NAME", "be another member"),
    (":channel NAME", "go to another channel or thread"),
    (":help", "this, and the commands that you are offered"),
    (":quit", "end"),
)
ROOMY = (ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT)


class Terminal:
    """One person at the prompt, first as the server's owner in its first channel."""

    def __init__(self, loopback: Loopback, console: Console) -> None:
        self._loopback = loopback
        self._console = console
        self._lines: Lines | None = None
        self._drawn: set[tuple[int, object]] = set()
        self._usable: Message | None = None
        guild = next(iter(loopback.world.guilds.values()))
        owner = loopback.world.users[guild.owner]
        first = next(c for c in loopback.world.channels_of(guild.id) if c.kind in ROOMY)
        self.seat = loopback.seat(owner.display, channel=first.name)

    async def run(self, lines: Lines) -> None:
        """Do what the lines say until they end, or one is `:quit`."""
        self._lines = lines
        self._greet()
        watching = asyncio.ensure_future(self._watch()) if lines.is_live else None
        try:
            await self._talk(lines)
        finally:
            if watching is not None:
                watching.cancel()

    async def _talk(self, lines: Lines) -> None:
        while True:
            self._draw_news()
            try:
                line = (await lines.ask(self._prompt())).strip()
            except (EOFError, KeyboardInterrupt):
                return
            if line in (":quit", ":q"):
                return
            try:
                await self._do(line)
            except (NotOffered, LookupError) as error:
                self._console.print(Text(plain(str(error)), "red"))
            except EOFError:
                return

    async def _do(self, line: str) -> None:
        number, _, choice = line.partition(" ")
        if line.startswith("/"):
            await self._slash(line)
        elif line.startswith(":"):
            await self._command(line)
        elif number.isdecimal():
            await self._use(int(number), choice.strip())
        elif line:
            await self.seat.say(line)

    async def _command(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        match word:
            case ":press":
                await self._do(rest)
            case ":menu":
                await self._menu(rest.strip())
            case ":as":
                self._sit(member=rest.strip())
            case ":channel":
                self._sit(channel=rest.strip())
            case ":help":
                self._help()
            case _:
                raise NotOffered(f"There is no {word}; :help lists what there is.")

    async def _slash(self, line: str) -> None:
        asked = typed.read(self.seat.commands, line)
        options = dict(asked.options)
        for option in asked.command.options:
            if option.get("autocomplete") and option["name"] in options:
                options[option["name"]] = await self._resolved(asked.name, option["name"], options)
        with self._console.status("…"):
            answer = await self.seat.slash(asked.name, **options)
        await self._show(answer)

    async def _resolved(self, command: str, option: str, options: Mapping[str, str]) -> str:
        """What the bot's completion makes of a typed value: itself if offered, else the first."""
        others = {name: value for name, value in options.items() if name != option}
        value = options[option]
        choices = await self.seat.complete(command, option=option, typed=value, **others)
        for choice in choices:
            if value == str(choice["value"]) or value == choice["name"]:
                return str(choice["value"])
        if not choices:
            return value
        first = choices[0]
        self._console.print(Text(f"{option}: {plain(first['name'])}", "dim"))
        return str(first["value"])

    async def _use(self, number: int, choice: str) -> None:
        message = self._usable and self._loopback.world.messages.get(self._usable.id)
        usable = controls(message) if message is not None else ()
        if message is None or not 1 <= number <= len(usable):
            raise NotOffered(f"Nothing here has the number {number}.")
        part = usable[number - 1]
        if part["type"] == Kind.BUTTON:
            await self._show(await self.seat.press(message, part["custom_id"]))
            return
        chosen = await self._choice(part, choice)
        await self._show(await self.seat.choose(message, chosen, select=part["custom_id"]))

    async def _choice(self, select: Json, typed_choice: str) -> list[str]:
        labels = [option["label"] for option in select.get("options") or ()]
        if not typed_choice:
            for number, label in enumerate(labels, start=1):
                self._console.print(Text(f"  {number} {plain(label)}"))
            typed_choice = await self._ask("  Which? ")
        if not typed_choice.strip():
            raise NotOffered("Nothing was chosen.")
        return [numbered(word.strip(), labels) for word in typed_choice.split(",")]

    async def _menu(self, name: str) -> None:
        if not self.seat.messages:
            raise NotOffered("There is no message here yet.")
        await self._show(await self.seat.message_menu(name, self.seat.messages[-1]))

    async def _show(self, answer: Answer) -> None:
        if answer.error is not None:
            said = "did not respond" if answer.error == UNANSWERED else "never came back"
            self._console.print(Text(f"The application {said}.", "red"))
        elif answer.modal is not None:
            entries = await filled(answer.modal, self._ask, self._console)
            if entries is not None:
                await self._show(await answer.submit(entries))
        else:
            for message in (answer.message, *answer.followups):
                if message is not None:
                    self._draw(message)

    def _draw(self, message: Message) -> None:
        if _key(message) in self._drawn:
            return
        self._drawn.add(_key(message))
        self._console.print(drawn(self._loopback.world, message))
        if controls(message):
            self._usable = message

    async def _watch(self) -> None:
        """Draw what comes while the person is typing."""
        while True:
            await self.seat.scene.until(self._news, within_s=None)
            self._draw_news()

    def _draw_news(self) -> None:
        for message in self._news():
            self._draw(message)

    def _news(self) -> list[Message]:
        """What others wrote here or changed since it was drawn."""
        own = self.seat.member.user.id
        return [
            message
            for message in self.seat.messages
            if message.author != own and not message.is_loading and _key(message) not in self._drawn
        ]

    def _sit(self, *, member: str | None = None, channel: str | None = None) -> None:
        world = self._loopback.world
        if not (member or channel):
            names = [m.user.display for m in world.members.values() if not m.user.is_bot]
            places = [f"#{c.name}" for c in world.channels.values() if c.name]
            raise NotOffered("There are: " + ", ".join(names if channel is None else places))
        who = member or self.seat.member.user.display
        seat = self._loopback.seat(who, channel=channel or self.seat.channel.name)
        if not permissions.in_channel(world, seat.channel, seat.member.user.id):
            raise NotOffered(f"{seat.member.user.display} doesn't see #{seat.channel.name}.")
        self.seat = seat

    def _greet(self) -> None:
        who = self.seat.member.user.display
        names = [m.user.display for m in self._loopback.world.members.values()]
        others = ", ".join(n for n in names if n not in (who, self._loopback.world.bot.display))
        line = f"You are {who}, who owns this server; there are also {others}."
        self._console.print(Text(line))
        self._console.print(Text(":help lists what you can do.", "dim"))

    def _help(self) -> None:
        table = Table.grid(padding=(0, 3))
        for word, meaning in HELP:
            table.add_row(Text(word, "bold"), meaning)
        table.add_row("", "")
        for command in self.seat.commands:
            if command["type"] == 1:
                for name, described in typed.spelled(command):
                    table.add_row(Text(f"/{name}", "bold cyan"), Text(described))
            else:
                table.add_row(Text(f":menu {command['name']}", "bold cyan"), "on a message")
        self._console.print(table)

    def _prompt(self) -> str:
        return f"{self.seat.member.user.display} #{self.seat.channel.name} > "

    async def _ask(self, prompt: str) -> str:
        if self._lines is None:
            raise EOFError
        return await self._lines.ask(prompt)


def _key(message: Message) -> tuple[int, object]:
    """A message as it stands: it is drawn anew once it was edited."""
    return message.id, message.edited_at
