"""`/digest`: a channel's stories in one message at a set hour; for those who manage the server."""

from typing import Literal, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Dateline, asker_of
from bot.cards.looks.digest_looks import NoDigestLook, PreviewLook
from bot.channels.digest_desk import DigestDesk
from bot.channels.places import ChannelOption, place_asked
from bot.clock import EVERY_DAY, ON, hour_typed
from bot.languages import N_
from bot.subscription import ChannelId, Digest

Days: TypeAlias = Literal[
    "every day",
    "Monday to Friday",
    "weekends",
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
]
DAYS: dict[str, tuple[int, ...]] = {
    "every day": EVERY_DAY,
    "Monday to Friday": EVERY_DAY[:5],
    N_("weekends"): EVERY_DAY[5:],
    **{name: (day,) for day, name in enumerate(ON)},
}
may_manage = app_commands.checks.has_permissions(manage_guild=True)


@app_commands.default_permissions(manage_guild=True)
class Digests(
    commands.GroupCog, name="digest", description="A channel's stories in one message at a set hour"
):
    """The digests of a server."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.desk = DigestDesk(bot)

    @app_commands.command(description="Send a channel one message with its stories, at a set hour")
    @app_commands.describe(
        at="The hour by the server's own clock, such as 07:30 or 7pm; /settings says which",
        days="On which days; every day where you leave it out",
        channel="Where to; this channel where you leave it out",
        most="At most so many stories (1 to 10)",
    )
    @may_manage
    async def set(
        self,
        interaction: discord.Interaction,
        at: app_commands.Range[str, 1, 10] = "08:00",
        days: Days = "every day",
        channel: ChannelOption | None = None,
        most: app_commands.Range[int, 1, 10] = 10,
    ) -> None:
        """Set a channel's digest."""
        asker = asker_of(interaction)
        place = place_asked(interaction, channel)
        wanted = Digest(asker.guild, ChannelId(place.id), hour_typed(at), DAYS[days], most)
        await self.bot.answer(interaction, await self.desk.set(asker, wanted, place))

    @app_commands.command(description="The next digest, as it would be now")
    @app_commands.describe(channel="Of which channel; this one where you leave it out")
    @may_manage
    async def preview(
        self, interaction: discord.Interaction, channel: ChannelOption | None = None
    ) -> None:
        """Show what the next digest would be."""
        look = PreviewLook(_channel(interaction, channel))
        await self.bot.answer_with(interaction, look.look())

    @app_commands.command(description="No digest in a channel any more")
    @app_commands.describe(channel="In which channel; this one where you leave it out")
    @may_manage
    async def off(
        self, interaction: discord.Interaction, channel: ChannelOption | None = None
    ) -> None:
        """Take a channel's digest away."""
        state = NoDigestLook(_channel(interaction, channel)).state
        await self.bot.answer(interaction, await self.desk.off(asker_of(interaction), state))


def _channel(interaction: discord.Interaction, picked: ChannelOption | None) -> ChannelId:
    return ChannelId(picked.id if picked else interaction.channel_id or 0)


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Digests(bot))
