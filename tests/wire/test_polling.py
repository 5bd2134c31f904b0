"""What is decided about a feed at each look, as values in and values out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feed import NONE_KNOWN, UNKNOWN_RHYTHM, Entry, Feed, FeedState, Validators
from bot.notice import NoticeKind
from bot.story import Published
from bot.wire import rhythm
from bot.wire.fetched import Fetched
from bot.wire.polling import (
    AGREEING_LOOKS,
    FAILURES_TO_TELL,
    asking,
    failed,
    heard,
    read,
)

NOW = datetime(2025, 11, 24, 9, 0, tzinfo=UTC)
ADDRESS = "https://news.example/feed.xml"
NEW = FeedState(ADDRESS, NOW)
FULL = Fetched(ADDRESS, 200, b"<rss/>", etag='W/"1"', last_modified="Mon, 24 Nov 2025 09:00:00 GMT")
EMPTY = Feed("The Harbour Post", None, ())
HALF = 0.5


def hear(state: FeedState, fetched: Fetched, now: datetime = NOW):
    return heard(state, fetched, now=now, chance=HALF)


def taken(state: FeedState = NEW, fetched: Fetched = FULL, feed: Feed = EMPTY) -> FeedState:
    assert hear(state, fetched).must_read
    return read(state, fetched, feed, now=NOW, chance=HALF).state


def feed_every(gap: timedelta, count: int = 10, silence: timedelta = timedelta(0)) -> Feed:
    moments = [NOW - silence - gap * number for number in range(count)]
    return Feed("x", None, tuple(Entry("x", published=Published(moment)) for moment in moments))


def test_the_validators_of_the_last_full_answer_are_sent_exactly():
    assert asking(NEW, NOW) == NONE_KNOWN
    assert asking(taken(), NOW) == Validators('W/"1"', "Mon, 24 Nov 2025 09:00:00 GMT")
    bare = replace(FULL, content=b"<rss> </rss>", etag=None, last_modified=None)
    assert asking(taken(taken(), bare), NOW) == NONE_KNOWN


def test_validators_are_dropped_once_a_day_however_often_nothing_changed():
    state = taken()
    for hour in range(1, 24):
        at = NOW + timedelta(hours=hour)
        assert asking(state, at) != NONE_KNOWN
        state = hear(state, Fetched(ADDRESS, 304), at).state
    assert asking(state, NOW + timedelta(hours=24)) == NONE_KNOWN


def test_the_same_content_is_not_read_again_but_its_validators_are_kept():
    look = hear(taken(), replace(FULL, etag='W/"2"'))
    assert not look.must_read
    assert asking(look.state, NOW).etag == 'W/"2"'


def test_a_first_look_seeds():
    assert not NEW.is_seeded
    assert taken().is_seeded


def test_half_a_document_seeds_nothing_unless_the_feed_always_ends_so():
    state, cut = NEW, replace(EMPTY, is_cut=True)
    seeded = []
    for _ in range(5):
        state = read(state, FULL, cut, now=NOW, chance=HALF).state
        seeded.append(state.is_seeded)
    assert seeded == [False, False, False, True, True]
    assert read(taken(), FULL, cut, now=NOW, chance=HALF).state.error is None


def test_a_look_that_failed_keeps_what_is_known():
    state = taken()
    look = failed(state, "It broke.", now=NOW, chance=HALF)
    assert (look.state.known, look.state.body) == (state.known, state.body)
    assert (look.state.error, look.state.failures) == ("It broke.", 1)
    again = hear(look.state, Fetched(ADDRESS, 304)).state
    assert (again.error, again.failures) == (None, 0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "doesn't let"),
        (403, "doesn't let"),
        (404, "no page"),
        (429, "fewer"),
        (500, "trouble"),
        (503, "trouble"),
        (302, "doesn't let"),
    ],
)
def test_a_refusal_is_remembered_in_words_and_the_wait_doubles(status, words):
    waits = []
    state = taken()
    for _ in range(12):
        state = hear(state, Fetched(ADDRESS, status)).state
        waits.append(state.next_look - NOW)
    assert words in (state.error or "")
    assert waits == sorted(waits)
    assert waits[0] == rhythm.SHORTEST
    assert waits[-1] == rhythm.LONGEST


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "written", ["36000", format_datetime(NOW + timedelta(hours=10), usegmt=True)]
)
def test_retry_after_is_waited_for_in_both_forms(status, written):
    look = hear(taken(), Fetched(ADDRESS, status, retry_after=written))
    assert look.state.next_look == NOW + timedelta(hours=10)


@pytest.mark.parametrize("written", ["999999999", "Mon, 24 Nov 2098 09:00:00 GMT"])
def test_retry_after_is_capped_at_a_day(written):
    look = hear(taken(), Fetched(ADDRESS, 503, retry_after=written))
    assert look.state.next_look == NOW + rhythm.LONGEST


@pytest.mark.parametrize("written", ["", "soon", "-5", "Mon, 24 Nov 2003 09:00:00 GMT", None])
def test_a_retry_after_that_says_nothing_changes_nothing(written):
    look = hear(taken(), Fetched(ADDRESS, 503, retry_after=written))
    assert look.state.next_look == NOW + rhythm.SHORTEST


def test_a_feed_that_is_gone_ends_with_one_notice():
    look = hear(taken(), Fetched(ADDRESS, 410))
    assert look.notice is NoticeKind.FEED_GONE
    assert look.state.is_gone


def test_a_failing_feed_is_told_of_once():
    state, notices = taken(), []
    for _ in range(3 * FAILURES_TO_TELL):
        look = failed(state, "It broke.", now=NOW, chance=HALF)
        state = look.state
        notices.append(look.notice)
    assert [notice for notice in notices if notice] == [NoticeKind.FEED_FAILING]


def test_a_permanent_move_counts_after_agreeing_looks():
    moved = Fetched("https://news.example/new", 304, moved_to="https://news.example/new")
    state = taken()
    for number in range(1, AGREEING_LOOKS + 1):
        look = hear(state, moved)
        state = look.state
        assert (state.address != ADDRESS) == (number == AGREEING_LOOKS)
    assert look.notice is NoticeKind.FEED_MOVED


def test_a_move_that_is_taken_back_does_not_count():
    moved = Fetched("https://news.example/new", 304, moved_to="https://news.example/new")
    other = replace(moved, moved_to="https://news.example/other")
    state = taken()
    for answer in (moved, moved, Fetched(ADDRESS, 304), moved, moved, other, other):
        state = hear(state, answer).state
    assert state.address == ADDRESS


@pytest.mark.parametrize(
    ("feed", "wait"),
    [
        (feed_every(timedelta(seconds=20)), rhythm.SHORTEST),
        (feed_every(timedelta(hours=1)), timedelta(minutes=30)),
        (feed_every(timedelta(days=9)), rhythm.LONGEST),
        (feed_every(timedelta(hours=1), silence=timedelta(hours=20)), timedelta(hours=2)),
        (feed_every(timedelta(hours=1), count=1), UNKNOWN_RHYTHM),
        (replace(EMPTY, every_s=7200), timedelta(hours=2)),
        (replace(EMPTY, every_s=1), rhythm.SHORTEST),
        (EMPTY, UNKNOWN_RHYTHM),
    ],
)
def test_the_wait_is_learned_from_the_feeds_own_rhythm(feed, wait):
    assert rhythm.learned(feed, max_age=None, now=NOW) == wait


def test_a_longer_cache_time_is_respected_and_capped():
    feed = feed_every(timedelta(minutes=10))
    assert rhythm.learned(feed, max_age=1800, now=NOW) == timedelta(minutes=30)
    assert rhythm.learned(feed, max_age=10**9, now=NOW) == rhythm.LONGEST


def test_entries_of_the_future_teach_no_rhythm():
    ahead = feed_every(timedelta(minutes=10), silence=timedelta(days=-30))
    assert rhythm.learned(ahead, max_age=None, now=NOW) == UNKNOWN_RHYTHM


@given(st.floats(0, 1), st.integers(1, 10**6))
def test_the_wait_is_spread_by_a_tenth(chance, seconds):
    wait = timedelta(seconds=seconds)
    assert 0.89 * wait < rhythm.spread(wait, chance) < 1.11 * wait
