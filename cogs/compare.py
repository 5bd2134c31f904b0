"""`/compare` and "What's new": what differs between outlets, and between revisions."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import one_story, story_asked, story_choices
from bot.cards.card import Card, Look
from bot.cards.looks.event_looks import TogetherLook
from bot.cards.looks.story_looks import ChangesLook, CompareLook
from bot.cards.looks.trend_looks import WhomLook
from bot.cards.stories.change_cards import Revised, changes_card, compare_card
from bot.cards.stories.chart_words import pictured
from bot.cards.stories.whom_card import chart_of, whom_card
from bot.errors import NotFound
from bot.languages import N_
from bot.reading import changes, several
from bot.story import Story

# More side by side are no comparison any more; the timeline lists all.
MOST_COMPARED = 5


class Compare(commands.Cog):
    """Differences between stories and between revisions of one."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws(ChangesLook.card, self.draw_changes)
        bot.draws(CompareLook.card, self.draw_comparison)
        bot.draws(TogetherLook.card, self.draw_together)
        bot.draws(WhomLook.card, self.draw_whom, is_painted=True)

    async def draw_changes(self, asker: Asker, state: str) -> Card:
        """What the revision that `state` names changed."""
        look = ChangesLook.of(state)
        after = await self.store.revision(asker.guild, look.story, look.revision)
        before = await self.store.revision(asker.guild, look.story, look.revision - 1)
        return changes_card(await asyncio.to_thread(_revised, before, after))

    async def draw_comparison(self, asker: Asker, state: str) -> Card:
        """The stories that `state` names, side by side."""
        look = CompareLook.of(state)
        numbers = dict.fromkeys(n for n in (look.story, look.other, look.third) if n is not None)
        if len(numbers) < 2:
            raise NotFound("one story", reader=N_("Choose two different stories to compare."))
        stories = [await self.store.story(asker.guild, number) for number in numbers]
        return await _compared(stories, look.look())

    async def draw_together(self, asker: Asker, state: str) -> Card:
        """The story of `state` beside the other outlets' stories of its event."""
        look = TogetherLook.of(state)
        told = {look.story: await self.store.story(asker.guild, look.story)}
        seen = {told[look.story].article.outlet} - {None}
        for line in await self.store.events.lines(asker.guild, look.story):
            if line.id not in told and line.outlet not in seen and len(told) < MOST_COMPARED:
                told[line.id] = await self.store.story(asker.guild, line.id)
                seen |= {line.outlet} - {None}
        if len(told) < 2:
            raise NotFound(
                "one outlet",
                reader=N_(
                    "No other outlet's story here is known to tell this event. Name one with"
                    " `/compare other:`, or join the two with `/event join`."
                ),
            )
        return await _compared(list(told.values()), look.look())

    async def draw_whom(self, asker: Asker, state: str) -> Card:
        """Which of the stories that `state` names quotes whom, as a picture."""
        look = WhomLook.of(state)
        stories = [await self.store.story(asker.guild, number) for number in look.stories]
        names = {one.name: one.into_name for one in await self.store.joins(asker.guild)}
        chart = chart_of(stories, names)
        png = None if chart is None else await self.bot.desk.charts.draw(chart)
        return whom_card(chart, stories, look, pictured(chart, png))

    @app_commands.command(description="One event in several outlets: what each tells and quotes")
    @app_commands.describe(
        story="A story that is here: type a few letters",
        other="Another outlet's story on the same event; left out, those that are known",
        third="And a third one",
    )
    async def compare(
        self,
        interaction: discord.Interaction,
        story: str,
        other: str | None = None,
        third: str | None = None,
    ) -> None:
        """Show the stories side by side."""
        guild = asker_of(interaction).guild
        if other is None:
            first = await story_asked(
                self.store, guild, story, lambda each: TogetherLook(each).look()
            )
            await self.bot.answer_with(interaction, first)
            return
        look = CompareLook(
            await one_story(self.store, guild, story),
            await one_story(self.store, guild, other),
            await one_story(self.store, guild, third) if third else None,
        )
        await self.bot.answer_with(interaction, look.look())

    @compare.autocomplete("story")
    @compare.autocomplete("other")
    @compare.autocomplete("third")
    async def suggest_stories(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))


async def _compared(stories: list[Story], shown: Look) -> Card:
    accounts = [(story.article, story.reading) for story in stories]
    overview = await asyncio.to_thread(several.overview, accounts)
    return compare_card(stories, overview, shown, is_pictured=chart_of(stories, {}) is not None)


def _revised(before: Story, after: Story) -> Revised:
    old, new = before.article.body, after.article.body
    return Revised(
        before,
        after,
        changes.between(old, new),
        changes.of_quotes(old, before.reading.quotes, new, after.reading.quotes),
    )


async def setup(bot: Dateline) -> None:
    """Let the bot answer this command."""
    await bot.add_cog(Compare(bot))
