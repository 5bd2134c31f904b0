"""The quotation segmenter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.marks import runs, stretches


def inners(text: str) -> list[str]:
    return [text[s.inner : s.outer] for s in stretches(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Go home,” she said. “Now.”", ["Go home,", "Now."]),
        ('"Go home," she said.', ["Go home,"]),
        ("«Go home», she said.", ["Go home"]),
        ("„Go home“, she said.", ["Go home"]),
        ("``Go home,'' she said.", ["Go home,"]),
        ("‘We can’t go,’ he said of his friends’ plan.", ["We can’t go,"]),
        ("'We can't go,' he said of the boys' plan.", ["We can't go,"]),
        (r"\"Go home,\" she said.", ["Go home,"]),
        ("“He told me, ‘Run,’ and I ran,” she said.", ["He told me, ‘Run,’ and I ran,"]),
        ("‘He told me, “Run,” and I ran,’ she said.", ["He told me, “Run,” and I ran,"]),
        ("”Go home now,” she said.", ["Go home now,"]),
    ],
)
def test_each_kind_of_marks_is_found(text, wanted):
    assert inners(text) == wanted


def test_inches_and_decades_are_no_quotes():
    assert inners("A 6'2\" guard in the '70s told 'em about a 12\"-wide plank.") == []


def test_an_open_quotation_runs_on_over_paragraphs():
    text = "“One thing.\n\n“Another thing.\n\n“The last thing,” she said. “Done.”"
    assert list(runs(text, stretches(text))) == [[0, 1, 2], [3]]


def test_single_marks_run_on_over_paragraphs():
    text = "‘One thing.\n\n‘The last thing,’ she said."
    assert inners(text) == ["One thing.", "The last thing,"]


def test_a_missing_closing_mark_ends_before_the_cue():
    text = "“The road is closed, said Ada Byrne, who lives there.\n\nIt opened in May."
    assert inners(text) == ["The road is closed,"]


def test_a_missing_opening_mark_is_taken_at_the_paragraphs_beginning():
    assert inners("The road is closed,” said Ada Byrne.") == ["The road is closed,"]


def test_a_missing_mark_spoils_no_other_paragraph():
    text = "“The road is closed.\n\nNothing else.\n\n“It is open,” he said."
    assert inners(text)[-1] == "It is open,"


@given(st.text(alphabet="ab .,\n“”\"'‘’«»„`\\5", max_size=60))
def test_stretches_never_overlap_nor_cross_a_line(text):
    found = stretches(text)
    for stretch in found:
        assert stretch.start <= stretch.inner < stretch.outer <= stretch.end <= len(text)
        assert "\n" not in text[stretch.start : stretch.end]
    for before, after in pairwise(found):
        assert before.end <= after.start
