"""`/subscription`: which channel gets which stories; for those who may manage the server."""

from typing import Literal, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Dateline, asker_of
from bot.asking import one_story, outlet_choices, speaker_choices, story_choices
from bot.cards.looks.subscription_looks import SubscriptionLook, SubscriptionsLook, WhyLook
from bot.channels.choices import feed_choices, subscription_choices, topic_choices
from bot.channels.panel import Panel
from bot.channels.panel_forms import PanelForms
from bot.channels.places import ChannelOption, place_asked
from bot.channels.subscribing import everything_to, moved
from bot.channels.trials import Trials
from bot.channels.wishes import Wish, fulfilled, one_subscription
from bot.languages import N_
from bot.subscription import Subscription

Name: TypeAlias = app_commands.Range[str, 1, 100]
Text: TypeAlias = app_commands.Range[str, 1, 400]
Hour: TypeAlias = app_commands.Range[str, 1, 10]
Choices: TypeAlias = list[app_commands.Choice[str]]
Collected: TypeAlias = Literal["each story", "digest"]

may_manage = app_commands.checks.has_permissions(manage_guild=True)
picked = app_commands.describe(subscription=N_("Which one: type a few letters"))
wished = app_commands.describe(
    feed=N_("Only what this feed brings: type a few letters"),
    outlet=N_("Only from this outlet"),
    topic=N_("Only about this: a category, a person, a place, an organisation"),
    speaker=N_("Only what quotes this speaker"),
    include=N_("One of these words, with commas between; or /a regular expression/"),
    exclude=N_("None of these words, with commas between; or /a regular expression/"),
    role=N_("The role to mention with each post"),
    mode=N_("Post each story, or collect them in the channel's digest"),
    quiet_from=N_("Hold stories from this hour on, such as 22:00"),
    quiet_to=N_("Until this hour, such as 07:00"),
    publish=N_("In an announcement channel: pass posts on to the servers that follow it"),
)


@app_commands.default_permissions(manage_guild=True)
class Subscriptions(
    commands.GroupCog, name="subscription", description="Which channel gets which stories"
):
    """What a server's channels want."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.panel = Panel(bot)
        self.forms = PanelForms(bot, self.panel)
        self.trials = Trials(bot, self.panel)

    @app_commands.command(description="Bring stories to a channel: all of them, or those you name")
    @app_commands.describe(channel="Where to; this channel where you leave it out")
    @wished
    @may_manage
    async def add(  # noqa: PLR0913, PLR0917 - one for each option
        self,
        interaction: discord.Interaction,
        channel: ChannelOption | None = None,
        feed: Name | None = None,
        outlet: Name | None = None,
        topic: Name | None = None,
        speaker: Name | None = None,
        include: Text | None = None,
        exclude: Text | None = None,
        role: discord.Role | None = None,
        mode: Collected | None = None,
        quiet_from: Hour | None = None,
        quiet_to: Hour | None = None,
        publish: bool | None = None,
    ) -> None:
        """Subscribe a channel."""
        stories = (feed, outlet, topic, speaker, include, exclude)
        wish = Wish(*stories, quiet_from, quiet_to, mode, role, publish)
        asker = asker_of(interaction)
        place = place_asked(interaction, channel)
        new = everything_to(place, asker)
        card = await self.panel.add(await fulfilled(self.store, new, wish), place)
        await self.bot.answer(interaction, card)

    @app_commands.command(description="All subscriptions here, and whether they are on")
    @may_manage
    async def list(self, interaction: discord.Interaction) -> None:
        """Show all."""
        await self.bot.answer_with(interaction, SubscriptionsLook().look())

    @app_commands.command(description="Change a subscription; without options, its panel")
    @app_commands.describe(channel="Where to; a dash in a text option takes that part away")
    @picked
    @wished
    @may_manage
    async def edit(  # noqa: PLR0913, PLR0917 - one for each option
        self,
        interaction: discord.Interaction,
        subscription: Name,
        channel: ChannelOption | None = None,
        feed: Name | None = None,
        outlet: Name | None = None,
        topic: Name | None = None,
        speaker: Name | None = None,
        include: Text | None = None,
        exclude: Text | None = None,
        role: discord.Role | None = None,
        mode: Collected | None = None,
        quiet_from: Hour | None = None,
        quiet_to: Hour | None = None,
        publish: bool | None = None,
    ) -> None:
        """Change what is given; nothing given shows the panel."""
        stories = (feed, outlet, topic, speaker, include, exclude)
        wish = Wish(*stories, quiet_from, quiet_to, mode, role, publish)
        one = await self.one(interaction, subscription)
        if channel is None and wish == Wish():
            await self.bot.answer(interaction, await self.panel.card(one))
            return
        if channel is not None:
            one = moved(one, place_asked(interaction, channel))
        card = await self.panel.change(await fulfilled(self.store, one, wish))
        await self.bot.answer(interaction, card)

    @app_commands.command(description="Deliver nothing more for a while")
    @picked
    @may_manage
    async def pause(self, interaction: discord.Interaction, subscription: Name) -> None:
        """Pause one."""
        state = await self.state(interaction, subscription)
        await self.bot.answer(interaction, await self.panel.pause(asker_of(interaction), state))

    @app_commands.command(description="Deliver again, from now on")
    @picked
    @may_manage
    async def resume(self, interaction: discord.Interaction, subscription: Name) -> None:
        """Resume one."""
        state = await self.state(interaction, subscription)
        await self.bot.answer(interaction, await self.panel.resume(asker_of(interaction), state))

    @app_commands.command(description="Post a sample card and say what would fail")
    @picked
    @may_manage
    async def test(self, interaction: discord.Interaction, subscription: Name) -> None:
        """Try one out."""
        state = await self.state(interaction, subscription)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self.bot.answer(interaction, await self.trials.test(asker_of(interaction), state))

    @app_commands.command(description="Remove a subscription; it can be brought back")
    @picked
    @may_manage
    async def remove(self, interaction: discord.Interaction, subscription: Name) -> None:
        """Remove one."""
        state = await self.state(interaction, subscription)
        await self.bot.answer(interaction, await self.panel.remove(asker_of(interaction), state))

    @app_commands.command(description="Why a story was or wasn't delivered, stage by stage")
    @app_commands.describe(story="A story that is here: type a few letters")
    @picked
    @may_manage
    async def why(self, interaction: discord.Interaction, subscription: Name, story: Name) -> None:
        """Explain one delivery."""
        one = await self.one(interaction, subscription)
        found = await one_story(self.store, one.guild, story)
        await self.bot.answer_with(interaction, WhyLook(one.id, found).look())

    @edit.autocomplete("subscription")
    @pause.autocomplete("subscription")
    @resume.autocomplete("subscription")
    @test.autocomplete("subscription")
    @remove.autocomplete("subscription")
    @why.autocomplete("subscription")
    async def suggest_subscriptions(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Subscriptions with what is typed in their channel or filter."""
        return await subscription_choices(self.bot, asker_of(interaction).guild, typed)

    @add.autocomplete("feed")
    @edit.autocomplete("feed")
    async def suggest_feeds(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Followed feeds with what is typed in their title."""
        return await feed_choices(self.store, asker_of(interaction).guild, typed)

    @add.autocomplete("outlet")
    @edit.autocomplete("outlet")
    async def suggest_outlets(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Outlets that fit what is typed."""
        guild = asker_of(interaction).guild
        return outlet_choices(await self.store.suggest_outlets(guild, typed))

    @add.autocomplete("topic")
    @edit.autocomplete("topic")
    async def suggest_topics(self, interaction: discord.Interaction, typed: str) -> Choices:
        """What stories here are about."""
        return await topic_choices(self.store, asker_of(interaction).guild, typed)

    @add.autocomplete("speaker")
    @edit.autocomplete("speaker")
    async def suggest_speakers(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Speakers that fit what is typed."""
        guild = asker_of(interaction).guild
        return speaker_choices(await self.store.suggest_speakers(guild, typed))

    @why.autocomplete("story")
    async def suggest_stories(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))

    async def one(self, interaction: discord.Interaction, typed: str) -> Subscription:
        """The subscription that was picked."""
        return await one_subscription(self.store, asker_of(interaction).guild, typed)

    async def state(self, interaction: discord.Interaction, typed: str) -> str:
        """The same, as the panel's controls name it."""
        return SubscriptionLook((await self.one(interaction, typed)).id).state


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Subscriptions(bot))
