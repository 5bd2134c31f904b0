"""`/dateline`: what the bot can do, and how to begin."""

from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import NOWHERE, Asker, Dateline, asker_of
from bot.cards.card import Card
from bot.cards.channels.health_card import HEALTH, health_card
from bot.cards.help_card import HELP, TIPS, May, help_card, no_tips_card, tips_card
from bot.cards.looks.reply_looks import PrivacyLook
from bot.cards.looks.setup_looks import SetupLook
from bot.channels.health import condition_of
from bot.channels.health_watch import HealthWatch
from bot.channels.setup import Setup
from bot.channels.setup_forms import SetupForms
from bot.channels.setup_hello import Hello


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class About(commands.GroupCog, name="dateline", description="About this bot"):
    """What Dateline can do."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.watch = HealthWatch(bot)
        SetupForms(bot, Setup(bot))
        bot.add_listener(Hello(bot).on_join, "on_guild_join")
        bot.draws(HELP, self.draw)
        bot.draws(TIPS, self.draw_tips)
        bot.lets_direct(HELP)
        bot.draws(HEALTH, self.draw_health)

    @app_commands.command(description="What is kept of you here, why, and for how long")
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Say what is kept."""
        await self.bot.answer_with(interaction, PrivacyLook().look())

    @app_commands.command(description="What you can do here, and how to begin")
    async def help(self, interaction: discord.Interaction) -> None:
        """Show what this member may do."""
        asker = asker_of(interaction, may_be_direct=True)
        await self.bot.answer(interaction, await self.draw(asker, ""))

    async def draw(self, asker: Asker, state: str) -> Card:  # noqa: ARG002 - help has no state
        """What this member may do, with examples."""
        return help_card(_may(asker))

    async def draw_tips(self, asker: Asker, state: str) -> Card:  # noqa: ARG002 - they have no state
        """What to try next with what is here."""
        store = self.bot.desk.store
        newest = await store.suggest_stories(asker.guild, "", 1)
        if not newest:
            return no_tips_card(_may(asker))
        speakers = await store.suggest_speakers(asker.guild, "", 1)
        story = await store.story(asker.guild, newest[0].id)
        return tips_card(story, speakers[0] if speakers else None)

    @app_commands.command(description="Set up this server in two minutes, or see how it is set up")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def setup(self, interaction: discord.Interaction) -> None:
        """Begin the setup, with what is set already."""
        await self.bot.answer_with(interaction, SetupLook().look())

    async def cog_load(self) -> None:
        """Begin to watch over the servers."""
        self.watch.start()

    async def cog_unload(self) -> None:
        """End that."""
        await self.watch.stop()

    @app_commands.command(description="What is paused, failing or late here, and what to do")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def health(self, interaction: discord.Interaction) -> None:
        """Show how this server is."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        card = await self.draw_health(asker_of(interaction), "")
        await self.bot.answer(interaction, card)

    async def draw_health(self, asker: Asker, state: str) -> Card:  # noqa: ARG002 - it has no state
        """How this server is."""
        asker.must_manage()
        found = await condition_of(self.bot, asker.guild, datetime.now(UTC))
        return health_card(found.wrong, found.paused, found.sent)


def _may(asker: Asker) -> May:
    return May(asker.may_edit, asker.may_manage, is_direct=asker.guild == NOWHERE)


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(About(bot))
