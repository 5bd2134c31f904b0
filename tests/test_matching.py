"""A subscription wants a story where every stage that is set says so."""

import time as clock
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import matching
from bot.errors import BadSubscription
from bot.matching import Facts, Stage
from bot.story import GuildId, MemberId, OutletId, SpeakerId
from bot.subscription import (
    UNSAVED,
    ChannelId,
    ChannelKind,
    FeedId,
    Filter,
    Quiet,
    Subscription,
    Words,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FACTS = Facts(
    taken_at=NOON,
    headline="Café owners back the U.S. plan",
    body="Owners of cafés said they’d open on Sunday. 猫カフェも開く。",
    outlet=OutletId(1),
    feeds=frozenset({FeedId(2)}),
    topics=frozenset({matching.topic_key("United Nations")}),
    speakers=frozenset({SpeakerId(3)}),
)
EVERYTHING = Subscription(
    UNSAVED, GuildId(1), ChannelId(1), ChannelKind.TEXT, MemberId(1), since=NOON
)


def wants(**asked):
    return matching.wants(replace(EVERYTHING, filter=Filter(**asked)), FACTS)


@pytest.mark.parametrize(
    ("asked", "is_wanted"),
    [
        pytest.param({}, True, id="everything"),
        pytest.param({"outlet": OutletId(1)}, True, id="outlet"),
        pytest.param({"outlet": OutletId(2)}, False, id="another outlet"),
        pytest.param({"feed": FeedId(2)}, True, id="feed"),
        pytest.param({"feed": FeedId(1)}, False, id="another feed"),
        pytest.param({"topic": "united  NATIONS"}, True, id="topic in another spelling"),
        pytest.param({"topic": "Nations"}, False, id="part of a topic"),
        pytest.param({"speaker": SpeakerId(3)}, True, id="speaker"),
        pytest.param({"speaker": SpeakerId(4)}, False, id="another speaker"),
        pytest.param({"include": Words("tea, CAFE")}, True, id="any of the words"),
        pytest.param({"include": Words("caf")}, False, id="half a word"),
        pytest.param({"include": Words("they'd open")}, True, id="a phrase, typography aside"),
        pytest.param({"include": Words("u.s.")}, True, id="stops within a word"),
        pytest.param({"include": Words("カフェ")}, True, id="a script without blanks"),
        pytest.param({"include": Words("open ?on", is_pattern=True)}, True, id="pattern"),
        pytest.param({"exclude": Words("sunday")}, False, id="excluded"),
        pytest.param({"exclude": Words("monday")}, True, id="not excluded"),
    ],
)
def test_what_is_asked_decides(asked, is_wanted):
    assert wants(**asked) is is_wanted


def test_each_stage_that_is_set_tells_its_verdict_in_a_sentence():
    asked = Filter(outlet=OutletId(2), include=Words("cafe"))
    one = replace(EVERYTHING, since=NOON + timedelta(hours=1), filter=asked)
    verdicts = list(matching.verdicts(one, FACTS))
    assert [(v.stage, v.is_met) for v in verdicts] == [
        (Stage.SINCE, False),
        (Stage.OUTLET, False),
        (Stage.INCLUDE, True),
    ]
    assert all(v.words.endswith(".") for v in verdicts)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){20}", "a?" * 60 + "a" * 60])
def test_a_pattern_made_to_take_for_ever_takes_no_time(pattern):
    body = "a" * 20_000 + "!"
    asked = Filter(include=Words(pattern, is_pattern=True))
    began = clock.process_time()
    matching.wants(replace(EVERYTHING, filter=asked), replace(FACTS, body=body))
    assert clock.process_time() - began < 1


@pytest.mark.parametrize(
    "words",
    [
        Words("", is_pattern=True),
        Words("[", is_pattern=True),
        Words("(x{500}){500}", is_pattern=True),
        Words(r"(a)\1", is_pattern=True),
        Words(","),
        Words("a," * 60),
    ],
    ids=["empty", "unclosed", "too large", "back reference", "no words", "too many words"],
)
def test_words_that_cannot_be_looked_for_are_refused(words):
    with pytest.raises(BadSubscription):
        matching.check(words)


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        pytest.param("2026-06-01T21:00", "2026-06-02T05:00", id="evening"),
        pytest.param("2026-06-02T03:00", "2026-06-02T05:00", id="morning"),
        pytest.param("2026-06-02T12:00", None, id="day"),
        pytest.param("2026-03-29T00:30", "2026-03-29T05:00", id="the night that is an hour short"),
        pytest.param("2026-10-24T23:30", "2026-10-25T06:00", id="the night that is an hour long"),
    ],
)
def test_quiet_hours_end_by_the_wall_clock(moment, end):
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    quiet = Quiet(time(22), time(7))
    wanted = None if end is None else datetime.fromisoformat(end).replace(tzinfo=UTC)
    assert matching.held_until(quiet, now, ZoneInfo("Europe/Berlin")) == wanted


def test_quiet_hours_that_end_in_a_skipped_hour_end_with_it():
    now = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    end = matching.held_until(Quiet(time(1), time(2, 30)), now, ZoneInfo("Europe/Berlin"))
    assert end == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
