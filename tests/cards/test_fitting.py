"""The longest texts leave room for each other on a card, and what has none is counted."""

import discord
import pytest

from bot.cards.controls import view_of
from bot.cards.filters import Filters
from bot.cards.fitting import fitted, measured
from bot.cards.looks.story_looks import ListLook, SaidLook, WhoLook
from bot.cards.stories.change_cards import Revised, changes_card
from bot.cards.stories.link_cards import Unread, links_card
from bot.cards.stories.list_cards import list_card
from bot.cards.stories.quote_cards import who_card
from bot.cards.stories.quote_lines import spoken, verbatim
from bot.cards.stories.speaker_cards import said_card
from bot.reading.changes import Changes, QuoteChange
from bot.story import (
    Listing,
    Published,
    Quote,
    QuoteKind,
    Said,
    Span,
    SpeakerId,
    SpeakerKind,
    SpeakerLine,
    StoryId,
    StoryLine,
)
from tests.cards.refusals import check
from tests.made import NOON, article, reading, story

LONG = "endless words " * 40
LONG_URL = "https://news.example/" + "x" * 230


def test_the_longest_texts_leave_room_for_every_speaker():
    said = [
        (f"{n} {m} {LONG}".strip(), f"{n} {LONG}", QuoteKind.DIRECT)
        for n in range(5)
        for m in range(4)
    ]
    of = article(LONG, "\n\n".join(words for words, _, _ in said), outlet=LONG)
    card = who_card(story(of, reading(of, *said)), WhoLook(StoryId(7)))
    check(card)
    assert len(card.embed.fields) == 5
    assert all("and 1 more under Quotes" in (field.value or "") for field in card.embed.fields)


def test_the_longest_texts_leave_room_for_all_that_somebody_said():
    line = StoryLine(StoryId(2**40), LONG, LONG, LONG_URL, Published(NOON), NOON)
    quote = Quote(QuoteKind.PARTIAL, (Span(0, 1),), speaker=LONG, role=LONG)
    said = (Said(line, quote, LONG, LONG, 99),) * 4
    names = (LONG,) * 6
    speaker = SpeakerLine(SpeakerId(1), LONG, SpeakerKind.PERSON, names, names, 999, 999, 999)
    filters = Filters(outlet=LONG, about=LONG, since=20000)
    card = said_card(speaker, Listing(said, 1, 99, line.id), SaidLook(speaker.id), filters)
    check(card)
    assert len(card.embed.fields) == 4


def test_a_list_has_all_its_stories_and_a_link_where_there_is_room():
    line = StoryLine(StoryId(2**40), LONG[:130], "The Courier", LONG_URL, Published(NOON), NOON)
    for count, is_linked in ((5, True), (10, False)):
        card = list_card(Listing((line,) * count, 1, 99, line.id), ListLook(size=count))
        check(card)
        shown = card.embed.description or ""
        assert shown.count("The Courier") == count
        assert shown.count(f"[read]({LONG_URL})") == count * is_linked


def test_two_links_to_one_story_are_one_way_on():
    view = view_of(links_card([story(), story()], [Unread("https://a.example/x", "No.")]))
    assert view is not None
    (choice,) = view.children
    assert isinstance(choice, discord.ui.Select)
    assert len(choice.options) == 1


def test_a_link_that_was_not_read_is_told_by_its_host():
    (field,) = links_card([], [Unread("https://a.example/x", "No.")]).embed.fields
    assert (field.name, field.value) == ("a.example", "No.")


def test_a_line_too_many_is_counted_with_those_that_find_no_room():
    old = "\n\n".join(f"“{number} {LONG}”" for number in range(6))
    quotes = tuple(
        Quote(QuoteKind.DIRECT, (Span(at, at + 400),), speaker=LONG)
        for at in range(0, len(old) - 400, 500)
    )
    of = story(article(body=old))
    changes = tuple(QuoteChange(quote, quote) for quote in quotes)
    (field,) = changes_card(Revised(of, of, Changes(), changes)).embed.fields
    assert field.name == "Quotes (6)"
    assert (field.value or "").count("→") == 2
    assert (field.value or "").endswith("-# and 4 more")


@pytest.mark.parametrize("most", [400, 30])
def test_a_quote_reads_the_same_on_every_card(most):
    body = "The tolls will rise. " * 30 + "We know that,"
    quote = Quote(QuoteKind.DIRECT, (Span(0, len(body)),))
    assert spoken(body, QuoteKind.DIRECT, most) == verbatim(quote, body, most)
    assert "(continues)”" in spoken(body, QuoteKind.DIRECT, most)
    assert spoken("We know that,", QuoteKind.DIRECT, most) == "“We know that”"


def test_fields_beyond_the_limit_are_left_out_and_counted():
    embed = discord.Embed(title="Long", description="x" * 3000)
    for name in "abcde":
        embed.add_field(name=name, value="y" * 1000)
    names = [field.name for field in fitted(embed).fields]
    assert names == ["a", "b", "… 3 more"]
    assert measured(embed) <= 6000
