"""The cards of an event: what came when, and what a moderator split or joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.cards.card import MOST_DESCRIPTION, Button, Card, Choice, Colour, Option, Verb
from bot.cards.frame import day, post_button
from bot.cards.looks.event_looks import TimelineLook, TogetherLook, UnjoinLook, UnsplitLook
from bot.cards.looks.story_looks import ChangesLook, StoryLook
from bot.cards.note_cards import done_card
from bot.cards.plain import escaped, length, titled
from bot.languages import _, ngettext
from bot.reading.changes import Changes, QuoteChange
from bot.story import Story, StoryId, StoryLine

MOST_OUTLET = 80
MOST_HEADLINE = 200
MOST_SHOWN = 15
MOST_OPENED = 25


@dataclass(frozen=True, slots=True)
class Revision:
    """A later revision of a story: when it came, and what differs from the one before."""

    number: int
    at: datetime
    changes: Changes
    quotes: tuple[QuoteChange, ...]
    is_retitled: bool


def timeline_card(
    story: Story, revisions: Sequence[Revision], related: Sequence[StoryLine]
) -> Card:
    """What came when: the stories of one event with `story` among them, and its revisions.

    Of more than MOST_SHOWN lines the first ones are left out, and said to be.
    """
    told = [(_told_at(line), _story_line(line, story.id)) for line in related]
    told += [(each.at, _revision_line(each)) for each in revisions]
    lines = [line for _, line in sorted(told, key=lambda one: one[0])]
    left_out = max(0, len(lines) - MOST_SHOWN)
    more = [_("-# {left} earlier left out", left=left_out)] if left_out else []
    embed = discord.Embed(
        title=_(
            "What came when: {headline}", headline=titled(story.article.headline, MOST_HEADLINE)
        ),
        description=_fitting([*more, *lines[left_out:]]),
        colour=discord.Colour(Colour.NEW),
    )
    embed.set_footer(text=_count(related, revisions))
    compare = Button(_("Compare"), TogetherLook(story.id).look(), is_off=len(_outlets(related)) < 2)
    new = Button(_("What's new"), ChangesLook(story.id, story.revision).look())
    ways = (compare, *((new,) if revisions else ()), post_button(TimelineLook(story.id).look()))
    options = tuple(
        Option(line.headline, StoryLook(line.id).look(), note=line.outlet or "")
        for line in related[-MOST_OPENED:]
    )
    return Card(embed, (Choice(_("Open a story"), options), ways))


def split_card(story: Story, other: StoryId) -> Card:
    """That a story stands apart now, with the way back."""
    undo = Button(_("Undo"), UnsplitLook(story.id, other).look(), Verb.DO)
    return done_card(
        _(
            "**{headline}** stands apart on this server now.",
            headline=escaped(story.article.headline, MOST_HEADLINE),
        ),
        (undo, Button(_("Timeline"), TimelineLook(story.id).look())),
    )


def joined_card(story: Story, into: Story, number: int) -> Card:
    """That two stories are told as one event now, with the way back."""
    undo = Button(_("Undo"), UnjoinLook(number, story.id).look(), Verb.DO)
    one, other = (escaped(each.article.headline, MOST_HEADLINE) for each in (story, into))
    return done_card(
        _(
            "**{one}** and **{other}** are told as one event on this server now.",
            one=one,
            other=other,
        ),
        (undo, Button(_("Compare"), TogetherLook(into.id).look())),
    )


def regrouped_card(sentence: str, story: StoryId) -> Card:
    """That a split or a join was undone."""
    return done_card(sentence, (Button(_("Timeline"), TimelineLook(story).look()),))


def change_words(revision: Revision) -> str:
    """What a revision changed, counted, in one line of our own words."""
    changes = revision.changes
    parts = [_("new headline")] if revision.is_retitled else []
    if added := len(changes.added):
        parts.append(ngettext("1 sentence added", "{count} sentences added", added))
    if reworded := len(changes.reworded):
        parts.append(ngettext("1 reworded", "{count} reworded", reworded))
    if withdrawn := len(changes.withdrawn):
        parts.append(ngettext("1 withdrawn", "{count} withdrawn", withdrawn))
    if changed := len(revision.quotes):
        parts.append(ngettext("1 quote changed", "{count} quotes changed", changed))
    return ", ".join(parts) or _("typography only")


def _story_line(line: StoryLine, shown: StoryId) -> str:
    headline = titled(line.headline, MOST_HEADLINE)
    outlet = escaped(line.outlet or f"#{line.id}", MOST_OUTLET)
    mark = _(" ← this story") if line.id == shown else ""
    return f"{_when(line)} **{outlet}**: {headline}{mark}"


def _revision_line(revision: Revision) -> str:
    stamp = discord.utils.format_dt(revision.at, "f")
    return _(
        "{stamp} this story, revision {number}: {changes}",
        stamp=stamp,
        number=revision.number,
        changes=change_words(revision),
    )


def _when(line: StoryLine) -> str:
    if line.published is None:
        return _("taken in {when}", when=discord.utils.format_dt(line.taken_at, "f"))
    if line.published.is_day_only:
        return day(line.published)
    return discord.utils.format_dt(line.published.moment, "f")


def _told_at(line: StoryLine) -> datetime:
    return line.published.moment if line.published else line.taken_at


def _outlets(related: Sequence[StoryLine]) -> set[str]:
    return {line.outlet or f"#{line.id}" for line in related}


def _count(related: Sequence[StoryLine], revisions: Sequence[Revision]) -> str:
    stories = ngettext("1 story", "{count} stories", len(related))
    outlets = ngettext("1 outlet", "{count} outlets", len(_outlets(related)))
    if not revisions:
        return _("{stories} from {outlets}", stories=stories, outlets=outlets)
    return ngettext(
        "{stories} from {outlets} · 1 revision of this one",
        "{stories} from {outlets} · {count} revisions of this one",
        len(revisions) + 1,
        stories=stories,
        outlets=outlets,
    )


def _fitting(lines: list[str]) -> str:
    """As many lines as there is room for, the last ones first."""
    while len(lines) > 1 and length("\n".join(lines)) > MOST_DESCRIPTION:
        lines = lines[1:]
    return "\n".join(lines)
