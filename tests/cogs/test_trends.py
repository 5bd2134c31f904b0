"""`/trends` through the real client: the picture, the same numbers as text, the ways on."""

import os
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import pytest_asyncio
from PIL import Image

from bot.asking import one_speaker
from bot.charts.studio import Studio, open_studio
from bot.story import MemberId, Published, QuoteKind
from bot.worker import Worker
from tests.made import HOSTILE_TEXTS, article, reading

pytestmark = [pytest.mark.usefixtures("drawn"), pytest.mark.timeout(120)]

NOW = datetime.now(UTC)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory):
    """One process draws for all of these tests; each on its own would wait for matplotlib."""
    async with open_studio(tmp_path_factory.mktemp("fonts"), limit_s=60) as opened:
        yield opened


@pytest.fixture
def drawn(dateline, studio):
    """The bot, with the pictures of that process."""
    dateline.get_cog("Trends").charts = studio


async def speak(keep, name, outlet, days_ago, quotes=1):
    """A story of `days_ago` in which `name` is quoted so often."""
    said = [f"Point {number} of {name} {days_ago}." for number in range(quotes)]
    words = "\n\n".join(f"“{one}”" for one in said)
    of = replace(
        article(f"{name} speaks {days_ago}", words, url=None, outlet=outlet),
        published=Published(NOW - timedelta(days=days_ago)),
    )
    return await keep(of, reading(of, *((one, name, QuoteKind.DIRECT) for one in said)))


@pytest.fixture
async def spoken(keep):
    """Ann in two outlets, four quotes and two before; Bo in one, with one quote."""
    await speak(keep, "Ann Bell", "The Courier", 1, 3)
    await speak(keep, "Ann Bell", "The Sound", 12, 1)
    await speak(keep, "Ann Bell", "The Sound", 40, 2)
    await speak(keep, "Bo Dahl", "The Sound", 2, 1)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


async def shown(answer):
    """An answer once its picture is drawn; the first one waits for the process that draws."""
    return await answer.until(lambda one: one.embeds, within_s=60)


async def asked(loopback, **options):
    return await shown(await loopback.seat("Rita").slash("trends", **options))


async def changed(answer, words):
    """The same card once it says this."""
    return await answer.until(lambda one: words in one.text, within_s=60)


def image_of(answer, loopback):
    (file,) = answer.files
    assert answer.embeds[0]["image"]["url"] == file.url
    return Image.open(BytesIO(loopback.world.files[file.id]))


async def test_who_is_quoted_most_as_a_picture_and_in_numbers(loopback, spoken):
    answer = await asked(loopback)
    assert answer.is_private
    assert answer.embeds[0]["title"] == "Who is quoted most, by week"
    assert "1. **Ann Bell** 4 quotes in 2 stories (+2)" in answer.text
    assert "2. **Bo Dahl** 1 quote in 1 story (new)" in answer.text
    assert "5 quotes of 2 speakers · (±): against the 30 days before, with 2 quotes" in answer.text
    (file,) = answer.files
    picture = image_of(answer, loopback)
    assert (picture.format, picture.width) == ("PNG", 1100)
    told = answer.embeds[0]["image"]["description"]
    assert told == file.description
    assert told.endswith("Ann Bell 4 (+2); Bo Dahl 1 (new).")


async def test_by_outlet_in_place_of_the_old_picture(loopback, spoken):
    answer = await asked(loopback)
    (before,) = answer.files
    await answer.press("By outlet")
    await changed(answer, "by outlet")
    assert "The Courier 3 · The Sound 1" in answer.text
    (after,) = answer.files
    assert before.id != after.id
    assert "Ann Bell 4: The Courier 3, The Sound 1" in after.description
    assert image_of(answer, loopback).format == "PNG"


async def test_the_time_and_one_speaker_or_outlet_can_be_chosen(loopback, spoken):
    seat = loopback.seat("Rita")
    week = await asked(loopback, days=7)
    assert week.embeds[0]["title"] == "Who is quoted most, by day"
    assert "1. **Ann Bell** 3 quotes in 1 story" in week.text
    (offered,) = await seat.complete("trends", option="outlet", typed="sou")
    sound = await asked(loopback, since="60d", outlet=offered["value"])
    assert "Only quotes in stories of **The Sound**" in sound.text
    assert "1. **Ann Bell** 3 quotes in 2 stories" in sound.text
    bo = await asked(loopback, speaker="Bo Dahl", by="outlet")
    assert "Ann Bell" not in bo.text
    assert "Who quotes Bo Dahl" in bo.files[0].description


async def test_ways_to_other_times_and_to_what_somebody_said(loopback, spoken):
    answer = await asked(loopback)
    assert "Later ▶" not in answer.buttons
    await answer.press("◀ Earlier")
    await changed(answer, "1. **Ann Bell** 2 quotes in 1 story")
    await answer.press("Later ▶")
    await changed(answer, "1. **Ann Bell** 4 quotes")
    await answer.choose("The last 90 days", select="Another time")
    await changed(answer, "1. **Ann Bell** 6 quotes in 3 stories")
    await answer.choose("Ann Bell", select="What they said")
    assert answer.embeds[0]["title"] == "Ann Bell"
    assert not answer.files


async def test_a_posted_picture_is_for_all_and_a_press_on_it_gives_a_private_copy(loopback, spoken):
    answer = await asked(loopback)
    posted = await shown(await answer.press("Post here"))
    assert not posted.is_private
    assert posted.files[0].description == answer.files[0].description
    copy = await shown(await loopback.seat("Ravi").press(posted.message, "By outlet"))
    assert copy.is_private
    assert posted.embeds[0]["title"] == "Who is quoted most, by week"


async def test_joined_speakers_count_as_one(loopback, keep, spoken, desk, guild):
    await speak(keep, "A. Bell", "The Courier", 3, 2)
    short, long = [await one_speaker(desk.store, guild, name) for name in ("A. Bell", "Ann Bell")]
    await desk.store.join_speakers(short.id, long.id, guild=guild, member=MemberId(1), now=NOW)
    answer = await asked(loopback)
    assert "1. **Ann Bell** 6 quotes in 3 stories (+4)" in answer.text
    assert "A. Bell" not in answer.text


async def test_without_stories_or_quotes_the_card_says_what_to_do(loopback, keep):
    empty = await asked(loopback)
    assert "Add one with `/story add`" in empty.text
    await speak(keep, "Ann Bell", "The Courier", 100)
    quiet = await asked(loopback)
    assert "Choose a longer time, or an earlier one" in quiet.text
    assert not quiet.files
    await quiet.choose("The last 365 days")
    await changed(quiet, "1. **Ann Bell** 1 quote")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"days": 7, "since": "30d"}, "Give either `days` or `since`, not both."),
        ({"since": "2y"}, "a year at most"),
        ({"since": "yesterday", "until": "7d"}, "has to begin before it ends"),
    ],
    ids=["two lengths", "too long", "backwards"],
)
async def test_a_time_that_cant_be_is_told_with_one_that_can(loopback, options, said):
    answer = await asked(loopback, **options)
    assert said in answer.text


async def test_without_the_worker_the_numbers_come_without_a_picture(loopback, spoken, dateline):
    async with Worker(die, limit_s=60) as worker:
        dateline.get_cog("Trends").charts = Studio(worker)
        answer = await asked(loopback)
    assert "1. **Ann Bell** 4 quotes in 2 stories (+2)" in answer.text
    assert "The picture couldn't be drawn this time." in answer.text
    assert not answer.files


async def test_hostile_names_reach_nobody(loopback, keep):
    for number, text in enumerate(HOSTILE_TEXTS[::2]):
        of = article(
            f"h{number}", "“So it is.”", outlet=text or None, url=f"https://e.org/{number}"
        )
        of = replace(of, published=Published(NOW - timedelta(days=1)))
        await keep(of, reading(of, ("So it is.", text or None, QuoteKind.DIRECT)))
    answer = await asked(loopback)
    for button in ("By outlet", "By day" if "By day" in answer.buttons else "By week"):
        assert "Something broke" not in answer.text
        assert len(answer.files) == 1
        (before,) = answer.files
        await answer.press(button)
        await answer.until(
            lambda one, old=before: one.files and one.files[0].id != old.id, within_s=60
        )
    assert not loopback.pings
