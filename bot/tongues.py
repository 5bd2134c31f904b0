"""Which language is spoken to whom: a member's own in private, the server's where all can read."""

from typing import Any

import discord
from discord import app_commands

from bot.errors import StoreError
from bot.languages import known, own, speak
from bot.store.store import Store
from bot.story import GuildId


async def of_server(client: discord.Client, store: Store, guild: GuildId) -> str:
    """The language of a server's channels: the one it chose, else the one it has on Discord."""
    chosen = (await store.servers.of(guild)).language
    return known(chosen or preferred_in(client, guild))


def preferred_in(client: discord.Client, guild: GuildId) -> str:
    """Discord's locale of a server; nothing where the client doesn't know the server."""
    found = client.get_guild(guild)
    return str(found.preferred_locale) if found else ""


async def speak_with(
    store: Store, interaction: discord.Interaction, *, is_public: bool = False
) -> None:
    """Answer, for the rest of this task, in the member's language; in the server's if `is_public`.

    A member whose language the bot doesn't speak is answered in the server's as well. Whatever
    is wrong with the store, what is asked of it next says so.
    """
    language = own(str(interaction.locale))
    if interaction.guild_id is None:
        speak(language or "")
    elif language is None or is_public:
        try:
            speak(await of_server(interaction.client, store, GuildId(interaction.guild_id)))
        except StoreError:
            speak(str(interaction.guild_locale or ""))
    else:
        speak(language)


class Tree(app_commands.CommandTree[Any]):
    """The commands, each of which is answered in the language of who asks."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let everybody through, once their language is found."""
        await speak_with(self.client.desk.store, interaction)
        return True
