"""Which language is spoken to whom: a member's own in private, the server's where all can read."""

from typing import Any

import discord
from discord import app_commands

from bot.languages import known, own, speak
from bot.store.store import Store
from bot.story import GuildId


async def of_server(store: Store, guild: GuildId, preferred: object) -> str:
    """The language of a server's channels: the one it chose, else `preferred`, Discord's locale."""
    return known((await store.servers.of(guild)).language or str(preferred))


async def of_guild(store: Store, guild: discord.Guild) -> str:
    """The language of the channels of a server that the client knows."""
    return await of_server(store, GuildId(guild.id), guild.preferred_locale)


async def speak_with(
    store: Store, interaction: discord.Interaction, *, is_public: bool = False
) -> None:
    """Answer, for the rest of this task, in the member's language; in the server's if `is_public`.

    A member whose language the bot doesn't speak is answered in the server's as well.
    """
    language = own(str(interaction.locale))
    if interaction.guild_id is None:
        speak(language or "")
    elif language is None or is_public:
        guild = GuildId(interaction.guild_id)
        speak(await of_server(store, guild, interaction.guild_locale or ""))
    else:
        speak(language)


class Tree(app_commands.CommandTree[Any]):
    """The commands, each of which is answered in the language of who asks."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let everybody through, once their language is found."""
        await speak_with(self.client.desk.store, interaction)
        return True
