"""Takes the README's picture of the playground's page: `python docs/pictures/photograph.py`."""

import asyncio
import tempfile
from pathlib import Path
from shutil import which

from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright

from bot.app import Dateline
from bot.desk import open_desk
from bot.playground.newsroom import newsroom
from bot.playground.play import Stage, staged
from bot.playground.running import running
from bot.settings import Settings
from bot.story import GuildId
from bot.tryout import take_in_samples

PICTURE = Path(__file__).parent / "page.png"
SIZE = {"width": 1120, "height": 690}


async def main() -> None:
    """Photograph a summary at the page."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_desk(Settings(data=Path(folder))) as desk, staged() as stage:
            (guild,) = newsroom().guilds
            await take_in_samples(desk, GuildId(guild))
            async with running(Dateline(desk, ready_s=0.05), stage.loopback):
                await photograph(stage)


async def photograph(stage: Stage) -> None:
    """Ask for a summary as Rita, and take the picture."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=which("chromium"))
        tab = await browser.new_page(viewport=SIZE, color_scheme="dark", locale="en-GB")
        await tab.goto(stage.page.address)
        await tab.locator("#switch").click()
        await tab.locator(".popup").get_by_role("option", name="Rita").click()
        await ask(tab, "/summary ", "glass sponges")
        await tab.screenshot(path=PICTURE)
        await browser.close()


async def ask(tab: Tab, command: str, value: str) -> None:
    """Use a command with the first choice for `value`, and wait for its card."""
    await tab.locator("#typed").press_sequentially(command)
    await tab.keyboard.type(value)
    await tab.locator("#picker .row.active").wait_for()
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Enter")
    await tab.locator(".embed").wait_for()


if __name__ == "__main__":
    asyncio.run(main())
