"""The card that a test posts where no story is there to show, and how a test is marked."""

from datetime import UTC, datetime

from bot.cards.card import Card
from bot.cards.frame import UNKEPT
from bot.cards.stories.posted_card import posted_card
from bot.languages import N_, _
from bot.story import Article, Quote, QuoteKind, Reading, Span, Speaker, SpeakerKind, Story, Summary

MARK = N_("**Test** of a subscription: this is how stories will look here. It notifies nobody.")
SAID = N_("“We have waited long enough,”")
SPEAKER = "Ada Finch"
OPENING = N_("The footbridge over the mill stream opens on Monday, the town said.")
WHO_SAID = N_("{said} said Ada Finch, who runs the mill.")


def sample_card(story: Story | None) -> Card:
    """The story's card as a channel sees it; of a made-up story where there is none."""
    return Card(posted_card(story or _made_up()).embed)


def _made_up() -> Story:
    said = _(SAID)
    body = f"{_(OPENING)}\n\n{_(WHO_SAID, said=said)}"
    begin = body.index(said) + 1
    sentences = tuple(_span(paragraph, body) for paragraph in body.split("\n\n"))
    quote = Quote(
        QuoteKind.DIRECT,
        (Span(begin, begin + len(said) - 2),),
        speaker=SPEAKER,
        role=_("who runs the mill"),
        confidence=1.0,
        weight=1.0,
    )
    reading = Reading(
        engine="by hand",
        # The card says of other languages that they are read less well: not of ours.
        language="en",
        sentences=sentences,
        summary=Summary(sentences[:1], sentences[:1], sentences),
        quotes=(quote,),
        speakers=(Speaker(SPEAKER, SpeakerKind.PERSON),),
    )
    article = Article(_("A story that fits will stand here"), body, outlet=_("An outlet"))
    return Story(UNKEPT, 1, article, reading, datetime.now(UTC))


def _span(paragraph: str, body: str) -> Span:
    start = body.index(paragraph)
    return Span(start, start + len(paragraph))
