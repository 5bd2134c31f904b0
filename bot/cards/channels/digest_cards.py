"""The cards of digests: the message itself, all its stories, and what was set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord.utils import format_dt

from bot.cards.card import MOST_DESCRIPTION, Button, Card, Choice, Colour, Option, Row, Verb
from bot.cards.channels.digest_topics import by_topic
from bot.cards.frame import in_words, page_note, page_row
from bot.cards.looks.digest_looks import DigestLook, NoDigestLook, PreviewLook, SetDigestLook
from bot.cards.looks.story_looks import StoryLook
from bot.cards.note_cards import done_card
from bot.cards.plain import escaped, length, plain, titled, web_link
from bot.cards.stories.quote_lines import CONTINUES, speaker_of, verbatim
from bot.clock import days_in_words
from bot.languages import N_, _, ngettext
from bot.languages.shapes import weekday
from bot.story import Story, StoryId, StoryLine
from bot.subscription import Digest

MOST_LINES = 10
A_PAGE = 10
MOST_TOPIC = 60
MOST_HEADLINE = 120
MOST_OUTLET = 40
MOST_URL = 200
MOST_SPEAKER = 60
# A quote of less says nothing.
LEAST_QUOTE = 24
MOST_QUOTE = 110
MOST_TRIED = 3
REST = N_("Also")


@dataclass(frozen=True, slots=True)
class Told:
    """What a digest tells: its stories, newest first, of `total`; other outlets by story.

    `look` leads to all of them; `day` is the local day of the digest.
    """

    stories: tuple[Story, ...]
    total: int
    look: DigestLook
    day: datetime
    others: tuple[int, ...] = ()


def digest_card(told: Told) -> Card:
    """The digest as one message: at most ten lines by topic, each with its outlet and a quote."""
    stories = told.stories[:MOST_LINES]
    others = dict(zip((story.id for story in stories), told.others, strict=False))
    parts = by_topic(stories)
    room = (MOST_DESCRIPTION - len(parts) * (2 * MOST_TOPIC + 8)) // max(1, len(stories)) - 2
    blocks = []
    for topic, part in parts:
        lines = [_entry(story, others.get(story.id, 0), room) for story in part]
        name = titled(topic, MOST_TOPIC) if topic else _(REST)
        blocks.append("\n".join((f"**{name}**", *lines) if len(parts) > 1 or topic else lines))
    embed = discord.Embed(
        title=_(
            "Digest for {weekday}, {day}",
            weekday=weekday(told.day),
            day=in_words(told.day),
        ),
        description="\n\n".join(blocks) or _("Nothing new."),
        colour=discord.Colour(Colour.NEW if stories else Colour.QUIET),
    )
    embed.set_footer(text=_count(told.total, len(stories)))
    return Card(embed, _ways(told, stories))


def digest_page(lines: Sequence[StoryLine], total: int, look: DigestLook) -> Card:
    """A page of all stories of a digest; `lines` are all of them, newest first."""
    pages = max(1, -(-len(lines) // A_PAGE))
    page = min(look.page, pages - 1)
    here = lines[page * A_PAGE : (page + 1) * A_PAGE]
    text = "\n".join(_brief(line) for line in here)
    embed = discord.Embed(
        title=_("All stories of the digest"),
        description=text or _("None of them is here any more."),
        colour=discord.Colour(Colour.NEW if here else Colour.QUIET),
    )
    embed.set_footer(text=" · ".join((_count(total, total), *page_note(page, pages))))
    at = DigestLook(look.channel, look.since, look.upto, page)
    turning = page_row(at.turned(-1).look(), at.turned(1).look(), page=page, pages=pages)
    options = tuple(
        Option(line.headline, StoryLook(line.id).look(), line.outlet or "") for line in here
    )
    return Card(embed, (turning, Choice(_("Open a story"), options)) if options else ())


def set_card(digest: Digest, next_at: datetime, zone: str, before: Digest | None) -> Card:
    """That a channel's digest was set, with when it comes first."""
    undo = NoDigestLook(digest.channel) if before is None else SetDigestLook.that(before)
    rows = (
        Button(_("Undo"), undo.look(), Verb.DO),
        Button(_("Preview"), PreviewLook(digest.channel).look()),
    )
    return done_card(
        _(
            "The digest of <#{channel}> comes **{when}** by the clock of **{zone}** (`/settings`),"
            " next {next}, with at most {most} stories; on a day without any there is none.",
            channel=digest.channel,
            when=when(digest),
            zone=escaped(zone, 60),
            next=format_dt(next_at, "f"),
            most=digest.most,
        ),
        rows,
    )


def off_card(before: Digest) -> Card:
    """That a channel's digest was taken away, with the way back."""
    back = Button(_("Bring it back"), SetDigestLook.that(before).look(), Verb.DO)
    return done_card(
        _("There is no digest in <#{channel}> any more.", channel=before.channel), (back,)
    )


def when(digest: Digest) -> str:
    """When it comes, as "every day at 07:30"."""
    return _("{days} at {hour}", days=days_in_words(digest.days), hour=f"{digest.at:%H:%M}")


def _entry(story: Story, others: int, room: int) -> str:
    article = story.article
    headline = titled(article.headline, min(MOST_HEADLINE, room // 2))
    more = f" +{others}" if others else ""
    outlet = escaped(article.outlet or "", MOST_OUTLET)
    line = f"• **{headline}**" + (f" — {outlet}{more}" if outlet else more)
    url = web_link(article.url, MOST_URL)
    if url and length(line) + length(url) + 12 <= room:
        line += _(" · [read]({url})", url=url)
    said = _said(story, room - length(line) - 4)
    return f"{line}\n-# {said}" if said else line


def _said(story: Story, room: int) -> str:
    """The weightiest quote that can be shown whole, else a part of the first, with its speaker."""
    body, lines = story.article.body, []
    for quote in story.reading.key_quotes[:MOST_TRIED]:
        # A line has no room for the role that `speaker_of` names too.
        name = plain(quote.speaker or "", MOST_SPEAKER) or speaker_of(quote, body)
        speaker = escaped(name, MOST_SPEAKER)
        left = min(MOST_QUOTE, room - length(speaker) - 2)
        if left >= LEAST_QUOTE:
            lines.append(f"{speaker}: {verbatim(quote, body, left)}")
    whole = [line for line in lines if _(CONTINUES) not in line]
    return next(iter(whole or lines), "")


def _brief(line: StoryLine) -> str:
    outlet = f" — {escaped(line.outlet, MOST_OUTLET)}" if line.outlet else ""
    url = web_link(line.url, MOST_URL)
    read = _(" · [read]({url})", url=url) if url else ""
    return f"• **{titled(line.headline, MOST_HEADLINE)}**{outlet}{read}"


def _count(total: int, shown: int) -> str:
    if shown >= total:
        return ngettext("1 story", "{count} stories", total)
    return ngettext(
        "1 story · the newest {shown} are shown",
        "{count} stories · the newest {shown} are shown",
        total,
        shown=shown,
    )


def _ways(told: Told, stories: Sequence[Story]) -> tuple[Row, ...]:
    if not stories:
        return ()
    options = tuple(
        Option(
            plain(s.article.headline, 90), StoryLook(StoryId(s.id)).look(), s.article.outlet or ""
        )
        for s in stories
    )
    label = (
        _("All in a list")
        if told.total == len(stories)
        else ngettext("One story", "All {count} stories", told.total)
    )
    return (Choice(_("Open a story"), options), (Button(label, told.look.look()),))
