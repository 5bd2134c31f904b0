"""The wheel: what is in it, and that it runs where there is nothing but it."""

import os
import subprocess
import sys
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
FOLDERS = """
from pathlib import Path
from bot import folders
from bot.settings import read_settings
print(folders.PROGRAM, len(list((folders.SAMPLES / "stories").glob("*.txt"))), sep="\\n")
print(read_settings().data)
Path(".env").write_text("DATELINE_DATA=elsewhere")
print(read_settings().data)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as a wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    (made,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(made)


def said_from(wheel: Path, tmp_path: Path, *words: str, **settings: str) -> str:
    """What Python says with nothing of the checkout before the unpacked wheel."""
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    away = tmp_path / "away"
    away.mkdir()
    paths = {"PYTHONPATH": str(tmp_path / "installed"), "HOME": str(tmp_path / "home")}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, *words],
        cwd=away,
        env={"PATH": os.environ["PATH"], **paths, **settings},  # noqa: TID251 - for a child
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def names_in(wheel: Path) -> set[str]:
    with ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_nothing_is_installed_beside_the_program_and_its_commands(wheel):
    tops = {name.split("/")[0] for name in names_in(wheel)}
    assert tops == {"bot", "cogs", f"dateline-{PROJECT['version']}.dist-info"}


@pytest.mark.parametrize("folder", ["bot", "cogs"])
def test_everything_that_the_program_reads_is_brought_along(folder, wheel):
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    there = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}
    assert there - names_in(wheel) == set()


@pytest.mark.parametrize("folder", ["stories", "live"])
def test_the_sample_stories_are_brought_along(folder, wheel):
    inside = names_in(wheel)
    for path in (ROOT / "data" / folder).iterdir():
        assert f"bot/data/{folder}/{path.name}" in inside


def test_nothing_that_is_kept_gets_into_it(wheel):
    assert not [name for name in names_in(wheel) if "local/" in name or name.endswith(".env")]


def test_it_says_what_it_is(wheel):
    with ZipFile(wheel) as packed:
        folder = f"dateline-{PROJECT['version']}.dist-info"
        told = Parser().parsestr(packed.read(f"{folder}/METADATA").decode())
        entries = packed.read(f"{folder}/entry_points.txt").decode()
    assert told["Version"] == PROJECT["version"]
    assert told["License-Expression"] == "MIT"
    assert "dateline = bot.__main__:main" in entries


def test_installed_it_finds_its_stories_and_keeps_things_in_the_person_s_own_folder(
    wheel, tmp_path
):
    program, stories, usual, chosen = said_from(wheel, tmp_path, "-c", FOLDERS).splitlines()
    assert Path(program) == tmp_path / "installed" / "bot"
    assert int(stories) >= 12
    assert Path(usual).is_relative_to(tmp_path / "home")
    assert chosen == "elsewhere"


def test_installed_it_finds_nothing_wrong(wheel, tmp_path):
    said = said_from(wheel, tmp_path, "-m", "bot", "check", DATELINE_HEALTH="off")
    assert "All is well." in said
