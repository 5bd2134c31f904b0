"""A typed line as a slash command: "/summary story:trump length:brief"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.playground.invocation import NotOffered, OptionKind, Slash, slash
from bot.playground.world import Json


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """What a line asks for: the command's words, its options by name, and what it takes."""

    name: str
    options: Mapping[str, str]
    command: Slash


def read(offered: list[Json], line: str) -> TypedCommand:
    """The command of a typed line. Raises NotOffered.

    Options are `name:value`, a value going on until the next option's name; it may stand in
    quotation marks. The one required option, or else the first one, may be given without name.
    """
    words = line.strip().removeprefix("/").split()
    if not words:
        raise NotOffered("Name a command; :help lists them.")
    name = words[0]
    rest = line.strip().removeprefix("/")[len(name) :].strip()
    options = _options_of(offered, name)
    while rest and (step := _step(options, rest)) is not None:
        options = step.get("options") or []
        name = f"{name} {step['name']}"
        rest = rest[len(step["name"]) :].strip()
    command = slash(offered, name)
    return TypedCommand(name, _read_options(command, rest), command)


def spelled(command: Json) -> list[tuple[str, str]]:
    """Each way to call a command, with its description."""
    steps = [o for o in command.get("options") or () if o["type"] <= OptionKind.GROUP]
    if not steps:
        return [(command["name"], command["description"])]
    return [
        (f"{command['name']} {name}", described)
        for step in steps
        for name, described in spelled(step)
    ]


def _options_of(offered: list[Json], name: str) -> list[Json]:
    found = [command for command in offered if command["type"] == 1 and command["name"] == name]
    return (found[0].get("options") or []) if found else []


def _step(options: list[Json], rest: str) -> Json | None:
    word = rest.split(maxsplit=1)[0]
    steps = (o for o in options if o["type"] <= OptionKind.GROUP and o["name"] == word)
    return next(steps, None)


def _read_options(command: Slash, rest: str) -> dict[str, str]:
    names = [option["name"] for option in command.options]
    if not rest:
        return {}
    if not names:
        raise NotOffered("That command takes no options.")
    mark = re.compile(rf"(?:^|(?<=\s))({'|'.join(map(re.escape, names))}):")
    pieces = mark.split(rest)
    given = {name: _unquoted(value) for name, value in zip(pieces[1::2], pieces[2::2], strict=True)}
    if pieces[0].strip():
        given.setdefault(_unnamed(command), _unquoted(pieces[0]))
    return given


def _unnamed(command: Slash) -> str:
    required = [option["name"] for option in command.options if option.get("required")]
    if len(required) > 1:
        raise NotOffered(f"Name the options: {', '.join(f'{name}:…' for name in required)}")
    return str(required[0] if required else command.options[0]["name"])


def _unquoted(value: str) -> str:
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1] if is_quoted else value
