"""The cards that tell a member what is kept of them, why, and how it is erased."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import groupby

import discord

from bot.cards.card import Button, Card, Choice, Colour, Option, Verb
from bot.cards.frame import page_note, page_row, paged
from bot.cards.looks.reply_looks import (
    EraseMineLook,
    EraseMineNowLook,
    MyDataLook,
    PrivacyLook,
    WithdrawLook,
)
from bot.cards.note_cards import done_card, quiet_card
from bot.cards.plain import titled
from bot.cards.replies.reply_lines import at, fate, first_words, named, quoted
from bot.moderation import Erased, Made, Mine, Moderated
from bot.reply import ReplyState
from bot.store.replies.reply_erasing import Keeping
from bot.story import GuildId

MOST_SERVER = 60
MOST_SERVERS = 8
REPLIES_A_PAGE = 3

PRIVACY = (
    (
        "What you type into the reply form",
        "Your name and comment, as you send them, are kept to be shown under the story. Your"
        " Discord account's number is kept with them, so that a server's moderators can block"
        " whoever sends abuse, and you can find and erase what is yours. E-mail addresses are taken"
        " out of both before anything is kept or shown.",
    ),
    (
        "Your e-mail address, where a server asks for it",
        "So that the newsroom can write to you about your reply. It is never published, never shown"
        " on Discord, never in a log or an export. It is sealed as it comes in: the bot can't read"
        " it again; only whoever runs Dateline can, away from the bot, with a key kept elsewhere,"
        " and each such look is noted. A keyed hash beside it lets your replies be found when you"
        " ask for their erasure. Somebody who stole the whole machine gets no list of addresses,"
        " but could test a single guess.",
    ),
    (
        "Discord sees what you type",
        "The form is Discord's. What is typed into it, the e-mail address too, passes through"
        " Discord's servers before it reaches this bot.",
    ),
    (
        "What else is kept",
        "The account numbers of those who set something up or moderate, beside what they did."
        " No message is read but those that answer this bot or name it, and those a member picks in"
        " a menu.",
    ),
)

BACKUPS = (
    "A backup made before holds it until whoever runs Dateline deletes that backup; where one is"
    " restored, what was erased since is erased again."
)


def privacy_card(keeping: Keeping) -> Card:
    """What is kept, why, for how long, and how it is erased."""
    embed = discord.Embed(title="Your privacy here", colour=discord.Colour(Colour.QUIET))
    for name, text in PRIVACY:
        embed.add_field(name=name, value=text, inline=False)
    embed.add_field(name="How long", value=_how_long(keeping), inline=False)
    embed.add_field(
        name="Seeing and erasing it",
        value="`/mydata show` and `/mydata erase`, here or in a direct message to this bot.",
        inline=False,
    )
    return Card(embed, ((Button("What is kept about me", MyDataLook().look()),),))


def mine_card(mine: Mine, look: MyDataLook, servers: Mapping[GuildId, str]) -> Card:
    """All that is kept of the member, in plain words, reply by reply, on every server."""
    pages = paged(mine.replies, REPLIES_A_PAGE)
    page = min(look.page, len(pages) - 1)
    count = len(mine.replies)
    lines = [
        "No reply of yours is kept." if not count else f"Your replies: {count}.",
        *(_reply(reply, servers) for reply in pages[page]),
        *_else(mine, servers),
    ]
    embed = discord.Embed(
        title="What Dateline keeps about you",
        description="\n\n".join(lines),
        colour=discord.Colour(Colour.QUIET),
    )
    embed.set_footer(text=" · ".join(("only you see this", *page_note(page, len(pages)))))
    turning = page_row(look.turned(-1).look(), look.turned(1).look(), page=page, pages=len(pages))
    options = tuple(
        Option(f"#{each.reply.id} {each.reply.comment}", WithdrawLook(each.reply.id).look())
        for each in pages[page]
    )
    choice = (Choice("Erase one reply", options, Verb.DO),) if options else ()
    erase = Button("Erase everything", EraseMineLook().look(), is_grave=True, is_off=not count)
    privacy = Button("Why, and for how long", PrivacyLook().look())
    return Card(embed, (turning, *choice, (erase, privacy)))


def erasing_card(mine: Mine) -> Card:
    """The question whether to erase all of a member's replies."""
    count = len(mine.replies)
    if not count:
        return quiet_card("Nothing to erase", "No reply of yours is kept.")
    them = "your reply" if count == 1 else f"all {count} of your replies"
    text = (
        f"{them.capitalize()}, on every server, with name, comment and e-mail address, and the"
        " messages that show them. It can't be undone."
    )
    erase = Button("Erase for good", EraseMineNowLook().look(), Verb.DO, is_grave=True)
    return quiet_card("Erase everything?", text, (erase, Button("Keep it", MyDataLook().look())))


def erased_card(erased: Erased) -> Card:
    """What an erasure took, what is still under way, and what backups hold."""
    count = len(erased.replies)
    lines = ["Erased: 1 reply." if count == 1 else f"Erased: {count} replies."]
    if erased.takedowns:
        lines.append("The messages on Discord that show it are being deleted.")
    if not erased.is_overwritten:
        lines.append("The last traces in the database's file go within a minute.")
    return done_card(" ".join((*lines, BACKUPS)))


def _how_long(keeping: Keeping) -> str:
    return (
        f"Replies: {_days(keeping.replies)}, those that nobody published:"
        f" {_days(keeping.undecided)}. E-mail addresses: {_days(keeping.contacts)}. What is erased"
        f" is overwritten in the database at once. {BACKUPS}"
    )


def _days(time: timedelta) -> str:
    return "1 day" if time.days == 1 else f"{time.days:,} days"


def _reply(kept: Moderated, servers: Mapping[GuildId, str]) -> str:
    reply = kept.reply
    where = _named(kept.guild, servers)
    mail = "an e-mail address, sealed" if kept.is_reachable else "no e-mail address"
    what = "Waits for a moderator." if reply.state is ReplyState.HELD else fate(kept)
    head = f"`#{reply.id}` {named(reply.name)} on **{where}**, {at(reply.written_at)}; {mail}."
    return f"{head} {what}\n{quoted(first_words(reply.comment, 300))}"


def _made(made: Sequence[Made], servers: Mapping[GuildId, str]) -> list[str]:
    """For each server what was set up there, as "2 subscriptions and 1 followed feed on **X**"."""
    told: list[str] = []
    for guild, there in groupby(made, key=lambda each: each.guild):
        amounts = [f"{m.amount:,} {m.kind}{'' if m.amount == 1 else 's'}" for m in there]
        told.append(f"{' and '.join(amounts)} on **{_named(guild, servers)}**")
    return told


def _named(guild: GuildId, servers: Mapping[GuildId, str]) -> str:
    return titled(servers.get(guild, "a server that this bot has left"), MOST_SERVER)


def _listed(parts: Sequence[str], between: str) -> str:
    more = len(parts) - MOST_SERVERS
    rest = [f"and {more:,} more"] if more > 0 else []
    return between.join((*parts[:MOST_SERVERS], *rest))


def _else(mine: Mine, servers: Mapping[GuildId, str]) -> list[str]:
    lines: list[str] = []
    if mine.blocked_on:
        names = _listed([_named(guild, servers) for guild in mine.blocked_on], ", ")
        lines.append(f"You can't reply on: {names}. That stays, so that the block holds.")
    if mine.made:
        made = _listed(_made(mine.made, servers), "; ")
        lines.append(
            f"Your account's number stands beside what you set up, until that goes: {made}."
        )
    if mine.acts:
        times = "once" if mine.acts == 1 else f"{mine.acts:,} times"
        lines.append(f"As a moderator you acted {times}; the log of that stays.")
    return lines
