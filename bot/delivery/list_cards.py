"""The cards that list stories: the newest, or those that a search found."""

from dataclasses import replace

import discord

from bot.delivery.card import Card, Choice, Colour, Option, Row
from bot.delivery.frame import day, page_note, page_row
from bot.delivery.looks import ListLook, StoryLook
from bot.delivery.plain import escaped, titled, web_link
from bot.story import Listing, StoryId, StoryLine

MOST_HEADLINE = 220


def list_card(listing: Listing[StoryLine], look: ListLook) -> Card:
    """A page of stories, newest first, with a list to open one from."""
    embed = discord.Embed(
        title=_title(look),
        description="\n\n".join(map(_entry, listing.rows)) or _nothing(look),
        colour=discord.Colour(Colour.NEW if listing.rows else Colour.QUIET),
    )
    pages = max(1, -(-listing.total // look.size))
    page = listing.page - 1
    stories = "1 story" if listing.total == 1 else f"{listing.total} stories"
    embed.set_footer(text=" · ".join((stories, *page_note(page, pages))))
    here = replace(look, page=page)
    turning = page_row(
        here.turned(-1, listing.upto).look(),
        here.turned(1, listing.upto).look(),
        page=page,
        pages=pages,
    )
    return Card(embed, (turning, _open_row(listing)))


def which_story_card(typed: str, options: tuple[Option, ...]) -> Card:
    """Which of several stories is meant by what was typed."""
    embed = discord.Embed(
        title="Which story is meant?",
        description=f"Several stories fit “{escaped(typed, 80)}”. Choose one:",
        colour=discord.Colour(Colour.QUIET),
    )
    return Card(embed, (Choice("Choose a story", options),))


def _title(look: ListLook) -> str:
    return f"Stories with “{escaped(look.words, 120)}”" if look.words else "Latest stories"


def _entry(line: StoryLine) -> str:
    facts = [f"#{line.id}"]
    if line.outlet:
        facts.insert(0, escaped(line.outlet, 80))
    facts.append(_when(line))
    if line.revision > 1:
        facts.append("updated")
    if url := web_link(line.url, 300):
        facts.append(f"[read]({url})")
    headline = titled(line.headline, MOST_HEADLINE)
    return f"**{headline}**\n-# {' · '.join(facts)}"


def _when(line: StoryLine) -> str:
    if line.published is None:
        return f"taken in <t:{int(line.taken_at.timestamp())}:R>"
    if line.published.is_day_only:
        return day(line.published)
    return f"<t:{int(line.published.moment.timestamp())}:f>"


def _nothing(look: ListLook) -> str:
    if look.words or look.speaker or look.outlet or look.since or look.until:
        return "No story fits. Try fewer words, or leave out a filter."
    return "No stories yet: add one with `/story add`, by its address or by pasting its text."


def _open_row(listing: Listing[StoryLine]) -> Row:
    if not listing.rows:
        return ()
    return Choice("Open a story", tuple(map(_option, listing.rows)))


def _option(line: StoryLine) -> Option:
    return Option(line.headline, StoryLook(StoryId(line.id)).look(), note=line.outlet or "")
