"""How a server is: what is wrong and what is paused, as a card and as the one line of a day."""

from collections.abc import Sequence

import discord

from bot.cards.card import MOST_DESCRIPTION, Button, Card, Colour, Look
from bot.cards.looks.subscription_looks import SubscriptionsLook
from bot.cards.plain import length
from bot.languages import _, ngettext

HEALTH = "health"
MOST_LINE = 1800
ROOM_FOR_MORE = 60


def health_card(wrong: Sequence[str], paused: Sequence[str], sent: int) -> Card:
    """All sentences of what is wrong, then of what is paused; that all is well where none is."""
    needed = ngettext("1 thing needs somebody", "{count} things need somebody", len(wrong))
    embed = discord.Embed(
        title=needed if wrong else _("All is well"),
        colour=discord.Colour(Colour.TROUBLE if wrong else Colour.DONE),
    )
    lines = [f"⚠ {words}" for words in wrong] + [f"• {words}" for words in paused]
    lines = lines or [_("Nothing is stopped, failing or late.")]
    embed.description = "\n".join(_whole(lines, MOST_DESCRIPTION))
    told = ngettext(
        "1 story delivered in the last day", "{count} stories delivered in the last day", sent
    )
    embed.set_footer(text=told)
    again = Button(_("Look again"), Look(HEALTH, ""))
    return Card(embed, ((again, Button(_("Subscriptions"), SubscriptionsLook().look())),))


def health_line(wrong: Sequence[str]) -> str:
    """What is wrong as one line for the moderators' channel."""
    line = ngettext(
        "⚠ 1 thing is still wrong: {first} `/dateline health` says what to do.",
        "⚠ {count} things are still wrong: {first} And {more} more: `/dateline health` says what to"
        " do.",
        len(wrong),
        first=wrong[0],
        more=len(wrong) - 1,
    )
    if length(line) <= MOST_LINE:
        return line
    return ngettext(
        "⚠ 1 thing is still wrong here: `/dateline health` says what to do.",
        "⚠ {count} things are still wrong here: `/dateline health` says what to do.",
        len(wrong),
    )


def _whole(lines: Sequence[str], room: int) -> list[str]:
    """As many lines as there is room for, and how many are left out."""
    kept = list(lines)
    while length("\n".join(kept)) > room - ROOM_FOR_MORE and len(kept) > 1:
        kept.pop()
    if left := len(lines) - len(kept):
        kept.append(_("-# and {left} more", left=left))
    return kept
