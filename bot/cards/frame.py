"""What the cards of one story share: the head, the foot and the rows of controls."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import discord

from bot.cards.card import MOST_FOOTER, MOST_LINK, MOST_TITLE, Button, Colour, Link, Look, Verb
from bot.cards.looks.event_looks import TogetherLook
from bot.cards.looks.reply_looks import RepliesLook, ReplyLook
from bot.cards.looks.story_looks import ChangesLook, QuotesLook, SummaryLook, WhoLook
from bot.cards.plain import plain, titled, web_link
from bot.languages import _, ngettext
from bot.languages.shapes import day_named
from bot.story import Article, Published, Story, StoryId

Row = TypeVar("Row")

# Brysbaert 2019 (J. Memory and Language 109): English prose is read at 238 words a minute.
WORDS_A_MINUTE = 238
MOST_OUTLET = 200
MOST_WAYS = 3
# The id of a story that was read for one member and isn't kept: nothing leads on from its card.
UNKEPT = StoryId(0)


def headed(story: Story, description: str, *, others: int = 0) -> discord.Embed:
    """An embed under the story's headline, outlet and time of publication.

    `others` is how many other outlets tell the same event.
    """
    article = story.article
    embed = discord.Embed(
        title=titled(article.headline, MOST_TITLE),
        url=web_link(article.url),
        description=description or None,
        colour=discord.Colour(Colour.NEW if story.revision == 1 else Colour.UPDATED),
    )
    if others:
        more = ngettext("+1 outlet", "+{count} outlets", others)
        outlet = plain(article.outlet or f"#{story.id}", MOST_OUTLET)
        embed.set_author(name=f"{outlet} · {more}")
    elif outlet := plain(article.outlet or "", MOST_OUTLET):
        embed.set_author(name=outlet)
    if article.published and not article.published.is_day_only:
        embed.timestamp = article.published.moment
    return embed.set_footer(text=footer(story))


def footer(story: Story, *more: str) -> str:
    """The small line at the foot: id, outlet, minutes to read, and what else is given."""
    article = story.article
    parts = [
        _("not kept here") if story.id == UNKEPT else f"#{story.id}",
        plain(article.outlet or "", MOST_OUTLET),
        _("{minutes} min read", minutes=minutes_to_read(article)),
    ]
    if article.published and article.published.is_day_only:
        parts.append(day(article.published))
    if article.is_partial:
        parts.append(_("partial text (paywall)"))
    return plain(" · ".join(part for part in (*parts, *more) if part), MOST_FOOTER)


def day(published: Published) -> str:
    """The day, in words: a day alone has no hour that a reader's own time zone could move."""
    return in_words(published.moment)


def in_words(moment: date) -> str:
    """The day of a moment, as "3 November 2026"."""
    return day_named(moment)


def minutes_to_read(article: Article) -> int:
    """Whole minutes that reading the article takes, at least one."""
    return max(1, round(len(article.body.split()) / WORDS_A_MINUTE))


def story_rows(
    story: Story, shown: Look, *, replies: int = 0, is_compared: bool = False
) -> tuple[tuple[Button | Link, ...], tuple[Button, ...]]:
    """The ways on from a story's own card, to its replies too; a row holds five."""
    reply = reply_button(ReplyLook(story.id))
    count = ngettext("1 reply", "{count} replies", replies)
    talk = (Button(count, RepliesLook(story.id).look()),) if replies else ()
    compare = (Button(_("Compare"), TogetherLook(story.id).look()),) if is_compared else ()
    return (*_ways(story, shown), reply, *_read(story)), (*talk, *compare, post_button(shown))


def story_row(story: Story, shown: Look) -> tuple[Button | Link, ...]:
    """The ways on from any card of a story; the way to the card that is `shown` is left out."""
    ways = _ways(story, shown)
    reply = (reply_button(ReplyLook(story.id)),) if len(ways) < MOST_WAYS else ()
    return (*ways, *reply, post_button(shown), *_read(story))


def reply_button(look: ReplyLook) -> Button:
    """The way to the form for a reply."""
    return Button(_("Reply"), look.look(), Verb.ASK)


def _ways(story: Story, shown: Look) -> list[Button]:
    quotes = len(story.reading.attributed)
    ways = [
        button
        for button in (
            Button(_("Summary"), SummaryLook(story.id).look()),
            Button(
                _("Quotes ({quotes})", quotes=quotes),
                QuotesLook(story.id).look(),
                is_off=not quotes,
            ),
            Button(_("Who said what"), WhoLook(story.id).look(), is_off=not quotes),
        )
        if button.look.card != shown.card
    ]
    if story.revision > 1 and shown.card != ChangesLook.card:
        # A row holds five: the way to the summary gives way to what is new.
        ways[0] = Button(_("What's new"), ChangesLook(story.id, story.revision).look())
    return ways


def _read(story: Story) -> tuple[Link, ...]:
    url = web_link(story.article.url, MOST_LINK)
    return (Link(_("Read"), url),) if url else ()


def post_button(shown: Look) -> Button:
    """The way to show everybody in the channel the card that `shown` leads to."""
    return Button(_("Post here"), shown, Verb.POST)


def page_row(back: Look, on: Look, *, page: int, pages: int) -> tuple[Button, ...]:
    """The two turning buttons, each grey at its end; none where one page holds all."""
    if pages <= 1:
        return ()
    return (
        Button(_("◀ Back"), back, is_off=page == 0),
        Button(_("More ▶"), on, is_off=page >= pages - 1),
    )


def paged(rows: Sequence[Row], size: int) -> list[Sequence[Row]]:
    """`rows` in pages of `size`; one empty page where there are none."""
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [()]


def page_note(page: int, pages: int) -> tuple[str, ...]:
    """Which page of how many this is, for the foot; nothing where one holds all."""
    return (_("page {page} of {pages}", page=page + 1, pages=pages),) if pages > 1 else ()
