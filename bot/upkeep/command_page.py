"""`commands`: every command with its options and who may use it, as Markdown from the code."""

import argparse
import inspect
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.app import Dateline
from bot.command_list import load_cogs
from bot.desk import open_desk
from bot.replies.opening import throwaway
from bot.settings import Settings

Slash: TypeAlias = app_commands.Command[Any, ..., Any]
HEAD = """# Commands

Made from the code by `python -m bot commands > docs/commands.md`; a test says where it is stale.
"Who" is the default: a server may change it under *Server settings → Integrations*, but what a
command asks for itself is asked for again when it is used. *Optional* options may be left out.
"""
EVERYBODY = "everybody"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`commands` on the command line."""
    page = commands.add_parser("commands", help="print what members can do, as Markdown")
    page.set_defaults(run=_print)


async def _print(settings: Settings, _: argparse.Namespace) -> int:
    print(await command_page(settings), end="")  # noqa: T201 - the command line speaks
    return 0


async def command_page(settings: Settings) -> str:
    """The page, from a bot that is made for it alone and never logs in."""
    with TemporaryDirectory() as folder:
        there = replace(settings, data=Path(folder), database=None, token=None, replies=throwaway())
        async with open_desk(there) as desk, Dateline(desk) as bot:
            await load_cogs(bot)
            return page_of(bot.tree)


def page_of(tree: "app_commands.CommandTree[Any]") -> str:
    """What a tree of commands offers, a heading for each."""
    slashes = sorted(slash_commands(tree), key=lambda command: command.qualified_name)
    parts = [HEAD, "## In a message's menu, under Apps"]
    parts += [f"- **{menu.name}**: {who(menu)}" for menu in menus(tree)]
    parts.append("\n## Typed")
    return "\n".join([*parts, *map(_told, slashes)]) + "\n"


def slash_commands(tree: "app_commands.CommandTree[Any]") -> Iterator[Slash]:
    """All that is typed, without the groups."""
    for command in tree.walk_commands(type=discord.AppCommandType.chat_input):
        if isinstance(command, app_commands.Command):
            yield command


def menus(tree: "app_commands.CommandTree[Any]") -> list[app_commands.ContextMenu]:
    """All that a message's or member's menu offers, by name."""
    found = [each for each in tree.get_commands() if isinstance(each, app_commands.ContextMenu)]
    return sorted(found, key=lambda menu: menu.name)


def who(command: Slash | app_commands.ContextMenu) -> str:
    """Whose permissions suffice by default, in Discord's words: those of Discord's and our check.

    A check of `has_permissions` keeps what it asks for in a variable `perms` of its own.
    """
    asked = [command.default_permissions]
    if isinstance(command, app_commands.Command) and command.root_parent:
        asked.append(command.root_parent.default_permissions)
    names = {name for each in asked if each for name, is_set in each if is_set}
    of_checks = [
        inspect.getclosurevars(check).nonlocals.get("perms", {}) for check in command.checks
    ]
    # What the command itself asks for is what counts of its group's: it asks for no less.
    names = {name for perms in of_checks for name in perms} or names
    return ", ".join(sorted(map(_in_discord, names))) or EVERYBODY


def _in_discord(permission: str) -> str:
    """A permission as Discord's settings call it; its API says guild for a server."""
    return permission.replace("guild", "server").replace("_", " ").title()


def _told(command: Slash) -> str:
    where = " In direct messages too." if _is_for_direct_messages(command) else ""
    lines = [
        f"\n### `/{command.qualified_name}`",
        f"{command.description}. Who: {who(command)}.{where}",
    ]
    if command.parameters:
        lines += ["", "| option | what it is |", "|---|---|"]
        lines += [_row(option) for option in command.parameters]
    return "\n".join(lines)


def _is_for_direct_messages(command: Slash) -> bool:
    contexts = (command.root_parent or command).allowed_contexts
    # Nobody has permissions there.
    return bool(contexts and contexts.dm_channel) and who(command) == EVERYBODY


def _row(option: app_commands.Parameter) -> str:
    told = [str(option.description), *_bounds(option)]
    is_needed = "" if option.required else " *optional*"
    return f"| `{option.display_name}`{is_needed} | {'. '.join(told).replace('|', chr(92) + '|')} |"


def _bounds(option: app_commands.Parameter) -> Iterator[str]:
    if option.choices:
        yield " · ".join(choice.name for choice in option.choices)
    if option.type is discord.AppCommandOptionType.string and option.max_value is not None:
        yield f"{option.min_value or 0} to {option.max_value} characters"
    elif option.max_value is not None:
        yield f"{option.min_value or 0} to {option.max_value}"
    if option.autocomplete:
        yield "Suggestions come as you type"
