"""The card that sums up what a message links to."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import discord

from bot.cards.card import MOST_FIELD, MOST_FIELD_NAME, Card, Choice, Colour, Option
from bot.cards.fitting import fitted
from bot.cards.frame import UNKEPT
from bot.cards.looks.story_looks import SummaryLook
from bot.cards.plain import escaped, length, titled, web_link
from bot.languages import _
from bot.story import Story

MOST_BRIEF = 850
MOST_URL = 150
MOST_HOST = 100


@dataclass(frozen=True, slots=True)
class Unread:
    """A link to a page of which nothing can be told; `why` is a sentence of ours."""

    url: str
    why: str


def links_card(read: Sequence[Story], failed: Sequence[Unread]) -> Card:
    """The brief of each story, and the sentence that says why, for each page without one."""
    embed = discord.Embed(
        title=_("What the links say"),
        colour=discord.Colour(Colour.NEW if read else Colour.TROUBLE),
    )
    for story in read:
        embed.add_field(name=_head(story), value=_brief(story), inline=False)
    for link in failed:
        name, why = _host(link.url), link.why
        embed.add_field(name=name, value=why, inline=False)
    kept = [story for story in read if story.id != UNKEPT]
    options = tuple(Option(story.article.headline, SummaryLook(story.id).look()) for story in kept)
    return Card(fitted(embed), (Choice(_("Open a story"), options) if options else (),))


def _head(story: Story) -> str:
    outlet = f" · {story.article.outlet}" if story.article.outlet else ""
    return titled(f"{story.article.headline}{outlet}", MOST_FIELD_NAME)


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return titled(host, MOST_HOST)


def _brief(story: Story) -> str:
    body = story.article.body
    brief = " ".join(span.of(body) for span in story.reading.summary.brief)
    read = (
        _("\n-# [read]({url})", url=url) if (url := web_link(story.article.url, MOST_URL)) else ""
    )
    shown = escaped(brief, MOST_BRIEF) or _("There is too little text there to summarise.")
    return shown + read if length(shown + read) <= MOST_FIELD else shown
