"""Scores real pages with the scorer that lies beside them: `python -m bench.pages [DIR]`."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGES = HERE.parents[1] / "../shared/pages"


def main() -> int:
    """The exit code of the scorer; 0 without pages to score."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    if not folder.is_dir():
        print(f"no pages in {folder}")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        out = str(Path(scratch) / "texts.json")
        for command in ([HERE / "predict.py", folder, out], [folder / "score_pages.py", out]):
            done = subprocess.run([sys.executable, *map(str, command)], check=False)  # noqa: S603
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
