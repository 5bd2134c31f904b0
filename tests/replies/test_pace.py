"""Who sends forms faster than anybody reads is told so without a look at the database."""

from datetime import timedelta

from bot.replies.pace import MOST_FORMS, MOST_OPENED, MOST_REMEMBERED, Pace
from bot.reply import Rule, Ruling
from bot.story import MemberId
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
    may = [pace.may_open(HERE, RITA, NOON + n * SECOND) for n in range(MOST_OPENED + 1)]
    assert may == [True] * MOST_OPENED + [False]
    assert pace.may_open(HERE, RAVI, NOON + 12 * SECOND)
    assert pace.may_open(HERE, RITA, NOON + 60 * SECOND)
    assert [pace.foreseen(HERE, RITA, NOON) for _ in range(MOST_FORMS + 1)][-1] is None


def test_others_and_other_servers_do_not_wait():
    pace = Pace()
    pace.kept(HERE, RITA, NOON)
    assert pace.verdict(HERE, RAVI, NOON) is None
    assert pace.verdict(THERE, RITA, NOON) is None


def test_what_is_old_is_not_remembered():
    pace = Pace()
    for number in range(MOST_REMEMBERED + 1):
        pace.may_open(HERE, MemberId(number), NOON)
        pace.verdict(HERE, MemberId(number), NOON)
        pace.kept(HERE, MemberId(number), NOON)
    pace.verdict(HERE, RITA, NOON + 120 * SECOND)
    assert (len(pace._opened), len(pace._forms)) == (0, 1)
    assert not pace._kept
