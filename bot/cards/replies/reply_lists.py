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
from bot.moderation import Act, Block, Moderated
from bot.reply import Reply
from bot.story import Listing, Story

REPLIES_A_PAGE = 5
HELD_A_PAGE = 8
ACTS_A_PAGE = 15
MOST_BLOCKED = 25
MOST_COMMENT = 600
MOST_BEGINNING = 160
GONE = "(removed)"
NO_DESK = "-# Choose a moderators' channel with `/settings`, and replies that wait come there."

Turned: TypeAlias = RepliesLook | QueueLook | ReplyLogLook


def replies_card(story: Story, found: Listing[Reply], look: RepliesLook) -> Card:
    """What readers replied to a story, in the order of the talk; answers stand further in."""
    pages = _pages(found.total, REPLIES_A_PAGE)
    count = "1 reply" if found.total == 1 else f"{found.total} replies"
    embed = discord.Embed(
        title=titled(story.article.headline, MOST_TITLE),
        description=_whole([_spoken(reply) for reply in found.rows], "Nobody has replied yet."),
        colour=discord.Colour(Colour.QUIET),
    )
    embed.set_footer(text=" · ".join((f"#{story.id}", count, *page_note(look.page, pages))))
    options = tuple(
        Option(f"Answer {reply.name}", ReplyLook(reply.story, reply.id).look(), reply.comment)
        for reply in found.rows
        if reply.comment
    )
    answering: Row = Choice("Answer a reply", options, Verb.ASK) if options else ()
    ways = (reply_button(ReplyLook(story.id)), post_button(look.look()))
    return Card(embed, (_turning(look, pages), answering, ways))


def queue_card(found: Listing[Moderated], look: QueueLook, *, has_desk: bool = True) -> Card:
    """The replies that wait for a moderator, oldest first, each to be opened.

    A server that `has_desk` has a channel where they come by themselves.
    """
    pages = _pages(found.total, HELD_A_PAGE)
    hint = () if has_desk else (NO_DESK,)
    if not found.rows:
        text = "\n".join(("No reply waits for a moderator.", *hint))
        return quiet_card("The queue is empty", text, _turning(look, pages))
    embed = discord.Embed(
        title="1 reply waits" if found.total == 1 else f"{found.total} replies wait",
        description=_whole([*map(_waiting, found.rows), *hint]),
        colour=discord.Colour(Colour.UPDATED),
    )
    embed.set_footer(text=" · ".join(("oldest first", *page_note(look.page, pages))))
    options = tuple(
        Option(f"#{held.reply.id} {held.reply.name}", HeldLook(held.reply.id).look())
        for held in found.rows
    )
    return Card(embed, (Choice("Open a reply", options), _turning(look, pages)))


def log_card(found: Listing[Act], look: ReplyLogLook) -> Card:
    """Who did what with replies, newest first."""
    pages = _pages(found.total, ACTS_A_PAGE)
    lines = [_act(act) for act in found.rows]
    nothing = "Nothing has been done with replies here yet."
    card = quiet_card("What was done with replies", _whole(lines, nothing, between="\n"))
    card.embed.set_footer(text=" · ".join(("newest first", *page_note(look.page, pages))))
    return Card(card.embed, (_turning(look, pages),))


def blocks_card(blocks: Sequence[Block]) -> Card:
    """Whose replies a server takes no more, each with the way back."""
    if not blocks:
        return quiet_card("Nobody is blocked", "Everybody may reply here.")
    lines = [f"{account(b.member)}, by {account(b.by)}, {at(b.at)}" for b in blocks[:MOST_BLOCKED]]
    if len(blocks) > MOST_BLOCKED:
        lines.append(f"-# and {len(blocks) - MOST_BLOCKED} more")
    title = "1 writer is blocked" if len(blocks) == 1 else f"{len(blocks)} writers are blocked"
    text = _whole([*lines, "`/replies unblock` takes one of them off the list."], between="\n")
    return quiet_card(title, text)


def _spoken(reply: Reply) -> str:
    if not reply.comment:
        text = GONE
    else:
        text = f"{named(reply.name)}\n{commented(reply.comment, MOST_COMMENT)}"
    return text if reply.level == 1 else quoted(text)


def _waiting(held: Moderated) -> str:
    why = held.matched[0].why if held.matched else ""
    head = f"`#{held.reply.id}` {named(held.reply.name)} · {at(held.reply.written_at)}"
    beginning = first_words(held.reply.comment, MOST_BEGINNING)
    return f"{head}\n{beginning}\n-# {escaped(why, 200)}" if why else f"{head}\n{beginning}"


def _act(act: Act) -> str:
    about = [
        f"reply `#{act.reply}`" if act.reply else "",
        f"story `#{act.story}`" if act.story else "",
        account(act.member) if act.member else "",
    ]
    what = " ".join(part for part in (str(act.kind), *about) if part)
    return f"{at(act.at)} · {what}{f' — {account(act.by)}' if act.by else ''}"


def _turning(look: Turned, pages: int) -> Row:
    return page_row(look.turned(-1).look(), look.turned(1).look(), page=look.page, pages=pages)


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))


def _whole(parts: Sequence[str], nothing: str = "", *, between: str = "\n\n") -> str:
    """As many whole parts as a description holds, with the number of those left out."""
    for shown in range(len(parts), 0, -1):
        more = (f"-# and {len(parts) - shown} more",) if shown < len(parts) else ()
        text = between.join((*parts[:shown], *more))
        if length(text) <= MOST_DESCRIPTION:
            return text
    return nothing
