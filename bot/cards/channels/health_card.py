"""How a server is: what is wrong and what is paused, as a card and as the one line of a day."""

from collections.abc import Sequence

import discord

from bot.cards.card import MOST_DESCRIPTION, Button, Card, Colour, Look
from bot.cards.looks.subscription_looks import SubscriptionsLook
from bot.cards.plain import length

HEALTH = "health"
MOST_LINE = 1800
ROOM_FOR_MORE = 60


def health_card(wrong: Sequence[str], paused: Sequence[str], sent: int) -> Card:
    """All sentences of what is wrong, then of what is paused; that all is well where none is."""
    things = "1 thing needs" if len(wrong) == 1 else f"{len(wrong)} things need"
    embed = discord.Embed(
        title=f"{things} somebody" if wrong else "All is well",
        colour=discord.Colour(Colour.TROUBLE if wrong else Colour.DONE),
    )
    lines = [f"⚠ {words}" for words in wrong] + [f"• {words}" for words in paused]
    lines = lines or ["Nothing is stopped, failing or late."]
    embed.description = "\n".join(_whole(lines, MOST_DESCRIPTION))
    stories = "1 story" if sent == 1 else f"{sent} stories"
    embed.set_footer(text=f"{stories} delivered in the last day")
    again = Button("Look again", Look(HEALTH, ""))
    return Card(embed, ((again, Button("Subscriptions", SubscriptionsLook().look())),))


def health_line(wrong: Sequence[str]) -> str:
    """What is wrong as one line for the moderators' channel."""
    things = "1 thing is" if len(wrong) == 1 else f"{len(wrong)} things are"
    more = "" if len(wrong) == 1 else f" And {len(wrong) - 1} more:"
    line = f"⚠ {things} still wrong: {wrong[0]}{more} `/dateline health` says what to do."
    if length(line) <= MOST_LINE:
        return line
    return f"⚠ {things} still wrong here: `/dateline health` says what to do."


def _whole(lines: Sequence[str], room: int) -> list[str]:
    """As many lines as there is room for, and how many are left out."""
    kept = list(lines)
    while length("\n".join(kept)) > room - ROOM_FOR_MORE and len(kept) > 1:
        kept.pop()
    if left := len(lines) - len(kept):
        kept.append(f"-# and {left} more")
    return kept
