"""Runs the benchmarks by name, or all of them: `./run bench [NAME ...]`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(asked: list[str]) -> int:
    """Run each benchmark as a process of its own, so that none warms another; the exit code."""
    names = sorted(path.parent.name for path in HERE.glob("*/__main__.py"))
    unknown = [name for name in asked if name not in names]
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(names)}.")
        return 2
    failed = 0
    for name in asked or names:
        print(f"── {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False)  # noqa: S603
        failed |= done.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
