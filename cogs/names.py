"""`/speaker`: joining two names of one speaker; for those who may manage messages."""

from datetime import UTC, datetime
from typing import TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import speaker_choices, speakers_meant
from bot.delivery.card import MOST_OPTION, MOST_OPTIONS, Card
from bot.delivery.names_card import joined_card, joins_card, numbers, parted_card
from bot.delivery.plain import plain
from bot.errors import NotFound
from bot.store.keys import name_key
from bot.story import GuildId, SpeakerId

Name: TypeAlias = app_commands.Range[str, 1, 100]
Choices: TypeAlias = list[app_commands.Choice[str]]


@app_commands.default_permissions(manage_messages=True)
class Names(commands.GroupCog, name="speaker", description="Show two names of a speaker as one"):
    """Which of a server's speakers are one."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws("joins", self.draw)
        bot.acts("join", self.join_now)
        bot.acts("part", self.part_now)

    @app_commands.command(description="Show one speaker as another, in all stories here")
    @app_commands.describe(
        name="The name that is a spelling of the other: type a few letters",
        into="The name that both are shown under",
    )
    @app_commands.checks.has_permissions(manage_messages=True)
    async def join(self, interaction: discord.Interaction, name: Name, into: Name) -> None:
        """Make two speakers one."""
        asker = asker_of(interaction)
        one, other = [await self.meant(asker.guild, typed) for typed in (name, into)]
        await self.bot.answer(interaction, await self.join_now(asker, f"{one}.{other}"))

    @app_commands.command(description="Show a speaker who was joined to another alone again")
    @app_commands.describe(name="A name that was joined: type a few letters")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def part(self, interaction: discord.Interaction, name: Name) -> None:
        """Make two speakers of one again."""
        asker = asker_of(interaction)
        joined = await self.joined(asker.guild, name)
        await self.bot.answer(interaction, await self.part_now(asker, str(joined)))

    @app_commands.command(description="Which names are joined here, by whom, since when")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def list(self, interaction: discord.Interaction) -> None:
        """Show all that are joined."""
        await self.bot.answer(interaction, await self.draw(asker_of(interaction), "0"))

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
        (page,) = numbers(state, 1)
        return joins_card(await self.store.joins(asker.guild), page)

    async def join_now(self, asker: Asker, state: str) -> Card:
        """Join the two speakers of `state` and offer to part them."""
        asker.must_edit()
        one, into = map(SpeakerId, numbers(state, 2))
        join = await self.store.join_speakers(
            one, into, guild=asker.guild, member=asker.member, now=datetime.now(UTC)
        )
        return joined_card(join, await self.store.speaker(asker.guild, join.into))

    async def part_now(self, asker: Asker, state: str) -> Card:
        """Part the speaker of `state` from the one it is joined to, and offer to join them."""
        asker.must_edit()
        (one,) = map(SpeakerId, numbers(state, 1))
        return parted_card(await self.store.part_speaker(asker.guild, one))

    async def meant(self, guild: GuildId, typed: str) -> SpeakerId:
        """The one speaker that `typed` means; NotFound where that isn't certain."""
        found = await speakers_meant(self.store, guild, typed)
        called = [one for one in found if name_key(one.name) == name_key(typed)]
        if len(found) == 1 or len(called) == 1:
            return (called or found)[0].id
        raise NotFound(
            "several speakers fit",
            reader="Several speakers here fit that name. Type a few letters and pick one from the"
            " list.",
        )

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
                reader="No name here is joined as that. Pick one from the list that opens while"
                " you type, or see `/speaker list`.",
            )
        return called[0]


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Names(bot))
