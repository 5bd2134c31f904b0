"""A SQLite file with all tables and no rows, for each test that begins with one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.store.emptied import empty_file
from bot.store.engine.database import NAME

LayEmpty = Callable[[Path], None]


@pytest.fixture(scope="session")
def lay_empty(tmp_path_factory: pytest.TempPathFactory) -> LayEmpty:
    """Lays such a file into a folder; a store makes the same itself, in a hundred times the time.

    The tests of opening and migrating let it.
    """
    pattern = empty_file(tmp_path_factory.mktemp("pattern") / "empty")

    def lay(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pattern, folder / NAME)

    return lay
