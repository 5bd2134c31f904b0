"""What stands about commands in docs/commands.md and in the README is what the code says."""

import re
from pathlib import Path

import pytest

from bot.app import Dateline
from bot.command_list import load_cogs
from bot.desk import Desk
from bot.upkeep.command_page import menus, page_of, slash_commands, who

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
ROWS = dict(re.findall(r"^\| (`/[a-z ]+`|\*\*.+?\*\*) \|.*\| (.+?) \|$", README, re.MULTILINE))


@pytest.fixture
async def tree(desk: Desk):
    """All commands, of a bot that isn't logged in."""
    async with Dateline(desk) as bot:
        await load_cogs(bot)
        yield bot.tree


async def test_the_page_of_commands_is_what_the_code_says(tree):
    written = (ROOT / "docs" / "commands.md").read_text()
    fresh = page_of(tree)
    assert written == fresh, "make it anew: .venv/bin/python -m bot commands > docs/commands.md"


async def test_the_readme_says_of_each_command_who_may_use_it(tree):
    told = {f"`/{command.qualified_name}`": who(command) for command in slash_commands(tree)}
    assert {name: row for name, row in ROWS.items() if name.startswith("`")} == told


async def test_every_command_is_explained_with_all_its_options(tree):
    for command in slash_commands(tree):
        assert len(command.description) > 10, command.qualified_name
        for option in command.parameters:
            assert len(str(option.description)) > 3, f"{command.qualified_name} {option.name}"


async def test_every_menu_stands_on_the_page(tree):
    page = page_of(tree)
    assert len(menus(tree)) >= 3
    for menu in menus(tree):
        assert f"- **{menu.name}**" in page
