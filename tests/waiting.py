"""Waiting for what a test can't be told of."""

import asyncio
from collections.abc import Callable

LONGEST_S = 20.0
# Whatever is waited for has the loop in between.
LOOK_S = 0.005


async def until(is_so: Callable[[], bool], within_s: float = LONGEST_S) -> None:
    """Wait until it is so; TimeoutError where it isn't within `within_s`."""
    async with asyncio.timeout(within_s):
        while True:
            if is_so():
                return
            await asyncio.sleep(LOOK_S)
