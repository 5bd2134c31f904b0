"""`/mydata`: what is kept of the member who asks, on every server, and its erasing."""

from collections.abc import Mapping
from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline
from bot.cards.card import Card
from bot.cards.looks.reply_looks import (
    EraseMineLook,
    EraseMineNowLook,
    MyDataLook,
    PrivacyLook,
    WithdrawLook,
)
from bot.cards.replies.mine_cards import erased_card, erasing_card, mine_card, privacy_card
from bot.moderation import Mine
from bot.story import GuildId


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class MyData(commands.GroupCog, name="mydata", description="What Dateline keeps about you"):
    """A member's own."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.erasures = bot.desk.store.erasures
        bot.draws(MyDataLook.card, self.draw)
        bot.draws(EraseMineLook.card, self.draw_erasing)
        bot.draws(PrivacyLook.card, self.draw_privacy)
        bot.acts(EraseMineNowLook.card, self.erase_all)
        bot.acts(WithdrawLook.card, self.withdraw)
        bot.lets_direct(
            MyDataLook.card,
            EraseMineLook.card,
            PrivacyLook.card,
            EraseMineNowLook.card,
            WithdrawLook.card,
        )

    @app_commands.command(description="All that is kept about you, on every server")
    async def show(self, interaction: discord.Interaction) -> None:
        """Show what is kept."""
        await self.bot.answer_with(interaction, MyDataLook().look())

    @app_commands.command(description="Erase your replies, with name, text and e-mail address")
    async def erase(self, interaction: discord.Interaction) -> None:
        """Ask whether to erase all of it."""
        await self.bot.answer_with(interaction, EraseMineLook().look())

    async def draw(self, asker: Asker, state: str) -> Card:
        """What is kept of whoever asks."""
        mine = await self.erasures.mine(asker.member)
        return mine_card(mine, MyDataLook.of(state), self.servers(mine))

    async def draw_erasing(self, asker: Asker, _: str) -> Card:
        """The question whether to erase all of it."""
        return erasing_card(await self.erasures.mine(asker.member))

    async def draw_privacy(self, _: Asker, __: str) -> Card:
        """What is kept of members, why, and for how long."""
        return privacy_card(self.bot.desk.replies.keeping)

    async def erase_all(self, asker: Asker, _: str) -> Card:
        """Erase all that is kept of whoever asks."""
        erased = await self.erasures.erase_member(asker.member, datetime.now(UTC))
        self.bot.dispatch("replies_gone", asker.member)
        return erased_card(erased)

    async def withdraw(self, asker: Asker, state: str) -> Card:
        """Erase one reply of whoever asks."""
        reply = WithdrawLook.of(state).reply
        erased = await self.erasures.withdraw(reply, asker.member, datetime.now(UTC))
        self.bot.dispatch("replies_gone", asker.member)
        return erased_card(erased)

    def servers(self, mine: Mine) -> Mapping[GuildId, str]:
        """The names of the servers, as far as the bot is still there."""
        written = {reply.guild for reply in mine.replies}
        numbers = written | {made.guild for made in mine.made} | {*mine.blocked_on}
        known = {number: self.bot.get_guild(number) for number in numbers}
        return {number: guild.name for number, guild in known.items() if guild is not None}


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(MyData(bot))
