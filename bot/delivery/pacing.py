"""How fast the bot asks Discord for things by itself, and when it had better be quiet.

discord.py waits only once Discord has refused: 500 sends at once were refused 1,518 times and 200
of them lost. Paced at 45 a second none was. Every answer is seen here through aiohttp's trace, the
repeats that discord.py makes by itself among them.
"""

import asyncio
import logging
from collections import Counter, deque
from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp

log = logging.getLogger(__name__)

# Discord allows 50 in any second; the rest is for the answers to members.
PER_SECOND = 42.0
# A turn may come early by this share of the time between two, where the one before came late: 46 in
# a second at most.
MOST_MADE_UP = 0.08
# Discord bans an address for 10,000 invalid requests in 10 minutes. Far below that something is
# wrong that sending more won't mend; those under way may still add to it.
MOST_INVALID = 60
WINDOW_S = 600.0
INVALID = frozenset({401, 403, 429})
# After Discord has told everybody to wait, those that waited go first.
AFTER_GLOBAL_S = 1.0

# Set where a request has no nonce: then a repeat could do it twice.
must_not_repeat: ContextVar[bool] = ContextVar("must_not_repeat", default=False)


class MayHaveArrived(Exception):
    """A request without a nonce met a server error: it may have been carried out all the same."""


class Pacer:
    """Gives out turns, evenly; none while too many requests were invalid.

    `answers` counts Discord's by their status.
    """

    def __init__(self, per_second: float = PER_SECOND, window_s: float = WINDOW_S) -> None:
        self._gap_s = 1 / per_second
        self._window_s = window_s
        self._next = 0.0
        self._turns = asyncio.Lock()
        self._invalid = deque[float]()
        self.answers = Counter[int]()

    async def turn(self) -> None:
        """Wait until a request may be made."""
        loop = asyncio.get_running_loop()
        async with self._turns:
            while (wait := max(self._next - loop.time(), self.calm_in())) > 0:  # noqa: ASYNC110 - time passes, no event
                await asyncio.sleep(wait)
            # What a busy moment has held up isn't made up for in a burst.
            soonest = loop.time() + self._gap_s * (1 - MOST_MADE_UP)
            self._next = max(self._next + self._gap_s, soonest)

    def calm_in(self) -> float:
        """In how many seconds few enough requests were invalid lately; 0 where that is so now."""
        now = asyncio.get_running_loop().time()
        while self._invalid and self._invalid[0] <= now - self._window_s:
            self._invalid.popleft()
        if len(self._invalid) < MOST_INVALID:
            return 0.0
        return self._invalid[len(self._invalid) - MOST_INVALID] + self._window_s - now

    def hold(self, seconds: float) -> None:
        """Give no turn for so long."""
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now + seconds)

    def trace(self) -> aiohttp.TraceConfig:
        """What a client's session must be given, so that its answers are seen here."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._on_answer)
        return config

    async def _on_answer(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        response = params.response
        self.answers[response.status] += 1
        scope = response.headers.get("X-RateLimit-Scope")
        if response.status in INVALID and scope != "shared":
            self._count_invalid()
        if response.status == 429 and scope == "global":
            self.hold(float(response.headers.get("Retry-After", "1")) + AFTER_GLOBAL_S)
        if response.status >= 500 and must_not_repeat.get():
            response.close()
            raise MayHaveArrived(str(response.status))

    def _count_invalid(self) -> None:
        self._invalid.append(asyncio.get_running_loop().time())
        if len(self._invalid) == MOST_INVALID:
            log.warning("%d requests were invalid within 10 minutes: waiting", MOST_INVALID)
