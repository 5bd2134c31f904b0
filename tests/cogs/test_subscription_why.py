"""`/subscription why` through the real client, of stories that were really sent or not."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.made import BRIDGE

pytestmark = pytest.mark.usefixtures("dateline")


async def test_a_story_that_was_sent_says_when_and_where(loopback, keep):
    seat = loopback.seat("Olivia")
    await seat.slash("subscription add", include="bridge")
    story = await keep(now=datetime.now(UTC))
    posted = await seat.sees(BRIDGE.headline, within_s=20)
    answer = await seat.slash("subscription why", subscription="1", story=str(story))
    assert "✅ Headline or text has what must be there." in answer.text
    assert answer.is_private
    assert str(posted.channel) in answer.text


async def test_each_stage_that_was_not_met_is_named(loopback, keep):
    seat = loopback.seat("Olivia")
    await seat.slash("subscription add", exclude="bridge", topic="Floods")
    early = await keep(now=datetime.now(UTC) - timedelta(days=1))
    answer = await seat.slash("subscription why", subscription="1", story=str(early))
    assert "❌ It was here before the subscription was made or resumed." in answer.text
    assert "❌ It isn't about that topic." in answer.text
    assert "❌ Headline or text has what is excluded." in answer.text
    assert "Not delivered: a story has to meet every stage." in answer.text


async def test_what_waits_for_the_digest_says_so_and_what_is_not_here_too(loopback, keep):
    seat = loopback.seat("Olivia")
    await seat.slash("subscription add", mode="digest")
    story = await keep(now=datetime.now(UTC))
    answer = await seat.slash("subscription why", subscription="1", story=str(story))
    assert "It comes with the channel's digest" in answer.text
    answer = await seat.slash("subscription why", subscription="1", story="no such story at all")
    assert "No story here fits" in answer.text
