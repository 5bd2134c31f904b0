import pytest

from bot.reading.lede import facts
from bot.reading.sentences import split
from bot.story import Lede, Span


def told(body: str, names: tuple[tuple[str, str], ...] = ()) -> dict[str, list[str]]:
    spans = tuple((span_of(body, words), label) for words, label in names)
    lede = facts(body, split(body), spans)
    parts = {"who": lede.who, "what": lede.what, "when": lede.when, "where": lede.where}
    return {kind: [span.of(body) for span in found] for kind, found in parts.items()}


def span_of(body: str, words: str) -> Span:
    start = body.index(words)
    return Span(start, start + len(words))


def test_the_opening_tells_who_when_and_where_without_a_parser():
    found = told(
        "U.S. President Ada Moss met Prime Minister Ole Lind in Bergen, Norway, on Tuesday "
        "morning. They talked for an hour."
    )
    assert found["who"] == ["U.S. President Ada Moss", "Prime Minister Ole Lind"]
    assert found["when"] == ["on Tuesday morning"]
    assert found["where"] == ["Bergen, Norway"]


def test_a_dateline_is_a_place_and_no_part_of_what_happened():
    found = told("NAIROBI, Kenya (AP) — A court freed the editor. She thanked her lawyers.")
    assert found["where"] == ["NAIROBI"]
    assert found["what"] == ["A court freed the editor."]


def test_names_that_a_parser_found_are_taken_before_capitals():
    body = "Rain fell on Lake Mead as Brightwater Corp. opened its dam. Crowds came."
    found = told(body, (("Brightwater Corp.", "ORG"), ("Lake Mead", "LOC")))
    assert found["who"] == ["Brightwater Corp."]
    assert found["where"] == ["Lake Mead"]


def test_names_behind_the_opening_are_left_out():
    body = "It rained. It poured. Ada Moss stayed in."
    assert told(body, (("Ada Moss", "PERSON"),))["who"] == []


@pytest.mark.parametrize(
    ("opening", "when"),
    [
        ("The bridge reopened early Monday.", "early Monday"),
        ("The bridge reopened on March 3, 2024.", "on March 3, 2024"),
        ("The bridge reopened on 3 March 2024.", "on 3 March 2024"),
        ("The bridge reopened last week.", "last week"),
        ("The bridge reopened at 9:30 a.m. local time.", "at 9:30 a.m."),
        ("The bridge reopened yesterday.", "yesterday"),
        ("The bridge, shut since 2019, is open.", "since 2019"),
    ],
)
def test_days_dates_and_hours_are_told(opening, when):
    assert told(opening)["when"] == [when]


@pytest.mark.parametrize(
    "opening", ["It may rain.", "They march at noon or in May.", "No one came."]
)
def test_a_word_that_only_looks_like_a_name_is_nobody(opening):
    assert told(opening)["who"] == []


def test_a_weekday_is_no_place():
    assert told("The ship sank in Monday fog.")["where"] == []


def test_what_is_named_twice_is_given_once():
    body = "Ada Moss won. Ada Moss wept."
    assert told(body, (("Ada Moss", "PERSON"), ("Ada Moss", "PERSON")))["who"] == ["Ada Moss"]


def test_an_empty_body_has_no_lede():
    assert facts("", ()) == Lede()
