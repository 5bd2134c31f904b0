"""The cards of one speaker across a server's stories: what was said, and which speaker is meant."""

from collections.abc import Callable
from dataclasses import replace

import discord

from bot.cards.card import Card, Choice, Colour, Look, Option, Row
from bot.cards.filters import EVERYTHING, Filters
from bot.cards.fitting import fitted
from bot.cards.frame import day, page_note, page_row, post_button
from bot.cards.looks.story_looks import QuotesLook, SaidLook
from bot.cards.plain import escaped, length, titled, web_link
from bot.cards.stories.quote_lines import MARKS, spoken
from bot.languages import _, ngettext
from bot.story import Listing, Said, SpeakerId, SpeakerLine

SAID_A_PAGE = 4
MOST_SAID = 600
MOST_URL = 300
# Four of both beside a speaker's facts and filters stay below what an embed holds.
MOST_HEAD = 200
MOST_FIELD = 880


def said_card(
    speaker: SpeakerLine, said: Listing[Said], look: SaidLook, filters: Filters = EVERYTHING
) -> Card:
    """A page of what one speaker said across a server's stories, newest first.

    `filters` are those of `look` by their names.
    """
    facts = _speaker_facts(speaker) if said.rows else _nothing_said(look)
    embed = discord.Embed(
        title=titled(speaker.name, 200),
        description="\n".join(part for part in (facts, filters.told()) if part),
        colour=discord.Colour(Colour.NEW),
    )
    for found in said.rows:
        embed.add_field(name=_stood_in(found), value=_said_words(found), inline=False)
    pages = max(1, -(-said.total // SAID_A_PAGE))
    page = said.page - 1
    embed.set_footer(text=" · ".join((_("newest first"), *page_note(page, pages))))
    here = replace(look, page=page, upto=said.upto)
    turning = page_row(
        here.turned(-1, said.upto).look(),
        here.turned(1, said.upto).look(),
        page=page,
        pages=pages,
    )
    post = post_button(here.turned(0, said.upto).look())
    return Card(fitted(embed), ((*turning, post), _open_row(said)))


def which_speaker_card(
    name: str, speakers: tuple[SpeakerLine, ...], lead: Callable[[SpeakerId], Look]
) -> Card:
    """Which of several speakers is meant; `lead` says what is then shown of the one chosen."""
    asked = escaped(name, 80)
    embed = discord.Embed(
        title=_("Who is meant?"),
        description=_(
            "“{asked}” alone isn't certain. Choose one of those who are quoted here:", asked=asked
        ),
        colour=discord.Colour(Colour.QUIET),
    )
    options = tuple(
        Option(speaker.name, lead(speaker.id), note=_who(speaker)) for speaker in speakers
    )
    return Card(embed, (Choice(_("Choose a speaker"), options),))


def _who(speaker: SpeakerLine) -> str:
    quotes = ngettext("1 quote", "{count} quotes", speaker.quotes)
    return f"{speaker.roles[0]} · {quotes}" if speaker.roles else quotes


def _speaker_facts(speaker: SpeakerLine) -> str:
    quotes = ngettext("1 quote", "{count} quotes", speaker.quotes)
    stories = ngettext("1 story", "{count} stories", speaker.stories)
    outlets = ngettext("1 outlet", "{count} outlets", speaker.outlets)
    facts = [
        _("{quotes} in {stories} of {outlets}.", quotes=quotes, stories=stories, outlets=outlets)
    ]
    others = [spelling for spelling in speaker.spellings if spelling != speaker.name]
    if others:
        facts.append(_("Also written {others}.", others=escaped(", ".join(others[:6]), 300)))
    if speaker.roles:
        facts.append(_("Named as {roles}.", roles=escaped("; ".join(speaker.roles[:3]), 300)))
    return "\n".join(facts)


def _nothing_said(look: SaidLook) -> str:
    if look.about or look.outlet or look.since:
        return _("Nothing said that fits. Leave out `about`, `outlet` or `since` to see more.")
    return _("Nothing said in the stories that are here now.")


def _stood_in(said: Said) -> str:
    outlet = f" · {said.story.outlet}" if said.story.outlet else ""
    return titled(f"{said.story.headline}{outlet}", MOST_HEAD)


def _said_words(said: Said) -> str:
    facts = [_(MARKS[said.quote.kind]), f"¶{said.paragraph}", f"#{said.story.id}"]
    if said.quote.role:
        facts.insert(1, _("as {role}", role=escaped(said.quote.role, 110)))
    if said.story.published:
        facts.append(day(said.story.published))
    shown = f"> {spoken(said.words, said.quote.kind, MOST_SAID)}\n-# {' · '.join(facts)}"
    read = _(" · [read]({url})", url=url) if (url := web_link(said.story.url, MOST_URL)) else ""
    return shown + read if length(shown + read) <= MOST_FIELD else shown


def _open_row(said: Listing[Said]) -> Row:
    seen: dict[int, Option] = {}
    for found in said.rows:
        look = QuotesLook(found.story.id).look()
        seen.setdefault(
            found.story.id,
            Option(found.story.headline, look, note=found.story.outlet or ""),
        )
    return Choice(_("Open the story"), tuple(seen.values())) if seen else ()
