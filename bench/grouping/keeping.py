"""Takes cases in through a real store, as the bot does, and asks which event each came to."""

import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.grouping.cases import Case
from bot.reading.engine import Engine
from bot.store.store import Store
from bot.story import GuildId

GUILD = GuildId(1)


def grouped(cases: Iterable[Case], engine: Engine) -> list[tuple[Case, int]]:
    """Each case with the number of its event, taken in as they were told, the first one first."""
    return asyncio.run(_kept(sorted(cases, key=lambda case: case.told_at), engine))


async def _kept(cases: list[Case], engine: Engine) -> list[tuple[Case, int]]:
    with tempfile.TemporaryDirectory() as folder:
        async with Store.open(Path(folder)) as store:
            stories = []
            for case in cases:
                reading = engine.read(case.article)
                kept = await store.keep(case.article, reading, guild=GUILD, now=case.told_at)
                stories.append(kept.story)
            # The first of an event stands for it.
            events = [min(line.id for line in await store.events.lines(GUILD, n)) for n in stories]
    return list(zip(cases, events, strict=True))
