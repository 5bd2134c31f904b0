"""Which accounts are of one event, and which only look like it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bench.grouping.cases import cases
from bench.grouping.copies import copies
from bench.grouping.keeping import grouped
from bench.grouping.scoring import scores
from bot.reading.accounts import Account, longest_run
from bot.reading.engine import Engine
from bot.reading.events import Same, best, contained, same_event
from bot.reading.rarity import KNOWN_EVERYWHERE, rarity
from bot.reading.sentences import split
from bot.reading.series import Sort, is_same_series, sort_of
from bot.reading.traces import Traces, traces_of
from bot.story import Article, Quote, QuoteKind, Reading, Span, SpeakerKind, Subject, Summary

# The ways of copying that leave least of a text; `python -m bench.grouping` tries all.
HARDEST = ("copy cut and edited", "copy sparse")
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
BODY = (
    "The council of Marlow voted on Tuesday to close the swimming baths, which opened in 1911.\n\n"
    "“We have run out of money and of plaster,” said the mayor, Edith Crane.\n\n"
    "Some two hundred people stood outside with towels. The last swim will be on 30 November."
)
NAMES = frozenset({"marlow", "edith crane"})
SAID = ("We have run out of money and of plaster",)


def account(
    headline="Marlow closes its baths", body=BODY, hours=0.0, *, names=NAMES, said=SAID, outlet=None
) -> Account:
    outlet = outlet or f"Outlet {hours}"
    told_at = NOON + timedelta(hours=hours)
    return Account(headline, told_at, traces(headline, body, names, said), outlet, names)


def traces(headline="", body=BODY, names=NAMES, said=SAID) -> Traces:
    subjects = tuple(Subject(name, SpeakerKind.PERSON, 1) for name in names)
    read = Reading("test", "en", split(body), Summary(), subjects=subjects)
    return replace(traces_of(Article(headline, body), read), quoted=quoted(said))


def quoted(said) -> tuple[int, ...]:
    body = "\n".join(said)
    spans = [Span(*found.span()) for found in re.finditer(".+", body)]
    quotes = tuple(Quote(QuoteKind.DIRECT, (span,)) for span in spans)
    return traces_of(Article("", body), Reading("test", "en", (), Summary(), quotes)).quoted


def rare(_: str) -> float:
    return 0.9


def same(one: Account, other: Account) -> Same | None:
    return same_event(one, other, rare)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load(None)


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_groups_of_the_written_cases_stay_right(engine, part):
    written = cases(part)
    bases = [one for one in written if one.role == "base"]
    made = [copy for one in bases for copy in copies(one) if copy.role in HARDEST]
    found = scores(grouped([*written, *made], engine))
    assert found.precision >= 0.98, found.wrong
    assert found.copies[0] >= 0.95 * found.copies[1]
    assert found.retold[0] >= 0.85 * found.retold[1]


def test_a_text_cut_to_half_is_a_copy():
    short = account(body="\n\n".join(BODY.split("\n\n")[:2]), hours=3)
    assert contained(account(), short) > 0.9
    assert same(account(), short) is Same.COPY


def test_a_copy_of_last_month_is_no_copy():
    assert same(account(), account(hours=24 * 8)) is None


def test_the_same_page_at_a_second_address_is_a_copy_but_a_series_is_not():
    again = account(hours=2, outlet="Outlet 0.0")
    assert same(account(), again) is Same.COPY
    monday, tuesday = "Baths: the news of Monday", "Baths: the news of Tuesday"
    assert same(account(monday), account(tuesday, hours=2, outlet="Outlet 0.0")) is None


def test_a_forecast_is_not_told_together_with_the_next_days():
    body = BODY.replace("Tuesday", "Wednesday")
    one, other = account("Weather: dry"), account("Weather: wet", body, hours=24)
    assert contained(one, other) > 0.8
    assert same(one, other) is None


def test_accounts_that_name_other_days_are_apart_from_half_a_day_on():
    other = BODY.split("\n\n")[1] + " On Friday the baths of Marlow closed with money run out."
    assert same(account(), account(body=other, hours=20)) is None


def test_a_town_and_a_sort_of_news_alone_are_no_event():
    names = frozenset({"marlow"})
    one = account(body="A man was hurt in a fight in Marlow on Tuesday.", names=names, said=())
    other = account(
        body="A man was hurt when he fell in a fight with a dog in Marlow on Tuesday.",
        hours=3,
        names=names,
        said=(),
    )
    assert same(one, other) is None


def test_pages_that_tell_of_many_things_stay_alone():
    told = account("What we know about the baths", BODY[:200], hours=1)
    retold = account("Live: the baths close", "The baths of Marlow, says Edith Crane.", hours=1)
    assert same(account(), retold) is None
    assert sort_of(told.headline) is Sort.MANY


@pytest.mark.parametrize(
    ("headline", "sort"),
    [
        ("Live updates: storm reaches the coast", Sort.MANY),
        ("Storm as it happened", Sort.MANY),
        ("Five things to know this morning", Sort.MANY),
        ("Morning briefing", Sort.MANY),
        ("Weather: sunny intervals", Sort.SERIAL),
        ("Stocks close higher on rate hopes", Sort.SERIAL),
        ("Lottery numbers for Saturday", Sort.SERIAL),
        ("Mayor lives in fear of storms", Sort.PLAIN),
        ("Fire guts market", Sort.PLAIN),
        ("Couple share 12 million lottery win", Sort.PLAIN),
        ("", Sort.PLAIN),
    ],
)
def test_the_sort_of_an_article_by_its_headline(headline, sort):
    assert sort_of(headline) is sort


def test_a_series_is_known_by_its_rubric_or_by_all_but_its_days():
    assert is_same_series("Harbour dues: nothing new", "Harbour dues: up a little")
    assert is_same_series("Court list for 3 November", "Court list for 4 November")
    assert not is_same_series("Fire guts market", "Fire guts hotel")
    assert not is_same_series("Fire guts market", "Fire guts market")
    assert not is_same_series("", "")


def test_the_surest_candidate_is_chosen():
    opening = BODY.split("\n\n", maxsplit=1)[0]
    near, far = account(hours=1), account(body=f"{opening} More of it.", hours=2)
    assert best(account(), [far, near], rare) is near
    assert best(account(), [], rare) is None


def test_signs_of_a_kept_sentence_stay_the_same_wherever_it_stands():
    turned = "\n\n".join(reversed(BODY.split("\n\n")))
    assert traces(body=BODY).signs == traces(body=turned).signs
    assert len(traces(body=BODY * 40).signs) <= 26


def test_traces_are_the_same_when_they_were_packed():
    kept = traces("A headline of 21 words", said=(*SAID, "No.", "We have run out of money"))
    assert kept.signs <= kept.shingles
    assert Traces.unpacked(kept.packed) == kept
    assert Traces.unpacked(Traces().packed) == Traces.unpacked(b"") == Traces()


def test_a_shared_quotation_is_measured_in_words():
    other = traces(said=("They have run out of money and of patience",))
    assert longest_run(traces(), other) == 7
    assert longest_run(traces(), traces(said=("No.",))) == 0


def test_names_that_are_in_the_news_every_day_tell_little():
    assert rarity("donald trump", held_by=1, stories=10) == KNOWN_EVERYWHERE
    assert rarity("kyiv", held_by=1, stories=10) == KNOWN_EVERYWHERE
    assert rarity("edith crane", held_by=1, stories=10) > 0.85
    assert rarity("edith crane", held_by=500, stories=1000) < 0.15
    assert rarity("edith crane", held_by=10**6, stories=1000) == 0


@pytest.mark.parametrize("body", ["", "One.", "\u202e" * 50, "a b c " * 5, "1,2 . , 3.. ,."])
def test_texts_that_say_nothing_are_compared_without_harm(body):
    empty = account("", body, names=frozenset(), said=("",))
    assert same(empty, account(hours=1)) is None
    assert same(empty, empty) is None
