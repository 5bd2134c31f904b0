"""Draws charts in a worker process, as functions that a worker can run."""

import os
from contextlib import suppress
from pathlib import Path

from bot.charts.chart import Bars, Chart, Dots, Strips


def load(folder: Path) -> None:
    """Load the process's matplotlib, which remembers in `folder` which fonts there are.

    Without it, it would look through the machine's fonts at each start.
    """
    # Nor does matplotlib mind a folder that it can't write to: it then remembers nothing.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    # No setting of ours: it is how matplotlib is told, before it is imported.
    os.environ["MPLCONFIGDIR"] = str(folder)  # noqa: TID251
    from bot.charts import bars, dots, strips  # noqa: F401, PLC0415 - only where it draws


def draw(chart: Chart) -> bytes:
    """The picture of a chart with at least one row and one count above 0, as PNG."""
    # The process that only asks for pictures has no use for matplotlib, and starts sooner without.
    from bot.charts.bars import bars  # noqa: PLC0415
    from bot.charts.dots import dots  # noqa: PLC0415
    from bot.charts.strips import strips  # noqa: PLC0415

    match chart:
        case Strips():
            return strips(chart)
        case Dots():
            return dots(chart)
        case Bars():
            return bars(chart)
