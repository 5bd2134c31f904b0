"""The studio, with real processes: what hangs or dies costs a picture and nothing else."""

import os
import signal

import pytest

from bot.charts.chart import Bars, Row
from bot.charts.studio import Studio, open_studio
from bot.worker import Worker

CHART = Bars("Quotes", "Nov", ("quotes", ""), (Row("Ann", (3,)),))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.timeout(120)
async def test_a_chart_is_drawn_in_another_process(tmp_path):
    async with open_studio(tmp_path / "fonts") as studio:
        assert (await studio.draw(CHART) or b"").startswith(b"\x89PNG")
    assert list((tmp_path / "fonts").glob("fontlist*"))


@pytest.mark.timeout(120)
async def test_a_chart_that_takes_too_long_is_no_picture(tmp_path, caplog):
    async with open_studio(tmp_path, limit_s=0.001) as studio:
        assert await studio.draw(CHART) is None
    assert "a chart wasn't drawn" in caplog.text


@pytest.mark.timeout(120)
async def test_a_process_that_dies_is_no_picture():
    async with Worker(die, limit_s=60) as worker:
        assert await Studio(worker).draw(CHART) is None
