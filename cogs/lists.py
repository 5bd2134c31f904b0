"""`/latest` and `/search`: a server's stories, newest first."""

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
    topic_choices,
    topic_meant,
)
from bot.cards.card import Card, Look
from bot.cards.days import day_typed, moment_of
from bot.cards.filters import Filters
from bot.cards.looks.story_looks import MOST_WORDS, ListLook
from bot.cards.stories.list_cards import list_card
from bot.store.engine.asked import Asked, Page
from bot.story import GuildId


class Lists(commands.Cog):
    """Lists of stories."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws(ListLook.card, self.draw)

    async def draw(self, asker: Asker, state: str) -> Card:
        """The page of stories that `state` asks for."""
        look = ListLook.of(state)
        asked = Asked(
            words=look.words,
            speaker=look.speaker,
            outlet=look.outlet,
            topic=look.topic,
            since=moment_of(look.since),
            until=moment_of(None if look.until is None else look.until + 1),
        )
        page = Page(look.page + 1, look.size, look.upto)
        found = await self.store.search(asker.guild, asked, page)
        return list_card(found, look, await self._filters(asker.guild, look))

    @app_commands.command(description="The newest stories here")
    @app_commands.describe(
        outlet="Only from this outlet",
        topic="Only on this: a person, a place, a body, or the outlet's own topic",
        count="How many a page (1 to 10)",
    )
    async def latest(
        self,
        interaction: discord.Interaction,
        outlet: str | None = None,
        topic: str | None = None,
        count: app_commands.Range[int, 1, 10] = 5,
    ) -> None:
        """Show the newest stories."""
        guild = asker_of(interaction).guild
        look = ListLook(
            outlet=await outlet_meant(self.store, guild, outlet),
            topic=await topic_meant(self.store, guild, topic),
            size=count,
        )
        await self.bot.answer_with(interaction, look.look())

    @app_commands.command(description="Find stories by their words, headlines and quotes")
    @app_commands.describe(
        query='Words that all stand in the story; "words in quotes" stand together',
        speaker="Only stories that quote this speaker",
        outlet="Only from this outlet",
        topic="Only on this: a person, a place, a body, or the outlet's own topic",
        since="Only from this day on: 2026-11-03, yesterday, 7d",
        until="Only up to this day",
    )
    async def search(  # noqa: PLR0913, PLR0917 - one for each option
        self,
        interaction: discord.Interaction,
        query: app_commands.Range[str, 1, MOST_WORDS],
        speaker: str | None = None,
        outlet: str | None = None,
        topic: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        """Show the stories that hold the words."""
        guild = asker_of(interaction).guild
        now = datetime.now(UTC)
        look = ListLook(
            words=query,
            outlet=await outlet_meant(self.store, guild, outlet),
            topic=await topic_meant(self.store, guild, topic),
            since=day_typed(since, now) if since else None,
            until=day_typed(until, now) if until else None,
        )
        shown: Look | Card = look.look()
        if speaker:
            shown = await speaker_asked(
                self.store, guild, speaker, lambda each: replace(look, speaker=each).look()
            )
        await self.bot.answer_with(interaction, shown)

    @latest.autocomplete("outlet")
    @search.autocomplete("outlet")
    async def suggest_outlets(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Outlets that fit what is typed."""
        guild = asker_of(interaction).guild
        return outlet_choices(await self.store.suggest_outlets(guild, typed))

    @latest.autocomplete("topic")
    @search.autocomplete("topic")
    async def suggest_topics(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Topics that fit what is typed, those of most stories where nothing is."""
        guild = asker_of(interaction).guild
        return topic_choices(await self.store.topics.suggest(guild, typed))

    @search.autocomplete("speaker")
    async def suggest_speakers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Speakers that fit what is typed."""
        guild = asker_of(interaction).guild
        return speaker_choices(await self.store.suggest_speakers(guild, typed))

    async def _filters(self, guild: GuildId, look: ListLook) -> Filters:
        speaker, outlet, topic = look.speaker, look.outlet, look.topic
        return Filters(
            speaker=None if speaker is None else (await self.store.speaker(guild, speaker)).name,
            outlet=None if outlet is None else await outlet_name(self.store, guild, outlet),
            topic=None if topic is None else (await self.store.topics.topic(guild, topic)).name,
            since=look.since,
            until=look.until,
        )


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Lists(bot))
