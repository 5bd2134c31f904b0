"""A story's card as it is posted to a channel, with its updates and all outlets that tell of it."""

from dataclasses import dataclass
from datetime import datetime

import discord

from bot.cards.card import MOST_FOOTER, Button, Card, Colour
from bot.cards.frame import MOST_OUTLET
from bot.cards.looks.story_looks import ChangesLook, ListLook
from bot.cards.plain import escaped, length, plain
from bot.cards.stories.story_cards import story_card
from bot.languages import _, ngettext
from bot.store.deliveries.posts import Brief
from bot.story import Story
from bot.subscription import Correction

MOST_NOTE = 300
# Of an outlet's name beside others; and of all names at the foot.
MOST_NAME = 60
MOST_NAMES = 300


@dataclass(frozen=True, slots=True)
class Told:
    """What a posted card shows beside its story.

    `outlets` are the others that tell of the same event. `at` is when the newest revision came in,
    `correction` what it corrects; `replies` counts what readers replied.
    """

    outlets: tuple[str, ...] = ()
    at: datetime | None = None
    correction: Correction | None = None
    replies: int = 0


NOTHING_MORE = Told()


def told_of(brief: Brief) -> Told:
    """What a posted card shows of a brief, beside its lead."""
    return Told(brief.outlets, brief.told_at, brief.correction, brief.replies)


def posted_card(story: Story, told: Told = NOTHING_MORE) -> Card:
    """The story's card as everybody in a channel sees it."""
    card = story_card(story, replies=told.replies)
    embed = card.embed
    if told.outlets:
        _name_outlets(embed, story, told.outlets)
    if line := change_line(story, told):
        embed.description = f"{line}\n\n{embed.description or ''}".rstrip()
    if told.correction is not None:
        embed.colour = discord.Colour(Colour.CORRECTED)
    return card


def change_line(story: Story, told: Told) -> str:
    """One line that says that the story was updated or corrected; empty for a first revision."""
    when = f" {discord.utils.format_dt(told.at, 'R')}" if told.at else ""
    if told.correction is not None:
        return _(
            "**Correction**{when}: {note}", when=when, note=escaped(told.correction.note, MOST_NOTE)
        )
    return _("**Updated**{when}", when=when) if story.revision > 1 else ""


def thread_card(story: Story, told: Told) -> Card:
    """What is written in a card's thread about a major correction."""
    embed = discord.Embed(
        description=change_line(story, told), colour=discord.Colour(Colour.CORRECTED)
    )
    look = ChangesLook(story.id, story.revision).look()
    return Card(embed, ((Button(_("What's new"), look),),))


def backlog_card(more: int) -> Card:
    """The one line for stories that an outage kept back."""
    embed = discord.Embed(
        description=ngettext(
            "One more story came in while I was away.",
            "{count:,} more stories came in while I was away.",
            more,
        ),
        colour=discord.Colour(Colour.QUIET),
    )
    return Card(embed, ((Button(_("Show the latest"), ListLook().look()),),))


def _name_outlets(embed: discord.Embed, story: Story, outlets: tuple[str, ...]) -> None:
    own = plain(story.article.outlet or "", MOST_OUTLET)
    others = ngettext("1 outlet", "{count} outlets", len(outlets))
    embed.set_author(name=f"{own} +{others}" if own else others)
    names = plain(", ".join(plain(name, MOST_NAME) for name in outlets), MOST_NAMES)
    foot = embed.footer.text or ""
    if length(foot) + length(names) + 20 <= MOST_FOOTER:
        embed.set_footer(text=_("{foot} · also told by {names}", foot=foot, names=names))
