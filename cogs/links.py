"""The message menu "Summarise the links": reads what a message links to, for one member."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Dateline, asker_of
from bot.cards.stories.link_cards import Unread, links_card
from bot.errors import DatelineError, NotFound
from bot.languages import N_
from bot.story import Story

MENU = N_("Summarise the links")
MOST_LINKS = 3
_LINK = re.compile(r"https?://[^\s<>\"|]+[^\s<>\"|.,;:!?)\]]", re.IGNORECASE)


class Links(commands.Cog):
    """Summaries of pages that others link to."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.summarise_links)
        bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Take the menu away with the cog."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    async def summarise_links(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """Read the first three links of a message and answer privately."""
        shown = " ".join((message.content, *(embed.url or "" for embed in message.embeds)))
        found = list(dict.fromkeys(_LINK.findall(shown)))[:MOST_LINKS]
        if not found:
            raise NotFound(
                "no links",
                reader=N_("That message links to no page. `/summary` takes an address as `url`."),
            )
        await interaction.response.defer(ephemeral=True, thinking=True)
        asker, glance = asker_of(interaction), self.bot.desk.glance
        read = list[Story]()
        failed = list[Unread]()
        with glance.turn(asker.member):
            for url in found:
                try:
                    read.append(await glance.story_at(asker.guild, url))
                except DatelineError as error:
                    failed.append(Unread(url, error.reader))
        await self.bot.answer(interaction, links_card(read, failed))


async def setup(bot: Dateline) -> None:
    """Let the bot answer this menu."""
    await bot.add_cog(Links(bot))
