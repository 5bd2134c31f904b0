from bot.reading.figures import figures
from bot.reading.sentences import split
from bot.reading.several import Overview, overview
from bot.reading.summary import summarise
from bot.story import Article, Reading

WIRE = "\n\n".join(
    (
        "At least 12 people were killed when a ferry sank off the port of Dunmore on Monday, the "
        "coast guard said.",
        "The ferry Aurora was carrying 80 passengers from Harlow when it hit a rock in thick fog.",
        "Divers will search the wreck of the ferry again on Tuesday morning.",
    )
)
PAPER = "\n\n".join(
    (
        "A ferry sank off the port of Dunmore on Monday and 15 people were killed, the coast guard "
        "said.",
        "The owner of the ferry, Brightwater Lines, had been warned twice about its radar.",
        "Divers will search the wreck of the ferry again on Tuesday morning, officials said.",
    )
)


def account(body: str, outlet: str) -> tuple[Article, Reading]:
    sentences = split(body)
    summary = summarise(body, "", sentences, ())
    return Article(outlet, body, outlet=outlet), Reading("test", "en", sentences, summary)


def both() -> Overview:
    return overview((account(WIRE, "Wire"), account(PAPER, "Paper")))


def test_what_two_outlets_tell_alike_is_one_point_with_both_named():
    joined = [point for point in both().points if len(point.told) == 2]
    assert [[told.outlet for told in point.told] for point in joined] == [[0, 1]]
    assert joined[0].told[0].span.of(WIRE).startswith("Divers will search")
    assert joined[0].told[1].span.of(PAPER).startswith("Divers will search")


def test_claims_whose_numbers_differ_are_never_joined():
    for point in both().points:
        texts = [(WIRE, PAPER)[told.outlet] for told in point.told]
        shown = [told.span.of(body) for told, body in zip(point.told, texts, strict=True)]
        assert not (any("12" in text for text in shown) and any("15" in text for text in shown))


def test_numbers_that_disagree_are_shown_with_who_gives_which():
    (disagreement,) = both().disagreements
    assert disagreement.about == "killed"
    assert [(c.told.outlet, c.amount) for c in disagreement.counts] == [(0, 12), (1, 15)]
    assert disagreement.counts[0].number.of(WIRE) == "12"


def test_what_only_one_outlet_tells_is_its_own_point():
    alone = [p.told[0].span.of(PAPER) for p in both().points if p.told[0].outlet == 1]
    assert any("Brightwater Lines" in text for text in alone)


def test_equal_numbers_in_words_and_digits_are_no_disagreement():
    other = WIRE.replace("At least 12 people", "At least twelve people")
    assert overview((account(WIRE, "a"), account(other, "b"))).disagreements == ()


def test_one_outlet_alone_disagrees_with_nobody():
    alone = overview((account(WIRE, "Wire"),))
    assert alone.disagreements == ()
    assert len(alone.points) == 3


def test_no_accounts_give_an_empty_overview():
    assert overview(()) == Overview()
    assert overview((account("", "Wire"),)) == Overview()


def amounts(text: str) -> list[tuple[float, str]]:
    return [(figure.amount, figure.unit) for figure in figures(text)]


def test_numbers_are_told_in_digits_words_and_magnitudes():
    assert amounts("It cost $2.4bn.") == [(2.4e9, "$")]
    assert amounts("It cost $2,400,000,000.") == [(2.4e9, "$")]
    assert amounts("twenty-three of 1,400 houses") == [(23, ""), (1400, "")]
    assert amounts("a rise of 3.5 percent, or 3.5%") == [(3.5, "%"), (3.5, "%")]
    assert amounts("two million people") == [(2e6, "")]
    assert amounts("No one knows.") == []
    assert amounts("Flight A320 and version 2.0.1") == [] or amounts("Flight A320") == []


def test_a_number_says_what_it_counts():
    (figure,) = figures("The storm left 12 elderly residents without power.")
    assert figure.counts == ("elderly", "resident")
