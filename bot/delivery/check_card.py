"""The card of a checked quote: verbatim, altered, said by another, only reported, or not found."""

import discord

from bot.delivery.card import Card, Choice, Colour, Option
from bot.delivery.looks import QuotesLook
from bot.delivery.plain import escaped, web_link
from bot.delivery.quote_lines import speaker_of
from bot.reading.checking import Change, Check, Edit, Finding
from bot.story import Said

MOST_CLAIM = 600
MOST_WORDS = 900

TITLES = {
    Finding.VERBATIM: "Said so, word for word",
    Finding.BY_ANOTHER: "Said so, but by somebody else",
    Finding.REPORTED: "Reported, not quoted",
    Finding.ALTERED: "Not said in these words",
    Finding.NOT_FOUND: "Not found in the stories here",
}
NOTES = {
    Finding.REPORTED: "The story tells this in its own words; it puts no quotation marks there.",
    Finding.ALTERED: "~~Struck~~ words aren't in the quote; **bold** ones were left out.",
    Finding.NOT_FOUND: "Nobody quoted in the stories here said this or anything close to it. That"
    " doesn't make it untrue: `/story add` the article that has it.",
}
COLOURS = {
    Finding.VERBATIM: Colour.DONE,
    Finding.BY_ANOTHER: Colour.UPDATED,
    Finding.REPORTED: Colour.UPDATED,
    Finding.ALTERED: Colour.TROUBLE,
    Finding.NOT_FOUND: Colour.QUIET,
}


def check_card(claim: str, check: Check) -> Card:
    """What a check of `claim` came to, with the quote, its speaker, story and paragraph."""
    finding = check.finding
    embed = discord.Embed(
        title=TITLES[finding],
        description=f"> {escaped(claim, MOST_CLAIM)}",
        colour=discord.Colour(COLOURS[finding]),
    )
    if check.changes:
        embed.add_field(name="The difference", value=_difference(check.changes), inline=False)
    if check.said is not None:
        embed.add_field(name="In the story", value=_stands(check.said), inline=False)
    if finding in NOTES:
        embed.add_field(name="What this means", value=NOTES[finding], inline=False)
    if check.said is None:
        return Card(embed)
    look = QuotesLook(check.said.story.id).look()
    option = Option(check.said.story.headline, look, note=check.said.story.outlet or "")
    return Card(embed, (Choice("Open the story", (option,)),))


def _difference(changes: tuple[Change, ...]) -> str:
    drawn: list[str] = []
    room = MOST_WORDS
    for change in changes:
        words = escaped(change.words, max(2, room))
        room -= len(words) + 5
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
    words = escaped(said.words, 500)
    speaker = escaped(
        speaker_of(said.quote, "") if said.quote.speaker else "speaker not named", 150
    )
    where = f"{escaped(said.story.headline, 120)} · ¶{said.paragraph} · #{said.story.id}"
    url = web_link(said.story.url, 150)
    read = f" · [read]({url})" if url else ""
    marks = words if said.quote.kind == "reported" else f"“{words}”"
    return f"> {marks}\n> — {speaker}\n-# {where}{read}"
