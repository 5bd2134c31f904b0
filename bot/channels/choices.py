"""The lists that open while a member types: subscriptions, feeds and topics; values are ids."""

from collections.abc import Sequence

from discord import app_commands

from bot.app import Dateline
from bot.cards.card import MOST_OPTION, MOST_OPTIONS
from bot.cards.channels.subscription_words import label
from bot.cards.plain import plain
from bot.channels.showing import all_shown
from bot.languages import _
from bot.store.engine.keys import name_key
from bot.store.store import Store
from bot.story import GuildId

Choices = list[app_commands.Choice[str]]


async def subscription_choices(bot: Dateline, guild: GuildId, typed: str) -> Choices:
    """Subscriptions with what is typed in their channel or filter, the oldest first."""
    found = [
        (label(each.subscription, each.named, each.channel), each.subscription.id)
        for each in await all_shown(bot, bot.desk.store, guild)
    ]
    return _named(found, typed)


async def feed_choices(store: Store, guild: GuildId, typed: str) -> Choices:
    """Followed feeds with what is typed in their title."""
    followed = await store.feeds.of(guild)
    return _named([(one.follow.title, one.follow.feed) for one in followed], typed)


async def topic_choices(store: Store, guild: GuildId, typed: str) -> Choices:
    """What stories here are about, with how many are."""
    return [
        app_commands.Choice(
            name=plain(f"{line.name} ({line.stories})", MOST_OPTION), value=str(line.id)
        )
        for line in await store.topics.suggest(guild, typed)
    ]


def _named(found: Sequence[tuple[str, int]], typed: str) -> Choices:
    wanted = name_key(typed.lstrip("#"))
    return [
        app_commands.Choice(name=plain(name, MOST_OPTION) or _("(untitled)"), value=str(number))
        for name, number in found
        if wanted in name_key(name)
    ][:MOST_OPTIONS]
