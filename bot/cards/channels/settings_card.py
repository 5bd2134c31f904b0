"""The panel of a server's settings, and the questions that setting them raises."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord

from bot.cards.card import Button, Card, Choice, Colour, Option, Pick, Row, Verb
from bot.cards.looks.settings_looks import (
    DeskLook,
    KeepsLook,
    LanguageLook,
    SettingsLook,
    ZoneLook,
)
from bot.cards.note_cards import quiet_card
from bot.cards.plain import escaped
from bot.languages import CODES, ENGLISH, N_, _, ngettext
from bot.languages.shapes import called, weekday
from bot.server import ServerSettings
from bot.zones import offset_of

# Days; 0 is for ever.
TERMS = {
    0: N_("for ever"),
    7: N_("a week"),
    30: N_("30 days"),
    90: N_("90 days"),
    365: N_("a year"),
}
DESK_KINDS = (discord.ChannelType.text,)


@dataclass(frozen=True, slots=True)
class DeskState:
    """What is to be known of the moderators' channel: whether it is there, who reads it."""

    lacks: tuple[str, ...] = ()
    is_gone: bool = False
    is_open: bool = False


FINE = DeskState()


@dataclass(frozen=True, slots=True)
class Change:
    """Our sentence on what was just set, and the way back."""

    said: str
    undo: Button


def settings_card(
    settings: ServerSettings,
    now: datetime,
    *,
    preferred: str = ENGLISH,
    desk: DeskState = FINE,
    change: Change | None = None,
) -> Card:
    """All settings with their controls; `change` is what was just set.

    `preferred` is the language that the server has on Discord, which holds where none was chosen.
    """
    embed = discord.Embed(
        title=_("Settings of this server"),
        description=change.said if change else None,
        colour=discord.Colour(Colour.DONE if change else Colour.QUIET),
    )
    embed.add_field(name=_("Time zone"), value=_zone(settings.zone, now), inline=False)
    embed.add_field(name=_("Language"), value=_language(settings, preferred), inline=False)
    embed.add_field(name=_("Moderators' channel"), value=_desk(settings, desk), inline=False)
    embed.add_field(name=_("Stories stay"), value=_keeps(settings), inline=False)
    zone = Button(_("Time zone …"), ZoneLook().look(), Verb.ASK)
    terms: Row = Choice(_("How long stories stay"), tuple(_terms(settings)), Verb.DO)
    pick = Pick(
        _("The moderators' channel"), DeskLook().look(), DESK_KINDS, settings.desk, may_be_none=True
    )
    tongues: Row = Choice(
        _("The language of the channels"), tuple(_languages(settings, preferred)), Verb.DO
    )
    return Card(embed, ((zone, *((change.undo,) if change else ())), pick, terms, tongues))


def zones_card(typed: str, names: tuple[str, ...], now: datetime) -> Card:
    """Which time zone is meant by what was typed; none may fit."""
    again = Button(_("Look again …"), ZoneLook().look(), Verb.ASK)
    back = Button(_("Back to the settings"), SettingsLook().look())
    if not names:
        text = _(
            "No place is called “{typed}”. Type a large city or a country.",
            typed=escaped(typed, 80),
        )
        return quiet_card(_("No such time zone"), text, (again, back))
    options = tuple(Option(name, ZoneLook(name).look(), clock(name, now)) for name in names)
    text = _("What fits “{typed}”, with the time there now:", typed=escaped(typed, 80))
    return quiet_card(
        _("Which time zone?"), text, Choice(_("Choose one"), options, Verb.DO), (again, back)
    )


def keeps_question(count: int, days: int) -> Card:
    """Whether stories are to go at once that are older than the new term."""
    text = ngettext(
        "1 story is older than {term}: it would go within ten minutes, with its quotes and"
        " summaries, and can't be brought back.",
        "{count} stories are older than {term}: they would go within ten minutes, with their quotes"
        " and summaries, and can't be brought back.",
        count,
        term=_(TERMS[days]),
    )
    go = Button(
        _("Keep {term}", term=_(TERMS[days])),
        KeepsLook(days, is_sure=True).look(),
        Verb.DO,
        is_grave=True,
    )
    return quiet_card(
        _("Let older stories go?"),
        text,
        (go, Button(_("Leave it as it is"), SettingsLook().look())),
    )


def clock(name: str, now: datetime) -> str:
    """The time in a zone now, as "17:42 on Wednesday, UTC+1"."""
    zone = ZoneInfo(name)
    local = now.astimezone(zone)
    return _(
        "{time} on {weekday}, {offset}",
        time=f"{local:%H:%M}",
        weekday=weekday(local),
        offset=offset_of(zone, now),
    )


def _zone(zone: ZoneInfo, now: datetime) -> str:
    return _(
        "**{key}**: there it is {clock}.\n-# Digests and quiet hours go by that clock.",
        key=escaped(zone.key, 60),
        clock=clock(zone.key, now),
    )


def _language(settings: ServerSettings, preferred: str) -> str:
    shown = f"**{called(settings.language or preferred)}**"
    note = _("What everybody reads is in it; alone, each member is answered in their own.")
    return f"{shown}\n-# {note}"


def _languages(settings: ServerSettings, preferred: str) -> list[Option]:
    own = _("As on Discord: {language}", language=called(preferred))
    options = [Option(own, LanguageLook().look(), is_chosen=not settings.language)]
    return options + [
        Option(called(code), LanguageLook(code).look(), is_chosen=code == settings.language)
        for code in CODES
    ]


def _desk(settings: ServerSettings, desk: DeskState) -> str:
    if settings.desk is None:
        return _(
            "**none**: nobody is told of trouble, and replies that need a look wait unseen.\n-#"
            " Choose one below."
        )
    lines = [_("<#{desk}>: held replies and trouble come there.", desk=settings.desk)]
    if desk.is_gone:
        lines.append(_("⚠ I can't see that channel any more: choose another one."))
    if desk.lacks:
        lines.append(_("⚠ I lack there: {lacks}.", lacks=", ".join(map(_, desk.lacks))))
    if desk.is_open:
        lines.append(_("⚠ Everybody can read it, and so would read held replies."))
    return "\n".join(lines)


def _keeps(settings: ServerSettings) -> str:
    if settings.keeps is None:
        return f"**{_(TERMS[0])}**"
    return _(
        "**{term}** from the day they came in; then they are erased.", term=_term(settings.keeps)
    )


def _term(keeps: timedelta) -> str:
    if keeps.days in TERMS:
        return _(TERMS[keeps.days])
    return ngettext("1 day", "{count} days", keeps.days)


def _terms(settings: ServerSettings) -> list[Option]:
    now = settings.keeps.days if settings.keeps else 0
    return [
        Option(
            _("Stories stay {term}", term=_(words)), KeepsLook(days).look(), is_chosen=days == now
        )
        for days, words in TERMS.items()
    ]
