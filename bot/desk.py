"""What the bot works with, opened together and closed together: store, workers, intake."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.charts.studio import Studio, open_studio
from bot.errors import DatelineError, SettingsError
from bot.glance import Glance
from bot.reading import resident
from bot.replies.desk import ReplyDesk
from bot.replies.opening import keys_of, must_be_elsewhere
from bot.retelling import Retelling
from bot.settings import ModelSettings, Settings
from bot.store import keep_clean
from bot.store.engine.turns import Turn
from bot.store.replies.reply_erasing import Keeping
from bot.store.store import Store
from bot.story import StoryId
from bot.wire.fetch import open_fetcher
from bot.wire.intake import Intake
from bot.wire.parsers import load as load_pages
from bot.wire.poller import Poller
from bot.worker import Worker, preload

log = logging.getLogger(__name__)

REREAD_AT_ONCE = 20
# Reading again waits until the start is over: its worker would take half of a small machine.
REREAD_AFTER_S = 15.0
# How long a database thread may keep the event loop from going on. Python's own 5 ms made the
# loop's answers wait: with it `/latest` took 11 ms and `/whosaid` 23, with this one 8 and 9.
SWITCH_S = 0.0005
# A page of hostile markup can hold a parser for as long as it is let.
PAGE_LIMIT_S = 5.0
# The longest article that is read takes about 6 s on one core; the first one waits for the model.
READING_LIMIT_S = 60.0
# In the data folder: what matplotlib remembers of the machine's fonts.
FONTS = "matplotlib"
# What `load_pages` and `resident.load` import.
WORKERS_MODULES = "bot.wire.page", "bot.wire.discovery", "bot.reading.engine"


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the way into it, and the way to read without keeping."""

    store: Store
    intake: Intake
    glance: Glance
    replies: ReplyDesk
    poller: Poller
    charts: Studio
    retelling: Retelling | None = None


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """A desk for `settings`; SettingsError or StoreError where it can't open."""
    sys.setswitchinterval(SWITCH_S)
    async with AsyncExitStack() as stack:
        url = settings.database.reveal() if settings.database else None
        store = await stack.enter_async_context(Store.open(settings.data, url))
        await stack.enter_async_context(background(keep_clean(store, settings.story_days)))
        intake = await stack.enter_async_context(open_intake(settings, store))
        replies = await stack.enter_async_context(_open_replies(settings, store))
        retelling = None
        if settings.model is not None:
            retelling = await stack.enter_async_context(_open_retelling(settings.model))
        charts = await stack.enter_async_context(open_studio(settings.data / FONTS))
        poller = Poller(store, intake)
        yield Desk(store, intake, Glance(store, intake), replies, poller, charts, retelling)


@asynccontextmanager
async def open_intake(settings: Settings, store: Store | None) -> AsyncIterator[Intake]:
    """Workers and network; without a `store` articles can be read but not kept."""
    preload(*WORKERS_MODULES)
    async with AsyncExitStack() as stack:
        pages = await stack.enter_async_context(Worker(load_pages, limit_s=PAGE_LIMIT_S))
        readings = await stack.enter_async_context(
            Worker(partial(resident.load, settings.pipeline), limit_s=READING_LIMIT_S)
        )
        fetcher = await stack.enter_async_context(open_fetcher(settings.private_hosts))
        yield Intake(store, pages=pages, readings=readings, fetcher=fetcher)


@asynccontextmanager
async def _open_replies(settings: Settings, store: Store) -> AsyncIterator[ReplyDesk]:
    must_be_elsewhere(settings.data)
    index_key = settings.replies.index_key
    keys = keys_of(settings.replies, index_key.reveal() if index_key else None)
    if keys is None:
        log.info(
            "no keys for readers' e-mail addresses: they aren't asked for; see docs/privacy.md"
        )
    keeping = Keeping(
        replies=timedelta(days=settings.replies.days),
        contacts=timedelta(days=settings.replies.address_days),
    )
    replies = ReplyDesk(store.replies, store.erasures, keys, keeping)
    async with background(store.erasures.keep(keeping)), background(replies.warm_up()):
        yield replies


@asynccontextmanager
async def _open_retelling(settings: ModelSettings) -> AsyncIterator[Retelling]:
    try:
        # An extra, and half a second of a start: loaded where it is wanted alone.
        import openai  # noqa: F401, PLC0415

        from bot.wire.llm import LanguageModel  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            "openai isn't installed",
            reader="DATELINE_LLM_URL is set, but the language model's client isn't installed:"
            " .venv/bin/pip install -e '.[llm]'.",
        ) from error
    model = LanguageModel(settings.url, settings.key.reveal(), settings.name)
    try:
        yield Retelling(model, most_a_day=settings.most_a_day)
    finally:
        await model.close()


@asynccontextmanager
async def background(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Within the block `work` goes on beside it; not a TaskGroup, which would wrap its errors."""
    task = asyncio.get_running_loop().create_task(work)
    task.add_done_callback(_say_if_failed)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def polling(desk: Desk, settings: Settings) -> AsyncIterator[None]:
    """Within the block feeds are looked at, unless the operator doesn't want that."""
    if not settings.is_polling:
        yield
        return
    async with background(desk.store.turns.alone(Turn.POLLER, desk.poller.run)):
        yield


@asynccontextmanager
async def rereading(desk: Desk) -> AsyncIterator[None]:
    """Within the block, what an older engine has read is read again, the newest story first."""
    work = partial(_reread_later, desk)
    async with background(desk.store.turns.alone(Turn.REREADER, work)):
        yield


def _say_if_failed(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work in the background has ended", exc_info=error)


async def _reread_later(desk: Desk) -> None:
    await asyncio.sleep(REREAD_AFTER_S)
    await reread(desk)
    # The engine is this process's for as long as it runs: once is enough.
    await asyncio.Event().wait()


async def reread(desk: Desk) -> None:
    """Read again what an older engine has read; what can't be read keeps its old reading."""
    engine = await desk.intake.engine()
    failed = set[StoryId]()
    while True:
        stale = await desk.store.stale(engine, REREAD_AT_ONCE + len(failed))
        waiting = [each for each in stale if each.story not in failed]
        if not waiting:
            return
        for each in waiting:
            try:
                reading = await desk.intake.reading_of(each.article)
                await desk.store.reread(each.story, each.revision, reading)
            except DatelineError as error:
                log.warning("story %d kept its old reading: %s", each.story, error)
                failed.add(each.story)
