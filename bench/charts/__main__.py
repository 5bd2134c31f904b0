"""Times the first chart and fifty more in the worker, and the loop's lag meanwhile."""

import asyncio
import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import quantiles

from bot.charts import drawing
from bot.charts.chart import Chart, Dots, Row, Strips, Tick
from bot.worker import Worker

CHARTS = 50
TICK_S = 0.005
LIMIT_S = 120.0


async def main(count: int = CHARTS) -> None:
    """Print the first chart's time, the others' percentiles, and those of the lag."""
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        load = partial(drawing.load, Path(folder))
        for start in ("with no fonts remembered", "with the fonts remembered"):
            async with Worker(load, limit_s=LIMIT_S) as worker:
                began = time.perf_counter()
                await worker.run(drawing.draw, chart(0, draw))
                took_s, busy_s = time.perf_counter() - began, await worker.run(time.process_time)
                print(f"first chart, {start}: {took_s:.2f} s, {busy_s:.2f} s of processor time")
        async with Worker(load, limit_s=LIMIT_S) as worker:
            await worker.run(drawing.draw, chart(0, draw))
            before = await worker.run(time.process_time)
            lags: list[float] = []
            watching = asyncio.ensure_future(watch(lags))
            took: list[float] = []
            sizes: list[int] = []
            for number in range(count):
                began = time.perf_counter()
                sizes.append(len(await worker.run(drawing.draw, chart(number, draw))))
                took.append(time.perf_counter() - began)
            watching.cancel()
            busy_ms = (await worker.run(time.process_time) - before) / count * 1000
    print(f"{count} charts: {told(took)}; {busy_ms:.0f} ms of processor time each")
    print(f"at most {max(sizes) // 1000} kB")
    print(f"loop lag while drawing: {told(lags)}")


async def watch(lags: list[float]) -> None:
    """Note by how much each short sleep is late."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(TICK_S)
        lags.append(time.perf_counter() - began - TICK_S)


def chart(number: int, draw: random.Random) -> Chart:
    """Ten speakers over thirteen weeks, or against seven outlets."""
    columns = 7 if number % 2 else 13
    rows = tuple(
        Row(f"Speaker Number{place}", tuple(draw.randint(0, 9) for _ in range(columns)), "+1")
        for place in range(10)
    )
    if number % 2:
        return Dots("Who", "When", "quotes", tuple(f"Outlet {n}" for n in range(columns)), rows)
    ticks = tuple(Tick(place, f"{place + 1} Nov") for place in range(columns))
    return Strips("Who", "When", ("quotes", "change"), rows, ticks)


def told(seconds: list[float]) -> str:
    """Median, 95th and 99th percentile in milliseconds."""
    cuts = quantiles(seconds, n=100)
    return ", ".join(f"p{cut} {cuts[cut - 1] * 1000:.1f} ms" for cut in (50, 95, 99))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else CHARTS))
