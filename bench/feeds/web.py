"""Feeds on 127.0.0.1 with the faults of real ones, in a time that the simulation turns forward."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from hashlib import sha256
from random import Random
from xml.sax.saxutils import escape

LISTED = 15
CORRECTED_AFTER = timedelta(hours=6)
TEXT = (
    "The council of port {0} has decided on matter {1} after a debate that lasted until midnight,"
    " and a narrow majority of its members was in favour in the end.",
    "“We have waited long enough for this,” said harbour master Ingrid Dahl after the vote. “Now"
    " the work on the quay can begin before the ice comes.”",
    "Some 400 people had come to the town hall to hear the debate, more than it has seats for. The"
    " work is to cost 12 million crowns and to take two years.",
)
CORRECTION = "An earlier version of this story gave a wrong sum for matter {1}: it is 21 million."
START = datetime(2025, 11, 24, tzinfo=UTC)


class Habit(StrEnum):
    """What a feed does that a reader must see through."""

    PLAIN = "plain"
    NO_GUID = "no guid"
    NEW_GUIDS = "new guids each time"
    TRACKERS = "changing trackers and fragments"
    EDITED = "titles edited later"
    BUMPED = "dates bumped each time"
    UNDATED = "no dates"
    COUNTER = "a counter in the text"
    DOUBLED = "entries twice and out of order"
    FOUND = "302 to another address"
    MOVED = "301 to another address"
    STUCK = "304 for ever"
    GONE = "410 in the end"
    RESTAMPED = "Atom, with every entry updated each time"


@dataclass(slots=True)
class SimulatedFeed:
    """One feed: its habit and when its stories appear, each known by its number."""

    number: int
    habit: Habit
    appears: list[datetime]
    chance: Random
    site: str = ""
    is_faulty: bool = True
    requests: int = 0
    fetches: int = 0
    ends: datetime = field(default=START + timedelta(days=99))

    @property
    def path(self) -> str:
        """Where the feed began."""
        return f"/{self.number}/feed"

    def corrected_at(self, number: int) -> datetime | None:
        """When a story's text is corrected, if it ever is."""
        return self.appears[number] + CORRECTED_AFTER if number % 5 == 0 else None

    def page(self, number: int, now: datetime) -> bytes:
        """A story's page as it stands, with a counter where the feed has one."""
        corrected = self.corrected_at(number)
        last = CORRECTION if corrected and corrected <= now else ""
        seen = f"<p>{self.chance.randrange(999)} readers</p>" if self.habit is Habit.COUNTER else ""
        told = "".join(f"<p>{text.format(self.number, number)}</p>" for text in (*TEXT, last))
        title = f"Council of port {self.number} decides on matter {number}"
        return (
            f"<!doctype html><html><head><title>{title}</title></head><body><article>"
            f"<h1>{title}</h1>{told}{seen}</article></body></html>"
        ).encode()

    def document(self, now: datetime) -> bytes:
        """The feed as it stands: its newest stories, newest first."""
        shown = [n for n, moment in enumerate(self.appears) if moment <= now][-LISTED:][::-1]
        if self.habit is Habit.DOUBLED:
            shown = [*shown, *shown[:3]]
            self.chance.shuffle(shown)
        items = "".join(self._item(number, now) for number in shown)
        if self.habit is Habit.RESTAMPED:
            return (
                '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
                f"<title>Feed {self.number}</title>{items}</feed>"
            ).encode()
        return (
            '<?xml version="1.0"?><rss version="2.0"><channel>'
            f"<title>Feed {self.number}</title>{items}</channel></rss>"
        ).encode()

    def _item(self, number: int, now: datetime) -> str:
        moment = self.appears[number]
        is_edited = self.habit is Habit.EDITED and now - moment > timedelta(hours=2)
        title = f"Story {number} of the {'late' if is_edited else 'early'} edition #{number}#"
        link = f"{self.site}/{self.number}/story/{number}"
        guid = f"tag:{self.number}:{number}"
        if self.habit is Habit.TRACKERS:
            link += f"?utm_source=rss&fbclid={self.chance.random()}#xtor=RSS-{number}"
        if self.habit is Habit.NEW_GUIDS:
            guid += f":{self.chance.random()}"
        date = format_datetime(now if self.habit is Habit.BUMPED else moment)
        seen = f"{self.chance.randrange(999)} readers" if self.habit is Habit.COUNTER else ""
        corrected = self.corrected_at(number)
        told = "It happened, again." if corrected and corrected <= now else "It happened."
        has_guid = self.habit not in {Habit.NO_GUID, Habit.TRACKERS}
        if self.habit is Habit.RESTAMPED:
            return (
                f'<entry><title>{title}</title><id>{guid}</id><link href="{link}"/>'
                f"<published>{moment.isoformat()}</published><updated>{now.isoformat()}</updated>"
                f"<summary>{told}</summary></entry>"
            )
        return (
            f"<item><title>{title}</title><link>{escape(link)}</link>"
            f"{f'<guid>{guid}</guid>' if has_guid else ''}"
            f"{'' if self.habit is Habit.UNDATED else f'<pubDate>{date}</pubDate>'}"
            f"<description>{told} {seen}</description></item>"
        )


class SimulatedWeb:
    """Serves the feeds at the time that `now` says; counts requests."""

    def __init__(self, feeds: list[SimulatedFeed]) -> None:
        self.now = START
        self.feeds = {feed.number: feed for feed in feeds}
        self.port = 0
        self.answered = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        with suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            feed = self.feeds[int(path.split("/")[1])]
            writer.write(self._answer(feed, path, head))
            self.answered.set()
            await writer.drain()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    def _answer(self, feed: SimulatedFeed, path: str, head: str) -> bytes:
        if "/story/" in path:
            return self._page(feed, path)
        if feed.habit in {Habit.FOUND, Habit.MOVED} and path == feed.path:
            status = "301 Moved" if feed.habit is Habit.MOVED else "302 Found"
            return answer(b"", status, f"Location: /{feed.number}/new")
        feed.requests += 1
        if feed.habit is Habit.GONE and self.now >= feed.ends:
            return answer(b"", "410 Gone")
        document = feed.document(self.now)
        if feed.is_faulty and feed.chance.random() < 0.15:
            return feed.chance.choice(FAULTS)(document, self.now)
        tag = f'"{sha256(document).hexdigest()[:12]}"'
        is_known = "if-none-match" in head.casefold()
        if tag in head or (is_known and feed.habit is Habit.STUCK):
            return answer(b"", "304 Not Modified")
        return answer(document, "200 OK", f"ETag: {tag}")

    def _page(self, feed: SimulatedFeed, path: str) -> bytes:
        feed.fetches += 1
        if feed.chance.random() < 0.05:
            return feed.chance.choice(PAGE_FAULTS)
        number = int(path.partition("?")[0].rpartition("/")[2])
        kind = "Content-Type: text/html; charset=utf-8"
        return answer(feed.page(number, self.now), "200 OK", kind)


def answer(content: bytes, status: str, *headers: str) -> bytes:
    """A whole answer."""
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", "Connection: close", *headers)
    return "\r\n".join((*lines, "", "")).encode() + content


def _later(now: datetime) -> str:
    return format_datetime(now + timedelta(minutes=40), usegmt=True)


FAULTS: tuple[Callable[[bytes, datetime], bytes], ...] = (
    lambda _, __: answer(b"", "500 Broken"),
    lambda _, __: answer(b"", "429 Slower", "Retry-After: 1200"),
    lambda _, now: answer(b"", "503 Busy", f"Retry-After: {_later(now)}"),
    lambda _, __: answer(b"<html><body><h1>Error</h1></body></html>", "200 OK", 'ETag: "error"'),
    lambda document, _: answer(document, "200 OK")[: len(document) // 2],
    lambda document, _: answer(gzip.compress(document)[:50], "200 OK", "Content-Encoding: gzip"),
    lambda _, __: b"",
    lambda _, __: answer(b"", "404 Not Found"),
    lambda document, _: answer(document[: len(document) * 2 // 3], "200 OK", 'ETag: "cut"'),
)


PAGE_FAULTS = (
    answer(b"", "500 Broken"),
    answer(b"", "404 Not Found"),
    answer(b"<html><body><p>We use cookies.</p></body></html>", "200 OK"),
    b"",
)


@asynccontextmanager
async def serving(feeds: list[SimulatedFeed]) -> AsyncIterator[SimulatedWeb]:
    """The feeds on a free port."""
    web = SimulatedWeb(feeds)
    server = await asyncio.start_server(web.serve, "127.0.0.1", 0)
    web.port = server.sockets[0].getsockname()[1]
    for feed in feeds:
        feed.site = f"http://127.0.0.1:{web.port}"
    try:
        yield web
    finally:
        server.close()
