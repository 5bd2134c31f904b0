import pytest

from bot.reading.sentences import split
from bot.reading.summary_rules import Line, leans, lines, without_dateline
from bot.story import Span


def lines_of(body: str) -> list[tuple[str, bool, bool]]:
    return [(line.span.of(body), line.may_stand, line.leans) for line in lines(body, split(body))]


def only(body: str) -> Line:
    (line,) = lines(body, split(body))
    return line


@pytest.mark.parametrize(
    "text",
    [
        "He left the hall at noon.",
        "But the mayor stayed.",
        "Meanwhile, rain fell on the coast.",
        "This pleased nobody.",
        "In response, the club sold him.",
        "“It was late,” he said.",
        "“The rain came early this year,” she told reporters.",
        "'We were lucky,' they said.",
        "As a result, the port closed.",
        "When he arrived, the doors were shut.",
        "One of them was hurt.",
        "(They had left earlier.)",
        "We saw the smoke from the hill.",
    ],
)
def test_a_sentence_that_stands_for_something_before_leans(text):
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moss left the hall at noon.",
        "The rain fell on the coast.",
        "“We were lucky,” Ada Moss said.",
        "When Moss arrived, the doors were shut.",
        "Hershey will close two plants.",
        "Itaipu is a dam.",
        "In April, the port closed.",
        "",
    ],
)
def test_a_sentence_that_names_its_subject_stands_alone(text):
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PARIS (AP) — A fire broke out.", "A fire broke out."),
        ("(CNN)A fire broke out.", "A fire broke out."),
        ("NEW DELHI, India (Reuters) - A fire broke out.", "A fire broke out."),
        ("WASHINGTON, Jan. 5 — A fire broke out.", "A fire broke out."),
        ("LONDON – A fire broke out.", "A fire broke out."),
        ("NASA said a fire broke out.", "NASA said a fire broke out."),
        ("Mayor Moss (left) met the envoy.", "Mayor Moss (left) met the envoy."),
    ],
)
def test_a_dateline_is_taken_off(text, rest):
    assert without_dateline(text, Span(0, len(text))).of(text) == rest


@pytest.mark.parametrize(
    "body",
    [
        "He called the plan “a gift to the port and left.",
        "It was a gift,” Ada Moss said on Monday.",
        "‘It was a gift and Ada Moss knew it.",
        "“It was a gift to the port of Dunmore.”",
        "Click here to read what Ada Moss said.",
        "Follow us on our channels for the latest from Harlow.",
        "Bridge to Harlow closes after cracks are found",
        "Ada left.",
    ],
)
def test_fragments_furniture_and_halves_of_quotations_may_not_stand(body):
    assert not only(body).may_stand


def test_a_quotation_over_two_sentences_is_one_line():
    body = "Moss said: “We tried. Nobody came to help us.” The hall was silent for a while."
    assert [text for text, _, _ in lines_of(body)] == [
        "Moss said: “We tried. Nobody came to help us.”",
        "The hall was silent for a while.",
    ]


def test_escaped_marks_are_marks():
    body = r"Moss said: \"We tried. Nobody came to help us.\" The hall was silent for a while."
    assert [text for text, _, _ in lines_of(body)] == [
        r"Moss said: \"We tried. Nobody came to help us.\"",
        "The hall was silent for a while.",
    ]


def test_the_middle_of_a_long_quotation_may_not_stand():
    middle = " ".join(["Nobody came to help the people of the port that day."] * 9)
    body = f"Moss said: “We tried. {middle} We are done.” The hall was silent for a while."
    standing = [text for text, may_stand, _ in lines_of(body) if may_stand]
    assert standing == ["The hall was silent for a while."]


def test_an_apostrophe_opens_no_quotation():
    body = "The fishermen's boats couldn't leave the port in the '90s, Ada Moss said."
    assert only(body).may_stand


def test_a_pronoun_without_anybody_named_before_it_may_not_be_shown():
    assert [stands for _, stands, _ in lines_of("It rained all day. He went home early.")] == [
        False,
        False,
    ]


def test_a_pronoun_behind_a_name_may_be_shown_with_it():
    body = "Mayor Ada Moss opened the bridge. She walked across it first."
    assert [(stands, leaning) for _, stands, leaning in lines_of(body)] == [
        (True, False),
        (True, True),
    ]


def test_other_languages_lean_on_their_own_words():
    assert leans("Aber sie kam nicht.", "de")
    assert not leans("Die Brücke bleibt zu.", "de")
    assert leans("Mais le pont reste fermé.", "fr")
    assert not leans("He is a German word, if you like.", "de")


@pytest.mark.parametrize(
    "text",
    [
        "Reunited: The two brothers met again at the harbour after thirty years apart .",
        "Pictured outside the court on Monday, Ada Moss said that she would appeal.",
        "!!! ??? !!!",
    ],
)
def test_a_line_that_belongs_to_a_picture_or_has_no_word_is_never_shown(text):
    assert not any(may_stand for _, may_stand, _ in lines_of(text))


def test_a_caption_that_tells_news_may_be_shown():
    assert only("The two brothers met again at the harbour after thirty years apart .").may_stand
