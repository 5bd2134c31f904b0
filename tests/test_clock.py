"""An hour by the wall clock comes once a day, over both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import EVERY_DAY, days_in_words, hour_typed, next_time
from bot.errors import NotFound

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata")


def utc(*of: int) -> datetime:
    return datetime(*of, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_a_skipped_hour_is_taken_at_the_first_minute_after_it():
    assert next_time(time(2, 30), EVERY_DAY, BERLIN, utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 1)
    assert next_time(time(2, 30), EVERY_DAY, BERLIN, utc(2026, 3, 29, 1)) == utc(2026, 3, 30, 0, 30)


def test_a_doubled_hour_counts_once():
    first = next_time(time(2, 30), EVERY_DAY, BERLIN, utc(2026, 10, 24, 12))
    assert first == utc(2026, 10, 25, 0, 30)
    assert next_time(time(2, 30), EVERY_DAY, BERLIN, first) == utc(2026, 10, 26, 1, 30)


def test_a_half_hour_gap_and_a_gap_at_midnight():
    howe = next_time(time(2, 10), EVERY_DAY, ZoneInfo("Australia/Lord_Howe"), utc(2026, 10, 3, 1))
    assert howe == utc(2026, 10, 3, 15, 30)
    cairo = next_time(time(0, 30), EVERY_DAY, ZoneInfo("Africa/Cairo"), utc(2026, 4, 23, 12))
    assert cairo == utc(2026, 4, 23, 22)


def test_a_day_that_a_zone_skipped_whole_has_none():
    apia = ZoneInfo("Pacific/Apia")
    after = next_time(time(12), EVERY_DAY, apia, utc(2011, 12, 30, 1))
    assert after.astimezone(apia).date() == date(2011, 12, 31)


def test_only_the_days_that_were_chosen():
    assert next_time(time(8), (5, 6), BERLIN, utc(2026, 11, 3, 12)) == utc(2026, 11, 7, 7)
    assert next_time(time(8), (1,), BERLIN, utc(2026, 11, 3, 7)) == utc(2026, 11, 10, 7)


@settings(max_examples=150, deadline=None)
@given(
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)),  # noqa: DTZ001 - hypothesis takes naive ones
)
def test_every_local_day_has_it_exactly_once(at, name, start):
    zone, moment = ZoneInfo(name), start.replace(tzinfo=UTC)
    days = []
    for _ in range(5):
        later = next_time(at, EVERY_DAY, zone, moment)
        assert moment < later <= moment + timedelta(hours=49)
        moment = later
        days.append(later.astimezone(zone).date())
    assert days == [days[0] + timedelta(days=n) for n in range(5)]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("7", time(7)),
        ("07:30", time(7, 30)),
        ("7pm", time(19)),
        ("12 am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ("19h05", time(19, 5)),
        ("0:00", time(0)),
        ("٧", time(7)),
    ],
)
def test_an_hour_is_read_as_people_write_it(typed, at):
    assert hour_typed(typed) == at


@pytest.mark.parametrize("typed", ["", "25", "7:60", "13pm", "noonish", "-1", "7:3"])
def test_what_is_no_hour_says_how_to_write_one(typed):
    with pytest.raises(NotFound) as caught:
        hour_typed(typed)
    assert "07:30" in caught.value.reader


def test_days_are_told_as_people_say_them():
    assert days_in_words(EVERY_DAY) == "every day"
    assert days_in_words((4, 3, 2, 1, 0)) == "Monday to Friday"
    assert days_in_words((0, 2, 4)) == "on Mondays, Wednesdays and Fridays"
    assert days_in_words((6,)) == "on Sundays"
