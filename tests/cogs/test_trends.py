"""`/trends` through the real client: the picture, the same numbers as text, the ways on."""

import os
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.asking import one_speaker
from bot.story import MemberId, Published, QuoteKind
from tests.made import HOSTILE_TEXTS, article, reading

pytestmark = [pytest.mark.usefixtures("dateline"), pytest.mark.timeout(120)]

NOW = datetime.now(UTC)


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


def image_of(answer, loopback):
    (file,) = answer.files
    assert answer.embeds[0]["image"]["url"] == file.url
    return Image.open(BytesIO(loopback.world.files[file.id]))


async def test_who_is_quoted_most_as_a_picture_and_in_numbers(loopback, spoken):
    answer = await loopback.seat("Rita").slash("trends")
    await answer.until(lambda one: one.embeds)
    assert answer.is_private
    assert answer.embeds[0]["title"] == "Who is quoted most, by week"
    assert "1. **Ann Bell** 4 quotes in 2 stories (+2)" in answer.text
    assert "2. **Bo Dahl** 1 quote in 1 story (new)" in answer.text
    assert "5 quotes of 2 speakers · 2 in the 30 days before" in answer.text
    (file,) = answer.files
    picture = image_of(answer, loopback)
    assert (picture.format, picture.width) == ("PNG", 1100)
    told = answer.embeds[0]["image"]["description"]
    assert told == file.description
    assert told.endswith("Ann Bell 4 (+2); Bo Dahl 1 (new).")


async def test_by_outlet_in_place_of_the_old_picture(loopback, spoken):
    answer = await loopback.seat("Rita").slash("trends")
    await answer.until(lambda one: one.embeds)
    (before,) = answer.files
    await answer.press("By outlet")
    await answer.until(lambda one: "by outlet" in one.text)
    assert "The Courier 3 · The Sound 1" in answer.text
    (after,) = answer.files
    assert before.id != after.id
    assert "Ann Bell 4: The Sound 1, The Courier 3" in after.description or (
        "Ann Bell 4: The Courier 3, The Sound 1" in after.description
    )
    assert image_of(answer, loopback).format == "PNG"
