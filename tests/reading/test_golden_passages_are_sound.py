"""The golden passages say what they claim to say: every answer can be found in its text."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"
MARKS = tuple("“”„«»‘’\"'`‟❝")
LEAST_PER_SET = {"passages": 170, "held": 60}
LEAST_PER_TAG = 3


def passages(name: str) -> list[dict[str, Any]]:
    lines = (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ALL = {name: passages(name) for name in LEAST_PER_SET}
EVERY = [passage for passages_of_set in ALL.values() for passage in passages_of_set]
QUOTES = [(passage, quote) for passage in EVERY for quote in passage["quotes"]]


def test_every_quote_begins_once_in_its_text():
    counts = {(p["id"], q["begins"]): p["text"].count(q["begins"]) for p, q in QUOTES}
    assert {quote: n for quote, n in counts.items() if n != 1} == {}


def test_quotes_stand_in_the_order_of_the_text():
    starts = {p["id"]: [p["text"].index(q["begins"]) for q in p["quotes"]] for p in EVERY}
    assert [ident for ident, of_text in starts.items() if of_text != sorted(of_text)] == []


@pytest.mark.parametrize("key", ["mention", "role"])
def test_every_mention_and_role_stands_in_the_text(key: str):
    absent = [(p["id"], q[key]) for p, q in QUOTES if q.get(key) and q[key] not in p["text"]]
    assert absent == []


def test_what_must_not_be_a_quote_stands_in_the_text():
    refused = [(p["id"], piece, p["text"]) for p in EVERY for piece in p["not_quotes"]]
    assert [(ident, piece) for ident, piece, text in refused if piece not in text] == []


def test_a_speaker_is_named_by_the_text():
    named = [(p, q["speaker"]) for p, q in QUOTES if q["speaker"]]
    unnamed = [
        (passage["id"], speaker)
        for passage, speaker in named
        if speaker.split()[-1].casefold() not in passage["text"].casefold()
    ]
    assert unnamed == []


def test_a_named_speaker_has_a_mention():
    assert [p["id"] for p, q in QUOTES if q["speaker"] and not q["mention"]] == []


def test_each_quote_is_of_one_of_three_kinds():
    assert {quote["kind"] for _, quote in QUOTES} == {"direct", "partial", "reported"}


def test_direct_and_partial_quotes_begin_after_a_mark_and_reported_ones_do_not():
    wrong = []
    for passage, quote in QUOTES:
        before = passage["text"][: passage["text"].index(quote["begins"])].rstrip("\\ ")
        is_in_marks = before.endswith(MARKS)
        may_lack_marks = "transcript" in passage["tags"]
        if is_in_marks == (quote["kind"] == "reported") and not may_lack_marks:
            wrong.append((passage["id"], quote["begins"]))
    assert wrong == []


def test_no_two_passages_share_an_id_or_a_text():
    assert len({passage["id"] for passage in EVERY}) == len(EVERY)
    assert len({passage["text"] for passage in EVERY}) == len(EVERY)


def test_the_held_passages_are_marked_by_their_ids():
    assert all((name == "held") == p["id"].startswith("held_") for name in ALL for p in ALL[name])


@pytest.mark.parametrize("name", LEAST_PER_SET)
def test_a_set_is_large_enough(name: str):
    assert len(ALL[name]) >= LEAST_PER_SET[name]


def test_every_tag_is_tried_by_several_passages():
    tags = Counter(tag for passage in ALL["passages"] for tag in passage["tags"])
    assert {tag: n for tag, n in tags.items() if n < LEAST_PER_TAG} == {}
