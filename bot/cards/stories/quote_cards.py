"""The cards of one story's quotes: page by page, and speaker by speaker."""

from dataclasses import replace

from bot.cards.card import MOST_FIELD_NAME, Button, Card, Choice, Option, Row
from bot.cards.fitting import fitted
from bot.cards.frame import footer, headed, page_note, page_row, paged, story_row
from bot.cards.looks.story_looks import Kind, QuotesLook, WhoLook
from bot.cards.plain import escaped
from bot.cards.stories.quote_lines import block, line, speaker_of
from bot.languages import N_, _, ngettext
from bot.story import Quote, Story

QUOTES_A_PAGE = 4
SPEAKERS_A_PAGE = 5
MOST_QUOTE = 900
LINES_A_SPEAKER = 3
# Five speakers with three lines each stay below what an embed holds.
MOST_LINE = 220
NONE_OF_KIND = {
    Kind.ALL: N_("No quotes of that speaker here."),
    Kind.DIRECT: N_("No direct quotes of that speaker here."),
    Kind.REPORTED: N_("No reported quotes of that speaker here."),
}


def quotes_card(story: Story, look: QuotesLook) -> Card:
    """A page of the story's quotes by weight, each with speaker, role, kind and paragraph."""
    body = story.article.body
    chosen = _speaker_name(story, look)
    quotes = [
        quote
        for quote in sorted(story.reading.attributed, key=lambda quote: -quote.weight)
        if look.kind.holds(quote.kind) and (chosen is None or quote.speaker == chosen)
    ]
    pages = paged(quotes, QUOTES_A_PAGE)
    page = min(look.page, len(pages) - 1)
    embed = headed(story, "" if quotes else _no_quotes(story, look))
    for quote in pages[page]:
        embed.add_field(
            name=escaped(speaker_of(quote, body), MOST_FIELD_NAME),
            value=block(quote, body, MOST_QUOTE),
            inline=False,
        )
    embed.set_footer(text=footer(story, *page_note(page, len(pages)), *_missing(story)))
    here = replace(look, page=page)
    turning = page_row(here.turned(-1).look(), here.turned(1).look(), page=page, pages=len(pages))
    rows = (_kinds(here), _speakers(story, here), turning, story_row(story, here.look()))
    return Card(fitted(embed), rows)


def who_card(story: Story, look: WhoLook) -> Card:
    """Who said what in the story, speaker by speaker, the weightiest first."""
    body = story.article.body
    pages = paged(_by_speaker(story), SPEAKERS_A_PAGE)
    page = min(look.page, len(pages) - 1)
    embed = headed(story, "" if pages[page] else _("Nobody is quoted in this story."))
    for name, quotes in pages[page]:
        lines = [line(quote, body, MOST_LINE) for quote in quotes[:LINES_A_SPEAKER]]
        if len(quotes) > LINES_A_SPEAKER:
            lines.append(
                _(
                    "-# and {left} more under Quotes",
                    left=len(quotes) - LINES_A_SPEAKER,
                )
            )
        embed.add_field(name=escaped(name, MOST_FIELD_NAME), value="\n".join(lines), inline=False)
    embed.set_footer(text=footer(story, *page_note(page, len(pages)), *_missing(story)))
    here = replace(look, page=page)
    turning = page_row(here.turned(-1).look(), here.turned(1).look(), page=page, pages=len(pages))
    return Card(fitted(embed), (turning, story_row(story, here.look())))


def _speaker_name(story: Story, look: QuotesLook) -> str | None:
    speakers = story.reading.speakers
    if look.speaker is None or look.speaker >= len(speakers):
        return None
    return speakers[look.speaker].name


def _no_quotes(story: Story, look: QuotesLook) -> str:
    if not story.reading.attributed:
        return _("Nobody is quoted in this story.")
    return _(NONE_OF_KIND[look.kind])


def _missing(story: Story) -> tuple[str, ...]:
    return () if story.reading.has_reported else (_("quotation marks only: no reported speech"),)


def _kinds(look: QuotesLook) -> tuple[Button, ...]:
    labels = {Kind.ALL: _("All"), Kind.DIRECT: _("Said"), Kind.REPORTED: _("Reported")}
    return tuple(
        Button(label, replace(look, kind=kind, page=0).look(), is_off=kind is look.kind)
        for kind, label in labels.items()
    )


def _speakers(story: Story, look: QuotesLook) -> Row:
    counts = {
        number: sum(quote.speaker == speaker.name for quote in story.reading.attributed)
        for number, speaker in enumerate(story.reading.speakers)
    }
    named = sorted((n for n in counts if counts[n]), key=lambda number: -counts[number])[:24]
    if len(named) < 2:
        return ()
    everyone = Option(_("Everyone"), replace(look, speaker=None, page=0).look())
    options = tuple(
        Option(
            story.reading.speakers[number].name,
            replace(look, speaker=number, page=0).look(),
            note=ngettext("1 quote", "{count} quotes", counts[number]),
            is_chosen=number == look.speaker,
        )
        for number in named
    )
    return Choice(_("Only what one speaker said"), (everyone, *options))


def _by_speaker(story: Story) -> list[tuple[str, list[Quote]]]:
    body = story.article.body
    groups: dict[str, list[Quote]] = {}
    for quote in story.reading.attributed:
        groups.setdefault(speaker_of(quote, body), []).append(quote)
    return sorted(groups.items(), key=lambda group: -max(quote.weight for quote in group[1]))
