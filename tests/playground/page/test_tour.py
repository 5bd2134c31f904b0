"""A newcomer's tour of Dateline at the page, from the first summary to a published reply."""

from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.app import Dateline
from bot.desk import open_desk, polling
from bot.playground.play import staged
from bot.playground.running import running
from bot.replies.opening import throwaway
from bot.sample_feed import Pace, SampleFeed
from bot.settings import Settings
from bot.story import GuildId
from bot.tryout import living, sample_articles

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What the tour asks about; reading all twelve samples would only take longer.
STORIES = ("glass-sponge-garden", "council-sprinkler-levy", "glass-market-fire")
PACE = Pace(timedelta(seconds=1), timedelta(hours=1), timedelta(seconds=8))
ANSWERED_WITHIN_S = 0.2
TOUR_S = 240
PATIENT_MS = 60_000
PAINTED_WITHIN_MS = 1000
COMMENT = "I was on that quay, and nobody told us before seven."
PASTED = """The lamp on Harbour Point was lit again on Tuesday after eleven dark years.

“I kept the key in a biscuit tin,” said its former keeper, Olaf Brandt, who is 84.

The council said that the repair had cost £9,000, most of it given by fishermen.
"""


def now_utc() -> datetime:
    return datetime.now(UTC)


@pytest_asyncio.fixture(loop_scope="session")
async def sample():
    return SampleFeed(pace=PACE)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(sample):
    async with staged(routes=sample.routes(now_utc)) as opened:
        sample.site = opened.loopback.url
        yield opened
        assert not opened.loopback.refusals, "\n".join(map(str, opened.loopback.refusals))


@pytest_asyncio.fixture(loop_scope="session")
async def dateline(stage, sample, tmp_path):
    settings = Settings(
        data=tmp_path / "data",
        pipeline=None,
        private_hosts=("127.0.0.1",),
        replies=throwaway(),
    )
    (guild,) = map(GuildId, stage.loopback.world.guilds)
    async with open_desk(settings) as desk, polling(desk, settings):
        for article in sample_articles():
            if (article.url or "").endswith(STORIES):
                await desk.intake.take(article, guild=guild, now=now_utc())
        bot = Dateline(desk, ready_s=0.05)
        async with running(bot, stage.loopback):
            yield bot


@pytest_asyncio.fixture(loop_scope="session")
async def feed(dateline, stage, sample):
    """`async with feed():` lets the sample feed begin."""
    (guild,) = map(GuildId, stage.loopback.world.guilds)
    return partial(living, dateline.desk, guild, sample)


@pytest.mark.timeout(TOUR_S)
async def test_a_newcomer_sees_everything_within_minutes(visit, feed):
    visitor = await visit()
    await looks_around(visitor)
    await asks(visitor)
    await adds_a_story(visitor)
    await subscribes(visitor, feed)
    await replies(visitor)
    await approves(visitor)
    assert median(visitor.waits_s) < ANSWERED_WITHIN_S, visitor.waits_s


async def looks_around(visitor):
    paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    assert await visitor.page.evaluate(paint) < PAINTED_WITHIN_MS
    await visitor.shoots("01-welcome")
    await visitor.page.locator("#typed").fill("/")
    await visitor.shoots("02-commands")
    await visitor.page.locator("#typed").fill("")


async def asks(visitor):
    await visitor.slash("summary", story="glass sponge")
    await expect(visitor.last.locator(".embed")).to_contain_text("glass sponges")
    await visitor.shoots("03-summary")
    await visitor.slash("quotes", story="glass market")
    await visitor.presses("More")
    await expect(visitor.last).to_contain_text("page 2")
    await visitor.presses("Back")
    await visitor.shoots("04-quotes")
    await visitor.slash("whosaid", speaker="brenda")
    await expect(visitor.last.locator(".title")).to_have_text("Brenda Voss")
    await visitor.shoots("05-who-said")
    await visitor.slash("checkquote", quote="You can't buy a building with a household bill")
    await expect(visitor.last.locator(".embed")).to_be_visible()
    await visitor.shoots("06-check")


async def adds_a_story(visitor):
    await visitor.slash("story add")
    form = visitor.page.get_by_role("dialog")
    await form.get_by_label("Headline").fill("Harbour lamp lit again")
    await form.get_by_label("Text", exact=True).fill(PASTED)
    await form.get_by_label("Outlet").fill("Quay Letter")
    await visitor.shoots("07-form")
    await form.get_by_role("button", name="Submit").click()
    await expect(visitor.last).to_contain_text("Harbour lamp lit again", timeout=PATIENT_MS)
    await visitor.shoots("08-added")


async def subscribes(visitor, feed):
    await visitor.slash("subscription add", channel="news")
    await visitor.shoots("09-subscribed")
    async with feed():
        await expect(ferry(visitor)).to_contain_text("held in port", timeout=PATIENT_MS)
        await visitor.shoots("10-arrived")
        await expect(ferry(visitor)).to_contain_text("sail again on Thurs", timeout=PATIENT_MS)
    await expect(ferry(visitor)).to_contain_text("(edited)")
    await visitor.shoots("11-updated")


async def replies(visitor):
    await visitor.becomes("Rita")
    await visitor.presses("Reply", on=ferry(visitor))
    form = visitor.page.get_by_role("dialog")
    await form.get_by_label("Comment").fill(COMMENT)
    await visitor.shoots("12-reply")
    await form.get_by_role("button", name="Submit").click()
    await expect(visitor.last).to_contain_text("moderator will look", timeout=PATIENT_MS)
    await visitor.shoots("13-waits")


async def approves(visitor):
    await visitor.becomes("Max")
    await visitor.slash("replies queue")
    await visitor.shoots("14-queue")
    await visitor.chooses("Rita")
    await visitor.presses("Approve")
    await visitor.shoots("15-approved")
    await visitor.page.locator(".message .thread").click(timeout=PATIENT_MS)
    await expect(visitor.last).to_contain_text(COMMENT, timeout=PATIENT_MS)
    await visitor.shoots("16-thread")


def ferry(visitor):
    return visitor.page.locator(".message", has_text="Skelder ferry").last
