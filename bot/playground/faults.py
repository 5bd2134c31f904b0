"""What can go wrong between a bot and Discord, made to happen on purpose."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

from bot.playground.world import Json

UNCOUNTED = ("/interactions/", "/webhooks/")
Scope = Literal["user", "global", "shared"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way for a request to fail.

    `status` None leaves the answer as it is (then only `delay_s` is felt); 0 cuts the connection.
    `is_after`: the request is carried out all the same, and only its answer is lost.
    """

    status: int | None
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    is_after: bool = False
    delay_s: float = 0.0


@dataclass(slots=True)
class _Armed:
    fault: Fault
    method: str
    path: str
    left: int


class Faults:
    """The faults that are armed; each strikes the requests that fit it, oldest fault first."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []
        self._most_per_s: int | None = None
        self._counted: deque[float] = deque()

    def limit(self, most_per_s: int | None) -> None:
        """Allow so many requests in any second (Discord: 50); None allows any number.

        Answers and follow-ups of interactions aren't counted, as on Discord.
        """
        self._most_per_s = most_per_s

    def arm(self, fault: Fault, *, method: str = "", path: str = "", times: int = 1) -> None:
        """Let it strike the next `times` requests of that method whose path has `path` in it."""
        self._armed.append(_Armed(fault, method, path, times))

    def clear(self) -> None:
        """Disarm all that is left."""
        self._armed.clear()

    def strike(self, request: web.Request) -> Fault | None:
        """The fault that this request meets, if any."""
        for armed in self._armed:
            if armed.method in ("", request.method) and armed.path in request.path:
                armed.left -= 1
                if armed.left == 0:
                    self._armed.remove(armed)
                return armed.fault
        return self._over_limit(request)

    def _over_limit(self, request: web.Request) -> Fault | None:
        if self._most_per_s is None or any(kind in request.path for kind in UNCOUNTED):
            return None
        now = asyncio.get_running_loop().time()
        while self._counted and self._counted[0] <= now - 1:
            self._counted.popleft()
        if len(self._counted) >= self._most_per_s:
            return too_many(retry_after_s=self._counted[0] + 1 - now, scope="global")
        self._counted.append(now)
        return None


def too_many(*, retry_after_s: float = 0.05, scope: Scope = "user") -> Fault:
    """429 as Discord's own proxy sends it: without Via discord.py takes it for a ban."""
    headers = {
        "Via": "1.1 google",
        "Retry-After": str(max(1, round(retry_after_s))),
        "X-RateLimit-Scope": scope,
        "X-RateLimit-Reset-After": str(retry_after_s),
    }
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    body: Json = {
        "message": "You are being rate limited.",
        "retry_after": retry_after_s,
        "global": scope == "global",
    }
    return Fault(429, body, headers)


def banned() -> Fault:
    """429 without Via, as Cloudflare answers an address that sent too many invalid requests."""
    return Fault(429, {"message": "You are being blocked from accessing our API."})


def broken(status: int = 500, *, is_after: bool = False) -> Fault:
    """A server error before, or after, the request was carried out."""
    return Fault(status, {"message": f"{status}: Internal Server Error", "code": 0}, {}, is_after)


def cut(*, is_after: bool = False) -> Fault:
    """The connection ends without an answer before, or after, the request was carried out."""
    return Fault(0, is_after=is_after)


def slow(delay_s: float) -> Fault:
    """The answer takes its time."""
    return Fault(None, delay_s=delay_s)


def denied() -> Fault:
    """403, 50013, whatever the permissions say."""
    return Fault(403, {"message": "Missing Permissions", "code": 50013})


def gone() -> Fault:
    """404, 10003, though the channel is there."""
    return Fault(404, {"message": "Unknown Channel", "code": 10003})


def refused(status: int, code: int, message: str) -> Fault:
    """Any other refusal, by its status and Discord's code for it."""
    return Fault(status, {"message": message, "code": code})
