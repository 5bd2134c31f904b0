"""The card of a checked quote: verbatim, altered, said by another, only reported, or not found."""

import discord

from bot.cards.card import MOST_FIELD, Card, Choice, Colour, Option, Row
from bot.cards.fitting import fitted
from bot.cards.frame import post_button
from bot.cards.looks.story_looks import CheckLook, QuotesLook
from bot.cards.plain import escaped, length, web_link
from bot.cards.stories.quote_lines import speaker_of, spoken
from bot.languages import N_, _
from bot.reading.checking import Change, Check, Edit, Finding
from bot.story import Said

MOST_CLAIM = 600
MOST_WORDS = 900
MOST_STOOD = 500
MOST_URL = 300

TITLES = {
    Finding.VERBATIM: N_("Said so, word for word"),
    Finding.BY_ANOTHER: N_("Said so, but by somebody else"),
    Finding.REPORTED: N_("Reported, not quoted"),
    Finding.ALTERED: N_("Not said in these words"),
    Finding.NOT_FOUND: N_("Not found in the stories here"),
}
NOTES = {
    Finding.REPORTED: N_(
        "The story tells this in its own words; it puts no quotation marks there."
    ),
    Finding.ALTERED: N_("~~Struck~~ words aren't in the quote; **bold** ones were left out."),
    Finding.NOT_FOUND: N_(
        "Nobody quoted in the stories here said this or anything close to it. That doesn't make it"
        " untrue: `/story add` the article that has it."
    ),
}
COLOURS = {
    Finding.VERBATIM: Colour.DONE,
    Finding.BY_ANOTHER: Colour.UPDATED,
    Finding.REPORTED: Colour.UPDATED,
    Finding.ALTERED: Colour.TROUBLE,
    Finding.NOT_FOUND: Colour.QUIET,
}


def check_card(claim: str, check: Check, look: CheckLook | None = None) -> Card:
    """What a check of `claim` came to, with the quote, its speaker, story and paragraph.

    `look` leads to the same check again; without one the card can't be posted.
    """
    finding = check.finding
    embed = discord.Embed(
        title=_(TITLES[finding]),
        description=f"> {escaped(claim, MOST_CLAIM)}",
        colour=discord.Colour(COLOURS[finding]),
    )
    if difference := _difference(check.changes):
        embed.add_field(name=_("The difference"), value=difference, inline=False)
    if check.said is not None:
        embed.add_field(name=_("In the story"), value=_stands(check.said), inline=False)
    if finding in NOTES:
        embed.add_field(name=_("What this means"), value=_(NOTES[finding]), inline=False)
    post: Row = (post_button(look.look()),) if look else ()
    return Card(fitted(embed), (_open_row(check.said), post))


def _open_row(said: Said | None) -> Row:
    if said is None:
        return ()
    look = QuotesLook(said.story.id).look()
    return Choice(
        _("Open the story"), (Option(said.story.headline, look, note=said.story.outlet or ""),)
    )


def _difference(changes: tuple[Change, ...]) -> str:
    drawn: list[str] = []
    room = MOST_WORDS
    for change in changes:
        words = escaped(change.words, max(2, room))
        if not words:
            continue
        room -= length(words) + 5
        if room < 0:
            drawn.append("…")
            break
        drawn.append(_marked(change.edit, words))
    return " ".join(drawn)


def _marked(edit: Edit, words: str) -> str:
    match edit:
        case Edit.ADDED:
            return f"~~{words}~~"
        case Edit.DROPPED:
            return f"**{words}**"
        case Edit.SAME:
            return words


def _stands(said: Said) -> str:
    speaker = escaped(
        speaker_of(said.quote, "") if said.quote.speaker else _("speaker not named"), 150
    )
    where = f"{escaped(said.story.headline, 120)} · ¶{said.paragraph} · #{said.story.id}"
    shown = f"> {spoken(said.words, said.quote.kind, MOST_STOOD)}\n> — {speaker}\n-# {where}"
    read = _(" · [read]({url})", url=url) if (url := web_link(said.story.url, MOST_URL)) else ""
    return shown + read if length(shown + read) <= MOST_FIELD else shown
