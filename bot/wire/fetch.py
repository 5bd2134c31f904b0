"""Fetches strangers' addresses: guarded at the socket, bounded in time, size and redirects."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver

from bot.errors import AddressRefused, FetchFailed, IntakeError, TooLarge
from bot.feed import NONE_KNOWN, Validators
from bot.languages import N_
from bot.wire.fetched import Fetched
from bot.wire.guard import REFUSED, Hosts, checked, guarded_socket, redirected
from bot.wire.inflate import ENCODINGS, Inflater

LIMIT_S = 15.0
MOST_REDIRECTS = 5
MOST_AT_ONCE = 40
MOST_PER_HOST = 3

_MOVED = {301, 308}
_REDIRECTS = _MOVED | {302, 303, 307}
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,9})", re.IGNORECASE)
_AGENT = "Mozilla/5.0 (compatible; Dateline/0.1; a news desk in chat servers)"
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is fetched: its bound in bytes, decompressed, and the types asked for."""

    most: int
    accept: str


PAGE = Wanted(2 * 1024 * 1024, "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1")
FEED = Wanted(
    5 * 1024 * 1024,
    "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.1",
)


class Fetcher:
    """Fetches over two sessions: one guarded, one for the hosts that the operator allows."""

    def __init__(
        self,
        guarded: aiohttp.ClientSession,
        trusted: aiohttp.ClientSession,
        allowed: Hosts,
        *,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._guarded = guarded
        self._trusted = trusted
        self._allowed = allowed
        self._limit_s = limit_s

    async def fetch(
        self, address: str, wanted: Wanted = PAGE, known: Validators = NONE_KNOWN
    ) -> Fetched:
        """The answer at `address`, whatever its status, after at most MOST_REDIRECTS redirects.

        Raises AddressRefused for an address that may not be fetched, at any hop, and FetchFailed
        for everything else that goes wrong; neither repeats a word of the address or the answer.
        """
        try:
            async with asyncio.timeout(self._limit_s):
                return await self._follow(address, wanted, known)
        except TimeoutError:
            raise FetchFailed(
                "timeout",
                reader=N_("That page took too long to come. Try again, or paste the text."),
            ) from None
        except (
            aiohttp.ClientError,
            aiohttp.http.HttpProcessingError,
            OSError,
            ValueError,
        ) as error:
            raise _wrapped(error) from None

    async def _follow(self, address: str, wanted: Wanted, known: Validators) -> Fetched:
        url, moved_to, is_moved = checked(address, self._allowed), None, True
        for _ in range(MOST_REDIRECTS + 1):
            session = self._trusted if (url.host or "") in self._allowed else self._guarded
            headers = _asking(wanted, known)
            async with session.get(url, headers=headers, allow_redirects=False) as response:
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or location is None:
                    return await _fetched(response, wanted, moved_to if is_moved else None)
                is_moved = is_moved and response.status in _MOVED
            url = redirected(url, location, self._allowed)
            moved_to = str(url)
        raise FetchFailed(
            "too many redirects",
            reader=N_("That address only leads to others. Give the address of the page itself."),
        )


@asynccontextmanager
async def open_fetcher(
    private_hosts: Iterable[str] = (),
    *,
    limit_s: float = LIMIT_S,
    resolver: AbstractResolver | None = None,
) -> AsyncIterator[Fetcher]:
    """A fetcher that may fetch public addresses, and those of the private hosts named.

    Each fetch takes `limit_s` seconds at most. `resolver` replaces the system's lookup of names;
    what it finds is guarded just the same.
    """
    guard = aiohttp.TCPConnector(
        socket_factory=guarded_socket,
        resolver=resolver,
        use_dns_cache=False,
        force_close=True,
        limit=MOST_AT_ONCE,
        limit_per_host=MOST_PER_HOST,
    )
    plain = aiohttp.TCPConnector(
        resolver=resolver, use_dns_cache=False, force_close=True, limit_per_host=MOST_PER_HOST
    )
    async with AsyncExitStack() as stack:
        guarded = await stack.enter_async_context(_session(guard, limit_s))
        trusted = await stack.enter_async_context(_session(plain, limit_s))
        yield Fetcher(guarded, trusted, Hosts(private_hosts), limit_s=limit_s)


def _session(connector: aiohttp.TCPConnector, limit_s: float) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": _AGENT, "Accept-Encoding": ENCODINGS},
        timeout=aiohttp.ClientTimeout(total=limit_s),
        auto_decompress=False,
        trust_env=False,
    )


def _asking(wanted: Wanted, known: Validators) -> dict[str, str]:
    headers = {"Accept": wanted.accept}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


async def _fetched(
    response: aiohttp.ClientResponse, wanted: Wanted, moved_to: str | None
) -> Fetched:
    headers = response.headers
    age = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return Fetched(
        url=str(response.url),
        status=response.status,
        content=await _content(response, wanted.most) if response.status // 100 == 2 else b"",
        content_type=headers.get("Content-Type", ""),
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        retry_after=headers.get("Retry-After"),
        max_age=int(age[1]) if age else None,
        moved_to=moved_to,
    )


async def _content(response: aiohttp.ClientResponse, most: int) -> bytes:
    if (response.content_length or 0) > most:
        raise TooLarge("over the bound by its own word")
    encoding = ", ".join(response.headers.getall("Content-Encoding", ()))
    inflater = Inflater(encoding, most)
    parts = []
    async for chunk in response.content.iter_chunked(_CHUNK):
        for piece in inflater.feed(chunk):
            parts.append(piece)
            await asyncio.sleep(0)
    inflater.finish()
    return b"".join(parts)


def _wrapped(error: Exception) -> IntakeError:
    """The project's error for one of the network's, without a word of the latter's text."""
    name = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchFailed(
            name,
            reader=N_("No site answers at that address. Check its spelling, or paste the text."),
        )
    if isinstance(error, aiohttp.ClientSSLError):
        return FetchFailed(
            name,
            reader=N_("That site's certificate isn't valid, so it wasn't read. Paste the text."),
        )
    if isinstance(error, aiohttp.ClientConnectorError) and REFUSED in str(error.os_error):
        return AddressRefused(name)
    return FetchFailed(name)
