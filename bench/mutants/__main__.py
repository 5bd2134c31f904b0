"""Puts small faults into a copy of the code and counts those that no test notices.

`python -m bench.mutants [ROOM ...]`; without a room the quick ones. Needs `pip install mutmut`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.mutants.rooms import ROOMS, Held

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("bot", "cogs", "bench", "data/stories", "data/live", "tests", "docs", "pyproject.toml")
# A mutant that no test reaches is one that no test notices.
UNNOTICED = ("survived", "no tests")
# One process for all of them: starting it takes longer than the showing.
SHOWING = """
import sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
for name in sys.argv[1:]:
    print("@", name, get_diff_for_mutant(name), sep="\\n")
"""


def main(asked: list[str]) -> int:
    """Try each room; exit code 1 where something went unnoticed."""
    if find_spec("mutmut") is None:
        print("bench.mutants needs mutmut: .venv/bin/pip install mutmut")
        return 0
    rooms = asked or [name for name, held in ROOMS.items() if held.is_quick]
    if unknown := [name for name in rooms if name not in ROOMS]:
        print(f"No room is called {', '.join(unknown)}. There are: {', '.join(ROOMS)}.")
        return 2
    return max(_tried(name, ROOMS[name]) for name in rooms)


def _tried(name: str, held: Held) -> int:
    with TemporaryDirectory() as folder:
        there = Path(folder)
        _lay_out(there, held)
        done = _mutmut(there, "run", "--max-children", "1")
        fates = dict(_fates(there))
        if not fates or "not checked" in fates.values():
            print(f"{name}: the tests don't pass by themselves\n{done[-2000:]}")
            return 2
        _tell(there, fates)
    return int(any(fate in UNNOTICED for fate in fates.values()))


def _lay_out(there: Path, held: Held) -> None:
    for name in COPIED:
        source, target = ROOT / name, there / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    settings = {
        "source_paths": ["bot"],
        "only_mutate": list(held.files),
        "also_copy": list(COPIED),
        "pytest_add_cli_args": ["-p", "no:randomly", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": list(held.tests),
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    with (there / "pyproject.toml").open("a") as project:
        project.write("\n".join(["", "[tool.mutmut]", *lines, ""]))


def _mutmut(there: Path, *words: str) -> str:
    return _python(there, "-m", "mutmut", *words)


def _python(there: Path, *words: str) -> str:
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, *words],
        cwd=there,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # noqa: TID251 - for a child
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    ).stdout


def _fates(there: Path) -> Iterator[tuple[str, str]]:
    for line in _mutmut(there, "results", "--all", "true").splitlines():
        name, _, fate = line.strip().partition(": ")
        if "__mutmut_" in name:
            yield name, fate


def _tell(there: Path, fates: dict[str, str]) -> None:
    files = sorted({_file(name) for name in fates})
    for file in files:
        counted = Counter(fate for name, fate in fates.items() if _file(name) == file)
        total = counted.total()
        missed = sum(counted[fate] for fate in UNNOTICED)
        print(f"{file:32} {total - missed:4} of {total:4} noticed, {1 - missed / total:6.1%}")
    unnoticed = [name for name, fate in fates.items() if fate in UNNOTICED]
    print(_changed(_python(there, "-c", SHOWING, *unnoticed)))


def _file(mutant: str) -> str:
    return mutant.rpartition(".")[0]


def _changed(diff: str) -> str:
    lines = [line for line in diff.splitlines() if line[:1] in "-+@"]
    return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
