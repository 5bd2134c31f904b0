"""When a process is taken for stuck."""

import asyncio
import threading

import pytest

from bot.desk import background
from bot.errors import StoreFull
from bot.figures import Durations
from bot.store.store import Store
from bot.watch.pulse import Pulse
from tests.waiting import until


async def beaten(pulse: Pulse) -> None:
    await until(lambda: pulse.troubles != ("store: no answer yet",))


@pytest.fixture
async def store(tmp_path, lay_empty):
    lay_empty(tmp_path)
    async with Store.open(tmp_path) as opened:
        yield opened


async def test_a_store_that_never_answers_is_stuck(store, monkeypatch):
    monkeypatch.setattr("bot.watch.pulse.BEAT_LONGEST_S", 0.2)
    monkeypatch.setattr("bot.watch.pulse.BEAT_EVERY_S", 0.01)
    pulse, gate = Pulse(store), threading.Event()
    async with background(pulse.run()):
        await beaten(pulse)
        assert pulse.is_alive
        hanging = asyncio.ensure_future(store._database.write(lambda _: gate.wait()))
        await until(lambda: not pulse.is_alive)
        assert any(words.startswith("pulse:") for words in pulse.troubles)
        gate.set()
        await hanging
        await until(lambda: pulse.is_alive)


async def test_a_store_that_says_no_is_alive(store, monkeypatch):
    async def full() -> None:
        raise StoreFull

    monkeypatch.setattr(store.vitals, "beat", full)
    pulse = Pulse(store)
    async with background(pulse.run()):
        await beaten(pulse)
        assert pulse.troubles == ("store: StoreFull",)
        assert pulse.is_alive


def test_durations_count_up_to_each_bound():
    took = Durations()
    for seconds in (0.0005, 0.002, 0.002, 0.2, 100.0):
        took.note(seconds)
    counted = dict(took.up_to())
    assert (counted["0.001"], counted["0.0025"], counted["0.25"], counted["+Inf"]) == (1, 3, 4, 5)
