"""How often Discord is asked, by a clock that leaps from one event to the next."""

import asyncio
import selectors
from bisect import bisect_left
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from bot.delivery.pacing import MayHaveArrived, Pacer, must_not_repeat
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


def counted(*answers: tuple[int, dict[str, str]]) -> float:
    """For how long nobody may ask after such answers, all at one moment."""

    async def work() -> float:
        pacer = Pacer()
        for status, headers in answers:
            await answered(pacer, status, **headers)
        return pacer.calm_in()

    wait: float = simulated(work)
    return wait


@pytest.mark.parametrize("status", [401, 403, 429])
def test_sixty_invalid_requests_are_too_many_for_ten_minutes(status):
    assert counted(*[(status, {})] * 59) == 0.0
    assert counted(*[(status, {})] * 60) == TEN_MINUTES


def test_what_discord_does_not_count_is_not_counted():
    shared = (429, {"X-RateLimit-Scope": "shared"})
    assert counted(*[shared, (404, {}), (500, {})] * 60) == 0.0


def test_it_is_calm_again_when_few_enough_were_invalid_within_ten_minutes():
    async def work():
        loop, pacer = asyncio.get_running_loop(), Pacer()
        await answered(pacer, 403)
        await asyncio.sleep(100)
        for _ in range(60):
            await answered(pacer, 403)
        await pacer.turn()
        return loop.time(), pacer.answers[403]

    assert simulated(work) == (700.0, 61)


@pytest.mark.parametrize(
    ("status", "headers", "turn_at"),
    [
        (429, {"X-RateLimit-Scope": "global", "Retry-After": "5"}, 6.0),
        (429, {"X-RateLimit-Scope": "global"}, 2.0),
        (429, {"X-RateLimit-Scope": "user", "Retry-After": "5"}, 0.0),
        (403, {"X-RateLimit-Scope": "global", "Retry-After": "5"}, 0.0),
    ],
    ids=["everybody", "everybody, for an unknown time", "one channel", "no limit"],
)
def test_only_a_limit_for_everybody_holds_everybody(status, headers, turn_at):
    async def work():
        pacer = Pacer()
        await answered(pacer, status, **headers)
        await pacer.turn()
        return asyncio.get_running_loop().time()

    assert simulated(work) == turn_at


def test_a_hold_never_shortens_a_longer_one():
    async def work():
        pacer = Pacer()
        pacer.hold(10)
        pacer.hold(1)
        await pacer.turn()
        return asyncio.get_running_loop().time()

    assert simulated(work) == 10.0


@pytest.mark.parametrize(("status", "is_raised"), [(499, False), (500, True), (503, True)])
def test_a_request_without_a_nonce_is_not_repeated_after_a_server_error(status, is_raised):
    async def work():
        closed = list[int]()
        response: Any = SimpleNamespace(status=status, headers={}, close=lambda: closed.append(1))
        params: Any = SimpleNamespace(response=response)
        nobody: Any = None
        (hear,) = Pacer().trace().on_request_end
        await hear(nobody, nobody, params)
        assert closed == []
        must_not_repeat.set(True)
        raised = pytest.raises(MayHaveArrived, match=str(status)) if is_raised else nullcontext()
        with raised:
            await hear(nobody, nobody, params)
        return bool(closed)

    assert simulated(work) is is_raised
