"""`/whosaid`: what one speaker said, across a server's stories."""

from dataclasses import replace
from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import (
    outlet_choices,
    outlet_meant,
    outlet_name,
    speaker_asked,
    speaker_choices,
)
from bot.cards.card import Card
from bot.cards.days import day_typed, moment_of
from bot.cards.filters import Filters
from bot.cards.looks.story_looks import MOST_WORDS, SaidLook
from bot.cards.stories.speaker_cards import SAID_A_PAGE, said_card
from bot.store.engine.asked import Asked, Page
from bot.story import SpeakerId


class Speakers(commands.Cog):
    """Who said what, across stories."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws(SaidLook.card, self.draw)

    async def draw(self, asker: Asker, state: str) -> Card:
        """The page of one speaker's quotes that `state` asks for."""
        look = SaidLook.of(state)
        asked = Asked(
            words=look.about,
            speaker=look.speaker,
            outlet=look.outlet,
            since=moment_of(look.since),
        )
        page = Page(look.page + 1, SAID_A_PAGE, look.upto)
        speaker, said = await self.store.said_by(asker.guild, asked, page)
        filters = Filters(
            outlet=await outlet_name(self.store, asker.guild, look.outlet) if look.outlet else None,
            about=look.about,
            since=look.since,
        )
        return said_card(speaker, said, look, filters)

    @app_commands.command(description="What somebody said, in which words, in which story")
    @app_commands.describe(
        speaker="A name: type a few letters",
        about="Only quotes with these words",
        outlet="Only in this outlet's stories",
        since="Only from this day on: 2026-11-03, yesterday, 7d",
    )
    async def whosaid(
        self,
        interaction: discord.Interaction,
        speaker: app_commands.Range[str, 1, 100],
        about: app_commands.Range[str, 1, MOST_WORDS] | None = None,
        outlet: str | None = None,
        since: str | None = None,
    ) -> None:
        """Show what the speaker said."""
        guild = asker_of(interaction).guild
        look = SaidLook(
            SpeakerId(0),
            outlet=await outlet_meant(self.store, guild, outlet),
            since=day_typed(since, datetime.now(UTC)) if since else None,
            about=about or "",
        )
        shown = await speaker_asked(
            self.store, guild, speaker, lambda each: replace(look, speaker=each).look()
        )
        await self.bot.answer_with(interaction, shown)

    @whosaid.autocomplete("speaker")
    async def suggest_speakers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Speakers that fit what is typed, the most quoted where nothing is."""
        guild = asker_of(interaction).guild
        return speaker_choices(await self.store.suggest_speakers(guild, typed))

    @whosaid.autocomplete("outlet")
    async def suggest_outlets(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Outlets that fit what is typed."""
        guild = asker_of(interaction).guild
        return outlet_choices(await self.store.suggest_outlets(guild, typed))


async def setup(bot: Dateline) -> None:
    """Let the bot answer this command."""
    await bot.add_cog(Speakers(bot))
