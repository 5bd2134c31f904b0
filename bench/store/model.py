"""Does anything at all to a store, and holds it to a model: `python -m bench.store.model [RUNS]`.

Each run is of 50 steps; all on SQLite, then all on PostgreSQL.
"""

import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from bench.postgres_server import found_programs, started
from bench.store.emptied import emptied_folder, emptied_server
from bench.store.machine import Home, Newsroom
from bot.store.deliveries import fanning, matching_rows
from tests.store.place import Place

RUNS, STEPS = 500, 50
# So small that every story needs several.
CHUNK = 2


def hold(home: Home, runs: int, *, is_repeatable: bool = False) -> None:
    """Raise what Hypothesis does where a store comes out different from its model."""

    class There(Newsroom):
        def __init__(self) -> None:
            super().__init__(home)

    how = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=is_repeatable,
        suppress_health_check=list(HealthCheck),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fanning, "CHUNK", CHUNK)
        patch.setattr(matching_rows, "CHUNK", CHUNK)
        run_state_machine_as_test(There, settings=how)


def main() -> int:
    """Hold both databases to the model, and print how long that took."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        told(Home(Place(folder, None), emptied_folder(folder)), "SQLite", runs)
        programs = found_programs()
        if programs is None:
            print("PostgreSQL isn't installed.")
            return 1
        with started(programs) as server:
            place = Place(Path(name) / "other", server.url)
            place.folder.mkdir()
            told(Home(place, emptied_server(server.url)), "PostgreSQL", runs)
    return 0


def told(home: Home, name: str, runs: int) -> None:
    began = time.perf_counter()
    hold(home, runs)
    took = time.perf_counter() - began
    print(f"{name}: {runs} runs of up to {STEPS} steps like the model ({took:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
