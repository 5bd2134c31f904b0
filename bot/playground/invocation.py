"""From what a member types or clicks to the data of an interaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bot.playground import message_notation, notation, permissions
from bot.playground.world import Attachment, Channel, Id, Json, Member, Message, User, World

Given = object


class NotOffered(Exception):
    """Discord's own client would not let the member do that; the text says why."""


class OptionKind(IntEnum):
    """What an option of a slash command takes."""

    SUB_COMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


STRING_SELECT = 3
OPTION_OF_SELECT = {
    5: OptionKind.USER,
    6: OptionKind.ROLE,
    7: OptionKind.MENTIONABLE,
    8: OptionKind.CHANNEL,
}


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command as registered: `path` are its sub-command's names, `options` its own."""

    command: Json
    path: tuple[str, ...]
    options: tuple[Json, ...]

    def data(self, world: World, given: Mapping[str, Given], *, focused: str | None = None) -> Json:
        """The interaction's data for `given` options. Raises NotOffered for a wrong one."""
        resolved: Json = {}
        filled = [
            _filled(world, option, given[option["name"]], resolved, focused == option["name"])
            for option in self.options
            if option["name"] in given
        ]
        self._check(given, is_typing=focused is not None)
        for name in reversed(self.path):
            is_leaf = name == self.path[-1]
            kind = OptionKind.SUB_COMMAND if is_leaf else OptionKind.GROUP
            filled = [{"name": name, "type": int(kind), "options": filled}]
        return {**_named(self.command), "options": filled, "resolved": resolved}

    def _check(self, given: Mapping[str, Given], *, is_typing: bool) -> None:
        known = {option["name"] for option in self.options}
        if unknown := [name for name in given if name not in known]:
            raise NotOffered(f"No option {unknown[0]!r}; there are: {', '.join(sorted(known))}.")
        missing = [o["name"] for o in self.options if o.get("required") and o["name"] not in given]
        if missing and not is_typing:
            raise NotOffered(f"The option {missing[0]!r} is required.")


def slash(offered: list[Json], typed: str) -> Slash:
    """The slash command of the words `typed` ("story add"). Raises NotOffered."""
    name, *path = typed.removeprefix("/").split()
    found = [command for command in offered if command["type"] == 1 and command["name"] == name]
    if not found:
        raise NotOffered(f"No command /{name} is offered here.")
    options: list[Json] = found[0].get("options") or []
    for step in path:
        inner = [o for o in options if o["name"] == step and o["type"] <= OptionKind.GROUP]
        if not inner:
            raise NotOffered(f"/{name} has no {step!r}.")
        options = inner[0].get("options") or []
    if any(option["type"] <= OptionKind.GROUP for option in options):
        raise NotOffered(
            f"/{typed.strip('/')} needs one of: {', '.join(o['name'] for o in options)}."
        )
    return Slash(found[0], tuple(path), tuple(options))


def menu_data(world: World, command: Json, message: Message) -> Json:
    """The data of a message menu used on `message`."""
    resolved = {"messages": {str(message.id): message_notation.of_message(world, message)}}
    return {**_named(command), "target_id": str(message.id), "resolved": resolved}


def chosen(world: World, select: Json, values: Sequence[str]) -> tuple[list[str], Json]:
    """A select menu's values for what a member picked, with what they stand for."""
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not least <= len(values) <= most:
        raise NotOffered(f"Choose {least} to {most}.")
    resolved: Json = {}
    if select["type"] != STRING_SELECT:
        option = {"type": OPTION_OF_SELECT[select["type"]], "name": "menu"}
        option["channel_types"] = select.get("channel_types")
        return [str(_value(world, option, value, resolved)) for value in values], resolved
    by_name = {option["label"]: option["value"] for option in select["options"]}
    known = set(by_name.values())
    if unknown := [value for value in values if value not in known and value not in by_name]:
        raise NotOffered(f"No choice {unknown[0]!r}; there are: {', '.join(by_name)}.")
    return [value if value in known else by_name[value] for value in values], resolved


def _named(command: Json) -> Json:
    named = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return named | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _filled(world: World, option: Json, value: Given, resolved: Json, is_focused: bool) -> Json:
    kind = OptionKind(option["type"])
    typed: Json = {"name": option["name"], "type": int(kind)}
    if is_focused:
        return {**typed, "value": str(value), "focused": True}
    return {**typed, "value": _value(world, option, value, resolved)}


def _value(world: World, option: Json, value: Given, resolved: Json) -> Any:  # noqa: ANN401 - JSON
    kind = OptionKind(option["type"])
    if kind in (OptionKind.STRING, OptionKind.INTEGER, OptionKind.NUMBER, OptionKind.BOOLEAN):
        return _plain(kind, option, value)
    match kind:
        case OptionKind.USER | OptionKind.MENTIONABLE:
            return _user(world, value, resolved)
        case OptionKind.CHANNEL:
            return _channel(world, option, value, resolved)
        case OptionKind.ROLE:
            return _role(world, value, resolved)
    return _file(world, value, resolved)


def _plain(kind: OptionKind, option: Json, value: Given) -> Any:  # noqa: ANN401 - JSON
    match kind:
        case OptionKind.STRING:
            return _chosen(option, _fitting(option, str(value)))
        case OptionKind.INTEGER:
            return _chosen(option, _within(option, _number(option, value, int)))
        case OptionKind.NUMBER:
            return _chosen(option, _within(option, _number(option, value, float)))
    return value if isinstance(value, bool) else str(value).casefold() in ("true", "yes")


def _chosen(option: Json, value: Any) -> Any:  # noqa: ANN401 - JSON
    choices = option.get("choices") or []
    if not choices:
        return value
    for choice in choices:
        if value == choice["value"] or str(value).casefold() == choice["name"].casefold():
            return choice["value"]
    names = ", ".join(choice["name"] for choice in choices)
    raise NotOffered(f"The option {option['name']!r} is one of: {names}.")


def _number(option: Json, value: Given, kind: type[int] | type[float]) -> float:
    try:
        return kind(str(value))
    except ValueError as error:
        raise NotOffered(f"The option {option['name']!r} takes a number.") from error


def _within(option: Json, value: float) -> float:
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and value < least) or (most is not None and value > most):
        raise NotOffered(f"The option {option['name']!r} goes from {least} to {most}.")
    return value


def _fitting(option: Json, value: str) -> str:
    least, most = option.get("min_length") or 0, option.get("max_length") or 6000
    if not least <= len(value) <= most:
        raise NotOffered(f"The option {option['name']!r} takes {least} to {most} characters.")
    return value


def _user(world: World, value: Given, resolved: Json) -> str:
    user = value.user if isinstance(value, Member) else value
    if not isinstance(user, User):
        user = _found(world, str(value))
    resolved.setdefault("users", {})[str(user.id)] = notation.of_user(user)
    for (guild, account), member in world.members.items():
        if account == user.id:
            bits = permissions.of_member(world, guild, account)
            partial = {**notation.of_partial_member(member), "permissions": str(bits)}
            resolved.setdefault("members", {})[str(user.id)] = partial
    return str(user.id)


def _found(world: World, value: str) -> User:
    number = value.strip("<@!>")
    if number.isdecimal() and Id(int(number)) in world.users:
        return world.users[Id(int(number))]
    try:
        return world.find_member(value.removeprefix("@")).user
    except LookupError as error:
        raise NotOffered(str(error)) from error


def _channel(world: World, option: Json, value: Given, resolved: Json) -> str:
    channel = value if isinstance(value, Channel) else None
    number = str(value).strip("<#>")
    if channel is None and number.isdecimal():
        channel = world.channels.get(Id(int(number)))
    if channel is None:
        try:
            channel = world.find_channel(str(value))
        except LookupError as error:
            raise NotOffered(str(error)) from error
    if option.get("channel_types") and channel.kind not in option["channel_types"]:
        raise NotOffered(f"The option {option['name']!r} takes another kind of channel.")
    resolved.setdefault("channels", {})[str(channel.id)] = notation.of_channel(world, channel)
    return str(channel.id)


def _role(world: World, value: Given, resolved: Json) -> str:
    wanted = str(value).strip("<@&>")
    for role in world.roles.values():
        if wanted in (role.name.removeprefix("@"), str(role.id)) or value == role:
            resolved.setdefault("roles", {})[str(role.id)] = notation.of_role(role)
            return str(role.id)
    raise NotOffered(f"No role is called {value!r} here.")


def _file(world: World, value: Given, resolved: Json) -> str:
    """A file to send along: its path, or its name and bytes."""
    if isinstance(value, tuple):
        name, content = value
    else:
        path = Path(str(value)).expanduser()
        if not path.is_file():
            raise NotOffered(f"There is no file {str(path)!r}.")
        name, content = path.name, path.read_bytes()
    kind, _ = guess_type(name)
    number = world.new_id()
    world.files[number] = content
    url = f"{world.cdn}/attachments/0/{number}/{quote(name)}"
    file = Attachment(number, name, len(content), url, kind or "application/octet-stream")
    written = message_notation.of_attachment(file)
    resolved.setdefault("attachments", {})[str(number)] = written
    return str(number)
