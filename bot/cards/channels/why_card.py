"""The card that tells why a story was or wasn't delivered for a subscription, stage by stage."""

import discord
from discord.utils import format_dt, snowflake_time

from bot.cards.card import Button, Card, Colour, Link
from bot.cards.channels.pause_words import WHAT_TO_DO
from bot.cards.channels.subscription_words import hours
from bot.cards.looks.story_looks import StoryLook
from bot.cards.looks.subscription_looks import SubscriptionLook
from bot.cards.plain import escaped, titled
from bot.store.deliveries.wanting import Why
from bot.story import GuildId, Story
from bot.subscription import ChannelId, Delivery, MessageId, Mode, SendState

MOST_HEADLINE = 200
MOST_REASON = 200
FATES = {
    SendState.WAITING: "It waits for an earlier story to the same channel.",
    SendState.READY: "It is about to be delivered.",
    SendState.SENDING: "It is being delivered now.",
    SendState.SENT: "Delivered.",
    SendState.UNCERTAIN: (
        "It may have arrived: Discord's answer didn't come. I look for it in the channel before I"
        " try again."
    ),
    SendState.SKIPPED: (
        "Not posted by itself: too much came in at once after an outage, and this story was counted"
        " in one line."
    ),
}


def why_card(why: Why, story: Story) -> Card:
    """Each stage with its answer, and what became of the story."""
    one = why.subscription
    stages = [f"{'✅' if each.is_met else '❌'} {each.words}" for each in why.verdicts]
    is_sent = why.delivery is not None and why.delivery.state is SendState.SENT
    embed = discord.Embed(
        title="Why, or why not",
        description=f"**{titled(story.article.headline, MOST_HEADLINE)}**\n→ <#{one.channel}>",
        colour=discord.Colour(Colour.DONE if is_sent else Colour.QUIET),
    )
    embed.add_field(name="Is it wanted?", value="\n".join(stages), inline=False)
    embed.add_field(name="What became of it", value=_outcome(why), inline=False)
    embed.set_footer(text=f"#{story.id} · subscription #{one.id}")
    ways: list[Button | Link] = [
        Button("The subscription", SubscriptionLook(one.id).look()),
        Button("The story", StoryLook(story.id).look()),
    ]
    if (sent := why.delivery) is not None and sent.message is not None and is_sent:
        ways.append(Link("Open the post", address_of(sent.guild, sent.channel, sent.message)))
    return Card(embed, (tuple(ways),))


def address_of(guild: GuildId, channel: ChannelId, message: MessageId) -> str:
    """Where a message stands, as Discord's clients open it."""
    return f"https://discord.com/channels/{guild}/{channel}/{message}"


def _outcome(why: Why) -> str:
    if why.delivery is not None:
        return _fate(why.delivery, why)
    if not all(verdict.is_met for verdict in why.verdicts):
        return "Not delivered: a story has to meet every stage."
    if why.pause is not None:
        return f"Not delivered: {_small(WHAT_TO_DO[why.pause])}"
    if why.subscription.mode is Mode.DIGEST:
        return "It comes with the channel's digest: `/digest preview` shows the next one."
    if not why.was_announced:
        return (
            "Not delivered: it came in quietly. What a feed already lists when it is followed goes"
            " on the shelf and isn't announced."
        )
    return "It is wanted and about to be delivered: look again in a moment."


def _fate(one: Delivery, why: Why) -> str:
    reason = escaped(one.error or "no reason was noted", MOST_REASON)
    tries = f" after {_times(one.attempts)}" if one.attempts else ""
    match one.state:
        case SendState.SENT if one.message is not None:
            at = snowflake_time(one.message)
            return f"Delivered {format_dt(at, 'f')} ({format_dt(at, 'R')})."
        case SendState.HELD:
            return _held(why)
        case SendState.DEAD:
            return f"Not delivered{tries}: {reason}."
        case SendState.READY | SendState.SENDING if one.attempts > 1:
            return f"It is tried again{tries}: {reason}."
        case state:
            return FATES[state]


def _held(why: Why) -> str:
    quiet = why.subscription.quiet
    told = f" ({hours(quiet)})" if quiet else ""
    until = f" until {format_dt(why.held_until, 'f')}" if why.held_until else ""
    return f"Held{until}: these are quiet hours{told}. Then it is delivered."


def _times(attempts: int) -> str:
    return "1 try" if attempts == 1 else f"{attempts} tries"


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
