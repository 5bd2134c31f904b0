"""What Discord tells of a reply on its way in: to what, by whom, under which card."""

import re
from collections.abc import Iterable
from contextlib import suppress

import discord

from bot.cards.looks.reply_looks import ReplyLook
from bot.errors import NotFound
from bot.moderation import Place
from bot.store.replies.reply_writing import Sender
from bot.story import MemberId
from bot.subscription import ChannelId, MessageId

_REPLY_BUTTON = re.compile(rf"b\d+:ask:{ReplyLook.card}:(.*)")


def look_on(message: discord.Message, me: discord.abc.Snowflake | None) -> ReplyLook | None:
    """What the Reply button of a message leads to; None for one without, or not of the bot's."""
    if me is None or message.author.id != me.id:
        return None
    for custom_id in _custom_ids(message.components):
        if match := _REPLY_BUTTON.fullmatch(custom_id):
            with suppress(NotFound):
                return ReplyLook.of(match[1])
    return None


def card_under(message: discord.Message | None) -> Place | None:
    """The card under which is written; None where only its reader sees it."""
    if message is None or message.flags.ephemeral:
        return None
    return Place(ChannelId(message.channel.id), MessageId(message.id))


def sender_of(user: discord.User | discord.Member, permissions: discord.Permissions) -> Sender:
    """Who writes; whoever may manage messages there counts as staff."""
    return Sender(MemberId(user.id), user.created_at, is_staff=permissions.manage_messages)


def staff_names(guild: discord.Guild | None) -> tuple[str, ...]:
    """Names that nobody may write under: those of the server and of the bot there."""
    return () if guild is None or not guild.me else (guild.name, guild.me.display_name)


def _custom_ids(components: Iterable[object]) -> Iterable[str]:
    for component in components:
        if isinstance(found := getattr(component, "custom_id", None), str):
            yield found
        yield from _custom_ids(getattr(component, "children", ()))
