"""Cards are within Discord's limits and show what was said, whatever comes in."""

from dataclasses import replace
from datetime import UTC, datetime

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Card, Link
from bot.cards.controls import view_of
from bot.cards.looks.story_looks import (
    CheckLook,
    JoinLook,
    Kind,
    Length,
    ListLook,
    QuotesLook,
    RemovalLook,
    RemoveLook,
    RestoreLook,
    SaidLook,
    WhoLook,
)
from bot.cards.stories.check_card import check_card
from bot.cards.stories.quote_cards import quotes_card, who_card
from bot.cards.stories.story_cards import story_card, summary_card
from bot.errors import NotFound
from bot.reading.checking import Check, Finding
from bot.story import (
    Published,
    QuoteKind,
    Span,
    SpeakerId,
    StoryId,
)
from tests.made import BRIDGE, BRIDGE_READING, article, reading, story


def test_the_card_tells_outlet_headline_summary_and_one_quote():
    embed = story_card(story()).embed
    assert embed.author.name == "The Tarn Courier"
    assert embed.title == "Bridge to reopen on Monday"
    assert embed.url == "https://example.org/bridge"
    assert "will reopen on Monday" in (embed.description or "")
    assert "> “We are ready”\n> — Maria Lopez · county engineer" in (embed.description or "")
    assert "#7 · The Tarn Courier · 1 min read" in (embed.footer.text or "")


def test_every_sentence_of_a_summary_names_its_paragraph():
    description = summary_card(story(), Length.FULL).embed.description or ""
    assert [line[-4:] for line in description.split("\n\n")] == ["`¶1`", "`¶2`", "`¶3`"]


def test_a_quote_is_shown_in_marks_and_reported_speech_without():
    fields = quotes_card(story(), QuotesLook(StoryId(7))).embed.fields
    assert fields[0].value == "> “We are ready”\n-# said · ¶2"
    assert fields[2].value == "> the tolls would rise\n-# reported · ¶3"


def test_only_the_kind_asked_for_is_shown():
    fields = quotes_card(story(), QuotesLook(StoryId(7), Kind.REPORTED)).embed.fields
    assert [field.name for field in fields] == ["Ellen Park"]


def test_only_the_speaker_asked_for_is_shown():
    fields = quotes_card(story(), QuotesLook(StoryId(7), speaker=1)).embed.fields
    assert [field.name for field in fields] == ["Ellen Park"]


def test_somebody_unnamed_is_called_as_the_article_does():
    of = article(body="“It leaked,” a senior official said.")
    read = reading(of, ("It leaked", None, QuoteKind.DIRECT))
    quote = replace(read.quotes[0], source=(Span(13, 30),))
    made = story(of, replace(read, quotes=(quote,)))
    name = quotes_card(made, QuotesLook(StoryId(7))).embed.fields[0].name
    assert name == "speaker not named \\(“a senior official”\\)"


def test_a_long_quote_ends_after_a_sentence_and_says_that_it_continues():
    words = "We counted every vote twice. " * 62
    made = story(of := article(body=words), reading(of, (words.strip(), "A", QuoteKind.DIRECT)))
    shown = quotes_card(made, QuotesLook(StoryId(7))).embed.fields[0].value or ""
    assert "twice. … (continues)”" in shown


def test_paging_is_off_at_its_ends():
    of = article(body="\n\n".join(f"“Quote number {n} here.”" for n in range(9)))
    said = [(f"Quote number {n} here.", "A", QuoteKind.DIRECT) for n in range(9)]
    made = story(of, reading(of, *said))
    assert turning(quotes_card(made, QuotesLook(StoryId(7)))) == (True, False)
    assert turning(quotes_card(made, QuotesLook(StoryId(7), page=1))) == (False, False)
    assert turning(quotes_card(made, QuotesLook(StoryId(7), page=2))) == (False, True)


def turning(card: Card) -> tuple[bool, bool]:
    buttons = [b for row in card.rows if isinstance(row, tuple) for b in row]
    off = {b.label: b.is_off for b in buttons if not isinstance(b, Link)}
    return off["◀ Back"], off["More ▶"]


def test_a_day_without_an_hour_is_shown_without_one():
    of = replace(BRIDGE, published=Published(datetime(2026, 11, 3, tzinfo=UTC), is_day_only=True))
    embed = story_card(story(of)).embed
    assert embed.timestamp is None
    assert "3 November 2026" in (embed.footer.text or "")


def test_an_updated_story_is_told_apart_by_its_colour():
    assert story_card(story()).embed.colour != story_card(story(revision=2)).embed.colour


def test_a_card_that_is_posted_cannot_be_posted_again():
    posted = view_of(story_card(story()), is_posted=True)
    assert posted is not None
    labels = [
        child.label for child in posted.walk_children() if isinstance(child, discord.ui.Button)
    ]
    assert "Post here" not in labels


@pytest.mark.parametrize(
    "look",
    [
        QuotesLook(StoryId(99), Kind.DIRECT, 3, 12),
        SaidLook(SpeakerId(5), page=2, upto=StoryId(1000), about="tolls. and more"),
        ListLook(words="a.b", page=3, since=20000),
        WhoLook(StoryId(1)),
        RemovalLook(StoryId(40)),
        RemoveLook(StoryId(40)),
        RestoreLook(StoryId(40)),
        JoinLook(SpeakerId(36), SpeakerId(2**62)),
        CheckLook(None, "a.b: c"),
        CheckLook(SpeakerId(3), "w" * 60),
    ],
)
def test_a_look_comes_back_from_its_state(look):
    assert type(look).of(look.look().state) == look


@pytest.mark.parametrize("state", ["", "x", "1.2", "-1.all..0", "1.loud..0", "9" * 40 + ".all..0"])
def test_a_state_that_no_card_wrote_is_refused(state):
    with pytest.raises(NotFound):
        QuotesLook.of(state)


@given(st.text(max_size=90))
def test_no_state_sent_by_hand_raises_anything_else(state):
    for look in (QuotesLook, SaidLook, ListLook, WhoLook):
        try:
            look.of(state)
        except NotFound:
            continue


def test_a_claim_leads_to_its_check_again_where_it_fits_a_state():
    assert CheckLook.fitting(" We are\n ready ") == CheckLook(None, "We are ready")
    assert CheckLook.fitting("w" * 61) is None
    assert CheckLook.fitting(" ") is None


def test_a_checked_quote_can_be_posted_where_its_claim_fits():
    found = Check(Finding.NOT_FOUND)
    look = CheckLook.fitting("We are ready")
    assert view_of(check_card("We are ready", found)) is None
    view = view_of(check_card("We are ready", found, look))
    assert view is not None
    assert [item["custom_id"] for item in view.to_components()[0]["components"]] == [
        "b0:post:check:.We are ready"
    ]


def test_a_summary_of_another_language_says_how_it_was_chosen():
    made = story(read=replace(BRIDGE_READING, language="de"))
    assert "not in English" in (summary_card(made, Length.BRIEF).embed.footer.text or "")
    assert "not in English" not in (summary_card(story(), Length.BRIEF).embed.footer.text or "")


def test_a_reading_without_a_parser_says_what_is_missing():
    made = story(read=replace(BRIDGE_READING, has_reported=False))
    footer = quotes_card(made, QuotesLook(StoryId(7))).embed.footer.text or ""
    assert "no reported speech" in footer


def test_what_nobody_is_said_to_have_said_is_not_shown():
    of = article(body="He treated cuts from falling panes. “We are ready,” Bo Lind said.")
    read = reading(
        of,
        ("cuts from falling panes", None, QuoteKind.REPORTED),
        ("We are ready", None, QuoteKind.DIRECT),
    )
    card = quotes_card(story(of, read), QuotesLook(StoryId(7)))
    assert [field.value for field in card.embed.fields] == ["> “We are ready”\n-# said · ¶1"]
    assert len(who_card(story(of, read), WhoLook(StoryId(7))).embed.fields) == 1
