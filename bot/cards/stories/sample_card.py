"""The card that a test posts where no story is there to show, and how a test is marked."""

from datetime import UTC, datetime

from bot.cards.card import Card
from bot.cards.frame import UNKEPT
from bot.cards.stories.posted_card import posted_card
from bot.story import Article, Quote, QuoteKind, Reading, Span, Speaker, SpeakerKind, Story, Summary

MARK = "**Test** of a subscription: this is how stories will look here. It notifies nobody."
SAID = "“We have waited long enough,”"
BODY = (
    "The footbridge over the mill stream opens on Monday, the town said.\n\n"
    f"{SAID} said Ada Finch, who runs the mill."
)


def sample_card(story: Story | None) -> Card:
    """The story's card as a channel sees it; of a made-up story where there is none."""
    return Card(posted_card(story or _made_up()).embed)


def _made_up() -> Story:
    words = BODY.index(SAID) + 1
    sentences = tuple(_span(paragraph) for paragraph in BODY.split("\n\n"))
    quote = Quote(
        QuoteKind.DIRECT,
        (Span(words, words + len(SAID) - 2),),
        speaker="Ada Finch",
        role="who runs the mill",
        confidence=1.0,
        weight=1.0,
    )
    reading = Reading(
        engine="by hand",
        language="en",
        sentences=sentences,
        summary=Summary(sentences[:1], sentences[:1], sentences),
        quotes=(quote,),
        speakers=(Speaker("Ada Finch", SpeakerKind.PERSON),),
    )
    article = Article("A story that fits will stand here", BODY, outlet="An outlet")
    return Story(UNKEPT, 1, article, reading, datetime.now(UTC))


def _span(paragraph: str) -> Span:
    start = BODY.index(paragraph)
    return Span(start, start + len(paragraph))
