"""The card that tells why a story was or wasn't delivered for a subscription, stage by stage."""

import discord
from discord.utils import format_dt, snowflake_time

from bot.cards.card import Button, Card, Colour, Link
from bot.cards.channels.pause_words import WHAT_TO_DO
from bot.cards.channels.subscription_words import hours
from bot.cards.looks.story_looks import StoryLook
from bot.cards.looks.subscription_looks import SubscriptionLook
from bot.cards.plain import escaped, titled
from bot.languages import N_, _, ngettext
from bot.store.deliveries.wanting import Why
from bot.story import GuildId, Story
from bot.subscription import ChannelId, Delivery, MessageId, Mode, Pause, SendState

MOST_HEADLINE = 200
MOST_REASON = 200
NO_REASON = N_("no reason was noted")
FATES = {
    SendState.WAITING: N_("It waits for an earlier story to the same channel."),
    SendState.READY: N_("It is about to be delivered."),
    SendState.SENDING: N_("It is being delivered now."),
    SendState.SENT: N_("Delivered."),
    SendState.UNCERTAIN: N_(
        "It may have arrived: Discord's answer didn't come. I look for it in the channel before I"
        " try again."
    ),
    SendState.SKIPPED: N_(
        "Not posted by itself: too much came in at once after an outage, and this story was counted"
        " in one line."
    ),
}


def why_card(why: Why, story: Story) -> Card:
    """Each stage with its answer, and what became of the story."""
    one = why.subscription
    stages = [f"{'✅' if each.is_met else '❌'} {_(each.words)}" for each in why.verdicts]
    is_sent = why.delivery is not None and why.delivery.state is SendState.SENT
    embed = discord.Embed(
        title=_("Why, or why not"),
        description=f"**{titled(story.article.headline, MOST_HEADLINE)}**\n→ <#{one.channel}>",
        colour=discord.Colour(Colour.DONE if is_sent else Colour.QUIET),
    )
    embed.add_field(name=_("Is it wanted?"), value="\n".join(stages), inline=False)
    embed.add_field(name=_("What became of it"), value=_outcome(why), inline=False)
    embed.set_footer(text=_("#{story} · subscription #{id}", story=story.id, id=one.id))
    ways: list[Button | Link] = [
        Button(_("The subscription"), SubscriptionLook(one.id).look()),
        Button(_("The story"), StoryLook(story.id).look()),
    ]
    if (sent := why.delivery) is not None and sent.message is not None and is_sent:
        ways.append(Link(_("Open the post"), address_of(sent.guild, sent.channel, sent.message)))
    return Card(embed, (tuple(ways),))


def address_of(guild: GuildId, channel: ChannelId, message: MessageId) -> str:
    """Where a message stands, as Discord's clients open it."""
    return f"https://discord.com/channels/{guild}/{channel}/{message}"


def _outcome(why: Why) -> str:
    if why.delivery is not None:
        return _fate(why.delivery, why)
    if not all(verdict.is_met for verdict in why.verdicts):
        return _("Not delivered: a story has to meet every stage.")
    if why.pause is not None:
        return _("Not delivered. {reason}", reason=_(WHAT_TO_DO[why.pause]))
    if why.subscription.mode is Mode.DIGEST:
        return _("It comes with the channel's digest: `/digest preview` shows the next one.")
    if not why.was_announced:
        return _(
            "Not delivered: it came in quietly. What a feed already lists when it is followed goes"
            " on the shelf and isn't announced."
        )
    return _("It is wanted and about to be delivered: look again in a moment.")


def _fate(one: Delivery, why: Why) -> str:
    reason = escaped(_(one.error or NO_REASON), MOST_REASON)
    match one.state:
        case SendState.SENT if one.message is not None:
            at = snowflake_time(one.message)
            return _("Delivered {when} ({ago}).", when=format_dt(at, "f"), ago=format_dt(at, "R"))
        case SendState.HELD:
            return _held(why)
        case SendState.DEAD if (pause := _pause_in(one.error or "")) is not None:
            return _("Not delivered. {reason}", reason=_(WHAT_TO_DO[pause]))
        case SendState.DEAD:
            return _not_delivered(one.attempts, reason)
        case SendState.READY | SendState.SENDING if one.attempts > 1:
            return ngettext(
                "It is tried again after 1 try: {reason}.",
                "It is tried again after {count} tries: {reason}.",
                one.attempts,
                reason=reason,
            )
        case state:
            return _(FATES[state])


def _held(why: Why) -> str:
    quiet = why.subscription.quiet
    told = f" ({hours(quiet)})" if quiet else ""
    if why.held_until is None:
        return _("Held: these are quiet hours{told}. Then it is delivered.", told=told)
    return _(
        "Held until {when}: these are quiet hours{told}. Then it is delivered.",
        when=format_dt(why.held_until, "f"),
        told=told,
    )


def _pause_in(error: str) -> Pause | None:
    """The pause that ended a delivery, where one did: "paused: by a member", "failing: …"."""
    named = error.removeprefix("paused: ").partition(": ")[0]
    return next((pause for pause in Pause if pause.value == named), None)


def _not_delivered(attempts: int, reason: str) -> str:
    if not attempts:
        return _("Not delivered: {reason}.", reason=reason)
    return ngettext(
        "Not delivered after 1 try: {reason}.",
        "Not delivered after {count} tries: {reason}.",
        attempts,
        reason=reason,
    )
