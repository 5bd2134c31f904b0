"""A time zone is found by what people call it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.zones import offset_of, zone_named, zones, zones_like

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berlin", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("Berlni", "Europe/Berlin"),
        ("utc", "UTC"),
        ("india", "Asia/Kolkata"),
    ],
)
def test_a_zone_is_found_by_what_people_call_it(typed, first):
    assert zones_like(typed, WINTER)[0] == first


def test_an_offset_finds_the_zones_that_have_it_now():
    found = zones_like("UTC+5:30", WINTER)
    assert found == ("Asia/Colombo", "Asia/Kolkata")
    assert "Europe/Berlin" in zones_like("+1", WINTER, most=99)
    assert "Europe/Berlin" not in zones_like("+1", WINTER.replace(month=7), most=99)


def test_what_is_no_place_finds_nothing():
    assert zones_like("atlantis under the sea", WINTER) == ()
    assert zones_like("../../etc/passwd", WINTER) == ()
    assert zone_named("../../etc/passwd") is None


def test_every_listed_zone_is_one():
    assert len(zones()) > 400
    for each in zones():
        assert ZoneInfo(each.name).key == each.name


def test_an_offset_is_told_in_hours_and_minutes():
    assert offset_of(ZoneInfo("Asia/Kolkata"), WINTER) == "UTC+5:30"
    assert offset_of(ZoneInfo("America/New_York"), WINTER) == "UTC-5"
    assert offset_of(ZoneInfo("UTC"), WINTER) == "UTC"
