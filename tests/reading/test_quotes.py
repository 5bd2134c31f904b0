"""Kinds, speakers and weights of quotes, with the parser and without."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ReadingError, SettingsError
from bot.reading.checksums import differing
from bot.reading.engine import LONGEST_BODY, Engine
from bot.story import Article, Quote, QuoteKind, Reading

SHARED = Path(__file__).resolve().parents[2] / "../shared"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load("en_core_web_sm")


@pytest.fixture(scope="module")
def plain() -> Engine:
    return Engine.load(None)


def read(engine: Engine, text: str) -> Reading:
    return engine.read(Article("", text))


def with_words(reading: Reading, body: str, words: str) -> Quote:
    for quote in reading.quotes:
        if any(words in span.of(body) for span in quote.content):
            return quote
    raise AssertionError(f"no quote holds {words!r}")


def cases() -> list[dict[str, Any]]:
    file = SHARED / "quotes/cases.jsonl"
    return (
        [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    )


@pytest.mark.skipif(not cases(), reason="the shared cases don't lie beside the checkout")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_the_shared_cases_are_read_right(engine, case):
    text = case["text"]
    reading = read(engine, text)
    for wanted in case["quotes"]:
        assert with_words(reading, text, wanted["begins"]).speaker == wanted["speaker"]
    marked = [q for q in reading.quotes if q.kind is not QuoteKind.REPORTED]
    for phrase in case["not_quotes"]:
        assert not any(s.of(text) == phrase for q in marked for s in q.content)


@pytest.fixture(scope="module")
def peace_talks(engine) -> tuple[str, Reading]:
    file = SHARED / "seed/article.txt"
    if not file.exists():
        pytest.skip("the seed article doesn't lie beside the checkout")
    paragraphs = file.read_text("utf-8").split("\n\n")[2:-3]
    body = "\n\n".join(paragraphs).replace('\\"', '"')
    headline = "Trump Engages Putin and Zelensky in Critical Ukraine Peace Talks"
    return body, engine.read(Article(headline, body))


def test_both_statements_of_the_president_are_his(peace_talks):
    body, reading = peace_talks
    for words in ("I think we are on the way to getting peace", "I just want to see people stop"):
        quote = with_words(reading, body, words)
        assert quote.kind is QuoteKind.DIRECT
        assert (quote.speaker, quote.role) == ("Donald Trump", "U.S. President")


def test_one_word_in_marks_is_a_partial_quote(peace_talks):
    body, reading = peace_talks
    quote = with_words(reading, body, "unrealistic")
    assert quote.kind is QuoteKind.PARTIAL
    assert (quote.speaker, quote.role) == ("Pete Hegseth", "U.S. Defense Secretary")


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("visit Moscow", "Vladimir Putin"),
        ("welcome American officials", "Vladimir Putin"),
        ("there would be no deployment", "Pete Hegseth"),
        ("abandon hopes", "Pete Hegseth"),
        ("take the lead", "Pete Hegseth"),
    ],
)
def test_what_is_only_reported_has_its_speaker(peace_talks, words, speaker):
    body, reading = peace_talks
    quote = with_words(reading, body, words)
    assert quote.kind is QuoteKind.REPORTED
    assert quote.speaker == speaker


def test_the_key_quote_is_the_presidents(peace_talks):
    body, reading = peace_talks
    assert "getting peace" in reading.key_quotes[0].words(body)


def test_near_repeats_weigh_nothing(plain):
    text = (
        "“We will rebuild the bridge by spring,” said Ada Byrne. Nobody cheered.\n\n"
        "“We will rebuild the bridge by spring,” Byrne said again on Friday."
    )
    weights = sorted(quote.weight for quote in read(plain, text).quotes)
    assert weights[0] == 0.0
    assert weights[1] > 0.0


def test_whole_sentences_outweigh_partial_ones_and_reported_speech(engine):
    text = (
        "Mayor Ada Byrne said the bridge would cost more than planned. She called it “a start”. "
        "“We will rebuild it by the spring, and nobody will pay twice,” Byrne said."
    )
    assert read(engine, text).key_quotes[0].kind is QuoteKind.DIRECT


def test_a_transcript_needs_no_marks(plain):
    text = "The call was short.\n\nHALE: Where is the boat?\n\nORR: At the bottom.\n\nHALE: Good."
    said = [(q.speaker, q.words(text)) for q in read(plain, text).quotes]
    assert said == [("Hale", "Where is the boat?"), ("Orr", "At the bottom."), ("Hale", "Good.")]


def test_other_languages_are_read_by_their_marks(engine):
    text = (
        "Der Minister sprach am Montag in Berlin über die Brücke und die Kosten des Umbaus. "
        "„Die Brücke wird gebaut“, sagte er vor den Abgeordneten, die lange geschwiegen hatten."
    )
    reading = read(engine, text)
    assert [q.words(text) for q in reading.quotes] == ["Die Brücke wird gebaut"]
    assert not reading.has_reported


def test_without_a_pipeline_reported_speech_is_missing_and_said_to_be(plain):
    text = "The mayor said that the bridge was safe. “It is safe,” Ada Byrne said."
    reading = read(plain, text)
    assert not reading.has_reported
    assert [q.kind for q in reading.quotes] == [QuoteKind.DIRECT]


def test_a_text_too_long_for_an_article_is_refused(plain):
    with pytest.raises(ReadingError, match="characters"):
        read(plain, "a " * LONGEST_BODY)


def test_empty_and_odd_texts_are_read(engine):
    for text in ("", "\n\n", "“", "’’’", "“”", ": : :", '\\"', "A:\n\n“B", "“ ” “"):
        assert read(engine, text).quotes == ()


def test_a_pipeline_that_is_not_installed_is_refused():
    with pytest.raises(SettingsError) as refused:
        Engine.load("xx_no_such_pipeline")
    assert "isn't installed" in refused.value.reader


def test_changed_files_of_the_pipeline_are_noticed(tmp_path):
    (tmp_path / "model").write_bytes(b"other")
    assert differing(tmp_path, {"model": "0" * 64, "gone": "0" * 64}) == ("model", "gone")


def test_the_same_article_is_read_the_same_twice(engine):
    text = "“It is over,” said Kim Doyle. “It has barely begun,” replied her rival, Sam Ortiz."
    assert read(engine, text) == read(engine, text)
