"""`/settings`: what holds for a server as a whole; for those who may manage it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.cards.card import Button, Card, Verb
from bot.cards.channels.settings_card import (
    TERMS,
    Change,
    clock,
    keeps_question,
    settings_card,
    zones_card,
)
from bot.cards.looks.settings_looks import (
    DeskLook,
    KeepsLook,
    LanguageLook,
    SettingsLook,
    ZoneLook,
)
from bot.channels.setting import desk_set, desk_state, zone_set, zones_meant
from bot.errors import NotFound
from bot.languages import CODES, _
from bot.languages.shapes import called
from bot.panel_forms import Line, LineForm
from bot.story import GuildId
from bot.subscription import ChannelId
from bot.tongues import preferred_in
from bot.zones import zones_like


class Panel(commands.Cog):
    """The settings of a server."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.servers = bot.desk.store.servers
        bot.draws(SettingsLook.card, self.draw)
        bot.acts(ZoneLook.card, self.set_zone)
        bot.acts(DeskLook.card, self.set_desk)
        bot.acts(KeepsLook.card, self.set_keeps)
        bot.acts(LanguageLook.card, self.set_language)
        bot.asks(ZoneLook.card, self.ask_zone)

    @app_commands.command(
        description="Time zone, language, moderators' channel, how long stories stay"
    )
    @app_commands.describe(zone="The time zone: a large city, a country, or UTC+1")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(
        self,
        interaction: discord.Interaction,
        zone: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Show all settings, or set the time zone."""
        asker = asker_of(interaction)
        if zone is None:
            await self.bot.answer(interaction, await self.panel(asker.guild))
        else:
            await self.bot.answer(interaction, await self.zone_typed(asker, zone))

    @settings.autocomplete("zone")
    async def suggest_zones(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Time zones that fit what is typed, with the time there."""
        now = interaction.created_at
        found = zones_like(typed, now)
        return [
            app_commands.Choice(name=f"{each} · {clock(each, now)}", value=each) for each in found
        ]

    async def draw(self, asker: Asker, state: str) -> Card:  # noqa: ARG002 - it has no state
        """The panel."""
        asker.must_manage()
        return await self.panel(asker.guild)

    async def panel(self, guild: GuildId, change: Change | None = None) -> Card:
        """The panel as it is now; `change` is what was just set."""
        settings = await self.servers.of(guild)
        return settings_card(
            settings,
            datetime.now(UTC),
            preferred=preferred_in(self.bot, guild),
            desk=desk_state(self.bot, guild, settings),
            change=change,
        )

    async def ask_zone(self, interaction: discord.Interaction, state: str) -> ui.Modal:  # noqa: ARG002 - it has no state
        """The form that asks for a time zone."""
        asker_of(interaction).must_manage()
        note = _("A large city, a country, or an offset such as UTC+1.")
        line = Line(_("Where are you?"), note, most=60, is_required=True)
        return LineForm(self.bot, _("Time zone"), (line,), self.take_zone)

    async def take_zone(self, interaction: discord.Interaction, typed: tuple[str, ...]) -> None:
        """Set the time zone that was typed, or ask which is meant."""
        asker = asker_of(interaction)
        asker.must_manage()
        await self.bot.replace(interaction, await self.zone_typed(asker, typed[0]))

    async def zone_typed(self, asker: Asker, typed: str) -> Card:
        """The panel with the time zone that is typed; where that isn't certain, which is meant."""
        now = datetime.now(UTC)
        found = zones_meant(typed, now)
        if len(found) == 1:
            return await self.set_zone(asker, ZoneLook(found[0]).state)
        return zones_card(typed, found, now)

    async def set_zone(self, asker: Asker, state: str) -> Card:
        """Set the time zone of `state`."""
        asker.must_manage()
        zone, before = await zone_set(self.bot.desk.store, asker.guild, ZoneLook.of(state).zone)
        changed = _(
            "The time zone is **{zone}**; it was {before}.", zone=zone.key, before=before.key
        )
        return await self.panel(asker.guild, Change(changed, _undo(before)))

    async def set_desk(self, asker: Asker, state: str) -> Card:
        """Set the moderators' channel of `state`, where the bot can post."""
        asker.must_manage()
        desk = DeskLook.of(state).desk
        before = await desk_set(self.bot, self.bot.desk.store, asker.guild, desk)
        changed = _(
            "The moderators' channel is {channel}; it was {before}.",
            channel=_named(desk),
            before=_named(before),
        )
        undo = Button(_("Undo"), DeskLook(before).look(), Verb.DO)
        return await self.panel(asker.guild, Change(changed, undo))

    async def set_keeps(self, asker: Asker, state: str) -> Card:
        """Set how long stories stay; asked for once more where some would go at once."""
        asker.must_manage()
        look = KeepsLook.of(state)
        if look.days not in TERMS:
            raise NotFound("no such term")
        keeps = timedelta(days=look.days) if look.days else None
        if keeps is not None and not look.is_sure:
            too_old = datetime.now(UTC) - keeps
            if count := await self.servers.older(asker.guild, too_old):
                return keeps_question(count, look.days)
        before = (await self.servers.set_keeps(asker.guild, keeps)).keeps
        undo = Button(_("Undo"), KeepsLook(before.days if before else 0).look(), Verb.DO)
        changed = _("Stories stay **{term}**.", term=_(TERMS[look.days]))
        return await self.panel(asker.guild, Change(changed, undo))

    async def set_language(self, asker: Asker, state: str) -> Card:
        """Set the language of the channels, or let it be the one on Discord."""
        asker.must_manage()
        code = LanguageLook.of(state).chosen
        if code and code not in CODES:
            raise NotFound("no such language")
        before = (await self.servers.set_language(asker.guild, code)).language
        undo = Button(_("Undo"), LanguageLook.that(before).look(), Verb.DO)
        language = called(code or preferred_in(self.bot, asker.guild))
        changed = _("The language of the channels is **{language}**.", language=language)
        return await self.panel(asker.guild, Change(changed, undo))


def _undo(zone: ZoneInfo) -> Button:
    return Button(_("Undo"), ZoneLook(zone.key).look(), Verb.DO)


def _named(channel: ChannelId | None) -> str:
    return _("none") if channel is None else f"<#{channel}>"


async def setup(bot: Dateline) -> None:
    """Let the bot answer this command."""
    await bot.add_cog(Panel(bot))
