"""Dates as feeds and pages write them: what is known is kept, what isn't is not made up."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.story import Published
from bot.wire.dates import published_from

NINE = Published(datetime(2025, 11, 24, 9, 0, tzinfo=UTC))
DAY = Published(datetime(2025, 11, 24, tzinfo=UTC), is_day_only=True)


@pytest.mark.parametrize(
    "written",
    [
        "2025-11-24T09:00:00Z",
        "2025-11-24T10:00:00+01:00",
        "2025-11-24T10:00:00.000+0100",
        "2025-11-24 10:00 +01",
        "2025/11/24 09:00:00 GMT",
        "20251124T090000Z",
        "Mon, 24 Nov 2025 09:00:00 GMT",
        "Mon, 24 Nov 2025 10:00:00 +0100",
        "24 Nov 2025 10:00:00 +01",
        "24 Nov 2025 10:00:00 +1",
        "Mon, 24 Nov 25 04:00:00 EST",
        "Mon, 24 Nov 2025 20:00:00 AEDT",
        "Mo, 24 Nov 2025 10:00:00 CET",
        "Mon, 24 November 2025 14:30:00 +0530",
        "Mon Nov 24 04:00:00 EST 2025",
        "November 24, 2025 at 4:00 a.m. EST",
        "Monday, November 24, 2025 09:00 UTC",
        "24 nov. 2025 10:00 GMT+1",
        "1763974800",
        "1763974800000",
    ],
)
def test_a_time_with_a_known_zone_is_that_moment(written):
    assert published_from(written) == NINE


@pytest.mark.parametrize(
    "written",
    [
        "2025-11-24",
        "2025/11/24",
        "20251124",
        "24 Nov 2025",
        "Mo, 24 Nov 2025",
        "24. November 2025",
        "24 de noviembre de 2025",
        "24 novembre 2025",
        "November 24th, 2025",
        "24.11.2025",
        "24/11/2025",
        "11/24/2025",
        "2025-11-24T10:00:00",
        "Mon, 24 Nov 2025 10:00:00",
        "Mon, 24 Nov 2025 10:00:00 IST",
        "Nov 24, 2025 10:00 AM ET",
        "Mon Nov 24 10:00:00 2025",
    ],
)
def test_without_a_known_zone_only_the_day_is_kept(written):
    assert published_from(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "yesterday",
        "0000-00-00 00:00:00",
        "1970-01-01",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0",
        "2025-02-30",
        "2025-11-24T25:00:00Z",
        "2025-11-24T24:30:00Z",
        "2025-13-01",
        "24 Foo 2025",
        "03/04/2025",
        "٢٠٢٥-١١-٢٤x",
        "9" * 79,
        "2025-11-24" * 20,
    ],
)
def test_what_cannot_be_read_for_certain_is_unknown(written):
    assert published_from(written) is None


def test_midnight_written_as_24_is_the_next_day():
    assert published_from("2025-11-23T24:00:00Z") == Published(DAY.moment)


def test_a_leap_second_is_kept_within_its_minute():
    moment = published_from("Sat, 31 Dec 2016 23:59:60 GMT")
    assert moment == Published(datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC))


@pytest.mark.parametrize(("written", "hour"), [("12:00 PM", 12), ("12:00 AM", 0), ("1:05 pm", 13)])
def test_the_twelve_hour_clock_turns_at_twelve(written, hour):
    found = published_from(f"Nov 24, 2025 {written} UTC")
    assert found is not None
    assert found.moment.hour == hour


@given(st.integers(min_value=10**8, max_value=10**11))
def test_every_moment_survives_both_standard_forms(seconds):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert published_from(moment.isoformat()) == Published(moment)
    assert published_from(moment.strftime("%a, %d %b %Y %H:%M:%S +0000")) == Published(moment)


@given(st.text(alphabet="0123456789-/:.,+ TZJanNovpmES年٣", max_size=40) | st.text(max_size=90))
def test_no_text_at_all_breaks_the_reader(text):
    found = published_from(text)
    assert found is None or found.moment.tzinfo is UTC
