"""`/checkquote` and the message menu "Check this quote": whether a quote is real."""

import asyncio
import re

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import one_speaker, speaker_choices
from bot.cards.card import Card
from bot.cards.looks.story_looks import CheckLook
from bot.cards.stories.check_card import check_card
from bot.errors import NotFound
from bot.languages import N_
from bot.reading.checking import check
from bot.story import GuildId, SpeakerLine

MOST_CLAIM = 600
MENU = N_("Check this quote")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{8,600})[”“»\"]")


class Checks(commands.Cog):
    """Checking quotes against the stories that are kept."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.check_message)
        bot.tree.add_command(self.menu)
        bot.draws(CheckLook.card, self.draw)

    async def draw(self, asker: Asker, state: str) -> Card:
        """The check that `state` asks for, made again."""
        look = CheckLook.of(state)
        meant = await self.store.speaker(asker.guild, look.speaker) if look.speaker else None
        return await self._checked(asker.guild, look.claim, meant)

    async def cog_unload(self) -> None:
        """Take the menu away with the cog."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command(description="Is a quote real? Verbatim, altered, by another, or not here")
    @app_commands.describe(
        quote="The words that somebody is said to have said",
        speaker="Who is said to have said them",
    )
    async def checkquote(
        self,
        interaction: discord.Interaction,
        quote: app_commands.Range[str, 1, MOST_CLAIM],
        speaker: str | None = None,
    ) -> None:
        """Check the words against all quotes here."""
        await self._check(interaction, quote, speaker)

    @checkquote.autocomplete("speaker")
    async def suggest_speakers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Speakers that fit what is typed."""
        guild = asker_of(interaction).guild
        return speaker_choices(await self.store.suggest_speakers(guild, typed))

    async def check_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """Check what a message quotes: what stands in its quotation marks, else all of it."""
        quoted = _QUOTED.search(message.content)
        claim = quoted[1] if quoted else message.content.strip()
        if not claim:
            raise NotFound(
                "an empty message",
                reader=N_(
                    "That message has no text that could be checked. Type the quote: `/checkquote`."
                ),
            )
        await self._check(interaction, claim[:MOST_CLAIM], None)

    async def _check(
        self, interaction: discord.Interaction, claim: str, speaker: str | None
    ) -> None:
        guild = asker_of(interaction).guild
        meant = await one_speaker(self.store, guild, speaker) if speaker else None
        await self.bot.answer(interaction, await self._checked(guild, claim, meant))

    async def _checked(self, guild: GuildId, claim: str, meant: SpeakerLine | None) -> Card:
        names = frozenset((meant.name, *meant.spellings)) if meant else None
        said = await self.store.quotes_like(guild, claim)
        found = await asyncio.to_thread(check, claim, said, speakers=names)
        return check_card(claim, found, CheckLook.fitting(claim, meant.id if meant else None))


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Checks(bot))
