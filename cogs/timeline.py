"""`/timeline` and `/event`: what came when, and which stories are one event."""

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import one_story, story_asked, story_choices
from bot.cards.card import Card
from bot.cards.looks.event_looks import SplitLook, TimelineLook, UnjoinLook, UnsplitLook
from bot.cards.stories.timeline_cards import (
    Revision,
    joined_card,
    regrouped_card,
    split_card,
    timeline_card,
)
from bot.languages import _
from bot.reading import changes
from bot.story import Story

# Earlier revisions than these are reached from "What's new".
MOST_REVISIONS = 8


class Timeline(commands.Cog):
    """What came when."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws(TimelineLook.card, self.draw)

    @app_commands.command(description="What came when: a story's changes and its event's stories")
    @app_commands.describe(story="A story that is here: type a few letters")
    async def timeline(self, interaction: discord.Interaction, story: str) -> None:
        """Show what came when."""
        guild = asker_of(interaction).guild
        shown = await story_asked(self.store, guild, story, lambda each: TimelineLook(each).look())
        await self.bot.answer_with(interaction, shown)

    @timeline.autocomplete("story")
    async def suggest_stories(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))

    async def draw(self, asker: Asker, state: str) -> Card:
        """The timeline of the story in `state`."""
        story = await self.store.story(asker.guild, TimelineLook.of(state).story)
        related = await self.store.events.lines(asker.guild, story.id)
        first = max(1, story.revision - MOST_REVISIONS)
        stages = [
            await self.store.revision(asker.guild, story.id, number)
            for number in range(first, story.revision + 1)
        ]
        revisions = await asyncio.to_thread(_revisions, stages)
        return timeline_card(story, revisions, related)


@app_commands.default_permissions(manage_messages=True)
class Events(commands.GroupCog, name="event", description="Which stories are told as one event"):
    """What moderators say of it, which wins over what was found."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.acts(SplitLook.card, self.split_now)
        bot.acts(UnsplitLook.card, self.unsplit)
        bot.acts(UnjoinLook.card, self.unjoin)

    @app_commands.command(description="Show a story apart from the others of its event")
    @app_commands.describe(story="The story that tells something else: type a few letters")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def split(self, interaction: discord.Interaction, story: str) -> None:
        """Split a story off."""
        asker = asker_of(interaction)
        chosen = await one_story(self.store, asker.guild, story)
        await self.bot.answer(interaction, await self.split_now(asker, SplitLook(chosen).state))

    @app_commands.command(description="Show two stories, and all told with them, as one event")
    @app_commands.describe(
        story="A story that is here: type a few letters",
        other="The story that tells the same event",
    )
    @app_commands.checks.has_permissions(manage_messages=True)
    async def join(self, interaction: discord.Interaction, story: str, other: str) -> None:
        """Make two events one."""
        asker = asker_of(interaction)
        one, into = [await one_story(self.store, asker.guild, each) for each in (story, other)]
        first, second = [await self.store.story(asker.guild, each) for each in (one, into)]
        number = await self.store.events.join(
            one, into, guild=asker.guild, member=asker.member, now=datetime.now(UTC)
        )
        await self.bot.answer(interaction, joined_card(first, second, number))

    @split.autocomplete("story")
    @join.autocomplete("story")
    @join.autocomplete("other")
    async def suggest_stories(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))

    async def split_now(self, asker: Asker, state: str) -> Card:
        """Split the story of `state` off, and offer to undo it."""
        asker.must_edit()
        story = await self.store.story(asker.guild, SplitLook.of(state).story)
        other = await self.store.events.split(
            story.id, guild=asker.guild, member=asker.member, now=datetime.now(UTC)
        )
        return split_card(story, other)

    async def unsplit(self, asker: Asker, state: str) -> Card:
        """Show a story that was split off with the others again."""
        asker.must_edit()
        look = UnsplitLook.of(state)
        await self.store.events.unsplit(
            look.story, look.other, guild=asker.guild, member=asker.member, now=datetime.now(UTC)
        )
        return regrouped_card(_("Undone: these stories are told together again."), look.story)

    async def unjoin(self, asker: Asker, state: str) -> Card:
        """Show two events that were joined as two again."""
        asker.must_edit()
        look = UnjoinLook.of(state)
        await self.store.events.unjoin(asker.guild, look.number)
        return regrouped_card(_("Undone: these are two events again."), look.story)


def _revisions(stages: list[Story]) -> list[Revision]:
    """What each of the stages changed in the one before it."""
    return [
        Revision(
            number=after.revision,
            at=after.taken_at,
            changes=changes.between(before.article.body, after.article.body),
            quotes=changes.of_quotes(
                before.article.body, before.reading.quotes, after.article.body, after.reading.quotes
            ),
            is_retitled=before.article.headline != after.article.headline,
        )
        for before, after in pairwise(stages)
    ]


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Timeline(bot))
    await bot.add_cog(Events(bot))
