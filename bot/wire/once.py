"""Equal work asked for several times at once is done once, and its outcome given to all."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Once(Generic[Made]):
    """Work by its key. Nothing is remembered after it is done."""

    def __init__(self) -> None:
        self._running: dict[Hashable, asyncio.Future[Made]] = {}

    async def do(self, key: Hashable, work: Callable[[], Awaitable[Made]]) -> Made:
        """What `work` comes to, or what the same work that is running already comes to.

        Where the one who does the work is cancelled, one of those waiting does it instead.
        """
        while (shared := self._running.get(key)) is not None:
            try:
                return await asyncio.shield(shared)
            except asyncio.CancelledError:
                if not shared.cancelled():
                    raise
        outcome = self._running[key] = asyncio.get_running_loop().create_future()
        try:
            made = await work()
        except asyncio.CancelledError:
            outcome.cancel()
            raise
        except BaseException as error:
            outcome.set_exception(error)
            outcome.exception()  # nobody may be waiting, and that is no oversight
            raise
        else:
            outcome.set_result(made)
            return made
        finally:
            del self._running[key]
