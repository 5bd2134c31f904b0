"""How guilds, people and channels are written in Discord's JSON."""

from datetime import datetime

from discord.utils import snowflake_time

from bot.playground import permissions
from bot.playground.world import (
    FLAG_NEEDS_TAG,
    Channel,
    ChannelKind,
    Guild,
    Json,
    Member,
    Overwrite,
    Role,
    User,
    World,
)


def of_user(user: User) -> Json:
    """An account."""
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": user.display,
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "bot": user.is_bot,
    }


def of_member(member: Member) -> Json:
    """A member, with its account."""
    return {**of_partial_member(member), "user": of_user(member.user)}


def of_partial_member(member: Member) -> Json:
    """A member without its account, as messages carry it."""
    return {
        "roles": [str(role) for role in member.roles],
        "joined_at": in_iso(member.joined_at),
        "nick": None,
        "avatar": None,
        "banner": None,
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "flags": 0,
        "deaf": False,
        "mute": False,
    }


def of_role(role: Role) -> Json:
    """A role."""
    return {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.colour,
        "colors": {"primary_color": role.colour, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": role.is_mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def of_overwrite(overwrite: Overwrite) -> Json:
    """A channel's own permissions for one role or member."""
    return {
        "id": str(overwrite.target),
        "type": int(overwrite.is_member),
        "allow": str(overwrite.allow),
        "deny": str(overwrite.deny),
    }


def of_channel(world: World, channel: Channel) -> Json:
    """A channel, thread or direct conversation."""
    if channel.kind is ChannelKind.DIRECT:
        recipients = [of_user(world.users[user]) for user in channel.recipients]
        others = [user for user in recipients if not user["bot"]]
        return {
            "id": str(channel.id),
            "type": 1,
            "flags": 0,
            "last_message_id": None,
            "recipients": others,
        }
    written: Json = {
        "id": str(channel.id),
        "guild_id": str(channel.guild),
        "type": int(channel.kind),
        "name": channel.name,
        "flags": FLAG_NEEDS_TAG if channel.needs_tag else 0,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "parent_id": str(channel.parent) if channel.parent else None,
    }
    return {**written, **(_thread(world, channel) if channel.kind.is_thread else _place(channel))}


def _place(channel: Channel) -> Json:
    tags = [
        {"id": str(tag.id), "name": tag.name, "moderated": False}
        | {"emoji_id": None, "emoji_name": None}
        for tag in channel.tags
    ]
    return {
        "topic": channel.topic,
        "position": channel.position,
        "nsfw": False,
        "permission_overwrites": [of_overwrite(overwrite) for overwrite in channel.overwrites],
        **({"available_tags": tags} if channel.kind is ChannelKind.FORUM else {}),
    }


def _thread(world: World, channel: Channel) -> Json:
    written = sum(message.channel == channel.id for message in world.messages.values())
    return {
        "owner_id": str(channel.owner),
        "message_count": written,
        "total_message_sent": written,
        "member_count": 1,
        "applied_tags": [str(tag) for tag in channel.applied],
        "thread_metadata": {
            "archived": channel.is_archived,
            "locked": channel.is_locked,
            "auto_archive_duration": 1440,
            "archive_timestamp": in_iso(snowflake_time(channel.id)),
            "create_timestamp": in_iso(snowflake_time(channel.id)),
        },
    }


def of_guild(world: World, guild: Guild) -> Json:
    """A guild as REST gives it, without channels and members."""
    return {
        **_BARE_GUILD,
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner),
        "preferred_locale": guild.locale,
        "system_channel_id": None if guild.system_channel is None else str(guild.system_channel),
        "roles": [of_role(role) for role in world.roles_of(guild.id)],
    }


def of_created_guild(world: World, guild: Guild) -> Json:
    """A guild as GUILD_CREATE brings it; of the members only the bot, as without the intent."""
    members = world.members_of(guild.id)
    channels = world.channels_of(guild.id)
    visible = [c for c in channels if permissions.in_channel(world, c, world.bot.id)]
    return {
        **of_guild(world, guild),
        "joined_at": in_iso(world.members[guild.id, world.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(members),
        "members": [of_member(m) for m in members if m.user.id == world.bot.id],
        "channels": [of_channel(world, c) for c in channels if not c.kind.is_thread],
        "threads": [
            of_channel(world, c) for c in visible if c.kind.is_thread and not c.is_archived
        ],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def in_iso(moment: datetime) -> str:
    """A moment as Discord writes it."""
    return moment.isoformat()


_BARE_GUILD: Json = {
    "description": None,
    "icon": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "banner": None,
    "features": ["COMMUNITY", "NEWS"],
    "emojis": [],
    "stickers": [],
    "region": "deprecated",
    "application_id": None,
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw": False,
    "nsfw_level": 0,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "vanity_url_code": None,
    "max_presences": None,
    "max_members": 500_000,
    "max_video_channel_users": 25,
    "max_stage_video_channel_users": 50,
    "hub_type": None,
    "incidents_data": None,
    "owner_configured_content_level": None,
}
