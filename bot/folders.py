"""Where the program finds its own files: in a checkout beside it, else where it is installed."""

from pathlib import Path

from platformdirs import user_data_path

PROGRAM = Path(__file__).resolve().parent
IS_CHECKOUT = (PROGRAM.parent / "pyproject.toml").is_file()
# Where `.env` stands: the checkout, or the folder that an installed program is started in.
ROOT = PROGRAM.parent if IS_CHECKOUT else Path.cwd()
# What is kept, unless DATELINE_DATA says where: in the checkout, or each person's own.
DATA = ROOT / "data" / "local" if IS_CHECKOUT else user_data_path("dateline", appauthor=False)
# The stories to try things with: a wheel brings them along in the package.
SAMPLES = ROOT / "data" if IS_CHECKOUT else PROGRAM / "data"
