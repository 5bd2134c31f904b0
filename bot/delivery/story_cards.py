"""The cards of one story: the story in a glance, and its summary in three lengths."""

from bot.delivery.card import MOST_DESCRIPTION, Button, Card
from bot.delivery.frame import UNKEPT, footer, headed, story_row
from bot.delivery.looks import Length, StoryLook, SummaryLook
from bot.delivery.plain import escaped
from bot.delivery.quote_lines import paragraph_mark, speaker_of, verbatim
from bot.story import Quote, Span, Story, Summary

# The card is read in a glance; the full summary is one button away.
MOST_CARD_SUMMARY = 700
MOST_CARD_QUOTE = 400


def story_card(story: Story) -> Card:
    """The story in a glance: outlet, headline, brief summary, one key quote with its speaker."""
    body = story.article.body
    summary = " ".join(span.of(body) for span in story.reading.summary.brief)
    lines = [escaped(summary, MOST_CARD_SUMMARY)]
    lines += [_key_quote(quote, body) for quote in story.reading.key_quotes[:1]]
    embed = headed(story, "\n\n".join(line for line in lines if line))
    look = StoryLook(story.id).look()
    return Card(embed, (story_row(story, look),))


def summary_card(story: Story, length: Length) -> Card:
    """The summary in one of three lengths, each sentence with the paragraph that it stands in."""
    body = story.article.body
    spans = _spans(story.reading.summary, length)
    room = MOST_DESCRIPTION // max(1, len(spans)) - 20
    lines = [f"{escaped(span.of(body), room)} `{paragraph_mark(body, span)}`" for span in spans]
    embed = headed(story, "\n\n".join(lines) or "There is too little text here to summarise.")
    embed.set_footer(text=footer(story, "the article's own sentences, ¶ = paragraph"))
    look = SummaryLook(story.id, length).look()
    if story.id == UNKEPT:
        return Card(embed)
    lengths = tuple(
        Button(each.value.capitalize(), SummaryLook(story.id, each).look(), is_off=each is length)
        for each in Length
    )
    return Card(embed, (lengths, story_row(story, look)))


def _key_quote(quote: Quote, body: str) -> str:
    return (
        f"> {verbatim(quote, body, MOST_CARD_QUOTE)}\n> — {escaped(speaker_of(quote, body), 300)}"
    )


def _spans(summary: Summary, length: Length) -> tuple[Span, ...]:
    match length:
        case Length.HEADLINE:
            return summary.headline
        case Length.BRIEF:
            return summary.brief
        case Length.FULL:
            return summary.full
