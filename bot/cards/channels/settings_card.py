"""The panel of a server's settings, and the questions that setting them raises."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord

from bot.cards.card import Button, Card, Choice, Colour, Option, Pick, Row, Verb
from bot.cards.looks.settings_looks import DeskLook, KeepsLook, SettingsLook, ZoneLook
from bot.cards.note_cards import quiet_card
from bot.cards.plain import escaped
from bot.server import ServerSettings
from bot.zones import offset_of

# Days; 0 is for ever.
TERMS = {0: "for ever", 7: "a week", 30: "30 days", 90: "90 days", 365: "a year"}
DESK_KINDS = (discord.ChannelType.text,)


@dataclass(frozen=True, slots=True)
class DeskState:
    """What is to be known of the moderators' channel: whether it is there, who reads it."""

    lacks: tuple[str, ...] = ()
    is_gone: bool = False
    is_open: bool = False


FINE = DeskState()


def settings_card(
    settings: ServerSettings,
    now: datetime,
    *,
    desk: DeskState = FINE,
    changed: str = "",
    undo: Button | None = None,
) -> Card:
    """All settings with their controls; `changed` is our sentence on what was just set."""
    embed = discord.Embed(
        title="Settings of this server",
        description=changed or None,
        colour=discord.Colour(Colour.DONE if changed else Colour.QUIET),
    )
    embed.add_field(name="Time zone", value=_zone(settings.zone, now), inline=False)
    embed.add_field(name="Moderators' channel", value=_desk(settings, desk), inline=False)
    embed.add_field(name="Stories stay", value=_keeps(settings), inline=False)
    zone = Button("Time zone …", ZoneLook().look(), Verb.ASK)
    terms: Row = Choice("How long stories stay", tuple(_terms(settings)), Verb.DO)
    pick = Pick(
        "The moderators' channel", DeskLook().look(), DESK_KINDS, settings.desk, may_be_none=True
    )
    return Card(embed, ((zone, *((undo,) if undo else ())), pick, terms))


def zones_card(typed: str, names: tuple[str, ...], now: datetime) -> Card:
    """Which time zone is meant by what was typed; none may fit."""
    again = Button("Look again …", ZoneLook().look(), Verb.ASK)
    back = Button("Back to the settings", SettingsLook().look())
    if not names:
        text = f"No place is called “{escaped(typed, 80)}”. Type a large city or a country."
        return quiet_card("No such time zone", text, (again, back))
    options = tuple(Option(name, ZoneLook(name).look(), clock(name, now)) for name in names)
    text = f"What fits “{escaped(typed, 80)}”, with the time there now:"
    return quiet_card(
        "Which time zone?", text, Choice("Choose one", options, Verb.DO), (again, back)
    )


def keeps_question(count: int, days: int) -> Card:
    """Whether stories are to go at once that are older than the new term."""
    stories = "1 story is" if count == 1 else f"{count} stories are"
    text = (
        f"{stories} older than {TERMS[days]}: they would go within ten minutes, with their quotes"
        " and summaries, and can't be brought back."
    )
    go = Button(f"Keep {TERMS[days]}", KeepsLook(days, is_sure=True).look(), Verb.DO, is_grave=True)
    return quiet_card(
        "Let older stories go?", text, (go, Button("Leave it as it is", SettingsLook().look()))
    )


def clock(name: str, now: datetime) -> str:
    """The time in a zone now, as "17:42 on Wednesday, UTC+1"."""
    zone = ZoneInfo(name)
    return f"{now.astimezone(zone):%H:%M on %A}, {offset_of(zone, now)}"


def _zone(zone: ZoneInfo, now: datetime) -> str:
    return (
        f"**{escaped(zone.key, 60)}**: there it is {clock(zone.key, now)}.\n"
        "-# Digests and quiet hours go by that clock."
    )


def _desk(settings: ServerSettings, desk: DeskState) -> str:
    if settings.desk is None:
        return (
            "**none**: nobody is told of trouble, and replies that need a look wait unseen.\n"
            "-# Choose one below."
        )
    lines = [f"<#{settings.desk}>: held replies and trouble come there."]
    if desk.is_gone:
        lines.append("⚠ I can't see that channel any more: choose another one.")
    if desk.lacks:
        lines.append(f"⚠ I lack there: {', '.join(desk.lacks)}.")
    if desk.is_open:
        lines.append("⚠ Everybody can read it, and so would read held replies.")
    return "\n".join(lines)


def _keeps(settings: ServerSettings) -> str:
    if settings.keeps is None:
        return f"**{TERMS[0]}**"
    return f"**{_term(settings.keeps)}** from the day they came in; then they are erased."


def _term(keeps: timedelta) -> str:
    return TERMS.get(keeps.days, f"{keeps.days} days")


def _terms(settings: ServerSettings) -> list[Option]:
    now = settings.keeps.days if settings.keeps else 0
    return [
        Option(f"Stories stay {words}", KeepsLook(days).look(), is_chosen=days == now)
        for days, words in TERMS.items()
    ]
