"""`/summary` and `/quotes`: what was read in one story."""

from dataclasses import replace
from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of, telling
from bot.asking import one_speaker, one_story, speaker_choices, story_asked, story_choices
from bot.cards.card import Card, Look
from bot.cards.looks.story_looks import (
    Kind,
    Length,
    QuotesLook,
    RetoldLook,
    SaidLook,
    StoryLook,
    SummaryLook,
    WhoLook,
)
from bot.cards.stories.quote_cards import quotes_card, who_card
from bot.cards.stories.story_cards import retold_card, story_card, summary_card
from bot.errors import NotFound
from bot.languages import N_
from bot.story import GuildId, SpeakerLine


class Readings(commands.Cog):
    """The reading of one story: its card, summary and quotes."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws(StoryLook.card, self.draw_story)
        bot.draws(SummaryLook.card, self.draw_summary)
        bot.draws(RetoldLook.card, self.draw_retold, is_slow=True)
        bot.draws(QuotesLook.card, self.draw_quotes)
        bot.draws(WhoLook.card, self.draw_who)

    async def draw_story(self, asker: Asker, state: str) -> Card:
        """The card of the story in `state`."""
        story = await self.store.story(asker.guild, StoryLook.of(state).story)
        counts = await self.store.replies.counts(asker.guild, [story.id])
        others = await self.store.events.other_outlets(asker.guild, story.id)
        return story_card(story, replies=counts.get(story.id, 0), others=others)

    async def draw_summary(self, asker: Asker, state: str) -> Card:
        """The summary that `state` asks for."""
        look = SummaryLook.of(state)
        story = await self.store.story(asker.guild, look.story)
        return summary_card(story, look.length, is_retold=self.bot.desk.retelling is not None)

    async def draw_retold(self, asker: Asker, state: str) -> Card:
        """The story of `state` in a model's words, where an operator has set one."""
        story = await self.store.story(asker.guild, RetoldLook.of(state).story)
        retelling = self.bot.desk.retelling
        written = await retelling.of(story, datetime.now(UTC)) if retelling else None
        return retold_card(story, written)

    async def draw_quotes(self, asker: Asker, state: str) -> Card:
        """The page of quotes that `state` asks for."""
        look = QuotesLook.of(state)
        return quotes_card(await self.store.story(asker.guild, look.story), look)

    async def draw_who(self, asker: Asker, state: str) -> Card:
        """Who said what in the story of `state`."""
        look = WhoLook.of(state)
        return who_card(await self.store.story(asker.guild, look.story), look)

    @app_commands.command(description="What happened, in the article's own sentences")
    @app_commands.describe(
        story="A story that is here: type a few letters",
        url="Or the address of a page that isn't here",
        length="One line, three sentences (brief) or five to six (full)",
    )
    async def summary(
        self,
        interaction: discord.Interaction,
        story: str | None = None,
        url: str | None = None,
        length: Length = Length.BRIEF,
    ) -> None:
        """Show a story's summary, or that of a page that isn't kept."""
        if url and story:
            raise NotFound("both asked", reader=N_("Give a `story` or a `url`, not both."))
        if url:
            await self._summarise_page(interaction, url, length)
        elif story:
            shown = await story_asked(
                self.store,
                asker_of(interaction).guild,
                story,
                lambda each: SummaryLook(each, length).look(),
            )
            await self.bot.answer_with(interaction, shown)
        else:
            raise NotFound("nothing asked", reader=N_("Choose a `story`, or give a page's `url`."))

    @app_commands.command(description="A story's quotes, or all that one speaker said")
    @app_commands.describe(
        story="A story that is here: type a few letters",
        speaker="Only what this speaker said; without a story, across all stories",
        kind="In quotation marks (direct), without (reported), or all",
    )
    async def quotes(
        self,
        interaction: discord.Interaction,
        story: str | None = None,
        speaker: str | None = None,
        kind: Kind = Kind.ALL,
    ) -> None:
        """Show the quotes of a story, of a speaker, or of both."""
        guild = asker_of(interaction).guild
        meant = await one_speaker(self.store, guild, speaker) if speaker else None
        if story and meant:
            look = QuotesLook(await one_story(self.store, guild, story), kind)
            await self.bot.answer_with(interaction, await self._only(guild, look, meant))
        elif story:
            shown = await story_asked(
                self.store, guild, story, lambda each: QuotesLook(each, kind).look()
            )
            await self.bot.answer_with(interaction, shown)
        elif meant and kind is Kind.ALL:
            await self.bot.answer_with(interaction, SaidLook(meant.id).look())
        else:
            raise NotFound(
                "nothing asked",
                reader=N_("Choose a `story`, a `speaker`, or both; `kind` goes with a `story`."),
            )

    @summary.autocomplete("story")
    @quotes.autocomplete("story")
    async def suggest_stories(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))

    @quotes.autocomplete("speaker")
    async def suggest_speakers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Speakers that fit what is typed."""
        guild = asker_of(interaction).guild
        return speaker_choices(await self.store.suggest_speakers(guild, typed))

    async def _only(self, guild: GuildId, look: QuotesLook, speaker: SpeakerLine) -> Look:
        story = await self.store.story(guild, look.story)
        for number, each in enumerate(story.reading.speakers):
            if each.name in (speaker.name, *speaker.spellings):
                return replace(look, speaker=number).look()
        raise NotFound(
            "not quoted in that story",
            reader=N_(
                "That speaker isn't quoted in that story. Leave out `speaker` to see who is."
            ),
        )

    async def _summarise_page(
        self, interaction: discord.Interaction, url: str, length: Length
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)

        asker, glance = asker_of(interaction), self.bot.desk.glance
        with glance.turn(asker.member):
            story = await glance.story_at(asker.guild, url, progress=telling(interaction))
        await self.bot.answer(interaction, summary_card(story, length))


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Readings(bot))
