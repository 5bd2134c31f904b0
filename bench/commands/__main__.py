"""Times commands over the loopback: 10,000 stories, 20 members at once, an article being read."""

import asyncio
import itertools
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.commands.stories import made
from bot.app import Dateline
from bot.desk import open_desk
from bot.playground.loopback import Loopback
from bot.playground.running import running
from bot.playground.seat import Seat
from bot.settings import Settings
from bot.store.store import Store
from bot.story import Article, GuildId, MemberId
from bot.wire.intake import Intake

STORIES = 10_000
MEMBERS = 20
ROUNDS = 40
PROBE_S = 0.001
PARAGRAPHS = (
    "The ferry was taken out of service on Thursday after divers found a crack in its rudder.",
    "“We won't sail on a guess,” said harbour master Ingrid Dahl, who had called the divers.",
    "Dahl said that the crack was as long as a hand, and that nobody could tell how old it was.",
)
START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Seen:
    """Milliseconds by command, and how late the event loop woke."""

    took: dict[str, list[float]] = field(default_factory=dict)
    lag: list[float] = field(default_factory=list)
    read: int = 0


async def main() -> None:
    """Fill a store, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        async with open_desk(settings) as desk, Loopback() as loopback:
            (guild,) = loopback.world.guilds
            seats = [loopback.seat(name) for name in ("Rita", "Ravi", "Max", "Olivia")]
            began = time.perf_counter()
            await fill(desk.store, GuildId(guild))
            print(f"{STORIES} stories kept in {time.perf_counter() - began:.1f} s")
            bot = Dateline(desk, ready_s=0.05)
            async with running(bot, loopback):
                await ask(seats[0], Seen(), random.Random(0), rounds=20)
                for is_reading in (False, True):
                    seen = Seen()
                    async with probed(seen), reading(desk.intake, seen, is_on=is_reading):
                        await asyncio.gather(
                            *(
                                ask(seats[n % len(seats)], seen, random.Random(n), rounds=ROUNDS)
                                for n in range(MEMBERS)
                            )
                        )
                    report(seen, "while articles are read" if is_reading else "without reading")


async def fill(store: Store, guild: GuildId) -> None:
    """Keep the made stories."""
    draw = random.Random(1)
    for number in range(STORIES):
        article, reading_of_it = made(number, draw)
        await store.keep(
            article,
            reading_of_it,
            guild=guild,
            member=MemberId(1),
            now=START + timedelta(minutes=number),
        )


async def ask(seat: Seat, seen: Seen, draw: random.Random, *, rounds: int) -> None:
    """One member asks one thing after another."""
    for _ in range(rounds):
        story = str(draw.randint(1, STORIES))
        name, options = draw.choice(
            (
                ("latest", {}),
                ("search", {"query": f"word{draw.randint(1, 400)}"}),
                ("summary", {"story": story}),
                ("quotes", {"story": story}),
                ("whosaid", {"speaker": f"Speaker Number{draw.randint(1, 300)}"}),
            )
        )
        began = time.perf_counter()
        answer = await seat.slash(name, **options)
        seen.took.setdefault(name, []).append(1000 * (time.perf_counter() - began))
        if answer.error or "broke" in answer.text:
            raise RuntimeError(f"/{name} was answered with {answer.error or answer.text}")


@asynccontextmanager
async def probed(seen: Seen) -> AsyncIterator[None]:
    """Measure within the block how late the loop wakes a sleeper."""

    async def probe() -> None:
        while True:
            due = time.perf_counter() + PROBE_S
            await asyncio.sleep(PROBE_S)
            seen.lag.append(1000 * (time.perf_counter() - due))

    async with asyncio.TaskGroup() as group:
        task = group.create_task(probe())
        yield
        task.cancel()


@asynccontextmanager
async def reading(intake: Intake, seen: Seen, *, is_on: bool) -> AsyncIterator[None]:
    """Within the block one article after another is read, where `is_on`."""

    async def read() -> None:
        article = Article("A long read", "\n\n".join(PARAGRAPHS * 6))
        for number in itertools.count():
            await intake.reading_of(replace(article, headline=f"A long read {number}"))
            seen.read += 1

    async with asyncio.TaskGroup() as group:
        task = group.create_task(read()) if is_on else None
        yield
        if task is not None:
            task.cancel()


def report(seen: Seen, label: str) -> None:
    """Print the figures of one series."""
    print(f"{MEMBERS} members at once, {label} ({seen.read} articles read meanwhile):")
    everything = [ms for took in seen.took.values() for ms in took]
    rows = (*sorted(seen.took.items()), ("all", everything), ("loop lag", seen.lag))
    for name, values in rows:
        spread = f"p50 {at(values, 0.5):6.1f} p99 {at(values, 0.99):6.1f} ms"
        print(f"  {name:10} {len(values):5} {spread}")


def at(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    asyncio.run(main())
