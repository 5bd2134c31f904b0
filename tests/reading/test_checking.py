"""Whether a claimed quote was said so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.checking import Edit, Finding, check
from bot.story import Quote, QuoteKind, Said, Span, StoryId, StoryLine
from tests.made import NOON

LINE = StoryLine(StoryId(1), "Bridge", None, None, None, NOON)


def said(words, speaker="Maria Lopez", kind=QuoteKind.DIRECT):
    return Said(LINE, Quote(kind, (Span(0, 1),), speaker=speaker), words, None, 2)


READY = said("We’re ready for the winter, and the bridge is as well.")


@pytest.mark.parametrize(
    "claim",
    [
        "We’re ready for the winter, and the bridge is as well.",
        "we're READY for the winter",
        "“The bridge is as well!”",
        "We're ready … the bridge is as well",
        "we're ready [...] as well",
    ],
)
def test_case_typography_punctuation_and_marked_gaps_do_not_count(claim):
    assert check(claim, [READY]).finding is Finding.VERBATIM


def test_an_altered_quote_shows_what_was_changed():
    found = check("We're ready for the summer, and the bridge is as well", [READY])
    assert found.finding is Finding.ALTERED
    edits = [(change.edit, change.words) for change in found.changes]
    assert (Edit.ADDED, "summer") in edits
    assert (Edit.DROPPED, "winter") in edits


def test_a_gap_that_is_not_marked_is_an_alteration():
    found = check("We're ready and the bridge is as well", [READY])
    assert found.finding is Finding.ALTERED
    assert [c.words for c in found.changes if c.edit is Edit.DROPPED] == ["for the winter"]


def test_what_stands_around_the_claimed_part_is_no_change():
    found = check("ready for the long winter", [READY])
    assert [c.edit for c in found.changes] == [Edit.SAME, Edit.ADDED, Edit.SAME]


def test_the_right_words_of_somebody_else():
    theirs = frozenset({"Ellen Park"})
    assert check("ready for the winter", [READY], speakers=theirs).finding is Finding.BY_ANOTHER


def test_words_that_were_only_reported_are_no_quote():
    reported = said("the tolls would rise in May", "Ellen Park", QuoteKind.REPORTED)
    assert check("the tolls would rise", [reported]).finding is Finding.REPORTED


@pytest.mark.parametrize(
    "claim", ["Cats are better than dogs in every way", "", "…", "ready", "🙂"]
)
def test_words_that_nobody_said_are_not_found(claim):
    assert check(claim, [READY]).finding is Finding.NOT_FOUND


def test_the_best_finding_wins():
    altered = said("We are ready for the winter")
    assert check("We're ready for the winter", [altered, READY]).said is READY


def test_one_word_in_marks_is_not_what_a_claim_is_about():
    partial = said("unrealistic", "Pete Hegseth", QuoteKind.PARTIAL)
    found = check("The moon landing is an unrealistic story for children", [partial])
    assert found.finding is Finding.NOT_FOUND


def test_of_two_altered_quotes_the_likest_is_shown():
    newer = said("We’re hardly ready for any winter, or the bridge is as well made.")
    found = check("We're ready for the summer, and the bridge is as well", [newer, READY])
    assert found.said is READY


@pytest.mark.parametrize("kind", [QuoteKind.REPORTED, QuoteKind.DIRECT])
def test_what_another_said_in_other_words_is_not_theirs(kind):
    other = said("the tolls would rise in the month of May", "Ellen Park", kind)
    claim = "the tolls would rise" if kind is QuoteKind.REPORTED else "the tolls may rise in May"
    theirs = frozenset({"Maria Lopez"})
    assert check(claim, [other], speakers=theirs).finding is Finding.NOT_FOUND


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_raises(claim, words):
    check(claim, [said(words)])
