"""What the house promises about itself, held true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cards.help_card import May, groups_for

HELP = " ".join(
    f"`/{name}` **{name}**"
    for group in groups_for(May(edit=True, manage=True))
    for name in group.names
)
ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = 300
MOST_FUNCTION_LINES = 40
ROOMS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*(ROOT / "bot").iterdir(), ROOT / "cogs"]
    if (path.is_dir() and (path / "__init__.py").exists())
    or (path.suffix == ".py" and path.name != "__init__.py")
)


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", ["bot", "cogs", "bench"])
def test_every_file_says_in_one_sentence_what_it_is_for(folder):
    for path in sources(folder):
        sentence = ast.get_docstring(ast.parse(path.read_text()))
        assert sentence, f"{path} opens with no sentence"
        first = sentence.split("\n\n")[0]
        assert len(first) <= 200, f"{path}: one sentence, please"


@pytest.mark.parametrize("folder", ["bot", "cogs", "bench", "tests"])
def test_no_file_is_too_long_to_be_read(folder):
    for path in sources(folder):
        lines = len(path.read_text().splitlines())
        assert lines <= MOST_LINES, f"{path} has {lines} lines"


@pytest.mark.parametrize("folder", ["bot", "cogs"])
def test_no_function_is_too_long_to_be_read(folder):
    for path in sources(folder):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                assert lines <= MOST_FUNCTION_LINES, f"{path}: {node.name} has {lines} lines"


def test_no_module_has_a_name_that_says_nothing():
    nothing = re.compile(r"(^|_)(utils?|helpers?|common|misc|base|manager|service|handler)s?$")
    for path in sources("bot", "cogs", "bench"):
        assert not nothing.search(path.stem), f"{path}: name the idea that it serves"


def test_every_room_stands_in_the_plan_of_the_house():
    plan = (ROOT / "docs" / "house.md").read_text()
    for room in ROOMS:
        assert f"`{room}" in plan, f"{room} is missing in docs/house.md"


def test_every_setting_is_explained_in_the_example():
    settings = (ROOT / "bot" / "settings.py").read_text()
    example = (ROOT / ".env.example").read_text()
    names = set(re.findall(r'"((?:DISCORD|DATELINE)_[A-Z_]+|DATABASE_URL)"', settings))
    assert len(names) >= 4
    for name in names:
        assert re.search(rf"^#? ?{name}=", example, re.MULTILINE), f"{name} is missing"
    for name in re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE):
        assert name in names, f"{name} in .env.example is read nowhere"


def test_a_secret_is_revealed_only_where_it_is_used():
    revealing = {path.name for path in sources("bot", "cogs") if ".reveal()" in path.read_text()}
    named = "checkup.py desk.py keys.py knocking.py nightly.py roles.py saving.py"
    assert revealing == set(named.split())


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("README.md", (ROOT / "README.md").read_text()),
        ("/dateline help", HELP),
    ],
)
def test_every_command_is_told_of(where, text):
    told = [name for path in sources("cogs") for name in (*commands_in(path), *menus_in(path))]
    assert "`/latest`" in told
    assert "**Check this quote**" in told
    for name in told:
        assert name in text, f"{name} is missing in {where}"


def commands_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    for group in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        prefix = next(
            (f"{k.value.value} " for k in group.keywords if k.arg == "name"),  # type: ignore[attr-defined]
            "",
        )
        for method in group.body:
            if isinstance(method, ast.AsyncFunctionDef) and any(
                "app_commands.command" in ast.unparse(d) for d in method.decorator_list
            ):
                yield f"`/{prefix}{method.name.rstrip('_')}`"


def menus_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("ContextMenu"):
            name = next(k.value for k in call.keywords if k.arg == "name")
            if isinstance(name, ast.Name):
                name = constants[name.id]
            if isinstance(name, ast.Call):
                # Marked for the catalogue.
                (name,) = name.args
            yield f"**{ast.literal_eval(name)}**"
