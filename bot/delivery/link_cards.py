"""The card that sums up what a message links to."""

from collections.abc import Sequence

import discord

from bot.delivery.card import MOST_FIELD, MOST_FIELD_NAME, Card, Choice, Colour, Option
from bot.delivery.frame import UNKEPT
from bot.delivery.looks import SummaryLook
from bot.delivery.plain import escaped, titled, web_link
from bot.story import Story

MOST_BRIEF = 850
MOST_URL = 150


def links_card(read: Sequence[Story], failed: Sequence[str]) -> Card:
    """The brief of each story, and the sentence that says why, for each page without one."""
    embed = discord.Embed(
        title="What the links say",
        colour=discord.Colour(Colour.NEW if read else Colour.TROUBLE),
    )
    for story in read:
        embed.add_field(name=_head(story), value=_brief(story), inline=False)
    for sentence in failed:
        embed.add_field(name="One link", value=sentence, inline=False)
    kept = [story for story in read if story.id != UNKEPT]
    options = tuple(Option(story.article.headline, SummaryLook(story.id).look()) for story in kept)
    return Card(embed, (Choice("Open a story", options) if options else (),))


def _head(story: Story) -> str:
    outlet = f" · {story.article.outlet}" if story.article.outlet else ""
    return titled(f"{story.article.headline}{outlet}", MOST_FIELD_NAME)


def _brief(story: Story) -> str:
    body = story.article.body
    brief = " ".join(span.of(body) for span in story.reading.summary.brief)
    url = web_link(story.article.url, MOST_URL)
    read = f"\n-# [read]({url})" if url else ""
    shown = escaped(brief, MOST_BRIEF) or "There is too little text there to summarise."
    return f"{shown}{read}"[:MOST_FIELD]
