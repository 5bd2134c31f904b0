"""The way in: an address, a file or a pasted text becomes a kept story with its reading."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import TypedDict, Unpack

from bot.errors import NoArticle, StoreError, WorkerBusy
from bot.languages import N_
from bot.reading import resident
from bot.store.store import Store
from bot.story import Article, GuildId, Kept, Reading
from bot.wire.address import as_given, cleaned, is_home
from bot.wire.article_file import is_markup, text_of_file
from bot.wire.fetch import Fetcher
from bot.wire.fetched import Fetched, as_page
from bot.wire.live import is_live, with_earlier
from bot.wire.once import Once
from bot.wire.parsers import article_from_page
from bot.wire.pasted import article_from_text
from bot.worker import Given, Worker


class Stage(StrEnum):
    """What an intake is busy with."""

    FETCHING = "fetching"
    EXTRACTING = "extracting"
    READING = "reading"
    KEEPING = "keeping"


Progress = Callable[[Stage], Awaitable[None]]


class Taker(TypedDict):
    """On whose shelf a story goes, and when."""

    guild: GuildId
    now: datetime


async def silently(_: Stage) -> None:
    """Tell nobody."""


class Intake:
    """Takes stories in: all of one, fetched, extracted and read, or nothing of it."""

    def __init__(
        self, store: Store | None, *, pages: Worker, readings: Worker, fetcher: Fetcher
    ) -> None:
        """`pages` and `readings` are the worker processes of the parsers and the reading engine.

        Without a store articles can be had and read, but not taken.
        """
        self._store = store
        self._readings = readings
        self.pages = pages
        self.fetcher = fetcher
        self._fetching: Once[Article] = Once()
        self._reading: Once[Reading] = Once()

    async def take_url(
        self, url: str, *, progress: Progress = silently, **taker: Unpack[Taker]
    ) -> Kept:
        """Keep the article at an address. Raises IntakeError, ReadingError or StoreError."""
        article = await self.article_at(url, progress=progress)
        return await self.take(article, progress=progress, **taker)

    async def take_text(
        self,
        text: str,
        *,
        headline: str | None = None,
        outlet: str | None = None,
        **taker: Unpack[Taker],
    ) -> Kept:
        """Keep a pasted story. Raises NoArticle, ReadingError or StoreError."""
        article = await self.article_of(text, headline=headline, outlet=outlet)
        return await self.take(article, **taker)

    async def take_file(
        self, content: bytes, *, progress: Progress = silently, **taker: Unpack[Taker]
    ) -> Kept:
        """Keep the story in a text or HTML file. Raises IntakeError, ReadingError or StoreError."""
        await progress(Stage.EXTRACTING)
        return await self.take(await self.article_of(content), progress=progress, **taker)

    async def take(
        self, article: Article, *, progress: Progress = silently, **taker: Unpack[Taker]
    ) -> Kept:
        """Keep an article at hand. Raises ReadingError or StoreError.

        A live blog keeps the updates that have dropped off its page since it was last taken in.
        """
        if self._store is None:
            raise StoreError("an intake without a store was asked to keep something")
        if article.url and is_live(article.body):
            before = await self._store.body_at(article.url)
            article = replace(article, body=with_earlier(article.body, before or ""))
        await progress(Stage.READING)
        reading = await self.reading_of(article)
        await progress(Stage.KEEPING)
        return await self._store.keep(article, reading, **taker)

    async def article_at(self, url: str, *, progress: Progress = silently) -> Article:
        """The article at an address, not kept. Raises IntakeError, or WorkerBusy.

        An address asked for several times at once is fetched once.
        """
        await progress(Stage.FETCHING)
        return await self._fetching.do(cleaned(url) or url, partial(self._fetch, url, progress))

    async def article_of(
        self, content: bytes | str, *, headline: str | None = None, outlet: str | None = None
    ) -> Article:
        """The article in a file's bytes or a pasted text, not kept. Raises as article_at.

        HTML is told from plain text by its beginning; a given headline or outlet wins.
        """
        text = text_of_file(content) if isinstance(content, bytes) else content
        if not is_markup(text):
            return await self._parsed(article_from_text, text, headline=headline, outlet=outlet)
        article = await self._parsed(article_from_page, text, now=datetime.now(UTC))
        return replace(
            article, headline=headline or article.headline, outlet=outlet or article.outlet
        )

    async def reading_of(self, article: Article) -> Reading:
        """The reading of an article: the store's where this engine has read it already."""
        if self._store is not None:
            known = await self._store.reading_of(article, await self.engine())
            if known is not None:
                return known
        read = partial(self._readings.run, resident.read, article)
        return await self._reading.do((article.headline, article.body), read)

    @property
    def waiting(self) -> int:
        """How many articles wait to be read, or are being read."""
        return self._readings.waiting

    async def engine(self) -> str:
        """The version of the reading engine. Raises SettingsError for a pipeline it can't use."""
        return await self._readings.run(resident.version)

    async def _fetch(self, url: str, progress: Progress) -> Article:
        fetched = as_page(await self.fetcher.fetch(as_given(url)))
        if is_home(fetched.url) and not is_home(as_given(url)):
            raise NoArticle("a redirect to the home page")
        await progress(Stage.EXTRACTING)
        article = await self._extracted(fetched)
        asked = cleaned(url)
        if asked is None or asked in {article.url, *article.also_at}:
            return article
        return replace(article, also_at=(*article.also_at, asked))

    async def _extracted(self, fetched: Fetched) -> Article:
        text = fetched.text
        if is_markup(text) or not fetched.content_type.startswith("text/plain"):
            return await self._parsed(article_from_page, text, fetched.url, now=datetime.now(UTC))
        article = await self._parsed(article_from_text, text)
        return replace(article, url=cleaned(fetched.url))

    async def _parsed(
        self, parse: Callable[Given, Article], *args: Given.args, **kwargs: Given.kwargs
    ) -> Article:
        """What `parse` makes of it in the worker; whatever a parser breaks on is no article."""
        try:
            return await self.pages.run(parse, *args, **kwargs)
        except (NoArticle, WorkerBusy):
            raise
        except Exception as error:
            raise NoArticle(
                f"the parser failed: {type(error).__name__}",
                reader=N_("That page couldn't be taken apart. Paste the text instead."),
            ) from error
