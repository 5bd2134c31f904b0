"""What the playground, and Discord's own description of its interface, would refuse of cards."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from discord.http import handle_message_parameters

from bot.cards.card import Card
from bot.cards.channels.digest_cards import Told, digest_card, digest_page
from bot.cards.controls import view_of
from bot.cards.looks.digest_looks import DigestLook
from bot.cards.looks.story_looks import Kind, Length, QuotesLook, WhoLook
from bot.cards.stories.posted_card import Told as Posted
from bot.cards.stories.posted_card import posted_card
from bot.cards.stories.quote_cards import quotes_card, who_card
from bot.cards.stories.sample_card import MARK, sample_card
from bot.cards.stories.story_cards import summary_card
from bot.playground.call import Route
from bot.playground.gates.messages import faults_of_message
from bot.playground.gates.schema import check_request
from bot.playground.refusal import Refused
from bot.story import Story, StoryLine
from bot.subscription import ChannelId, Correction

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
LOOK = DigestLook(ChannelId(2**62), 2**31, 2**32)
# The largest that a snowflake's slot comes to.
LAST_SLOT = 10**16


async def _unanswered(_: object) -> None:
    """The route is looked up by its path alone."""


POSTING = Route("POST", "/channels/{channel_id}/messages", _unanswered)


def cards_of(story: Story, with_others: Sequence[Story]) -> Iterator[Card]:
    """Every card that one story can be posted as, and a digest of it with others if there are."""
    outlets = tuple(each.article.outlet or each.article.headline for each in with_others)
    note = Correction(story.article.headline, is_major=True)
    yield posted_card(story, Posted(outlets, NOW, note, 10**6))
    yield sample_card(story)
    for length in Length:
        yield summary_card(story, length)
    for kind in Kind:
        yield quotes_card(story, QuotesLook(story.id, kind, page=1))
    yield who_card(story, WhoLook(story.id))
    if not with_others:
        return
    together = (story, *with_others)
    yield digest_card(Told(together, 10**6, LOOK, NOW, tuple(range(len(together)))))
    yield digest_page(tuple(map(_line, together)), len(together), LOOK)


def faults_of(card: Card) -> list[str]:
    """What would be refused of the card, posted in a channel; empty where nothing is."""
    view = view_of(card, is_posted=True, first_slot=LAST_SLOT)
    found = list[str]()
    with handle_message_parameters(content=MARK, embed=card.embed, view=view) as sent:
        form = sent.payload or {}
        found += [f"{path}: {words}" for path, words in faults_of_message(form)]
        try:
            check_request(POSTING, form)
        except Refused as refused:
            found.append(str(refused))
    return found


def _line(story: Story) -> StoryLine:
    article = story.article
    return StoryLine(
        story.id, article.headline, article.outlet, article.url, article.published, story.taken_at
    )
