"""A news site on this machine whose feed grows as a test wants."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import format_datetime

from aiohttp import web

from tests.made import NOON

TEXT = (
    "The ferry between Norrvik and Stenholm was taken out of service on Thursday after divers"
    " found a crack in its rudder, the operator said on the quay.",
    "“We won't sail on a guess,” said harbour master Ingrid Dahl. “She stays at the quay until"
    " the steel has been looked at by somebody who knows steel.”",
    "Some 400 people take the crossing each morning, and buses are to go round the bay instead.",
)


class FeedSite:
    """Serves /feed.xml with `stories` (headline by path), their pages, and a home page.

    A path in `broken` answers with that status; `extra` are further feeds that the home page names.
    """

    def __init__(self) -> None:
        self.url = ""
        self.title = "Norrvik Times"
        self.stories: dict[str, str] = {}
        self.texts: dict[str, tuple[str, ...]] = {}
        self.broken: dict[str, int] = {}
        self.extra: dict[str, str] = {}
        self.requests: list[str] = []
        self._asked = asyncio.Condition()

    def add(self, *headlines: str) -> None:
        """List stories, the last one as the newest."""
        for headline in headlines:
            self.stories[f"/story/{len(self.stories)}"] = headline

    async def wait_for(self, path: str) -> None:
        """Return once the path was asked for."""
        async with self._asked:
            await self._asked.wait_for(lambda: path in self.requests)

    async def answer(self, request: web.Request) -> web.Response:
        """What stands at a path."""
        path = request.path
        self.requests.append(path)
        async with self._asked:
            self._asked.notify_all()
        if path in self.broken:
            return web.Response(status=self.broken[path])
        if path == "/feed.xml" or path in self.extra:
            title = self.extra.get(path, self.title)
            return web.Response(text=self._feed(title), content_type="application/rss+xml")
        if path == "/":
            return web.Response(text=self._home(), content_type="text/html")
        if path not in self.stories:
            return web.Response(status=404)
        return web.Response(text=self._page(path), content_type="text/html")

    def _feed(self, title: str) -> str:
        items = "".join(
            f"<item><title>{headline}{title[13:]}</title><link>{self.url}{path}</link>"
            f"<guid>{self.url}{path}</guid><category>Harbour</category>"
            f"<pubDate>{format_datetime(NOON)}</pubDate>"
            f"<description>{self.texts.get(path, TEXT)[-1]}</description></item>"
            for path, headline in reversed(self.stories.items())
        )
        return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'

    def _home(self) -> str:
        feeds = {"/feed.xml": self.title, **self.extra}
        links = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{path}">'
            for path, title in feeds.items()
        )
        return f"<!doctype html><html><head>{links}</head><body><p>News</p></body></html>"

    def _page(self, path: str) -> str:
        told = "".join(f"<p>{text}</p>" for text in self.texts.get(path, TEXT))
        headline = self.stories[path]
        return (
            f"<!doctype html><html><head><title>{headline}</title></head><body><article>"
            f"<h1>{headline}</h1>{told}</article></body></html>"
        )


@asynccontextmanager
async def feed_site() -> AsyncIterator[FeedSite]:
    """A site with two stories, on a free port."""
    site = FeedSite()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    site.add("Ferry stopped over crack in rudder", "Buses go round the bay")
    try:
        yield site
    finally:
        await runner.cleanup()
