"""Sites on 127.0.0.1 for tests: one that answers as it is told, one that must never be reached."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from socket import AF_INET, AF_INET6, AddressFamily

from aiohttp.abc import AbstractResolver, ResolveResult

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


class Site:
    """Answers each path with raw bytes or a function that writes them; counts what comes."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Answer] = {}
        self.connections = 0
        self.requests: list[str] = []
        self.heads: list[bytes] = []
        self.serving: set[asyncio.Task[None]] = set()
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self.serving.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._answer(await reader.readuntil(b"\r\n\r\n"), writer)
        finally:
            writer.transport.abort() if writer.transport.is_closing() else writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            self.serving.discard(task)

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        path = head.split(b" ")[1].decode("latin-1")
        self.requests.append(path)
        self.heads.append(head)
        answer = self.answers.get(path) or self.answers.get(path.partition("?")[0], NO_SUCH_PAGE)
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
        else:
            await answer(writer)

    async def close(self) -> None:
        """End what is still being answered."""
        for task in self.serving:
            task.cancel()
        await asyncio.gather(*self.serving, return_exceptions=True)


@asynccontextmanager
async def open_site(host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Site]:
    """A site on a free port, or on the one given."""
    site = Site()
    server = await asyncio.start_server(site.serve, host, port)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        await site.close()


class Names(AbstractResolver):
    """A name service that answers as it is told, and counts lookups.

    Every address of an answer leads to `port`, so that a name on port 80 leads to a test's site.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.known: dict[str, tuple[tuple[str, ...], int]] = {}
        self.lookups: list[str] = []

    def add(self, name: str, *addresses: str, port: int | None = None) -> None:
        self.known[name] = (addresses, port or self.port)

    async def resolve(
        self, host: str, port: int = 0, family: AddressFamily = AF_INET
    ) -> list[ResolveResult]:
        self.lookups.append(host)
        if host not in self.known:
            raise OSError(None, "no such name")
        addresses, port = self.known[host]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=AF_INET6 if ":" in address else AF_INET,
                proto=0,
                flags=0,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        return


def plain(
    body: str | bytes,
    *headers: str,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
) -> bytes:
    """A well-formed answer."""
    content = body.encode() if isinstance(body, str) else body
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", f"Content-Type: {kind}")
    return "\r\n".join((*lines, *headers, "", "")).encode() + content


def redirect(location: str, status: str = "302 Found") -> bytes:
    """A redirect to `location`, whatever that is."""
    return plain("", f"Location: {location}", status=status)


NO_SUCH_PAGE = plain("no such page", status="404 Not Found")
