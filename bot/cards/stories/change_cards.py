"""The cards of differences: what a revision changed, and what several outlets tell of one event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import discord

from bot.cards.card import MOST_FIELD, Button, Card, Choice, Colour, Look, Option
from bot.cards.fitting import fitted
from bot.cards.frame import headed, post_button, story_row
from bot.cards.looks.event_looks import TimelineLook
from bot.cards.looks.story_looks import ChangesLook, StoryLook
from bot.cards.looks.trend_looks import WhomLook
from bot.cards.plain import escaped, length, plain, titled
from bot.cards.stories.quote_lines import paragraph_mark, speaker_of, verbatim
from bot.cards.stories.several_cards import quoted_by_several
from bot.languages import _
from bot.reading.changes import Changes, QuoteChange
from bot.reading.several import Disagreement, Overview, Point
from bot.story import Quote, Span, Story

MOST_SENTENCE = 220
MOST_SENTENCES = 4
MOST_QUOTE = 180
MOST_NAME = 60


@dataclass(frozen=True, slots=True)
class Revised:
    """A story's revision, the one before, and what differs in sentences and quotes."""

    before: Story
    after: Story
    changes: Changes
    quotes: tuple[QuoteChange, ...]


def changes_card(revised: Revised) -> Card:
    """What a revision added, reworded and withdrew, with the paragraphs."""
    story, old, new = revised.after, revised.before.article.body, revised.after.article.body
    changes = revised.changes
    embed = headed(
        story, _("Revision {revision}, against the one before it.", revision=story.revision)
    )
    if revised.before.article.headline != story.article.headline:
        was = titled(revised.before.article.headline, 300)
        embed.add_field(name=_("The headline was"), value=was, inline=False)
    reworded = [
        f"{_sentence(old, change.before)}\n→ {_sentence(new, change.after)}"
        for change in changes.reworded
    ]
    parts = (
        (_("Added"), [_sentence(new, span) for span in changes.added]),
        (_("Reworded"), reworded),
        (_("Withdrawn"), [_sentence(old, span) for span in changes.withdrawn]),
        (_("Quotes"), [_quote_change(change, old, new) for change in revised.quotes]),
    )
    for name, lines in parts:
        if lines:
            embed.add_field(name=f"{name} ({len(lines)})", value=_lines(lines), inline=False)
    if not embed.fields:
        embed.description = _("No sentence changed: only typography, or the page around the text.")
    look = ChangesLook(story.id, story.revision).look()
    return Card(fitted(embed), (_revisions(story), story_row(story, look)))


def compare_card(
    stories: Sequence[Story], overview: Overview, look: Look, *, is_pictured: bool = True
) -> Card:
    """What all tell, what one alone tells, and where numbers differ; each line with its outlet.

    `look` is what leads to it; it `is_pictured` where there is a chart of who quotes whom.
    """
    embed = discord.Embed(
        title=_("One event, side by side"),
        description="\n".join(f"{_outlet(s)}: {titled(s.article.headline, 150)}" for s in stories),
        colour=discord.Colour(Colour.NEW),
    )
    shared = [point for point in overview.points if len(point.told) > 1]
    alone = [point for point in overview.points if len(point.told) == 1]
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        (_("Told by several"), (_point(point, stories) for point in shared)),
        (_("Told by one"), (_point(point, stories) for point in alone)),
        (_("Numbers that differ"), (_differing(each, stories) for each in overview.disagreements)),
        (_("Quoted by several"), quoted_by_several(stories)),
        (_("Quoted by one alone"), _own_quotes(stories)),
    )
    for name, lines in parts:
        if shown := list(lines):
            embed.add_field(name=name, value=_lines(shown), inline=False)
    options = tuple(Option(s.article.headline, StoryLook(s.id).look()) for s in stories)
    ways = (
        Button(_("Timeline"), TimelineLook(stories[0].id).look()),
        Button(
            _("As a picture"),
            WhomLook(*(story.id for story in stories)).look(),
            is_off=not is_pictured,
        ),
        post_button(look),
    )
    return Card(fitted(embed), (Choice(_("Open a story"), options), ways))


def _revisions(story: Story) -> tuple[Button, ...]:
    """The way to the changes before these; the newest have no later ones."""
    if story.revision <= 2:
        return ()
    return (Button(_("◀ Earlier changes"), ChangesLook(story.id, story.revision - 1).look()),)


def _lines(lines: Sequence[str]) -> str:
    """As many whole lines as a field holds, with the number of those left out."""
    for shown in range(min(len(lines), MOST_SENTENCES), 0, -1):
        more = (_("-# and {left} more", left=len(lines) - shown),) if shown < len(lines) else ()
        value = "\n".join((*lines[:shown], *more))
        if length(value) <= MOST_FIELD:
            return value
    return _("-# {left} too long to show here", left=len(lines))


def _sentence(body: str, span: Span) -> str:
    return f"{escaped(span.of(body), MOST_SENTENCE)} `{paragraph_mark(body, span)}`"


def _quote_change(change: QuoteChange, old: str, new: str) -> str:
    match change.before, change.after:
        case None, Quote() as after:
            return _("New: {said}", said=_said(after, new))
        case Quote() as before, None:
            return _("Gone: {said}", said=_said(before, old))
        case Quote() as before, Quote() as after:
            return f"{_said(before, old)}\n→ {_said(after, new)}"
        case _:
            return "…"


def _said(quote: Quote, body: str) -> str:
    return f"{verbatim(quote, body, MOST_QUOTE)} — {escaped(speaker_of(quote, body), MOST_NAME)}"


def _outlet(story: Story) -> str:
    return f"**{escaped(story.article.outlet or f'#{story.id}', MOST_NAME)}**"


def _point(point: Point, stories: Sequence[Story]) -> str:
    first = point.told[0]
    outlets = ", ".join(dict.fromkeys(_outlet(stories[told.outlet]) for told in point.told))
    return f"{outlets}: {_sentence(stories[first.outlet].article.body, first.span)}"


def _differing(each: Disagreement, stories: Sequence[Story]) -> str:
    counts = (
        f"{_outlet(stories[count.told.outlet])} "
        f"{escaped(count.number.of(stories[count.told.outlet].article.body), 30)}"
        for count in each.counts
    )
    return f"{escaped(each.about, MOST_NAME)}: {', '.join(counts)}"


def _own_quotes(stories: Sequence[Story]) -> Iterable[str]:
    said = [{_key(q, s) for q in s.reading.quotes} for s in stories]
    for number, story in enumerate(stories):
        others: set[str] = set().union(*(said[:number] + said[number + 1 :]))
        body = story.article.body
        for quote in story.reading.key_quotes[:6]:
            if quote.kind != "reported" and _key(quote, story) not in others:
                yield f"{_outlet(story)}: {_said(quote, body)}"
                break


def _key(quote: Quote, story: Story) -> str:
    return plain(quote.words(story.article.body), 200).casefold().strip(" .,!?")
