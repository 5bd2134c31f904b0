"""What the bot works with, opened together and closed together: store, workers, intake."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.reading import resident
from bot.settings import Settings
from bot.store.store import Store
from bot.wire.fetch import open_fetcher
from bot.wire.intake import Intake
from bot.wire.page import load as load_pages
from bot.worker import Worker

# A page of hostile markup can hold a parser for as long as it is let.
PAGE_LIMIT_S = 5.0
# The longest article that is read takes about 6 s on one core; the first one waits for the model.
READING_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Desk:
    """The store and the way into it."""

    store: Store
    intake: Intake


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """A desk for `settings`; SettingsError or StoreError where it can't open."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(Store.open(settings.data))
        intake = await stack.enter_async_context(open_intake(settings, store))
        yield Desk(store, intake)


@asynccontextmanager
async def open_intake(settings: Settings, store: Store | None) -> AsyncIterator[Intake]:
    """Workers and network; without a `store` articles can be read but not kept."""
    async with AsyncExitStack() as stack:
        pages = await stack.enter_async_context(Worker(load_pages, limit_s=PAGE_LIMIT_S))
        readings = await stack.enter_async_context(
            Worker(partial(resident.load, settings.pipeline), limit_s=READING_LIMIT_S)
        )
        fetcher = await stack.enter_async_context(open_fetcher(settings.private_hosts))
        yield Intake(store, pages=pages, readings=readings, fetcher=fetcher)
