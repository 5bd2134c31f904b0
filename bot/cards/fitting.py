"""Keeps a finished embed within what Discord takes over all of its texts."""

import discord

from bot.cards.plain import length
from bot.languages import _

MOST_EMBED = 6000
ROOM_FOR_NOTE = 60


def fitted(embed: discord.Embed) -> discord.Embed:
    """`embed`, where it is too long without its last fields; how many were left out is said."""
    if measured(embed) <= MOST_EMBED:
        return embed
    left_out = 0
    while embed.fields and measured(embed) > MOST_EMBED - ROOM_FOR_NOTE:
        embed.remove_field(len(embed.fields) - 1)
        left_out += 1
    return embed.add_field(
        name=_("… {left} more", left=left_out),
        value=_("There is no room for more on one card."),
        inline=False,
    )


def measured(embed: discord.Embed) -> int:
    """How long all texts of `embed` are together, in UTF-16 units."""
    fields = [text for field in embed.fields for text in (field.name, field.value)]
    texts = (embed.title, embed.description, embed.footer.text, embed.author.name, *fields)
    return sum(length(text) for text in texts if text)
