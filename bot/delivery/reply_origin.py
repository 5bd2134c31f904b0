"""What Discord tells of a reply on its way in: to what, by whom, under which card."""

import re
from collections.abc import Iterable
from contextlib import suppress

import discord

from bot.cards.looks.reply_looks import BlockLook, ReplyLook
from bot.errors import NotFound
from bot.moderation import Place, Showing
from bot.reply import ReplyId
from bot.store.replies.reply_writing import Sender
from bot.story import MemberId
from bot.subscription import ChannelId, MessageId

_REPLY_BUTTON = re.compile(rf"b\d+:ask:{ReplyLook.card}:(.*)")
# Stands on the moderators' card of a reply whatever became of it.
_BLOCK_BUTTON = re.compile(rf"b\d+:show:{BlockLook.card}:(.*)")


def look_on(message: discord.Message, me: discord.abc.Snowflake | None) -> ReplyLook | None:
    """What the Reply button of a message leads to; None for one without, or not of the bot's."""
    for state in _states(message, me, _REPLY_BUTTON):
        with suppress(NotFound):
            return ReplyLook.of(state)
    return None


def shown_on(
    message: discord.Message, me: discord.abc.Snowflake | None
) -> tuple[ReplyId, Showing] | None:
    """The reply that a message of the bot's shows, and to whom; None for any other message."""
    look = look_on(message, me)
    if look is not None and look.answers is not None:
        return look.answers, Showing.THREAD
    for state in _states(message, me, _BLOCK_BUTTON):
        with suppress(NotFound):
            return BlockLook.of(state).reply, Showing.DESK
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


def _states(
    message: discord.Message, me: discord.abc.Snowflake | None, button: re.Pattern[str]
) -> Iterable[str]:
    """What such buttons of a message of the bot's lead to."""
    if me is None or message.author.id != me.id:
        return
    for custom_id in _custom_ids(message.components):
        if match := button.fullmatch(custom_id):
            yield match[1]


def _custom_ids(components: Iterable[object]) -> Iterable[str]:
    for component in components:
        if isinstance(found := getattr(component, "custom_id", None), str):
            yield found
        yield from _custom_ids(getattr(component, "children", ()))
