"""No card with a picture is one that Discord refuses, and its words fit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.card import MOST_TOLD
from bot.cards.looks.trend_looks import By, TrendsLook
from bot.cards.plain import length
from bot.cards.stories.chart_words import pictured
from bot.cards.stories.trend_cards import Shown, trend_card
from bot.cards.stories.trend_charts import chart_of
from bot.cards.stories.trend_spans import spans
from bot.store.stories.trends import Quoted, Term, Trend
from bot.story import OutletId, SpeakerId
from tests.cards.refusals import check
from tests.generated_stories import TEXTS

TODAY = 20_782
MANY = 2**31


@st.composite
def trends(draw):
    days = draw(st.sampled_from([1, 7, 30, 366]))
    term = Term(TODAY - days + 1, TODAY)
    rows = tuple(
        Quoted(
            speaker=SpeakerId(2**62 + number),
            name=draw(TEXTS),
            quotes=MANY,
            stories=MANY,
            before=draw(st.sampled_from([0, MANY, 2 * MANY])),
            days=tuple((day, MANY) for day in range(term.first, term.last + 1)),
            outlets=tuple((draw(st.none() | TEXTS), MANY) for _ in range(9)),
        )
        for number in range(draw(st.sampled_from([0, 1, 10])))
    )
    return Trend(term, rows, MANY, len(rows), draw(st.sampled_from([0, MANY])), has_stories=True)


@settings(max_examples=40, deadline=None)
@given(trends(), st.sampled_from(By), st.none() | TEXTS)
def test_a_trend_of_anything_is_taken(trend, by, outlet):
    look = TrendsLook(trend.term.days, TODAY - 1, by, OutletId(2**62), SpeakerId(2**62))
    picture = pictured(chart_of(trend, by), b"png")
    if picture:
        assert 0 < length(picture.told) <= MOST_TOLD
    check(trend_card(trend, Shown(look, TODAY, outlet, picture)))
    check(trend_card(trend, Shown(look, TODAY, outlet, None)))


def test_weeks_begin_on_mondays_and_the_cut_ones_are_known():
    parts = spans(Term(TODAY - 29, TODAY))  # Wednesday 25 November 2026 is the last day
    assert [(part.last - part.first + 1, part.is_partial) for part in parts] == [
        (6, True),
        (7, False),
        (7, False),
        (7, False),
        (3, True),
    ]
    assert [part.label for part in parts] == ["27 Oct", "2 Nov", "9 Nov", "16 Nov", "23 Nov"]


def test_a_later_time_ends_today_at_the_latest():
    look = TrendsLook(days=7, until=TODAY - 10)
    assert look.moved(1, TODAY).until == TODAY - 3
    assert look.moved(2, TODAY).until is None
    assert look.moved(-1, TODAY).first(TODAY) == TODAY - 23
