"""The cards that say something of Dateline itself: what went wrong, what was done, how to go on."""

import discord

from bot.cards.card import Card, Colour, Row
from bot.languages import N_
from bot.wire.intake import Stage

# What is told while a page is taken in.
PROGRESS = {
    Stage.FETCHING: N_("Fetching the page …"),
    Stage.EXTRACTING: N_("Looking for the article in it …"),
    Stage.READING: N_("Reading who said what …"),
    Stage.KEEPING: N_("Keeping it …"),
}


def trouble_card(sentence: str) -> Card:
    """What was wrong and what to do next; `sentence` is ours, never text from outside."""
    return Card(discord.Embed(description=sentence, colour=discord.Colour(Colour.TROUBLE)))


def done_card(sentence: str, *rows: Row) -> Card:
    """What was done, with what can follow; `sentence` is already escaped."""
    return Card(discord.Embed(description=sentence, colour=discord.Colour(Colour.DONE)), rows)


def quiet_card(title: str, text: str, *rows: Row) -> Card:
    """A plain note; both texts are already escaped."""
    embed = discord.Embed(title=title, description=text, colour=discord.Colour(Colour.QUIET))
    return Card(embed, rows)
