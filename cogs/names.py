"""`/speaker`: joining two names of one speaker; for those who may manage messages."""

from datetime import UTC, datetime
from typing import TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import speaker_choices, speakers_meant
from bot.cards.card import MOST_OPTION, MOST_OPTIONS, Card
from bot.cards.looks.story_looks import JoinLook, JoinsLook, PartLook
from bot.cards.plain import plain
from bot.cards.stories.names_card import joined_card, joining_card, joins_card, parted_card
from bot.cards.stories.speaker_cards import which_speaker_card
from bot.errors import NotFound
from bot.languages import N_
from bot.store.engine.keys import name_key
from bot.story import GuildId, SpeakerId, SpeakerLine

Name: TypeAlias = app_commands.Range[str, 1, 100]
Choices: TypeAlias = list[app_commands.Choice[str]]


@app_commands.default_permissions(manage_messages=True)
class Names(commands.GroupCog, name="speaker", description="Show two names of a speaker as one"):
    """Which of a server's speakers are one."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws(JoinsLook.card, self.draw)
        bot.draws(JoinLook.card, self.draw_joining)
        bot.acts(JoinLook.card, self.join_now)
        bot.acts(PartLook.card, self.part_now)

    @app_commands.command(description="Show one speaker as another, in all stories here")
    @app_commands.describe(
        name="The name that is a spelling of the other: type a few letters",
        into="The name that both are shown under",
    )
    @app_commands.checks.has_permissions(manage_messages=True)
    async def join(self, interaction: discord.Interaction, name: Name, into: Name) -> None:
        """Make two speakers one, or ask who is meant."""
        await self.bot.answer(interaction, await self.join_named(asker_of(interaction), name, into))

    @app_commands.command(description="Show a speaker who was joined to another alone again")
    @app_commands.describe(name="A name that was joined: type a few letters")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def part(self, interaction: discord.Interaction, name: Name) -> None:
        """Make two speakers of one again."""
        asker = asker_of(interaction)
        joined = await self.joined(asker.guild, name)
        await self.bot.answer(interaction, await self.part_now(asker, PartLook(joined).state))

    @app_commands.command(description="Which names are joined here, by whom, since when")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def list(self, interaction: discord.Interaction) -> None:
        """Show all that are joined."""
        await self.bot.answer(
            interaction, await self.draw(asker_of(interaction), JoinsLook().state)
        )

    @join.autocomplete("name")
    @join.autocomplete("into")
    async def suggest_speakers(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Speakers that fit what is typed, the most quoted where nothing is."""
        guild = asker_of(interaction).guild
        return speaker_choices(await self.store.suggest_speakers(guild, typed))

    @part.autocomplete("name")
    async def suggest_joined(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Joined names that hold what is typed."""
        joins = await self.store.joins(asker_of(interaction).guild)
        return [
            app_commands.Choice(
                name=plain(f"{one.name} → {one.into_name}", MOST_OPTION), value=str(one.speaker)
            )
            for one in joins
            if name_key(typed) in name_key(f"{one.name} {one.into_name}")
        ][:MOST_OPTIONS]

    async def draw(self, asker: Asker, state: str) -> Card:
        """The page of joined names that `state` asks for."""
        asker.must_edit()
        return joins_card(await self.store.joins(asker.guild), JoinsLook.of(state))

    async def join_named(self, asker: Asker, name: str, into: str) -> Card:
        """Join the two speakers that are typed; where one isn't certain, ask who is meant."""
        ones, others = [await self.meant(asker.guild, typed) for typed in (name, into)]
        one, other = ones[0].id, others[0].id
        if len(ones) == len(others) == 1:
            return await self.join_now(asker, JoinLook(one, other).state)
        if len(others) == 1:
            return which_speaker_card(name, ones, lambda each: JoinLook(each, other).look())
        if len(ones) == 1:
            return which_speaker_card(into, others, lambda each: JoinLook(one, each).look())
        raise NotFound(
            "several speakers fit both names",
            reader=N_(
                "Several speakers here fit each of the two names. Type a few letters and pick one"
                " from the list."
            ),
        )

    async def draw_joining(self, asker: Asker, state: str) -> Card:
        """The question whether to join the two speakers of `state`."""
        asker.must_edit()
        look = JoinLook.of(state)
        one, into = [
            await self.store.speaker(asker.guild, each) for each in (look.speaker, look.into)
        ]
        return joining_card(one, into)

    async def join_now(self, asker: Asker, state: str) -> Card:
        """Join the two speakers of `state` and offer to part them."""
        asker.must_edit()
        look = JoinLook.of(state)
        join = await self.store.join_speakers(
            look.speaker,
            look.into,
            guild=asker.guild,
            member=asker.member,
            now=datetime.now(UTC),
        )
        return joined_card(join, await self.store.speaker(asker.guild, join.into))

    async def part_now(self, asker: Asker, state: str) -> Card:
        """Part the speaker of `state` from the one it is joined to, and offer to join them."""
        asker.must_edit()
        speaker = PartLook.of(state).speaker
        return parted_card(await self.store.part_speaker(asker.guild, speaker))

    async def meant(self, guild: GuildId, typed: str) -> tuple[SpeakerLine, ...]:
        """The speakers that `typed` can mean: one alone where only one is shown under that name.

        Raises NotFound where it can mean none.
        """
        found = await speakers_meant(self.store, guild, typed)
        called = [one for one in found if name_key(one.name) == name_key(typed)]
        return (called[0],) if len(called) == 1 else found

    async def joined(self, guild: GuildId, typed: str) -> SpeakerId:
        """The joined speaker that `typed` (an id or a name) means; NotFound where none is so."""
        called = [
            one.speaker
            for one in await self.store.joins(guild)
            if typed.strip() == str(one.speaker) or name_key(one.name) == name_key(typed)
        ]
        if len(called) != 1:
            raise NotFound(
                "no such join",
                reader=N_(
                    "No name here is joined as that. Pick one from the list that opens while you"
                    " type, or see `/speaker list`."
                ),
            )
        return called[0]


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Names(bot))
