"""The cards that list replies: those published under a story, those that wait, and the log."""

from collections.abc import Sequence
from typing import TypeAlias

import discord

from bot.cards.card import MOST_DESCRIPTION, MOST_TITLE, Card, Choice, Colour, Option, Row, Verb
from bot.cards.frame import page_note, page_row, post_button, reply_button
from bot.cards.looks.reply_looks import HeldLook, QueueLook, RepliesLook, ReplyLogLook, ReplyLook
from bot.cards.note_cards import quiet_card
from bot.cards.plain import escaped, length, titled
from bot.cards.replies.reply_lines import account, at, commented, first_words, named, quoted
from bot.languages import N_, _, ngettext
from bot.moderation import Act, ActKind, Block, Moderated
from bot.reply import Reply
from bot.story import Listing, Story

REPLIES_A_PAGE = 5
HELD_A_PAGE = 8
ACTS_A_PAGE = 15
MOST_BLOCKED = 25
MOST_COMMENT = 600
MOST_BEGINNING = 160
GONE = N_("(removed)")
NO_DESK = N_("-# Choose a moderators' channel with `/settings`, and replies that wait come there.")

ACTS = {
    ActKind.APPROVED: N_("approved"),
    ActKind.REJECTED: N_("rejected"),
    ActKind.BLOCKED: N_("blocked"),
    ActKind.UNBLOCKED: N_("unblocked"),
    ActKind.ERASED: N_("erased"),
    ActKind.WITHDRAWN: N_("withdrawn by its writer"),
    ActKind.ERASED_OFFLINE: N_("erased by the operator"),
    ActKind.TOLD: N_("outcome told to its writer"),
    ActKind.NOT_TOLD: N_("writer couldn't be told"),
    ActKind.READ_OFFLINE: N_("address read by the operator"),
    ActKind.CLOSED: N_("closed"),
    ActKind.REOPENED: N_("reopened"),
    ActKind.SET: N_("settings changed"),
    ActKind.WORDS: N_("word list changed"),
    ActKind.EXPORTED: N_("exported"),
}

Turned: TypeAlias = RepliesLook | QueueLook | ReplyLogLook


def replies_card(story: Story, found: Listing[Reply], look: RepliesLook) -> Card:
    """What readers replied to a story, in the order of the talk; answers stand further in."""
    pages = _pages(found.total, REPLIES_A_PAGE)
    count = ngettext("{count} reply", "{count} replies", found.total)
    embed = discord.Embed(
        title=titled(story.article.headline, MOST_TITLE),
        description=_whole([_spoken(reply) for reply in found.rows], _("Nobody has replied yet.")),
        colour=discord.Colour(Colour.QUIET),
    )
    embed.set_footer(text=" · ".join((f"#{story.id}", count, *page_note(look.page, pages))))
    options = tuple(
        Option(
            _("Answer {name}", name=reply.name),
            ReplyLook(reply.story, reply.id).look(),
            reply.comment,
        )
        for reply in found.rows
        if reply.comment
    )
    answering: Row = Choice(_("Answer a reply"), options, Verb.ASK) if options else ()
    ways = (reply_button(ReplyLook(story.id)), post_button(look.look()))
    return Card(embed, (_turning(look, pages), answering, ways))


def queue_card(found: Listing[Moderated], look: QueueLook, *, has_desk: bool = True) -> Card:
    """The replies that wait for a moderator, oldest first, each to be opened.

    A server that `has_desk` has a channel where they come by themselves.
    """
    pages = _pages(found.total, HELD_A_PAGE)
    hint = () if has_desk else (_(NO_DESK),)
    if not found.rows:
        text = "\n".join((_("No reply waits for a moderator."), *hint))
        return quiet_card(_("The queue is empty"), text, _turning(look, pages))
    embed = discord.Embed(
        title=ngettext("{count} reply waits", "{count} replies wait", found.total),
        description=_whole([*map(_waiting, found.rows), *hint]),
        colour=discord.Colour(Colour.UPDATED),
    )
    embed.set_footer(text=" · ".join((_("oldest first"), *page_note(look.page, pages))))
    options = tuple(
        Option(f"#{held.reply.id} {held.reply.name}", HeldLook(held.reply.id).look())
        for held in found.rows
    )
    return Card(embed, (Choice(_("Open a reply"), options), _turning(look, pages)))


def log_card(found: Listing[Act], look: ReplyLogLook) -> Card:
    """Who did what with replies, newest first."""
    pages = _pages(found.total, ACTS_A_PAGE)
    lines = [_act(act) for act in found.rows]
    nothing = _(
        "Nothing has been done with replies here yet. Readers leave them with the"
        " button under a card, or `/reply`."
    )
    card = quiet_card(_("What was done with replies"), _whole(lines, nothing, between="\n"))
    card.embed.set_footer(text=" · ".join((_("newest first"), *page_note(look.page, pages))))
    return Card(card.embed, (_turning(look, pages),))


def blocks_card(blocks: Sequence[Block]) -> Card:
    """Whose replies a server takes no more, each with the way back."""
    if not blocks:
        return quiet_card(
            _("Nobody is blocked"),
            _("Everybody may reply here. `/replies block` takes no more replies from a member."),
        )
    lines = [_blocked(block) for block in blocks[:MOST_BLOCKED]]
    if len(blocks) > MOST_BLOCKED:
        lines.append(_more(len(blocks) - MOST_BLOCKED))
    title = ngettext("{count} writer is blocked", "{count} writers are blocked", len(blocks))
    hint = _("`/replies unblock` takes one of them off the list.")
    text = _whole([*lines, hint], between="\n")
    return quiet_card(title, text)


def _blocked(block: Block) -> str:
    member, by = account(block.member), account(block.by)
    return _("{member}, by {moderator}, {moment}", member=member, moderator=by, moment=at(block.at))


def _more(count: int) -> str:
    return ngettext("-# and {count} more", "-# and {count} more", count)


def _spoken(reply: Reply) -> str:
    if not reply.comment:
        text = _(GONE)
    else:
        text = f"{named(reply.name)}\n{commented(reply.comment, MOST_COMMENT)}"
    return text if reply.level == 1 else quoted(text)


def _waiting(held: Moderated) -> str:
    why = held.matched[0].why.said() if held.matched else ""
    head = f"`#{held.reply.id}` {named(held.reply.name)} · {at(held.reply.written_at)}"
    beginning = first_words(held.reply.comment, MOST_BEGINNING)
    return f"{head}\n{beginning}\n-# {escaped(why, 200)}" if why else f"{head}\n{beginning}"


def _act(act: Act) -> str:
    about = [
        _("reply `#{number}`", number=act.reply) if act.reply else "",
        _("story `#{number}`", number=act.story) if act.story else "",
        account(act.member) if act.member else "",
    ]
    what = " ".join(part for part in (_(ACTS[act.kind]), *about) if part)
    return f"{at(act.at)} · {what}{f' — {account(act.by)}' if act.by else ''}"


def _turning(look: Turned, pages: int) -> Row:
    return page_row(look.turned(-1).look(), look.turned(1).look(), page=look.page, pages=pages)


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))


def _whole(parts: Sequence[str], nothing: str = "", *, between: str = "\n\n") -> str:
    """As many whole parts as a description holds, with the number of those left out."""
    for shown in range(len(parts), 0, -1):
        more = (_more(len(parts) - shown),) if shown < len(parts) else ()
        text = between.join((*parts[:shown], *more))
        if length(text) <= MOST_DESCRIPTION:
            return text
    return nothing
