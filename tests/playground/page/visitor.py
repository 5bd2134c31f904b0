"""Somebody at the page: what they do there, how long it takes, what the browser complains of."""

from pathlib import Path

from playwright.async_api import ConsoleMessage, Locator, Page, Request, expect

from bot.playground.play import Stage

PATIENCE_MS = 10_000
STANDING = (
    "document.querySelector('#messages').innerHTML + document.querySelectorAll('dialog').length"
)
# From the press itself, as the page sees it, so that driving the browser isn't counted.
NOTE_PRESSES = "addEventListener('click', () => (window.pressedAt = performance.now()), true)"
SINCE_PRESSED = "(performance.now() - window.pressedAt)"


class Visitor:
    """A page of a browser. `complaints` are console errors and requests to elsewhere."""

    def __init__(self, stage: Stage, page: Page, pictures: Path) -> None:
        self.stage = stage
        self.page = page
        self.complaints: list[str] = []
        self.waits_s: list[float] = []
        self._pictures = pictures
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._see_request)

    async def open(self) -> None:
        await self.page.add_init_script(NOTE_PRESSES)
        await self.page.goto(self.stage.page.address)
        await self.page.locator("#switch").wait_for(state="attached")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.page.locator(".message:not([hidden])").last

    async def says(self, text: str) -> None:
        await self.page.locator("#typed").fill(text)
        await self.page.keyboard.press("Enter")

    async def slash(self, name: str, **options: str) -> None:
        """Types a command with options, chooses what is offered first, and sends it."""
        await self.page.locator("#typed").press_sequentially(f"/{name} ")
        for option, value in options.items():
            await self.fills(option, value)
        await self.sends()

    async def fills(self, option: str, value: str, *, chooses: bool = True) -> None:
        field = self.page.locator(f'#command input[data-option="{option}"]')
        if not await field.count():
            await self.page.get_by_role("button", name=f"Add {option}:").click()
        await field.fill(value)
        row = self.page.locator("#picker .row.active")
        if chooses and await field.get_attribute("aria-expanded") == "true":
            await row.wait_for()
            await field.press("Enter")

    async def sends(self) -> None:
        """Sends the command and waits for what comes of it."""
        before = await self._newest()
        await self.page.get_by_role("button", name="Send").click()
        await self._changed(before)

    async def presses(self, label: str, *, on: Locator | None = None) -> None:
        """Presses a message's button and waits for what comes of it."""
        before = await self._newest()
        await (on or self.last).locator(".body").get_by_role("button", name=label).click()
        await self._changed(before)

    async def chooses(self, label: str, *, on: Locator | None = None) -> None:
        before = await self._newest()
        await (on or self.last).get_by_role("combobox").click()
        await self.page.locator(".popup").get_by_role("option", name=label).click()
        await self._changed(before)

    async def uses_menu(self, name: str, *, on: Locator) -> None:
        await on.click(button="right")
        await self.page.get_by_role("menuitem", name=name).click()

    async def goes(self, channel: str) -> None:
        await self.page.locator("#rooms").get_by_role("button", name=channel).first.click()
        await expect(self.page.locator("#title")).to_contain_text(channel)

    async def becomes(self, name: str) -> None:
        await self.page.locator("#switch").click()
        await self.page.locator(".popup").get_by_role("option", name=name).click()
        await expect(self.page.locator("#switch")).to_contain_text(name)

    async def offered(self) -> list[str]:
        """The commands in the picker."""
        await self.page.locator("#typed").fill("/")
        names = await self.page.locator("#picker .row .label").all_inner_texts()
        await self.page.locator("#typed").fill("")
        return names

    async def shoots(self, name: str) -> None:
        """Writes a picture of what stands there now."""
        await self.page.screenshot(path=self._pictures / f"{name}.png")

    async def _newest(self) -> str:
        return str(await self.page.evaluate(STANDING))

    async def _changed(self, before: str) -> None:
        is_answered = "!document.querySelector('.sending, .message:last-child .thinking')"
        is_drawn = f"(before) => {is_answered} && {STANDING} !== before"
        drawn = await self.page.wait_for_function(f"{is_drawn} && {SINCE_PRESSED}", arg=before)
        self.waits_s.append(await drawn.json_value() / 1000)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((self.stage.loopback.url, "data:", "blob:")):
            self.complaints.append(f"request to {request.url}")
