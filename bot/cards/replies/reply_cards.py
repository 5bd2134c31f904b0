"""The cards of one reply: as everybody sees it, as moderators do, and what its writer is told."""

from dataclasses import dataclass

import discord

from bot.cards.card import MOST_FIELD, Button, Card, Colour, Row, Verb
from bot.cards.fitting import fitted
from bot.cards.frame import reply_button
from bot.cards.looks.reply_looks import (
    ApproveLook,
    BlockLook,
    BlockNowLook,
    EraseLook,
    HeldLook,
    QueueLook,
    RedraftLook,
    RejectLook,
    ReplyLook,
    UnblockLook,
)
from bot.cards.note_cards import quiet_card
from bot.cards.plain import escaped, length, plain, titled, web_link
from bot.cards.replies.reply_lines import account, commented, fate, named, quoted
from bot.languages import N_, _, ngettext
from bot.moderation import Moderated
from bot.reply import Draft, Matched, Reply, ReplyState
from bot.story import MemberId

MOST_NAME = 100
MOST_COMMENT = 3500
MOST_HEADLINE = 200
MOST_GIVEN_BACK = 3000
GONE = N_("(removed)")


@dataclass(frozen=True, slots=True)
class Under:
    """What a reply stands under: the story's headline and address, and the reply it answers."""

    headline: str
    url: str | None = None
    parent: Reply | None = None


def published_card(reply: Reply) -> Card:
    """A reply as everybody sees it: name and comment alone, with the way to answer it."""
    embed = discord.Embed(
        description=commented(reply.comment, MOST_COMMENT) or _(GONE),
        colour=discord.Colour(Colour.QUIET),
    )
    embed.set_author(name=plain(reply.name, MOST_NAME) or _(GONE))
    return Card(embed, ((reply_button(ReplyLook(reply.story, reply.id)),),))


def held_card(held: Moderated, under: Under) -> Card:
    """A reply as moderators see it, with what they can do in its state; of the e-mail no letter."""
    reply = held.reply
    embed = discord.Embed(
        title=_(_TITLES[reply.state]),
        description=quoted(commented(reply.comment, MOST_COMMENT)) if reply.comment else _(GONE),
        colour=discord.Colour(_COLOURS[reply.state]),
        timestamp=reply.written_at,
    )
    embed.set_author(name=plain(reply.name, MOST_NAME) or _(GONE))
    embed.add_field(name=_("Story"), value=_story(under, reply), inline=False)
    if under.parent is not None:
        embed.add_field(name=_("In answer to"), value=_parent(under.parent), inline=False)
    if held.matched:
        embed.add_field(name=_("Why it waited"), value=_why(held.matched), inline=False)
    embed.add_field(name=_("Account"), value=account(held.member))
    embed.add_field(name=_("E-mail"), value=_("on file") if held.is_reachable else _("none"))
    if reply.state is not ReplyState.HELD:
        embed.add_field(name=_("What became of it"), value=_fitting(fate(held)), inline=False)
    embed.set_footer(text=_("reply #{number}", number=reply.id))
    return Card(fitted(embed), (_ways(held),), is_shared=True)


def blocking_card(held: Moderated) -> Card:
    """The question whether to take no more replies from a reply's writer."""
    text = _(
        "{member} could send no more replies here, by whichever name, nor could anybody with the"
        " same e-mail address. What waits of theirs is sent back; what is published stays.",
        member=account(held.member),
    )
    block = Button(_("Block"), BlockNowLook(held.reply.id).look(), Verb.DO, is_grave=True)
    back = Button(_("Leave it"), HeldLook(held.reply.id).look())
    return quiet_card(_("Block this writer?"), text, (block, back))


def blocked_card(member: MemberId, *, is_new: bool, rejected: int) -> Card:
    """That a writer is blocked, with the way back."""
    whom = account(member)
    parts = [
        _("{member} is blocked.", member=whom)
        if is_new
        else _("{member} was blocked.", member=whom)
    ]
    if rejected:
        parts.append(
            ngettext(
                "Sent back with it: {count} reply.", "Sent back with it: {count} replies.", rejected
            )
        )
    embed = discord.Embed(description=" ".join(parts), colour=discord.Colour(Colour.DONE))
    undo = Button(_("Unblock"), UnblockLook(member).look(), Verb.DO)
    return Card(embed, ((undo, Button(_("Queue"), QueueLook().look())),))


def outcome_card(held: Moderated, headline: str) -> Card:
    """What the writer of a reply is told of its outcome."""
    about = f"**{titled(headline, MOST_HEADLINE)}**"
    lines = [_(_OUTCOMES[held.reply.state], story=about)]
    if held.decision is not None and held.decision.reason:
        reason = escaped(held.decision.reason, MOST_FIELD)
        lines.append(_("The moderator wrote:\n{reason}", reason=quoted(reason)))
    is_out = held.reply.state is ReplyState.PUBLISHED
    return Card(
        discord.Embed(
            description="\n".join(lines),
            colour=discord.Colour(Colour.DONE if is_out else Colour.QUIET),
        )
    )


def first_held_card(server: str) -> Card:
    """What a server's owner is told, once, where replies wait and no channel takes them."""
    text = _(
        "A reader's reply waits for a moderator on **{server}**. `/replies queue` there shows it."
        " With `/settings` you choose a moderators' channel, where replies come by themselves.",
        server=titled(server, MOST_NAME),
    )
    return quiet_card(_("The first reply"), text)


def given_back_card(sentence: str, draft: Draft, look: RedraftLook) -> Card:
    """Why a reply wasn't taken, with what was typed, and the way to change it and send it again.

    `draft` is masked: not even its writer's own address goes into a message.
    """
    embed = discord.Embed(description=sentence, colour=discord.Colour(Colour.TROUBLE))
    if text := commented(draft.comment, MOST_GIVEN_BACK):
        embed.description = f"{sentence}\n\n{named(draft.name)}\n{quoted(text)}"
    return Card(embed, ((Button(_("Edit and send again"), look.look(), Verb.ASK),),))


def thanks_card(sentence: str, *, was_masked: bool) -> Card:
    """What became of a reply that was just sent."""
    if was_masked:
        masked = _(
            "There was an e-mail address in your text. It was taken out, so that nobody sees it."
        )
        sentence = f"{sentence}\n{masked}"
    return Card(discord.Embed(description=sentence, colour=discord.Colour(Colour.DONE)))


_COLOURS = {
    ReplyState.HELD: Colour.UPDATED,
    ReplyState.PUBLISHED: Colour.DONE,
    ReplyState.REJECTED: Colour.QUIET,
    ReplyState.ERASED: Colour.QUIET,
}
_OUTCOMES = {
    ReplyState.HELD: N_("Your reply to {story} was put back before a moderator."),
    ReplyState.PUBLISHED: N_("Your reply to {story} was published."),
    ReplyState.REJECTED: N_("Your reply to {story} was not published."),
    ReplyState.ERASED: N_("Your reply to {story} was erased."),
}
_TITLES = {
    ReplyState.HELD: N_("A reply waits"),
    ReplyState.PUBLISHED: N_("A reply, published"),
    ReplyState.REJECTED: N_("A reply, not published"),
    ReplyState.ERASED: N_("A reply, erased"),
}


def _ways(held: Moderated) -> Row:
    reply, state = held.reply.id, held.reply.state
    erase = Button(_("Erase"), EraseLook(reply).look(), is_grave=True)
    block = Button(_("Block writer"), BlockLook(reply).look(), is_grave=True)
    match state:
        case ReplyState.HELD:
            approve = Button(_("Approve"), ApproveLook(reply).look(), Verb.DO)
            return (approve, Button(_("Reject"), RejectLook(reply).look(), Verb.ASK), block)
        case ReplyState.PUBLISHED:
            return (Button(_("Take down"), RejectLook(reply, state).look(), Verb.ASK), block, erase)
        case ReplyState.REJECTED:
            after = ApproveLook(reply, state).look()
            return (Button(_("Publish after all"), after, Verb.DO), block, erase)
        case ReplyState.ERASED:
            return ()


def _story(under: Under, reply: Reply) -> str:
    title = f"**{titled(under.headline, MOST_HEADLINE)}** · #{reply.story}"
    url = web_link(under.url, 400)
    read = _("read")
    return f"{title}\n[{read}]({url})" if url else title


def _parent(parent: Reply) -> str:
    return f"{named(parent.name)}\n{quoted(commented(parent.comment, 400) or _(GONE))}"


def _why(matched: tuple[Matched, ...]) -> str:
    return _fitting("\n".join(f"• {escaped(each.why.said(), 300)}" for each in matched))


def _fitting(text: str) -> str:
    return text if length(text) <= MOST_FIELD else text[: MOST_FIELD // 2] + "…"
