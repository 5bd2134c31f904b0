"""A day of feeds with every habit and fault: each story once, through restarts."""

import pytest

from bench.feeds.web import Habit
from bench.feeds.week import week


@pytest.mark.timeout(180)
async def test_every_story_of_a_simulated_day_is_announced_once():
    announced, requests, faults = await week(len(Habit), days=1)
    assert faults == []
    assert announced > 50
    assert requests < 60 * len(Habit)
