"""Times commands over the loopback: 10,000 stories, 20 members at once, an article being read."""

import asyncio
import json
import random
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.commands.stories import made
from bot.playground.loopback import Loopback
from bot.playground.rest import PREFIX
from bot.playground.seat import Seat
from bot.store.store import Store
from bot.story import GuildId

STORIES = 10_000
MEMBERS = 20
ROUNDS = 40
PAUSE_S = 1.0
START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("Rita", "Ravi", "Max", "Olivia")

Took = dict[str, list[float]]


async def main() -> None:
    """Fill a store; ask a bot in a process of its own, first idle, then reading; print."""
    with tempfile.TemporaryDirectory() as folder:
        async with Loopback() as loopback:
            (guild,) = loopback.world.guilds
            began = time.perf_counter()
            await fill(Path(folder), GuildId(guild))
            print(f"{STORIES} stories kept in {time.perf_counter() - began:.1f} s")
            for reads in (False, True):
                for pause_s in (0.0, PAUSE_S):
                    await series(loopback, folder, reads=reads, pause_s=pause_s)


async def fill(folder: Path, guild: GuildId) -> None:
    """Keep the made stories."""
    draw = random.Random(1)
    async with Store.open(folder) as store:
        for number in range(STORIES):
            now = START + timedelta(minutes=number)
            article, reading = made(number, draw)
            await store.keep(article, reading, guild=guild, now=now)


async def series(loopback: Loopback, folder: str, *, reads: bool, pause_s: float) -> None:
    """One run of the bot with all members asking, each without pause or with one of a mean length.

    Prints the figures.
    """
    addresses = (f"{loopback.url}{PREFIX}", loopback.gateway.url, loopback.world.cdn)
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench.commands.bot_process", folder, "reads" if reads else "idle", *addresses),
        stdin=PIPE,
        stdout=PIPE,
    )
    if bot.stdout is None or bot.stdin is None or await bot.stdout.readline() != b"ready\n":
        raise RuntimeError("the bot didn't start")
    took: Took = {}
    seats = [loopback.seat(NAMES[number % len(NAMES)]) for number in range(MEMBERS)]
    await ask(seats[0], {}, random.Random(0), rounds=20)
    await asyncio.gather(
        *(
            ask(seat, took, random.Random(n), rounds=ROUNDS, pause_s=pause_s)
            for n, seat in enumerate(seats)
        )
    )
    bot.stdin.write(b"end\n")
    told = json.loads((await bot.stdout.read()).splitlines()[-1])
    await bot.wait()
    busy = f"{told['read']} articles read meanwhile" if reads else "no reading"
    report(took, told["lag"], f"pausing {pause_s:.0f} s, {busy}")


async def ask(
    seat: Seat, took: Took, draw: random.Random, *, rounds: int, pause_s: float = 0.0
) -> None:
    """One member asks one thing after another."""
    for _ in range(rounds):
        if pause_s:
            await asyncio.sleep(draw.expovariate(1 / pause_s))
        story = str(draw.randint(1, STORIES))
        asked: tuple[tuple[str, dict[str, object]], ...] = (
            ("latest", {}),
            ("search", {"query": f"word{draw.randint(1, 400)}"}),
            ("summary", {"story": story}),
            ("quotes", {"story": story}),
            ("whosaid", {"speaker": f"Speaker Number{draw.randint(1, 300)}"}),
        )
        name, options = draw.choice(asked)
        began = time.perf_counter()
        answer = await seat.slash(name, **options)
        took.setdefault(name, []).append(1000 * (time.perf_counter() - began))
        if answer.error or "Something broke" in answer.text:
            raise RuntimeError(f"/{name} was answered with {answer.error or answer.text}")


def report(took: Took, lag: list[float], label: str) -> None:
    """Print the figures of one series."""
    print(f"{MEMBERS} members at once, {label}:")
    everything = [ms for each in took.values() for ms in each]
    for name, values in (*sorted(took.items()), ("all", everything), ("loop lag", lag)):
        spread = f"p50 {at(values, 0.5):6.1f} p99 {at(values, 0.99):6.1f} ms"
        print(f"  {name:10} {len(values):5} {spread}")


def at(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    asyncio.run(main())
