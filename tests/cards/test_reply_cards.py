"""No card or form of replies is one that Discord refuses, whatever readers and moderators write."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.card import Card
from bot.cards.looks.reply_looks import (
    MyDataLook,
    QueueLook,
    RedraftLook,
    RepliesLook,
    ReplyLogLook,
    ReplyLook,
)
from bot.cards.replies.mine_cards import erasing_card, mine_card, privacy_card
from bot.cards.replies.reply_cards import (
    Under,
    given_back_card,
    held_card,
    outcome_card,
    published_card,
)
from bot.cards.replies.reply_lines import commented
from bot.cards.replies.reply_lists import blocks_card, log_card, queue_card, replies_card
from bot.cards.replies.reply_settings_card import settings_card
from bot.languages.sentence import Sentence
from bot.moderation import Act, ActKind, Block, Decision, Mine, Moderated, ReplySettings
from bot.playground.gates.modals import faults_of_modal
from bot.reply import Draft, Matched, Reply, ReplyId, ReplyState, Rule
from bot.reply_forms import limits_form, reply_form, words_form
from bot.store.replies.reply_erasing import Keeping
from bot.story import GuildId, Listing, MemberId, StoryId
from tests.cards.refusals import check
from tests.hostile_texts import HOSTILE
from tests.made import NOON, story

TEXTS = st.one_of(
    st.sampled_from([hostile.text for hostile in HOSTILE]),
    st.text(max_size=300).map(lambda text: text * 14),
    st.just("a\n\n\nb\n" * 1000),
)
WHO = MemberId(2**63 - 1)
NEVER = GuildId(2**63 - 1)


def moderated(name: str, text: str, state: ReplyState) -> Moderated:
    reply = Reply(ReplyId(2**53), StoryId(2**53), name, text, NOON, state)
    return Moderated(
        reply,
        NEVER,
        WHO,
        matched=tuple(Matched(rule, Sentence("{text}", {"text": text})) for rule in Rule),
        is_reachable=True,
        decision=None if state is ReplyState.HELD else Decision(state, NOON, WHO, text),
    )


def cards(name: str, text: str) -> list[Card]:
    """Every card that shows a reply."""
    drawn = [moderated(name, text, state) for state in ReplyState]
    reply = drawn[0].reply
    under = Under(text, f"https://example.org/{text}", reply)
    mine = Mine(tuple(drawn * 3), (NEVER,), 2**40)
    many = Listing(tuple(drawn * 2), 1, 2**40, None)
    told = Listing(tuple(each.reply for each in drawn), 1, 2**40, None)
    acts = Listing(
        tuple(Act(k, NOON, WHO, reply.id, reply.story, WHO) for k in ActKind), 1, 99, None
    )
    return [
        published_card(reply),
        *(held_card(each, under) for each in drawn),
        *(outcome_card(each, text) for each in drawn),
        given_back_card("No.", Draft(name, text), RedraftLook(reply.story, reply.id)),
        mine_card(mine, MyDataLook(0), {NEVER: name}),
        erasing_card(mine),
        queue_card(many, QueueLook(3)),
        replies_card(story(), told, RepliesLook(reply.story, 1)),
        log_card(acts, ReplyLogLook(1)),
    ]


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_no_card_is_refused(name, text):
    for card in cards(name, text):
        check(card)


def test_fixed_cards_are_not_refused_either():
    blocks = tuple(Block(MemberId(n), WHO, NOON) for n in range(60))
    for card in (
        blocks_card(()),
        blocks_card(blocks),
        privacy_card(Keeping(timedelta(days=1))),
        settings_card(ReplySettings(), 0, has_keys=False),
    ):
        check(card)


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
async def test_no_form_is_refused(name, text):
    reply = moderated(name, text, ReplyState.HELD).reply
    look = ReplyLook(reply.story, reply.id)
    under = Under(text, None, reply)
    for longest in (1, 4000):
        form = reply_form(look, ReplySettings(longest=longest), under, Draft(name, text))
        assert not list(faults_of_modal(form.to_dict()))
    for form in (words_form([name, text]), limits_form(ReplySettings())):
        assert not list(faults_of_modal(form.to_dict()))


@pytest.mark.parametrize(
    ("comment", "shown"),
    [
        ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
        ("# Big\n> said", r"\# Big" + "\n" + r"\> said"),
        ("\n\n", ""),
        ("a\nb\nc" + "c" * 50, "a\nb\n…"),
    ],
    ids=["empty lines", "markdown", "nothing", "too long"],
)
def test_a_comment_keeps_its_lines(comment, shown):
    assert commented(comment, 30) == shown


def test_a_flood_of_lines_becomes_one():
    assert commented("x\n" * 500, 3000).count("\n") < 40
