"""The bot in a process of its own with keys for replies; tells on its end what the run cost it."""

import asyncio
import cProfile
import json
import sys
import time
from contextlib import nullcontext
from pathlib import Path

from bench.commands.bot_process import probed
from bot.app import Dateline
from bot.desk import open_desk
from bot.playground.loopback import TOKEN
from bot.playground.pointing import point_client
from bot.replies import opening
from bot.settings import Settings


async def main(folder: str, *, profile: str, addresses: list[str]) -> None:
    """Serve; each line that comes in is answered with the lags and the CPU time since the last.

    An empty line is the end. `profile` is a file for what the event loop's thread did, or "-".
    """
    profiler = nullcontext() if profile == "-" else cProfile.Profile()
    settings = Settings(data=Path(folder), pipeline=None, replies=opening.throwaway())
    async with open_desk(settings) as desk:
        with point_client(*addresses):
            bot = Dateline(desk, ready_s=0.05)
            await bot.login(TOKEN)
            async with asyncio.TaskGroup() as group:
                connected = group.create_task(bot.connect())
                await bot.wait_until_ready()
                with profiler:
                    await _tell_each()
                await bot.close()
                await connected
    if isinstance(profiler, cProfile.Profile):
        profiler.dump_stats(profile)


async def _tell_each() -> None:
    print("ready", flush=True)
    while True:
        lag = list[float]()
        worked = time.process_time()
        async with probed(lag):
            line = await asyncio.to_thread(sys.stdin.readline)
        print(json.dumps({"lag": lag, "cpu": time.process_time() - worked}), flush=True)
        if not line.strip():
            return


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], profile=sys.argv[2], addresses=sys.argv[3:]))
