"""One browser for all tests of the page, and visitors in it."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.playground.play import Stage, staged
from bot.playground.running import running
from tests.playground.page.visitor import Visitor
from tests.playground.sample_bot import SampleBot

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# Whether this is CI is no setting of the bot.
IS_CI = bool(os.environ.get("CI"))  # noqa: TID251

Visit = Callable[..., Awaitable[Visitor]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium; nothing is downloaded."""
    if CHROMIUM is None and not IS_CI:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM)
        yield opened
        await opened.close()


@pytest.fixture(scope="session")
def pictures(pytestconfig: pytest.Config) -> Path:
    """The folder of the screenshots: .pytest_cache/d/pictures."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("pictures")


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    """A playground with its page, without a bot."""
    async with staged() as opened:
        yield opened
        assert not opened.loopback.refusals, "\n".join(map(str, opened.loopback.refusals))


@pytest_asyncio.fixture(loop_scope="session")
async def sample_bot(stage: Stage) -> AsyncIterator[SampleBot]:
    """The sample bot, ready in the stage."""
    client = SampleBot()
    async with running(client, stage.loopback):
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def visit(stage: Stage, browser: Browser, pictures: Path) -> AsyncIterator[Visit]:
    """`await visit()` gives a visitor; at the end the browser must have complained of nothing."""
    visitors: list[Visitor] = []

    async def visited(
        width: int = 1200, height: int = 800, scheme: Literal["dark", "light"] = "dark"
    ) -> Visitor:
        page = await browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB"
        )
        visitor = Visitor(stage, page, pictures)
        visitors.append(visitor)
        await visitor.open()
        return visitor

    yield visited
    for visitor in visitors:
        await visitor.page.close()
        assert not visitor.complaints, visitor.complaints
