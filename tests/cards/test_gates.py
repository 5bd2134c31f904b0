"""No card of any story is one that the playground's own gates refuse."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.cards.gates import cards_of, faults_of
from bot.cards.channels.health_card import health_card, health_line
from bot.cards.channels.settings_card import settings_card, zones_card
from bot.cards.channels.subscription_cards import Shown, list_card, panel_card
from bot.cards.channels.subscription_words import Named
from bot.cards.looks.subscription_looks import SubscriptionsLook
from bot.languages import CODES, speaking
from bot.server import ServerSettings
from bot.story import MemberId
from bot.subscription import ChannelKind, Filter, Mode, Pause, Subscription, Words
from tests.cards.refusals import check
from tests.generated_stories import IDS, TEXTS, stories
from tests.made import NOON


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=30, deadline=None)
@given(st.lists(stories(), min_size=1, max_size=6))
def test_no_story_and_no_digest_is_refused_in_any_language(code, made):
    with speaking(code):
        for card in cards_of(made[0], made[1:]):
            assert faults_of(card) == []


NAMES = st.none() | TEXTS
WORDS = st.none() | st.builds(Words, TEXTS.map(lambda text: text[:400]), st.booleans())
SHOWN = st.builds(
    Shown,
    st.builds(
        Subscription,
        IDS,
        IDS,
        IDS,
        st.sampled_from(ChannelKind),
        st.just(MemberId(2**62)),
        st.just(NOON),
        st.builds(Filter, topic=NAMES.map(lambda t: t and t[:100]), include=WORDS, exclude=WORDS),
        st.sampled_from(Mode),
        st.none() | IDS,
        pause=st.none() | st.sampled_from(Pause),
    ),
    st.builds(Named, NAMES, NAMES, NAMES),
    TEXTS,
    st.lists(st.tuples(IDS, TEXTS), max_size=30, unique_by=lambda tag: tag[0]).map(tuple),
    st.lists(st.sampled_from(["It is locked.", "word " * 60]), max_size=8).map(tuple),
    st.booleans(),
)


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=30, deadline=None)
@given(st.lists(SHOWN, min_size=1, max_size=14))
def test_no_subscription_makes_a_card_that_discord_refuses(code, every):
    with speaking(code):
        must_be_taken(every)


def must_be_taken(every):
    """Draw what is shown of subscriptions, and of a server, and look at each card."""
    for card in (panel_card(every[0]), list_card(every, SubscriptionsLook(1))):
        check(card)
        assert faults_of(card) == []
    check(settings_card(ServerSettings(), NOON))
    wrong = ["Stories are stopped. " * 9 for each in every] * 5
    check(health_card(wrong, wrong, 3))
    assert len(health_line(wrong)) <= 2000
    zones = ("UTC", "America/Argentina/ComodRivadavia")
    check(zones_card(every[0].channel, zones, NOON))
