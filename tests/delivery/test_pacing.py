"""How often Discord is asked, by a clock that leaps from one event to the next."""

import asyncio
import selectors
from bisect import bisect_left
from types import SimpleNamespace
from typing import Any

import pytest

from bot.delivery.pacing import Pacer
from bot.delivery.sender import MOST_UNDER_WAY

TEN_MINUTES = 600.0


class Leaping(selectors.DefaultSelector):
    """Instead of waiting for a time it is that time."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def select(self, timeout=None):
        self.at += timeout or 0.0
        return super().select(0)


class Simulation(asyncio.SelectorEventLoop):
    """A loop whose time is the simulated one."""

    def __init__(self) -> None:
        self.leaping = Leaping()
        super().__init__(self.leaping)

    def time(self) -> float:
        return self.leaping.at

    def stall(self, seconds: float) -> None:
        """Be busy for so long."""
        self.leaping.at += seconds


def simulated(work):
    loop = Simulation()
    try:
        return loop.run_until_complete(work())
    finally:
        loop.close()


async def answered(pacer: Pacer, status: int, **headers: str) -> None:
    """Discord's answer, as aiohttp tells of it."""
    response: Any = SimpleNamespace(status=status, headers=headers, close=lambda: None)
    params: Any = SimpleNamespace(response=response)
    nobody: Any = None
    for hear in pacer.trace().on_request_end:
        await hear(nobody, nobody, params)


def most_within(times: list[float], seconds: float) -> int:
    """How many of the sorted moments lie within any span of so long."""
    return max((bisect_left(times, at + seconds) - n for n, at in enumerate(times)), default=0)


async def sent(channels: int, dead_every: int | None) -> tuple[list[float], list[float]]:
    """Send to every channel with as many at once as the sender has; when it asked, and in vain."""
    loop, left, pacer = asyncio.get_running_loop(), iter(range(channels)), Pacer()
    asked, in_vain = list[float](), list[float]()

    async def send() -> None:
        for number in left:
            await pacer.turn()
            asked.append(loop.time())
            await asyncio.sleep(0.05 + number * 7919 % 550 / 1000)
            is_dead = dead_every is not None and number % dead_every == 0
            await answered(pacer, 403 if is_dead else 200)
            if is_dead:
                in_vain.append(loop.time())

    await asyncio.gather(*(send() for _ in range(MOST_UNDER_WAY)))
    return asked, in_vain


def test_never_over_fifty_requests_in_any_second_at_some_forty_a_second():
    asked, _ = simulated(lambda: sent(2_000, None))
    assert most_within(asked, 1.0) <= 50
    assert 40 <= 2_000 / asked[-1] <= 45


@pytest.mark.parametrize(
    ("channels", "dead_every"), [(8_000, 100), (500, 1)], ids=["one in a hundred", "all"]
)
def test_under_a_hundred_invalid_requests_in_ten_minutes_with_dead_channels(channels, dead_every):
    asked, in_vain = simulated(lambda: sent(channels, dead_every))
    assert len(asked) == channels
    assert most_within(in_vain, TEN_MINUTES) < 100
    assert most_within(asked, 1.0) <= 50


def test_what_a_busy_moment_held_up_is_not_made_up_for_in_a_burst():
    async def work():
        loop: Any = asyncio.get_running_loop()
        pacer, asked = Pacer(), list[float]()

        async def ask():
            await pacer.turn()
            asked.append(loop.time())

        asking = [asyncio.ensure_future(ask()) for _ in range(400)]
        while not all(each.done() for each in asking):
            await asyncio.sleep(1.5)
            loop.stall(0.8)
        return asked

    assert most_within(simulated(work), 1.0) <= 50


def test_when_discord_asks_everybody_to_wait_nobody_asks():
    async def work():
        loop, pacer, asked = asyncio.get_running_loop(), Pacer(), list[float]()

        async def ask():
            await pacer.turn()
            asked.append(loop.time())

        asking = [asyncio.ensure_future(ask()) for _ in range(20)]
        await asyncio.sleep(0.1)
        scope = {"X-RateLimit-Scope": "global", "Retry-After": "5"}
        await answered(pacer, 429, **scope)
        await asyncio.gather(*asking)
        return asked

    assert not [at for at in simulated(work) if 0.1 < at < 5]
