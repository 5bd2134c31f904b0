"""Kills three processes that take in, two that send, and PostgreSQL, over and over for a time.

`python -m bench.delivery.postgres [--minutes N] [--channels N]`: prints what was lost, doubled, or
held by two at once, and how fast another process took over.
"""

import argparse
import asyncio
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.delivery.leases import held_twice, kept, takeovers, told
from bench.delivery.newsroom import FIRST_CHANNEL, crowded, subscribe
from bench.delivery.processes import Job, send, take_in
from bench.postgres_server import Server, found_programs, started
from bot.errors import StoreError
from bot.playground.loopback import Loopback
from bot.playground.rest import PREFIX
from bot.store.store import Store
from bot.story import GuildId

WORKERS, SENDERS = 3, 2
EVERY_S = 3.0
# Between a kill and the next; every so many of them it is PostgreSQL's turn.
KILLS_S = (1.0, 8.0)
RESTART_EACH = 6
MOST_TAKEOVER_S = 10.0
LONGEST_DRAIN_S = 900.0
SEED = 11


@dataclass(frozen=True, slots=True)
class Found:
    """What it came to."""

    sent: int
    stories: int
    lost: int
    doubled: int
    twice: int
    kills: int
    restarts: int
    takeovers: list[float]

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost, doubled or held twice, and every takeover was quick."""
        worst = max(self.takeovers, default=0.0)
        return not (self.lost or self.doubled or self.twice) and worst < MOST_TAKEOVER_S

    def __str__(self) -> str:
        waits = sorted(self.takeovers) or [0.0]
        return (
            f"{self.kills} kills and {self.restarts} immediate restarts of PostgreSQL,"
            f" {self.stories} stories, {self.sent} messages: {self.lost} lost, {self.doubled}"
            f" doubled, {self.twice} held by two at once; {len(self.takeovers)} takeovers of the"
            f" sender, p50 {waits[len(waits) // 2]:.1f} s, longest {waits[-1]:.1f} s"
        )


@dataclass(slots=True)
class Crew:
    """The processes that are running: killed ones are started anew."""

    jobs: dict[Job, Callable[[Job], None]]
    running: dict[Job, multiprocessing.process.BaseProcess] = field(default_factory=dict)
    kills: dict[int, float] = field(default_factory=dict)

    def keep_up(self) -> None:
        """Start every process that isn't running."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["bench.delivery.processes"])
        for job, work in self.jobs.items():
            if job not in self.running or not self.running[job].is_alive():
                self.running[job] = context.Process(target=work, args=(job,), daemon=True)
                self.running[job].start()

    def kill(self, job: Job) -> None:
        """Kill one process."""
        process = self.running.pop(job)
        process.kill()
        process.join()
        if process.pid is not None:
            self.kills[process.pid] = time.time()

    def end(self, work: Callable[[Job], None]) -> None:
        """Kill all of a kind for good."""
        for job in [job for job, own in self.jobs.items() if own is work]:
            self.kill(job)
            del self.jobs[job]


async def soak(server: Server, folder: Path, *, seconds: float, channels: int) -> Found:
    """Run, kill and restart for so long, then let all that waits be sent; what it came to."""
    async with Loopback(crowded(channels)) as loopback:
        (guild,) = map(GuildId, loopback.world.guilds)
        async with Store.open(folder / "first", server.url) as store:
            await subscribe(store, guild, channels)
        crew = Crew(jobs(loopback, server.url, folder, guild))
        try:
            restarts = await trouble(crew, server, seconds)
            crew.keep_up()
            crew.end(take_in)
            await drained(crew, server, folder)
        finally:
            for job in list(crew.running):
                crew.kill(job)
        lines = told(folder)
        lost, doubled, sent = counted(loopback, kept(lines), channels)
        return Found(
            sent,
            *(len(kept(lines)), lost, doubled, held_twice(lines, crew.kills), len(crew.kills)),
            *(restarts, takeovers(lines, crew.kills)),
        )


def jobs(
    loopback: Loopback, url: str, folder: Path, guild: GuildId
) -> dict[Job, Callable[[Job], None]]:
    """One for each process, with what it does."""
    addresses = (f"{loopback.url}{PREFIX}", loopback.gateway.url, loopback.world.cdn)

    def job(kind: str, nth: int, of: int) -> Job:
        return Job(folder / f"{kind}-{nth}.journal", url, guild, addresses, nth, of, EVERY_S)

    return {
        **{job("worker", nth, WORKERS): take_in for nth in range(WORKERS)},
        **{job("sender", nth, SENDERS): send for nth in range(SENDERS)},
    }


async def trouble(crew: Crew, server: Server, seconds: float) -> int:
    """Kill something again and again; how often that was PostgreSQL."""
    draw = random.Random(SEED)
    end, restarts = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        crew.keep_up()
        await asyncio.sleep(draw.uniform(*KILLS_S))
        if draw.randrange(RESTART_EACH) == 0:
            await asyncio.to_thread(server.stop)
            await asyncio.to_thread(server.start)
            restarts += 1
        elif running := list(crew.running):
            crew.kill(draw.choice(running))
    return restarts


async def drained(crew: Crew, server: Server, folder: Path) -> None:
    """Wait until nothing is on its way any more."""
    async with asyncio.timeout(LONGEST_DRAIN_S):
        async with Store.open(folder / "last", server.url) as store:
            while True:
                crew.keep_up()
                try:
                    waiting, _ = await store.deliveries.pending()
                    if not waiting and await store.deliveries.is_spread():
                        return
                except StoreError as error:
                    print(f"the store isn't there: {error}", file=sys.stderr)
                await asyncio.sleep(1)


def counted(loopback: Loopback, stories: set[int], channels: int) -> tuple[int, int, int]:
    """How many messages are lost, doubled, and there."""
    found = defaultdict[int, Counter[int]](Counter)
    for message in loopback.world.messages.values():
        number = int(message.embeds[0]["title"].removeprefix("Story "))
        found[message.channel][number] += 1
    places = [found[FIRST_CHANNEL + number] for number in range(channels)]
    lost = sum(len(stories - set(place)) for place in places)
    doubled = sum(place.total() - len(place) for place in places)
    return lost, doubled, sum(place.total() for place in places)


def main() -> int:
    """Soak as the arguments say; 1 where it didn't come out as it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--channels", type=int, default=20)
    given = parser.parse_args()
    programs = found_programs()
    if programs is None:
        print("PostgreSQL isn't installed.")
        return 1
    began = time.monotonic()
    # Everything is written through, as in real life.
    with started(programs, options="") as server, tempfile.TemporaryDirectory() as name:
        how = {"seconds": 60 * given.minutes, "channels": given.channels}
        found = asyncio.run(soak(server, Path(name), **how))
    print(f"{found} ({time.monotonic() - began:.0f} s)")
    return int(not found.is_right)


if __name__ == "__main__":
    sys.exit(main())
