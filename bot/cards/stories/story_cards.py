"""The cards of one story: the story in a glance, and its summary in three lengths."""

from bot.cards.card import MOST_DESCRIPTION, Button, Card
from bot.cards.frame import UNKEPT, footer, headed, story_row, story_rows
from bot.cards.looks.story_looks import Length, RetoldLook, StoryLook, SummaryLook
from bot.cards.plain import escaped, plain
from bot.cards.stories.quote_lines import paragraph_mark, speaker_of, verbatim
from bot.languages import N_, _
from bot.reading.claims import Claim, Written
from bot.story import Quote, Reading, Span, Story, Summary

# The card is read in a glance; the full summary is one button away.
MOST_CARD_SUMMARY = 700
MOST_CARD_QUOTE = 400
MOST_MARKS = 60
LENGTHS = {
    Length.HEADLINE: N_("Headline"),
    Length.BRIEF: N_("Brief"),
    Length.FULL: N_("Full"),
}


def story_card(story: Story, *, replies: int = 0, others: int = 0) -> Card:
    """The story in a glance: outlet, headline, brief summary, one key quote with its speaker.

    `replies` counts what readers replied, as far as it is published; `others` the other outlets
    that tell the same event.
    """
    body = story.article.body
    summary = " ".join(span.of(body) for span in story.reading.summary.brief)
    lines = [escaped(summary, MOST_CARD_SUMMARY)]
    lines += [_key_quote(quote, body) for quote in story.reading.key_quotes[:1]]
    embed = headed(story, "\n\n".join(line for line in lines if line), others=others)
    look = StoryLook(story.id).look()
    return Card(embed, story_rows(story, look, replies=replies, is_compared=others > 0))


def summary_card(story: Story, length: Length, *, is_retold: bool = False) -> Card:
    """The summary in one of three lengths, each sentence with the paragraph that it stands in.

    `is_retold` offers the way to the same in a language model's words.
    """
    body = story.article.body
    spans = _spans(story.reading.summary, length)
    room = MOST_DESCRIPTION // max(1, len(spans)) - 20
    lines = [f"{escaped(span.of(body), room)} `{paragraph_mark(body, span)}`" for span in spans]
    embed = headed(story, "\n\n".join(lines) or _("There is too little text here to summarise."))
    notes = (_("the article's own sentences, ¶ = paragraph"), *_language_note(story.reading))
    embed.set_footer(text=footer(story, *notes))
    look = SummaryLook(story.id, length).look()
    if story.id == UNKEPT:
        return Card(embed)
    lengths = tuple(
        Button(_(LENGTHS[each]), SummaryLook(story.id, each).look(), is_off=each is length)
        for each in Length
    )
    if is_retold:
        lengths += (Button(_("In a model's words"), RetoldLook(story.id).look()),)
    return Card(embed, (lengths, story_row(story, look)))


def retold_card(story: Story, written: Written | None) -> Card:
    """The story in a model's words, each claim with the paragraphs it rests on.

    Where there is none to be trusted, the brief in the article's own sentences; labelled as which
    it is.
    """
    if written is None:
        card = summary_card(story, Length.BRIEF)
        note = _(
            "the model's words couldn't be had or checked: the article's own sentences instead"
        )
        card.embed.set_footer(text=footer(story, note))
        return card
    body = story.article.body
    room = MOST_DESCRIPTION // len(written.claims) - 2
    lines = (_claim(claim, story.reading, body, room) for claim in written.claims)
    embed = headed(story, "\n\n".join(lines))
    note = _(
        "written by a language model ({model}), each name, number and quote checked",
        model=written.model,
    )
    embed.set_footer(text=footer(story, note))
    back = Button(_("The article's own sentences"), SummaryLook(story.id).look())
    return Card(embed, ((back,), story_row(story, RetoldLook(story.id).look())))


def _language_note(reading: Reading) -> tuple[str, ...]:
    if reading.language == "en":
        return ()
    return (_("not in English: chosen by position and repeated words"),)


def _claim(claim: Claim, reading: Reading, body: str, room: int) -> str:
    paragraphs = (paragraph_mark(body, reading.sentences[n - 1]) for n in claim.sentences)
    marks = " `" + plain(" ".join(dict.fromkeys(paragraphs)), MOST_MARKS) + "`"
    return escaped(claim.text, room - len(marks)) + marks


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
