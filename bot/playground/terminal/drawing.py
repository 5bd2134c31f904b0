"""Messages and forms drawn for a terminal."""

from collections.abc import Iterator

from rich import box
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.playground.components import LINK_STYLE, SELECTS, Kind, walked
from bot.playground.echo import own_files
from bot.playground.terminal.markup import plain, styled
from bot.playground.world import Id, Json, Message, World

ACCENT = 0x4E5058
SHORT = 60


def controls(message: Message) -> tuple[Json, ...]:
    """The buttons and menus that can be used, in the order of their numbers (from 1)."""
    return tuple(part for part in walked(message.components) if _is_usable(part))


def drawn(world: World, message: Message) -> Group:
    """A message with all that hangs on it; usable buttons and menus carry their numbers."""
    return Group(*_Drawing(world, message).parts())


def _is_usable(part: Json) -> bool:
    is_button = part["type"] == Kind.BUTTON and part.get("style") != LINK_STYLE
    return (is_button or part["type"] in SELECTS) and not part.get("disabled")


class _Drawing:
    def __init__(self, world: World, message: Message) -> None:
        self._world = world
        self._message = message
        usable = controls(message)
        self._numbers = {part["custom_id"]: number for number, part in enumerate(usable, start=1)}

    def parts(self) -> Iterator[RenderableType]:
        yield self._heading()
        if self._message.content:
            yield self._text(self._message.content)
        for embed in self._message.embeds:
            yield self._embed(embed)
        for file in own_files(self._message):
            yield Text(f"[file] {plain(file.name)} ({file.size} bytes)", "dim")
        yield from self._laid_out(self._message.components)
        yield Text("")

    def _heading(self) -> Text:
        author = self._world.users[self._message.author]
        heading = Text(plain(author.display), "bold magenta" if author.is_bot else "bold green")
        if author.is_bot:
            heading.append(" APP", "reverse")
        if self._message.edited_at is not None:
            heading.append(" (edited)", "dim")
        if self._message.is_private:
            heading.append("  only you see this", "dim italic")
        return heading

    def _text(self, text: str) -> Text:
        return styled(text, self._name)

    def _name(self, mark: str, number: int) -> str:
        key = Id(number)
        if mark == "#" and key in self._world.channels:
            return f"#{self._world.channels[key].name}"
        if mark == "@&" and key in self._world.roles:
            return f"@{self._world.roles[key].name}"
        if key in self._world.users:
            return f"@{self._world.users[key].display}"
        return f"{mark}unknown"

    def _embed(self, embed: Json) -> Panel:
        parts: list[RenderableType] = []
        if author := embed.get("author"):
            parts.append(Text(plain(author["name"]), "dim bold"))
        if embed.get("title"):
            title = self._text(embed["title"])
            title.stylize(Style(bold=True, link=embed.get("url")))
            parts.append(title)
        if embed.get("description"):
            parts.append(self._text(embed["description"]))
        parts += self._fields(embed.get("fields") or [])
        parts += [_picture(embed[key]) for key in ("image", "thumbnail") if embed.get(key)]
        if footer := embed.get("footer"):
            parts.append(Text(plain(footer["text"]), "dim"))
        return _boxed(Group(*parts), embed.get("color"))

    def _fields(self, fields: list[Json]) -> Iterator[RenderableType]:
        beside: list[RenderableType] = []
        for field in fields:
            name = self._text(field["name"])
            name.stylize("bold")
            drawn_field = Group(name, self._text(field["value"]))
            if field.get("inline"):
                beside.append(drawn_field)
                continue
            if beside:
                yield Columns(beside, padding=(0, 3))
                beside = []
            yield drawn_field
        if beside:
            yield Columns(beside, padding=(0, 3))

    def _laid_out(self, parts: tuple[Json, ...] | list[Json]) -> Iterator[RenderableType]:
        for part in parts:
            match part["type"]:
                case Kind.ROW:
                    yield self._row(part)
                case Kind.CONTAINER:
                    inner = Group(*self._laid_out(part["components"]))
                    yield _boxed(inner, part.get("accent_color"))
                case Kind.SECTION:
                    yield self._section(part)
                case Kind.TEXT:
                    yield self._text(part["content"])
                case Kind.SEPARATOR:
                    yield Rule(style="dim")
                case Kind.GALLERY | Kind.THUMBNAIL | Kind.FILE:
                    yield Text("[picture]", "dim")

    def _section(self, part: Json) -> Table:
        accessory = part["accessory"]
        is_button = accessory["type"] == Kind.BUTTON
        beside = self._control(accessory) if is_button else Text("[picture]", "dim")
        table = Table.grid(expand=True)
        table.add_column(ratio=1)
        table.add_column(justify="right")
        table.add_row(Group(*self._laid_out(part["components"])), beside)
        return table

    def _row(self, row: Json) -> Text:
        return Text("   ").join(self._control(part) for part in row["components"])

    def _control(self, part: Json) -> Text:
        number = self._numbers.get(part.get("custom_id", ""))
        if part["type"] in SELECTS:
            return _numbered(number, f"▾ {_select_label(part)}")
        label = part.get("label") or (part.get("emoji") or {}).get("name") or ""
        if part.get("style") == LINK_STYLE:
            return Text(f"↗ {plain(label)}", Style(underline=True, link=part["url"]))
        return _numbered(number, label)


def _picture(media: Json) -> Text:
    """A terminal shows the words that stand for a picture."""
    told = media.get("description")
    return Text(f"[picture: {plain(told)}]" if told else "[picture]", "dim")


def _select_label(select: Json) -> str:
    """A menu's hint, and its choices where they are few and short."""
    hint = select.get("placeholder") or "Choose"
    labels = [option["label"] for option in select.get("options") or ()]
    listed = " · ".join(labels)
    if not labels:
        return hint
    return f"{hint}: {listed}" if len(listed) <= SHORT else f"{hint} ({len(labels)} to choose from)"


def _numbered(number: int | None, label: str) -> Text:
    if number is None:
        return Text(plain(label), "dim strike")
    return Text(f"[{number}] ", "bold yellow") + Text(plain(label))


def _boxed(inside: RenderableType, colour: int | None) -> Panel:
    accent = ACCENT if colour is None else colour
    return Panel(inside, box=box.ROUNDED, border_style=f"#{accent:06x}", expand=False)
