"""A form that answers in the language of who sends it in."""

import discord
from discord import ui

from bot.app import Dateline
from bot.tongues import speak_with


class Form(ui.Modal):
    """A form for a moment: it is forgotten with a restart."""

    def __init__(self, bot: Dateline, title: str) -> None:
        super().__init__(title=title)
        self._bot = bot

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Take in what anybody sends, once their language is found."""
        await speak_with(self._bot.desk.store, interaction)
        return True

    async def on_error(  # type: ignore[override]  # as discord.py's own Modal narrows it
        self, interaction: discord.Interaction, error: Exception
    ) -> None:
        """Say that something broke; the details go to the log alone."""
        await self._bot.refuse(interaction, error)
