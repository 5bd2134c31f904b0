"""The address where an owner lets the bot into a server, and what it asks to be let do there."""

import discord

INVITE_PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    create_public_threads=True,
    send_messages_in_threads=True,
)


def invite_of(application: int) -> str:
    """The address for the bot of that application."""
    return discord.utils.oauth_url(
        application, permissions=INVITE_PERMISSIONS, scopes=("bot", "applications.commands")
    )
