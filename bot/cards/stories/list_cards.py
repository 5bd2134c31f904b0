"""The cards that list stories: the newest, or those that a search found."""

from dataclasses import replace

import discord

from bot.cards.card import MOST_DESCRIPTION, Card, Choice, Colour, Option, Row
from bot.cards.filters import EVERYTHING, Filters
from bot.cards.frame import day, page_note, page_row, post_button
from bot.cards.looks.story_looks import ListLook, StoryLook
from bot.cards.plain import escaped, length, titled, web_link
from bot.languages import _, ngettext
from bot.story import Listing, StoryId, StoryLine

MOST_HEADLINE = 220
MOST_URL = 300
MOST_FILTERS = 401


def list_card(listing: Listing[StoryLine], look: ListLook, filters: Filters = EVERYTHING) -> Card:
    """A page of stories, newest first, with a list to open one from.

    `filters` are those of `look` by their names.
    """
    embed = discord.Embed(
        title=_title(look),
        description="\n".join(part for part in (filters.told(), _entries(listing, look)) if part),
        colour=discord.Colour(Colour.NEW if listing.rows else Colour.QUIET),
    )
    pages = max(1, -(-listing.total // look.size))
    page = listing.page - 1
    stories = ngettext("1 story", "{count} stories", listing.total)
    embed.set_footer(text=" · ".join((stories, *page_note(page, pages))))
    here = replace(look, page=page)
    turning = page_row(
        here.turned(-1, listing.upto).look(),
        here.turned(1, listing.upto).look(),
        page=page,
        pages=pages,
    )
    post = post_button(here.turned(0, listing.upto).look())
    return Card(embed, ((*turning, post), _open_row(listing)))


def which_story_card(typed: str, options: tuple[Option, ...]) -> Card:
    """Which of several stories is meant by what was typed."""
    embed = discord.Embed(
        title=_("Which story is meant?"),
        description=_("Several stories fit “{typed}”. Choose one:", typed=escaped(typed, 80)),
        colour=discord.Colour(Colour.QUIET),
    )
    return Card(embed, (Choice(_("Choose a story"), options),))


def _title(look: ListLook) -> str:
    return (
        _("Stories with “{words}”", words=escaped(look.words, 120))
        if look.words
        else _("Latest stories")
    )


def _entries(listing: Listing[StoryLine], look: ListLook) -> str:
    if not listing.rows:
        return _nothing(look)
    room = (MOST_DESCRIPTION - MOST_FILTERS) // len(listing.rows) - 2
    return "\n\n".join(_entry(line, room) for line in listing.rows)


def _entry(line: StoryLine, room: int) -> str:
    facts = [f"#{line.id}"]
    if line.outlet:
        facts.insert(0, escaped(line.outlet, 80))
    facts.append(_when(line))
    if line.revision > 1:
        facts.append(_("updated"))
    foot = f"\n-# {' · '.join(facts)}"
    headline = titled(line.headline, min(MOST_HEADLINE, room - length(foot) - 4))
    shown = f"**{headline}**{foot}"
    read = _(" · [read]({url})", url=url) if (url := web_link(line.url, MOST_URL)) else ""
    # A link is the first to go: the story's own card has it too.
    return shown + read if length(shown + read) <= room else shown


def _when(line: StoryLine) -> str:
    if line.published is None:
        return _("taken in <t:{moment}:R>", moment=int(line.taken_at.timestamp()))
    if line.published.is_day_only:
        return day(line.published)
    return f"<t:{int(line.published.moment.timestamp())}:f>"


def _nothing(look: ListLook) -> str:
    if look != ListLook(page=look.page, upto=look.upto, size=look.size):
        return _(
            "No story fits. Try fewer words or leave out a filter; `/latest` shows all that is"
            " here."
        )
    return _(
        "No stories yet. A moderator adds one with `/story add`, by its address or as pasted text;"
        " `/dateline setup` has them come by themselves."
    )


def _open_row(listing: Listing[StoryLine]) -> Row:
    if not listing.rows:
        return ()
    return Choice(_("Open a story"), tuple(map(_option, listing.rows)))


def _option(line: StoryLine) -> Option:
    return Option(line.headline, StoryLook(StoryId(line.id)).look(), note=line.outlet or "")
