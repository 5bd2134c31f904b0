"""The figures of a process in the form that Prometheus reads; no name, title or address in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from prometheus_client import ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.figures import Durations
from bot.watch.watched import Watched

# What Discord refuses, and what it can't do; the rest is counted together.
TOLD_APART = (401, 403, 404, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the store says is to be done."""

    deliveries: int
    oldest: datetime | None
    next_look: datetime | None


async def figures_of(watched: Watched) -> bytes:
    """The page of figures, as they are now. Raises StoreError."""
    deliveries, oldest = await watched.store.deliveries.pending()
    waiting = Waiting(deliveries, oldest, await watched.store.feeds.next_due())
    return generate_latest(_Figures(watched, waiting))


class _Figures(Collector):
    """All of one moment."""

    def __init__(self, watched: Watched, waiting: Waiting) -> None:
        self._watched = watched
        self._waiting = waiting

    def collect(self) -> Iterator[Metric]:
        yield from ProcessCollector(registry=None).collect()
        yield from self._of_loop()
        yield from self._of_store()
        yield from self._of_queues()
        yield from self._of_discord()

    def _of_loop(self) -> Iterator[Metric]:
        lags = self._watched.pulse.lags
        yield _histogram("loop_lag", "How late the event loop came to what was due", lags)
        yield _gauge("ready", "1 where the process can do its work", not self._watched.troubles)

    def _of_store(self) -> Iterator[Metric]:
        vitals = self._watched.store.vitals
        yield _histogram("write", "A write to the database, waiting included", vitals.writes)
        yield _histogram("read", "A read of the database, waiting included", vitals.reads)
        if vitals.log_bytes is not None:
            yield _gauge("wal_bytes", "SQLite's write-ahead log", vitals.log_bytes)

    def _of_queues(self) -> Iterator[Metric]:
        waiting = self._waiting
        yield _gauge("deliveries_waiting", "Deliveries on all servers", waiting.deliveries)
        yield _gauge("delivery_oldest_seconds", "The oldest of them", _since(waiting.oldest))
        yield _gauge("poll_lag_seconds", "How overdue the next feed is", _since(waiting.next_look))
        if self._watched.intake is not None:
            told = "Articles that wait to be read in this process"
            yield _gauge("readings_waiting", told, self._watched.intake.waiting)

    def _of_discord(self) -> Iterator[Metric]:
        if self._watched.pacer is None:
            return
        yield _gauge(
            "gateway_connected", "1 with all connections", self._watched.pulse.is_connected
        )
        answers = CounterMetricFamily(
            "dateline_discord_answers", "Discord's answers by status", labels=["status"]
        )
        counted = self._watched.pacer.answers
        for status in TOLD_APART:
            answers.add_metric([str(status)], counted[status])
        others = sum(many for status, many in counted.items() if status not in TOLD_APART)
        answers.add_metric(["other"], others)
        yield answers
        if self._watched.sender is not None:
            sender = self._watched.sender
            yield _histogram("send", "Bringing one delivery to its channel", sender.carries)
            yield _histogram("arrival", "From a delivery's making to its channel", sender.arrivals)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"dateline_{name}", told, value=float(value))


def _histogram(name: str, told: str, took: Durations) -> Metric:
    return HistogramMetricFamily(
        f"dateline_{name}_seconds", told, buckets=took.up_to(), sum_value=took.total_s
    )


def _since(moment: datetime | None) -> float:
    return 0.0 if moment is None else max(0.0, (datetime.now(UTC) - moment).total_seconds())
