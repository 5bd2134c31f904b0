"""The setup's two forms, for a time zone and for a site; they outlive a restart."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord
from discord import ui

from bot.app import Asker, Dateline, asker_of
from bot.cards.card import Card
from bot.cards.channels.setup_cards import Told, feed_choice, zone_choice
from bot.cards.looks.setup_looks import SetupFeedLook, SetupZoneLook
from bot.cards.note_cards import quiet_card
from bot.cards.plain import escaped
from bot.cards.sentences import sentence_for
from bot.channels.following import noted_at
from bot.channels.setting import zones_meant
from bot.channels.setup import Setup
from bot.errors import DatelineError
from bot.languages import _
from bot.standing_forms import StandingForm, Typed, takes

MOST_ZONE = 60
MOST_ADDRESS = 2048
MOST_TOLD = 80
FIELD = "typed"


class SetupForms:
    """Opens the forms, and goes on with what was typed in them."""

    def __init__(self, bot: Dateline, setup: Setup) -> None:
        self._bot = bot
        self._setup = setup
        bot.asks(SetupZoneLook.card, self.ask_zone)
        bot.asks(SetupFeedLook.card, self.ask_site)
        takes(bot, SetupZoneLook.card, self.take_zone)
        takes(bot, SetupFeedLook.card, self.take_site)

    async def ask_zone(self, interaction: discord.Interaction, state: str) -> ui.Modal:
        """The form that asks where the server is."""
        asker_of(interaction).must_manage()
        form = StandingForm(_("Time zone"), SetupZoneLook.of(state).look())
        note = _("A large city, a country, or an offset such as UTC+1.")
        form.ask(_("Where are you?"), _field(MOST_ZONE), note)
        return form

    async def ask_site(self, interaction: discord.Interaction, state: str) -> ui.Modal:
        """The form that asks for a site."""
        asker_of(interaction).must_manage()
        form = StandingForm(_("Find a feed"), SetupFeedLook.of(state).look())
        note = _("The address of a news site, such as example.org, or of a feed itself.")
        form.ask(_("Which site?"), _field(MOST_ADDRESS), note)
        return form

    async def take_zone(self, interaction: discord.Interaction, state: str, typed: Typed) -> None:
        """Set the time zone that was typed, or ask which is meant."""
        asker = asker_of(interaction)
        asker.must_manage()
        card = await self._zone_typed(asker, SetupZoneLook.of(state), typed.of(FIELD))
        await self._bot.replace(interaction, card)

    async def take_site(self, interaction: discord.Interaction, state: str, typed: Typed) -> None:
        """Follow the site's feed, or ask which of several; a look at a site takes a while."""
        asker = asker_of(interaction)
        asker.must_manage()
        look = SetupFeedLook.of(state)
        await self._bot.replace(interaction, quiet_card(_("Looking at the site …"), ""))
        try:
            card = await self._site_typed(asker, look, typed.of(FIELD))
        except DatelineError as error:
            told = "\n".join((sentence_for(error), _typed(typed.of(FIELD))))
            card = await self._setup.card(asker.guild, look, Told(told, is_done=False))
        await self._bot.answer(interaction, card)

    async def _zone_typed(self, asker: Asker, look: SetupZoneLook, typed: str) -> Card:
        now = datetime.now(UTC)
        found = zones_meant(typed, now)
        if len(found) == 1:
            return await self._setup.set_zone(asker, replace(look, zone=found[0]).state)
        if not found:
            words = _("No such time zone. Type a large city or a country.")
            told = Told(f"{words}\n{_typed(typed)}", is_done=False)
            return await self._setup.card(asker.guild, look, told)
        words = _("Several time zones fit that; the list shows the time there now.")
        told = Told(f"{words}\n{_typed(typed)}", asks=zone_choice(look, found, now))
        return await self._setup.card(asker.guild, look, told)

    async def _site_typed(self, asker: Asker, look: SetupFeedLook, typed: str) -> Card:
        found = await noted_at(self._bot.desk, typed, datetime.now(UTC))
        if len(found) == 1:
            return await self._setup.follow(asker, replace(look, picked=found[0].id).state)
        lines = [
            (one.id, one.title, one.feed.entries[0].title if one.feed.entries else "")
            for one in found
        ]
        words = _("That site has several feeds; the list shows each one's newest headline.")
        told = Told(words, asks=feed_choice(look, lines))
        return await self._setup.card(asker.guild, look, told)


def _field(most: int) -> ui.TextInput[Any]:
    return ui.TextInput(custom_id=FIELD, max_length=most)


def _typed(text: str) -> str:
    return _("You typed: {typed}", typed=escaped(text, MOST_TOLD))
