"""A day of feeds with every habit and fault, through restarts, in the real store."""

import pytest

from bench.feeds.web import Habit
from bench.feeds.week import week


@pytest.mark.timeout(300)
async def test_in_a_simulated_day_every_story_is_told_once_and_every_update_is_one(tmp_path):
    done = await week(len(Habit), 1, tmp_path, busiest=2)
    assert done.faults == []
    assert done.tally.told > 20
    assert done.tally.updates > 1
    assert done.restarts > 0
    assert done.looks < 60 * len(Habit)
