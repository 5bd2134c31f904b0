"""The cards of subscriptions: the panel of one, their list, and what was done with one."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.cards.card import MOST_FIELD, Button, Card, Choice, Colour, Look, Option, Pick, Row, Verb
from bot.cards.channels.subscription_words import Named, label, manner, state, wish
from bot.cards.frame import page_note, page_row, paged
from bot.cards.looks.subscription_looks import (
    BringBackLook,
    MentionLook,
    ModeLook,
    MoveLook,
    PauseLook,
    PublishLook,
    ResumeLook,
    SubscriptionLook,
    SubscriptionsLook,
    TagLook,
    TryLook,
    UnsubscribeLook,
    WishesLook,
    WordingLook,
)
from bot.cards.note_cards import done_card
from bot.cards.plain import length
from bot.languages import N_, _, ngettext
from bot.permits import KINDS
from bot.subscription import ChannelKind, Mode, Subscription, TagId

A_PAGE = 6
MOST_TAGS = 24  # a list has 25, one of which is "no tag"
NO_TAG = N_("No tag")


@dataclass(frozen=True, slots=True)
class Shown:
    """A subscription with what its cards need to know of it.

    `channel` is the channel's name, `tags` are those of its forum, `snags` our sentences on what
    stands in the way. `needs_digest` where stories wait for a digest that isn't set up.
    """

    subscription: Subscription
    named: Named
    channel: str
    tags: tuple[tuple[TagId, str], ...] = ()
    snags: tuple[str, ...] = ()
    needs_digest: bool = False


def panel_card(shown: Shown, *, told: str = "", undo: Button | None = None) -> Card:
    """One subscription with its controls; `told` is our sentence on what was just done."""
    one = shown.subscription
    is_fine = one.pause is None and not shown.snags
    embed = discord.Embed(
        title=_("Subscription"),
        description=told or None,
        colour=discord.Colour(Colour.DONE if is_fine else Colour.TROUBLE),
    )
    embed.add_field(name=_("What"), value=_sentence(wish(one, shown.named)), inline=False)
    embed.add_field(name=_("Where"), value=f"<#{one.channel}> · {manner(one)}", inline=False)
    embed.add_field(name=_("State"), value=_sentence(state(one)), inline=False)
    if lines := _warnings(shown):
        embed.add_field(name=_("In the way"), value=_whole_lines(lines), inline=False)
    embed.set_footer(text=_("subscription #{id}", id=one.id))
    move = Pick(_("Channel"), MoveLook(one.id).look(), tuple(KINDS), one.channel)
    role = Pick(_("Role to mention"), MentionLook(one.id).look(), chosen=one.role, may_be_none=True)
    return Card(embed, (_changes(one), move, role, *_tags(shown), _acts(one, undo)))


def list_card(every: Sequence[Shown], look: SubscriptionsLook) -> Card:
    """A page of a server's subscriptions, with a list to open one from."""
    if not every:
        embed = discord.Embed(
            title=_("No subscriptions yet"),
            description=_(
                "`/subscription add` in a channel brings every story there; its options narrow that"
                " down."
            ),
            colour=discord.Colour(Colour.QUIET),
        )
        return Card(embed)
    pages = paged(every, A_PAGE)
    page = min(look.page, len(pages) - 1)
    paused = sum(each.subscription.pause is not None for each in every)
    embed = discord.Embed(title=_("Subscriptions"), colour=discord.Colour(Colour.QUIET))
    room = 6000 // A_PAGE - 320
    for each in pages[page]:
        embed.add_field(name=f"#{each.subscription.id}", value=_entry(each, room), inline=False)
    count = ngettext("1 subscription", "{count} subscriptions", len(every))
    notes = (
        count,
        *((_("{paused} not on", paused=paused),) if paused else ()),
        *page_note(page, len(pages)),
    )
    embed.set_footer(text=" · ".join(notes))
    here = SubscriptionsLook(page)
    turning = page_row(here.turned(-1).look(), here.turned(1).look(), page=page, pages=len(pages))
    options = tuple(
        Option(label(each.subscription, each.named, each.channel), _open(each))
        for each in pages[page]
    )
    return Card(embed, (turning, Choice(_("Open a subscription"), options)))


def removed_card(one: Subscription) -> Card:
    """That a subscription was removed, with the way back."""
    back = Button(_("Bring it back"), BringBackLook(one.id).look(), Verb.DO)
    rest = Button(_("All subscriptions"), SubscriptionsLook().look())
    text = _(
        "Removed: <#{channel}> gets these stories no more. It can be brought back for 15 minutes;"
        " then only stories from that moment on come.",
        channel=one.channel,
    )
    return done_card(text, (back, rest))


def _open(each: Shown) -> Look:
    return SubscriptionLook(each.subscription.id).look()


def _entry(each: Shown, room: int) -> str:
    one = each.subscription
    text = f"<#{one.channel}>: {wish(one, each.named)}\n-# {manner(one)}\n"
    sign = "▶" if one.pause is None else "⏸"
    entry = f"{text}{sign} {_sentence(state(one))}"
    return entry if length(entry) <= min(room, MOST_FIELD) else f"{sign} {_sentence(state(one))}"


def _changes(one: Subscription) -> Row:
    other = Mode.EACH if one.mode is Mode.DIGEST else Mode.DIGEST
    words = _("Post each story") if one.mode is Mode.DIGEST else _("Collect in the digest")
    buttons = [
        Button(_("Which stories …"), WishesLook(one.id).look(), Verb.ASK),
        Button(_("Words and quiet hours …"), WordingLook(one.id).look(), Verb.ASK),
    ]
    if one.kind is not ChannelKind.FORUM:
        buttons.append(Button(words, ModeLook(one.id, other).look(), Verb.DO))
    if one.kind is ChannelKind.ANNOUNCEMENT:
        label_now = _("Don't publish") if one.publishes else _("Publish posts")
        publish = PublishLook(one.id, publishes=not one.publishes)
        buttons.append(Button(label_now, publish.look(), Verb.DO))
    return tuple(buttons)


def _acts(one: Subscription, undo: Button | None) -> Row:
    going = (
        Button(_("Pause"), PauseLook(one.id).look(), Verb.DO)
        if one.pause is None
        else Button(_("Resume"), ResumeLook(one.id).look(), Verb.DO)
    )
    return (
        *((undo,) if undo else ()),
        going,
        Button(_("Test"), TryLook(one.id).look(), Verb.DO),
        Button(_("Remove"), UnsubscribeLook(one.id).look(), Verb.DO, is_grave=True),
        Button(_("All subscriptions"), SubscriptionsLook().look()),
    )


def _tags(shown: Shown) -> tuple[Row, ...]:
    if not shown.tags:
        return ()
    one = shown.subscription
    options = [Option(_(NO_TAG), TagLook(one.id).look(), is_chosen=one.tag is None)]
    options += [
        Option(name, TagLook(one.id, tag).look(), is_chosen=tag == one.tag)
        for tag, name in shown.tags[:MOST_TAGS]
    ]
    return (Choice(_("The tag of every post"), tuple(options), Verb.DO),)


def _warnings(shown: Shown) -> list[str]:
    lines = [f"⚠ {words}" for words in shown.snags]
    if shown.needs_digest:
        lines.append(_("⚠ No digest is set for that channel: `/digest set` says when it comes."))
    return lines


def _whole_lines(lines: Sequence[str]) -> str:
    kept = list(lines)
    while kept and length("\n".join(kept)) > MOST_FIELD:
        kept.pop()
    return "\n".join(kept)


def _sentence(text: str) -> str:
    whole = text[0].upper() + text[1:]
    return whole if whole.endswith(".") else f"{whole}."
