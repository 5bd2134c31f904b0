"""A live feed to try things with: stories that come one after the other, and change once."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import Parser
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

from aiohttp import web

from bot.folders import SAMPLES

FOLDER = SAMPLES / "live"
TITLE = "Skelder Wire"
PATH = "/sample-feed"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ET.register_namespace("content", "http://purl.org/rss/1.0/modules/content/")


@dataclass(frozen=True, slots=True)
class Pace:
    """How long after the start the first story comes, the next ones, and each one's change."""

    first: timedelta = timedelta(seconds=30)
    between: timedelta = timedelta(minutes=2)
    change: timedelta = timedelta(minutes=1)


USUAL = Pace()
Clock: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Wording:
    """A story as it stands from one moment on."""

    name: str
    since: datetime
    first: datetime
    headline: str
    byline: str
    topic: str
    paragraphs: tuple[str, ...]


class SampleFeed:
    """Empty until it begins. `site` is where it is served, such as http://127.0.0.1:8765.

    `was_asked` is set by the first look at it.
    """

    def __init__(self, *, pace: Pace = USUAL, folder: Path = FOLDER) -> None:
        self.site = ""
        self.was_asked = asyncio.Event()
        self._pace = pace
        self._folder = folder
        self._wordings: tuple[Wording, ...] = ()

    def begin(self, at: datetime) -> None:
        """Let the stories come from then on, at addresses where none were before."""
        self._wordings = tuple(_wordings(self._folder, at, self._pace))

    @property
    def address(self) -> str:
        """The feed's own address."""
        return f"{self.site}{PATH}"

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When it changes, in order."""
        return tuple(sorted(wording.since for wording in self._wordings))

    def routes(self, now: Clock) -> Iterable[web.RouteDef]:
        """The feed and its pages for aiohttp, as of the moment that `now()` gives."""

        async def feed(_: web.Request) -> web.Response:
            self.was_asked.set()
            return web.Response(body=self.document(now()), content_type="application/rss+xml")

        async def page(request: web.Request) -> web.Response:
            shown = {wording.name: wording for wording in self._shown(now())}
            wording = shown.get(request.match_info["name"])
            if wording is None:
                raise web.HTTPNotFound
            return web.Response(text=_page(wording), content_type="text/html")

        return web.get(PATH, feed), web.get(f"{PATH}/{{name}}", page)

    def document(self, now: datetime) -> bytes:
        """The feed in RSS as it stands then, the newest story first."""
        root = ET.Element("rss", version="2.0")
        channel = ET.SubElement(root, "channel")
        ET.SubElement(channel, "title").text = TITLE
        ET.SubElement(channel, "link").text = self.address
        ET.SubElement(channel, "description").text = "A sample feed; everything in it is invented."
        for wording in self._shown(now):
            item = ET.SubElement(channel, "item")
            ET.SubElement(item, "title").text = wording.headline
            ET.SubElement(item, "link").text = self._link(wording.name)
            ET.SubElement(item, "guid", isPermaLink="false").text = wording.name
            ET.SubElement(item, "pubDate").text = format_datetime(wording.first)
            ET.SubElement(item, "category").text = wording.topic
            ET.SubElement(item, "description").text = wording.paragraphs[0]
            ET.SubElement(item, CONTENT).text = _paragraphs(wording)
        written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return written

    def _shown(self, now: datetime) -> list[Wording]:
        """The newest wording of each story that has come, the newest story first."""
        come = sorted((w for w in self._wordings if w.since <= now), key=_since)
        newest = {wording.name: wording for wording in come}
        return sorted(newest.values(), key=lambda wording: wording.first, reverse=True)

    def _link(self, name: str) -> str:
        return f"{self.address}/{name}"


def _wordings(folder: Path, began: datetime, pace: Pace) -> Iterator[Wording]:
    stories = sorted(path for path in folder.glob("*.txt") if ".update." not in path.name)
    for number, path in enumerate(stories):
        name = f"{began:%Y%m%d%H%M%S}-{path.stem}"
        comes = began + pace.first + number * pace.between
        yield _wording(path, name, first=comes, since=comes)
        changed = path.with_suffix(".update.txt")
        if changed.exists():
            yield _wording(changed, name, first=comes, since=comes + pace.change)


def _wording(path: Path, name: str, *, first: datetime, since: datetime) -> Wording:
    written = Parser().parsestr(path.read_text(encoding="utf-8"))
    return Wording(
        name=name,
        since=since,
        first=first,
        headline=written["Headline"],
        byline=written["Byline"],
        topic=written["Topic"],
        paragraphs=tuple(str(written.get_payload()).strip().split("\n\n")),
    )


def _since(wording: Wording) -> datetime:
    return wording.since


def _page(wording: Wording) -> str:
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(wording.headline)}</title>
<meta property="og:type" content="article">
<meta property="og:site_name" content="{TITLE}">
<meta property="og:title" content="{escape(wording.headline)}">
<meta name="author" content="{escape(wording.byline)}">
<meta property="article:published_time" content="{wording.first.isoformat()}">
<meta property="article:modified_time" content="{wording.since.isoformat()}">
</head><body><article><h1>{escape(wording.headline)}</h1>
<p class="byline">By {escape(wording.byline)}</p>
{_paragraphs(wording)}
</article></body></html>"""


def _paragraphs(wording: Wording) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in wording.paragraphs)
