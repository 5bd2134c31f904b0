"""Who sends forms faster than anybody reads is told so without a look at the database."""

from datetime import timedelta

from bot.replies.pace import (
    MOST_FORMS,
    MOST_OPENED,
    MOST_REMEMBERED,
    MOST_TOGETHER,
    TOGETHER_WITHIN,
    Opening,
    Pace,
)
from bot.reply import Rule, Ruling
from bot.story import GuildId, MemberId
from tests.store.replying import RAVI, RITA
from tests.store.sample import HERE, NOON, THERE

SECOND = timedelta(seconds=1)


def test_the_next_form_after_a_kept_one_waits_a_quarter_of_a_minute():
    pace = Pace()
    assert pace.verdict(HERE, RITA, NOON) is None
    pace.kept(HERE, RITA, NOON)
    verdict = pace.verdict(HERE, RITA, NOON + 5 * SECOND)
    assert verdict is not None
    assert verdict.ruling is Ruling.REFUSED
    assert [matched.rule for matched in verdict.matched] == [Rule.RATE]
    assert "Wait 10 seconds" in verdict.reader.said()
    assert pace.verdict(HERE, RITA, NOON + 15 * SECOND) is None


def test_a_form_that_was_sent_back_may_be_mended_at_once_but_not_for_ever():
    pace = Pace()
    verdicts = [pace.verdict(HERE, RITA, NOON + n * SECOND) for n in range(MOST_FORMS + 1)]
    assert verdicts[:-1] == [None] * MOST_FORMS
    assert verdicts[-1] is not None
    assert pace.verdict(HERE, RITA, NOON + 60 * SECOND) is None


def test_forms_may_be_opened_as_often_as_a_hand_can_and_looking_ahead_counts_nothing():
    pace = Pace()
    opened = [pace.opening(HERE, RITA, NOON + n * SECOND) for n in range(MOST_OPENED + 1)]
    assert opened == [Opening.FREE] * MOST_OPENED + [Opening.TOO_MANY]
    assert pace.opening(HERE, RAVI, NOON + 12 * SECOND) is Opening.FREE
    assert pace.opening(HERE, RITA, NOON + 60 * SECOND) is Opening.FREE
    assert [pace.foreseen(HERE, RITA, NOON) for _ in range(MOST_FORMS + 1)][-1] is None


def test_a_crowd_waits_for_some_seconds_and_whoever_was_refused_does_not_make_it_longer():
    pace = Pace()
    crowd = [pace.opening(HERE, MemberId(n), NOON) for n in range(MOST_TOGETHER + 9)]
    assert crowd == [Opening.FREE] * MOST_TOGETHER + [Opening.CROWDED] * 9
    assert pace.opening(THERE, RITA, NOON) is Opening.FREE
    assert pace.opening(HERE, RITA, NOON + TOGETHER_WITHIN) is Opening.FREE


def test_others_and_other_servers_do_not_wait():
    pace = Pace()
    pace.kept(HERE, RITA, NOON)
    assert pace.verdict(HERE, RAVI, NOON) is None
    assert pace.verdict(THERE, RITA, NOON) is None


def test_what_is_old_is_not_remembered():
    pace = Pace()
    for number in range(MOST_REMEMBERED + 1):
        pace.opening(GuildId(number), MemberId(number), NOON)
        pace.verdict(HERE, MemberId(number), NOON)
        pace.kept(HERE, MemberId(number), NOON)
    pace.verdict(HERE, RITA, NOON + 120 * SECOND)
    assert (len(pace._opened), len(pace._forms)) == (0, 1)
    assert not pace._kept
