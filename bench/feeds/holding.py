"""How long a 5 MB feed holds the event loop, from the first byte to the sightings."""

import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from typing import TypeVar

from bot.desk import SWITCH_S
from bot.feed import FeedState
from bot.wire.fetch import FEED, open_fetcher
from bot.wire.look import look_at
from bot.wire.page import load
from bot.worker import Worker

Made = TypeVar("Made")

LOOKS = 3
# On a busy machine, too, since it is not the parser's time that is measured.
PARSER_LIMIT_S = 300.0
MOST_MS = 50.0


def held() -> tuple[int, float]:
    """How many entries the feed has, and the longest turn of the loop in ms of CPU time."""
    return timed(_looks)


async def _looks() -> int:
    sys.setswitchinterval(SWITCH_S)
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    site = context.Process(target=serve, args=(theirs,), daemon=True)
    site.start()
    port = await asyncio.to_thread(ours.recv)
    entries = 0
    try:
        async with (
            Worker(load, limit_s=PARSER_LIMIT_S) as pages,
            open_fetcher(["127.0.0.1"]) as fetcher,
        ):
            for number in range(LOOKS):
                now = datetime.now(UTC)
                state = FeedState(address=f"http://127.0.0.1:{port}/{number}", next_look=now)
                seen = await look_at(state, fetcher=fetcher, pages=pages, now=now, chance=0.5)
                if seen.feed is None:
                    raise AssertionError(seen.look.state.error)
                entries = len(seen.feed.entries)
    finally:
        site.terminate()
        site.join()
    return entries


class TimedLoop(asyncio.SelectorEventLoop):
    """An event loop that knows its longest turn: the callbacks that ran between two waits.

    `longest` is in seconds of CPU time of the loop's thread, so that neither waiting nor the
    machine's other programs count.
    """

    longest = 0.0

    def _run_once(self) -> None:
        started = time.thread_time()
        super()._run_once()  # type: ignore[misc] # the one place that all callbacks pass
        self.longest = max(self.longest, time.thread_time() - started)


def timed(work: Callable[[], Coroutine[None, None, Made]]) -> tuple[Made, float]:
    """What `work` makes, and the longest turn of its loop in ms."""
    with asyncio.Runner(loop_factory=TimedLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, TimedLoop)
        return runner.run(work()), loop.longest * 1000


def serve(told: Connection) -> None:
    """A site that answers everything with a feed of nearly the largest size; tells its port."""
    content = feed_of(FEED.most - 10_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(content)}\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head.encode() + content)
        await writer.drain()
        writer.close()

    async def forever() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def feed_of(most: int) -> bytes:
    """A feed of that many bytes at most, each entry with a text of its own."""
    chance, room = Random(1), most - 200
    items: list[str] = []
    words = ("ferry", "council", "harbour", "island", "winter", "engine", "mayor", "vote", "pier")
    while room > 0:
        number = len(items)
        day = datetime(2025, 11, 24, tzinfo=UTC) - timedelta(minutes=7 * number)
        text = " ".join(chance.choices(words, k=120))
        items.append(
            f"<item><title>Story {number} of the ferry</title><guid>{number}</guid>"
            f"<link>https://news.example/a/{number}</link>"
            f"<pubDate>{day:%d %b %Y %H:%M} GMT</pubDate>"
            f"<description><![CDATA[<p>{text}</p>]]></description></item>"
        )
        room -= len(items[-1])
    body = "".join(items[:-1])
    return f'<rss version="2.0"><channel><title>Post</title>{body}</channel></rss>'.encode()
