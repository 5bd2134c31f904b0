import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.sentences import split

GOLDEN = Path(__file__).with_name("golden") / "sentences.jsonl"
# Raised when the splitter gets better, never lowered.
FLOOR_F1 = 0.99
# Half of what one busy core does, so that a loaded machine doesn't fail the test.
FLOOR_PER_SECOND = 50_000


def texts(body: str) -> list[str]:
    return [span.of(body) for span in split(body)]


def golden() -> list[tuple[str, list[str]]]:
    rows = map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines())
    return [(row["body"], row["sentences"]) for row in rows]


def places(body: str, sentences: list[str]) -> set[tuple[int, int]]:
    found, end = set(), 0
    for sentence in sentences:
        start = body.index(sentence, end)
        end = start + len(sentence)
        found.add((start, end))
    return found


def test_the_golden_lines_are_split_as_well_as_ever():
    hits = given_ = wanted = 0
    for body, sentences in golden():
        ours = {(span.start, span.end) for span in split(body)}
        right = places(body, sentences)
        hits += len(ours & right)
        given_ += len(ours)
        wanted += len(right)
    assert len(golden()) >= 150
    assert 2 * hits / (given_ + wanted) >= FLOOR_F1


def test_a_hundred_thousand_sentences_take_about_a_second():
    body = "\n\n".join(" ".join(body for body, _ in golden()[n : n + 6]) for n in range(150))
    best = 0.0
    for _ in range(5):
        start = time.process_time()
        count = len(split(body))
        best = max(best, count / (time.process_time() - start))
    assert best >= FLOOR_PER_SECOND


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        (
            "U.S. President Ada Moss spoke. She left.",
            ["U.S. President Ada Moss spoke.", "She left."],
        ),
        ("“Why?” Mr. Pell asked. Nobody knew.", ["“Why?” Mr. Pell asked.", "Nobody knew."]),
        ("'Why?' He said nothing.", ["'Why?'", "He said nothing."]),
        ("Rain fell\n\nSnow came. Ice followed.", ["Rain fell", "Snow came.", "Ice followed."]),
        ("• One thing\n\n• Another thing.", ["One thing", "Another thing."]),
    ],
)
def test_a_case_that_broke_once_is_right(body, sentences):
    assert texts(body) == sentences


def test_escaped_quotation_marks_close_a_sentence_like_bare_ones():
    assert texts(r"He said, \"Go.\" She went.") == [r"He said, \"Go.\"", "She went."]


@pytest.mark.parametrize("body", ["", " ", "\n\n", "...", "\n\n•\n\n", '"', "?!", "(", "1."])
def test_a_body_without_a_sentence_is_no_trouble(body):
    assert all(span.of(body).strip() for span in split(body))


@given(st.text(alphabet="aB. \n\"'“”?!()…1U.S•-", max_size=200))
def test_sentences_are_in_order_apart_and_without_space_around_them(body):
    spans = split(body)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        assert span.of(body) == span.of(body).strip()
        assert span.start < span.end


@given(st.text(alphabet="aB. \n\"'“”?!()…1U.S•-", max_size=200))
def test_no_letter_is_lost_between_sentences(body):
    kept = "".join(span.of(body) for span in split(body))
    assert [c for c in kept if c.isalnum()] == [c for c in body if c.isalnum()]
