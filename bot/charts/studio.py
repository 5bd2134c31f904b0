"""Where charts are drawn for whoever asks: in a process of its own, or not at all."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from bot.charts import drawing
from bot.charts.chart import Chart
from bot.errors import WorkerBusy, WorkerDied, WorkTimedOut
from bot.worker import Worker

log = logging.getLogger(__name__)

# The first one waits for matplotlib too: about a second of processor time, more on a busy machine.
LIMIT_S: Final = 30.0


class Studio:
    """Draws one chart at a time; its process begins with the first one that is asked for."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    async def draw(self, chart: Chart) -> bytes | None:
        """The picture of `chart` as PNG; None where it hung, its process died, or too many wait."""
        try:
            return await self._worker.run(drawing.draw, chart)
        except (WorkerBusy, WorkerDied, WorkTimedOut) as error:
            log.warning("a chart wasn't drawn: %s", error)
            return None


@asynccontextmanager
async def open_studio(folder: Path, *, limit_s: float = LIMIT_S) -> AsyncIterator[Studio]:
    """A studio whose process keeps what it knows of fonts in `folder`."""
    async with Worker(partial(drawing.load, folder), limit_s=limit_s) as worker:
        yield Studio(worker)
