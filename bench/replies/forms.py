"""A flood of replies through Discord's forms, while other members look things up.

The bot runs in a process of its own; each member opens the form, fills it in and sends it.
"""

import asyncio
import json
import random
import statistics
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.commands.stories import made
from bench.replies import bot_process
from bot.moderation import Moderated
from bot.playground.loopback import Loopback
from bot.playground.newsroom import newsroom
from bot.playground.rest import PREFIX
from bot.playground.seat import Seat
from bot.playground.world import Member, World
from bot.replies import rules
from bot.reply import ReplyState
from bot.store.store import Store
from bot.story import GuildId

STORIES = 1000
WRITERS, A_SECOND = 50, 200
ASKERS, ASKS_A_SECOND = ("Rita", "Ravi", "Max", "Olivia"), 12
QUIET_S = 5
ADDRESS = "writer{}@mail.example.org"
# What a form was answered with, by words of the answer; refusals by their reason.
ANSWERS = {
    "A moderator will look": "held",
    "Your reply is published": "accepted",
    "That was quick": "refused: too fast",
    "wait for a moderator": "refused: three wait already",
    "sent that under this story": "refused: the same again",
    "many forms within": "refused: too many forms opened",
    "many are replying here": "refused: too many together",
    "busy": "busy",
}


@dataclass(slots=True)
class Seen:
    """What members saw: answers by kind, and how long forms and commands took in ms."""

    answers: Counter[str] = field(default_factory=Counter)
    opened: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    asked: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def told_kept(self) -> int:
        """How many members were told that their reply is there."""
        return self.answers["accepted"] + self.answers["held"]


@dataclass(frozen=True, slots=True)
class Cost:
    """How late the bot's loop woke, in ms, and the CPU time of the bot, in s."""

    lag: list[float]
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Flood:
    """One run: what was seen, what it cost, and what is stored after a restart.

    `own_s` is the CPU time of Discord's and the members' side, `refusals` are the gates'.
    """

    before: Seen
    during: Seen
    quiet: Cost
    cost: Cost
    took_s: float
    own_s: float
    refusals: Counter[str]
    stored: tuple[Moderated, ...]


async def pour(folder: Path, seconds: int, *, profile: str = "-") -> Flood:
    """Let the writers send forms for so long, with lookups before it and during it."""
    world = peopled()
    (guild,) = world.guilds
    await fill(folder, GuildId(guild))
    async with Loopback(world) as loopback, serving(loopback, folder, profile) as bot:
        before, during = Seen(), Seen()
        await _asking(loopback, before, QUIET_S)
        quiet = await cost(bot)
        began, worked = time.perf_counter(), time.process_time()
        async with asyncio.TaskGroup() as group:
            group.create_task(_asking(loopback, during, seconds))
            for number in range(WRITERS):
                group.create_task(_writing(loopback, during, number, seconds))
        took_s, own_s = time.perf_counter() - began, time.process_time() - worked
        spent = await cost(bot)
        refusals = Counter(f"{each.code} {each.reason}" for each in loopback.refusals)
    async with Store.open(folder) as store:
        stored = await store.replies.newest(GuildId(guild), 10**6)
    return Flood(before, during, quiet, spent, took_s, own_s, refusals, stored)


def tell(flood: Flood) -> None:
    """Print what became of it."""
    before, during, stored = flood.before, flood.during, flood.stored
    forms = sum(during.answers.values())
    states = Counter(str(each.reply.state) for each in stored)
    print(f"forms through Discord: {forms:,} in {flood.took_s:.1f} s, {forms / flood.took_s:.0f}/s")
    print(f"  {dict(during.answers)}; refused by Discord: {dict(flood.refusals)}")
    print(f"  told kept {during.told_kept}, stored after a restart {len(stored)} ({dict(states)})")
    print(f"  kept past a limit: {over_limits(stored)}")
    print(f"  opening a form: {spread(during.opened)}; sending one: {spread(during.sent)}")
    for name, took in during.asked.items():
        print(f"  /{name}: {spread(before.asked[name])}; in the flood {spread(took)}")
    print(f"  all commands: {spread(_all(before))}; in the flood {spread(_all(during))}")
    print(f"  the loop woke late by {spread(flood.quiet.lag)}; in it {spread(flood.cost.lag)}")
    each = 1000 / max(forms, 1)
    print(
        f"  CPU time: the bot {flood.cost.cpu_s:.1f} s, {flood.cost.cpu_s * each:.1f} ms a form;"
        f" Discord and the members {flood.own_s:.1f} s, {flood.own_s * each:.1f} ms a form"
    )


def peopled() -> World:
    """The newsroom with the flood's writers in it."""
    world = newsroom()
    (guild,) = world.guilds
    for number in range(WRITERS):
        user = world.add_user(f"Writer {number}")
        world.members[guild, user.id] = Member(guild, user, (), datetime.now(UTC))
    return world


async def fill(folder: Path, guild: GuildId) -> None:
    """Keep the made stories."""
    draw = random.Random(1)
    async with Store.open(folder) as store:
        for number in range(STORIES):
            article, reading = made(number, draw)
            # An hour apart: stories of one time would be compared with each other as they come.
            now = datetime.now(UTC) - timedelta(hours=STORIES - number)
            await store.keep(article, reading, guild=guild, now=now)


@asynccontextmanager
async def serving(loopback: Loopback, folder: Path, profile: str) -> AsyncIterator[Process]:
    """Within the block the bot serves in a process of its own. Raises where it doesn't start."""
    addresses = (f"{loopback.url}{PREFIX}", loopback.gateway.url, loopback.world.cdn)
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", bot_process.__name__, str(folder), profile, *addresses),
        stdin=PIPE,
        stdout=PIPE,
        limit=2**26,
    )
    if bot.stdout is None or await bot.stdout.readline() != b"ready\n":
        raise RuntimeError("the bot didn't start")
    try:
        yield bot
    finally:
        await cost(bot, "\n")
        await bot.wait()


async def cost(bot: Process, line: str = "go on\n") -> Cost:
    """What the time since the last question cost the bot; an empty line is the end."""
    if bot.stdin is None or bot.stdout is None:
        raise RuntimeError("the bot can't be asked")
    bot.stdin.write(line.encode())
    told = json.loads(await bot.stdout.readline())
    return Cost(told["lag"], told["cpu"])


async def _writing(loopback: Loopback, seen: Seen, number: int, seconds: int) -> None:
    """One member sends a form at an even pace, or as soon as the last one is answered."""
    seat = loopback.seat(f"Writer {number}")
    pace_s = WRITERS / A_SECOND
    begun = time.perf_counter() + pace_s * number / WRITERS
    for turn in range(int(seconds / pace_s)):
        await asyncio.sleep(begun + turn * pace_s - time.perf_counter())
        if time.perf_counter() - begun > seconds:
            return
        await _send(seat, seen, number, turn)


async def _send(seat: Seat, seen: Seen, number: int, turn: int) -> None:
    began = time.perf_counter()
    opened = await seat.slash("reply", story=str(1 + (turn * 7 + number) % STORIES))
    seen.opened.append(1000 * (time.perf_counter() - began))
    if opened.modal is None:
        seen.answers[_kind(opened.error, opened.text)] += 1
        return
    entries = {
        "Name": f"Writer {number}",
        "E-mail": ADDRESS.format(number),
        "Comment": f"Thought {turn} of {number}: write to me at reader{turn}@example.com.",
    }
    began = time.perf_counter()
    answer = await opened.submit(entries)
    seen.sent.append(1000 * (time.perf_counter() - began))
    seen.answers[_kind(answer.error, answer.text)] += 1


async def _asking(loopback: Loopback, seen: Seen, seconds: int) -> None:
    """A few members look things up, each at its time, whatever the others wait for."""
    draw = random.Random(2)
    seats = [loopback.seat(name) for name in ASKERS]
    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(seconds * ASKS_A_SECOND):
            await asyncio.sleep(begun + number / ASKS_A_SECOND - time.perf_counter())
            group.create_task(_ask(seats[number % len(seats)], seen, draw))


async def _ask(seat: Seat, seen: Seen, draw: random.Random) -> None:
    story = str(draw.randint(1, STORIES))
    name, options = draw.choice(
        (
            ("latest", {}),
            ("summary", {"story": story}),
            ("quotes", {"story": story}),
            ("whosaid", {"speaker": f"Speaker Number{draw.randint(1, 300)}"}),
        )
    )
    began = time.perf_counter()
    answer = await seat.slash(name, **options)
    seen.asked[name].append(1000 * (time.perf_counter() - began))
    if answer.error or "broke" in answer.text:
        seen.answers[f"/{name}: {answer.error or answer.text}"] += 1


def over_limits(stored: Sequence[Moderated]) -> int:
    """How many replies were kept although their writer, or the server, was past a limit."""
    over = 0
    by_member: dict[int, list[datetime]] = defaultdict(list)
    on_server: list[datetime] = []
    waiting: Counter[tuple[int, int]] = Counter()
    for each in sorted(stored, key=lambda each: each.reply.id):
        at, before = each.reply.written_at, by_member[each.member]
        over += bool(before) and at - before[-1] < rules.BETWEEN_REPLIES
        over += _within(before, at, rules.BURST_WITHIN) >= rules.BURST
        is_held = each.reply.state is ReplyState.HELD
        is_flooded = _within(on_server, at, rules.SERVER_BURST_WITHIN) >= rules.SERVER_BURST
        over += is_flooded and not is_held
        waiting[each.member, each.reply.story] += is_held
        before.append(at)
        on_server.append(at)
    return over + sum(amount > rules.MOST_WAITING for amount in waiting.values())


def spread(took: list[float]) -> str:
    """The middle, the hundredth longest and the longest of times in ms."""
    cuts = statistics.quantiles(took, n=100)
    return f"p50 {cuts[49]:.1f}, p99 {cuts[98]:.1f}, max {max(took):.0f} ms ({len(took):,})"


def _within(times: Iterable[datetime], at: datetime, span: timedelta) -> int:
    return sum(at - each < span for each in times)


def _kind(error: str | None, text: str) -> str:
    for words, kind in ANSWERS.items():
        if words in text:
            return kind
    return error or text[:80]


def _all(seen: Seen) -> list[float]:
    return [took for each in seen.asked.values() for took in each]
