"""The rules say who may reply, what waits for a moderator, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.replies.case import Case
from bot.replies.rules import BURST, MOST_WAITING, SERVER_BURST, judge
from bot.reply import (
    Draft,
    Earlier,
    HoldMode,
    HouseRules,
    Rule,
    Ruling,
    UnderStory,
    Writer,
)
from bot.story import MemberId

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
KNOWN = Writer(MemberId(7), account_made_at=NOW - timedelta(days=400), published=3)
CASE = Case(
    Draft("Liv", "The bridge was closed for longer."), KNOWN, UnderStory(), HouseRules(), NOW
)


def ago(**since):
    return NOW - timedelta(**since)


def written(comment, *, name="Liv"):
    return replace(CASE, draft=Draft(name, comment))


def by(**facts):
    return replace(CASE, writer=replace(KNOWN, **facts))


def under(*earlier, is_closed=False):
    return replace(CASE, under=UnderStory(is_closed, earlier))


def on(**asked):
    return replace(CASE, house=HouseRules(**asked))


def rules_met(case):
    return [matched.rule for matched in judge(case).matched]


def test_a_known_writers_plain_reply_is_published():
    verdict = judge(CASE)
    assert verdict.ruling is Ruling.ACCEPTED
    assert not verdict.matched


@pytest.mark.parametrize("blank", ["", "  \n", "\u3164", "\u200b\u200d", "\u2800\u00ad", "\u0301"])
def test_what_nobody_can_see_is_no_name_and_no_comment(blank):
    for case in (written("Fine.", name=blank), written(blank)):
        assert judge(case).ruling is Ruling.REFUSED
        assert rules_met(case) == [Rule.LENGTH]


def test_too_long_a_comment_goes_back_with_both_figures():
    verdict = judge(written("x" * 2310))
    assert verdict.ruling is Ruling.REFUSED
    assert "2,310" in verdict.reader.said()
    assert "2,000" in verdict.reader.said()


def test_a_comment_as_long_as_is_allowed_is_published():
    assert judge(written("x" * 2000)).ruling is Ruling.ACCEPTED


def test_a_server_may_ask_for_more_than_a_word():
    assert rules_met(replace(on(shortest=20), draft=Draft("Liv", "No."))) == [Rule.LENGTH]


def test_a_name_of_sixty_one_characters_is_too_long():
    assert rules_met(written("Fine.", name="L" * 61)) == [Rule.LENGTH]


@pytest.mark.parametrize(
    "name",
    [
        "Dana Quist",
        "DANA QUIST",
        "dana_quist",
        "Dаnа Quіst",
        "D4na Qu1st",
        "Dana\u200bQuist",
        "ᴅᴀɴᴀ ᴏ",
    ],
)
def test_a_name_that_looks_like_staff_is_refused(name):
    case = replace(on(staff=("Dana Quist", "Dana O")), draft=Draft(name, "Fine."))
    assert rules_met(case) == [Rule.LENGTH]
    assert "run this server" in judge(case).reader.said()


@pytest.mark.parametrize("name", ["Moderator", "Adm1n", "М\u043ederator", "D a t e l i n e"])
def test_names_of_offices_are_taken(name):
    assert judge(written("Fine.", name=name)).ruling is Ruling.REFUSED


def test_staff_write_under_their_own_name():
    case = replace(on(staff=("Dana Quist",)), draft=Draft("Dana Quist", "Fine."))
    case = replace(case, writer=replace(KNOWN, is_staff=True))
    assert judge(case).ruling is Ruling.ACCEPTED


def test_another_name_with_a_staff_name_in_it_is_free():
    assert (
        judge(replace(on(staff=("Dana",)), draft=Draft("Danae", "Fine."))).ruling is Ruling.ACCEPTED
    )


def test_a_closed_story_takes_no_reply():
    assert judge(under(is_closed=True)).reader.said() == "This story takes no more replies."


@pytest.mark.parametrize(
    "again",
    [
        "The bridge was closed for longer.",
        "the BRIDGE was closed, for longer!!!",
        "The brіdge was clоsed for longer",
        "The bridge was closed for longer...  ok",
    ],
)
def test_the_writers_own_words_are_not_taken_twice(again):
    case = under(Earlier(again, ago(days=2), is_by_writer=True))
    assert judge(case).ruling is Ruling.REFUSED
    assert rules_met(case) == [Rule.REPEAT]


def test_anothers_words_soon_after_wait_and_later_pass():
    assert judge(under(Earlier(CASE.draft.comment, ago(minutes=5)))).ruling is Ruling.HELD
    assert judge(under(Earlier(CASE.draft.comment, ago(minutes=7)))).ruling is Ruling.ACCEPTED


def test_short_replies_are_the_same_only_when_equal():
    case = replace(
        under(Earlier("Well said!", ago(minutes=1), is_by_writer=True)),
        draft=Draft("Liv", "Sell wood"),
    )
    assert judge(case).ruling is Ruling.ACCEPTED


def test_emoji_alone_are_compared_as_they_stand():
    case = under(Earlier("👏", ago(hours=1), is_by_writer=True))
    assert judge(replace(case, draft=Draft("Liv", "👏"))).ruling is Ruling.REFUSED
    assert judge(replace(case, draft=Draft("Liv", "👎"))).ruling is Ruling.ACCEPTED


def test_fifteen_seconds_lie_between_two_replies():
    assert "10 seconds" in judge(by(sent_at=(ago(seconds=5),))).reader.said()
    assert judge(by(sent_at=(ago(seconds=15),))).ruling is Ruling.ACCEPTED


def test_the_sixth_reply_in_ten_minutes_has_to_wait():
    sent = tuple(ago(minutes=minutes) for minutes in (8, 6, 4, 2, 1))
    assert len(sent) == BURST
    assert "2 minutes" in judge(by(sent_at=sent)).reader.said()
    assert judge(by(sent_at=(ago(minutes=10), *sent[1:]))).ruling is Ruling.ACCEPTED


def test_the_order_of_the_times_sent_makes_no_difference():
    sent = (ago(seconds=5), ago(minutes=3))
    assert judge(by(sent_at=sent)).reader.said() == judge(by(sent_at=sent[::-1])).reader.said()


def test_too_many_waiting_under_one_story_are_refused():
    assert rules_met(by(waiting=MOST_WAITING)) == [Rule.RATE]
    assert judge(by(waiting=MOST_WAITING - 1)).ruling is Ruling.ACCEPTED


def test_on_a_flooded_server_everything_waits():
    flood = tuple(ago(seconds=second) for second in range(SERVER_BURST))
    case = replace(CASE, server_sent_at=flood)
    assert judge(case).ruling is Ruling.HELD
    assert rules_met(case) == [Rule.RATE]
    assert judge(replace(CASE, server_sent_at=flood[1:])).ruling is Ruling.ACCEPTED


def test_a_blocked_member_is_told_so():
    verdict = judge(by(is_blocked=True))
    assert verdict.ruling is Ruling.REFUSED
    assert "takes no replies from you" in verdict.reader.said()


def test_a_listed_word_holds_the_reply_and_is_named_to_moderators():
    verdict = judge(replace(on(words=("humbug",)), draft=Draft("Liv", "What a HUMBUG!")))
    assert verdict.ruling is Ruling.HELD
    assert "“humbug”" in verdict.matched[0].why.said()
    assert "humbug" not in verdict.reader.said()


def test_a_listed_word_in_the_name_holds_too():
    assert rules_met(replace(on(words=("humbug",)), draft=Draft("Humbug", "Fine."))) == [Rule.WORDS]


def test_one_link_passes_and_two_wait():
    assert judge(written("See https://example.org/a")).ruling is Ruling.ACCEPTED
    assert rules_met(written("See https://example.org/a and example.net")) == [Rule.LINKS]


def test_a_link_for_a_name_waits():
    assert rules_met(written("Fine.", name="www.example.org")) == [Rule.LINKS]


def test_a_doubtful_text_waits():
    assert rules_met(replace(CASE, is_doubtful=True)) == [Rule.CONTACT]


def test_a_first_reply_waits_unless_nobodys_do():
    assert rules_met(by(published=0)) == [Rule.HOLD]
    assert (
        judge(replace(on(hold=HoldMode.NOBODY), writer=replace(KNOWN, published=0))).matched == ()
    )


def test_a_day_old_account_waits():
    assert rules_met(by(account_made_at=ago(hours=23))) == [Rule.HOLD]
    assert judge(by(account_made_at=ago(hours=24))).ruling is Ruling.ACCEPTED


def test_where_everybody_is_held_staff_are_too():
    case = replace(on(hold=HoldMode.EVERYBODY), writer=replace(KNOWN, is_staff=True))
    assert rules_met(case) == [Rule.HOLD]


def test_all_that_holds_a_reply_is_listed_in_the_rules_order():
    case = Case(
        Draft("Liv", "humbug at example.org and example.net"),
        replace(KNOWN, published=0),
        UnderStory(earlier=(Earlier("Humbug at example.org and example.net", ago(minutes=1)),)),
        HouseRules(words=("humbug",)),
        NOW,
        is_doubtful=True,
    )
    assert rules_met(case) == [Rule.REPEAT, Rule.WORDS, Rule.LINKS, Rule.CONTACT, Rule.HOLD]


REFUSALS = (Rule.LENGTH, Rule.CLOSED, Rule.REPEAT, Rule.RATE, Rule.BLOCKED)


@pytest.mark.parametrize("first", REFUSALS)
def test_of_several_refusals_that_of_the_first_rule_is_given(first):
    wrong = REFUSALS[REFUSALS.index(first) :]
    same = Earlier("Fine.", ago(hours=1), is_by_writer=True)
    case = Case(
        Draft("" if Rule.LENGTH in wrong else "Liv", "Fine."),
        replace(KNOWN, is_blocked=True, sent_at=(NOW,) if Rule.RATE in wrong else ()),
        UnderStory(Rule.CLOSED in wrong, (same,) if Rule.REPEAT in wrong else ()),
        HouseRules(hold=HoldMode.EVERYBODY),
        NOW,
    )
    assert judge(case).ruling is Ruling.REFUSED
    assert rules_met(case) == [first]


def test_what_is_held_is_refused_when_a_later_rule_refuses():
    case = replace(
        under(Earlier(CASE.draft.comment, ago(minutes=1))), writer=replace(KNOWN, is_blocked=True)
    )
    assert rules_met(case) == [Rule.BLOCKED]


def test_no_noun_of_a_reply_prints_what_was_typed():
    case = written("my secret words", name="Liv Berg")
    assert "secret" not in repr(case)
    assert "Berg" not in repr(case)
