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
from bot.languages import N_, _, ngettext
from bot.languages.shapes import listed
from bot.moderation import Erased, Made, MadeKind, Mine, Moderated
from bot.reply import ReplyState
from bot.store.replies.reply_erasing import Keeping
from bot.story import GuildId

MOST_SERVER = 60
MOST_SERVERS = 8
REPLIES_A_PAGE = 3

PRIVACY = (
    (
        N_("What you type into the reply form"),
        N_(
            "Your name and comment, as you send them, are kept to be shown under the story. Your"
            " Discord account's number is kept with them, so that a server's moderators can block"
            " whoever sends abuse, and you can find and erase what is yours. E-mail addresses are"
            " taken out of both before anything is kept or shown."
        ),
    ),
    (
        N_("Your e-mail address, where a server asks for it"),
        N_(
            "So that the newsroom can write to you about your reply. It is never published, never"
            " shown on Discord, never in a log or an export. It is sealed as it comes in: the bot"
            " can't read it again; only whoever runs Dateline can, away from the bot, with a key"
            " kept elsewhere, and each such look is noted. A keyed hash beside it lets your replies"
            " be found when you ask for their erasure. Somebody who stole the whole machine gets"
            " no list of addresses, but could test a single guess."
        ),
    ),
    (
        N_("Discord sees what you type"),
        N_(
            "The form is Discord's. What is typed into it, the e-mail address too, passes through"
            " Discord's servers before it reaches this bot."
        ),
    ),
    (
        N_("What else is kept"),
        N_(
            "The account numbers of those who set something up or moderate, beside what they did."
            " No message is read but those that answer this bot or name it, and those a member"
            " picks in a menu."
        ),
    ),
)

BACKUPS = N_(
    "A backup made before holds it until whoever runs Dateline deletes that backup; where one is"
    " restored, what was erased since is erased again."
)


def privacy_card(keeping: Keeping) -> Card:
    """What is kept, why, for how long, and how it is erased."""
    embed = discord.Embed(title=_("Your privacy here"), colour=discord.Colour(Colour.QUIET))
    for name, text in PRIVACY:
        embed.add_field(name=_(name), value=_(text), inline=False)
    embed.add_field(name=_("How long"), value=_how_long(keeping), inline=False)
    embed.add_field(
        name=_("Seeing and erasing it"),
        value=_("`/mydata show` and `/mydata erase`, here or in a direct message to this bot."),
        inline=False,
    )
    return Card(embed, ((Button(_("What is kept about me"), MyDataLook().look()),),))


def mine_card(mine: Mine, look: MyDataLook, servers: Mapping[GuildId, str]) -> Card:
    """All that is kept of the member, in plain words, reply by reply, on every server."""
    pages = paged(mine.replies, REPLIES_A_PAGE)
    page = min(look.page, len(pages) - 1)
    count = len(mine.replies)
    lines = [
        _("Your replies: {count:,}.", count=count)
        if count
        else _("No reply of yours is kept. `/reply` leaves one."),
        *(_reply(reply, servers) for reply in pages[page]),
        *_else(mine, servers),
    ]
    embed = discord.Embed(
        title=_("What Dateline keeps about you"),
        description="\n\n".join(lines),
        colour=discord.Colour(Colour.QUIET),
    )
    embed.set_footer(text=" · ".join((_("only you see this"), *page_note(page, len(pages)))))
    turning = page_row(look.turned(-1).look(), look.turned(1).look(), page=page, pages=len(pages))
    options = tuple(
        Option(f"#{each.reply.id} {each.reply.comment}", WithdrawLook(each.reply.id).look())
        for each in pages[page]
    )
    choice = (Choice(_("Erase one reply"), options, Verb.DO),) if options else ()
    erase = Button(_("Erase everything"), EraseMineLook().look(), is_grave=True, is_off=not count)
    privacy = Button(_("Why, and for how long"), PrivacyLook().look())
    return Card(embed, (turning, *choice, (erase, privacy)))


def erasing_card(mine: Mine) -> Card:
    """The question whether to erase all of a member's replies."""
    count = len(mine.replies)
    if not count:
        return quiet_card(
            _("Nothing to erase"), _("No reply of yours is kept. `/reply` leaves one.")
        )
    text = ngettext(
        "Your reply, on every server, with name, comment and e-mail address, and the messages that"
        " show them. It can't be undone.",
        "All {count} of your replies, on every server, with name, comment and e-mail address, and"
        " the messages that show them. It can't be undone.",
        count,
    )
    erase = Button(_("Erase for good"), EraseMineNowLook().look(), Verb.DO, is_grave=True)
    return quiet_card(
        _("Erase everything?"), text, (erase, Button(_("Keep it"), MyDataLook().look()))
    )


def erased_card(erased: Erased) -> Card:
    """What an erasure took, what is still under way, and what backups hold."""
    count = len(erased.replies)
    lines = [ngettext("Erased: {count} reply.", "Erased: {count} replies.", count)]
    if erased.takedowns:
        lines.append(_("The messages on Discord that show it are being deleted."))
    if not erased.is_overwritten:
        lines.append(_("The last traces in the database's file go within a minute."))
    return done_card(" ".join((*lines, _(BACKUPS))))


def _how_long(keeping: Keeping) -> str:
    terms = _(
        "Replies: {replies}, those that nobody published: {undecided}. E-mail addresses:"
        " {contacts}. What is erased is overwritten in the database at once.",
        replies=_days(keeping.replies),
        undecided=_days(keeping.undecided),
        contacts=_days(keeping.contacts),
    )
    return f"{terms} {_(BACKUPS)}"


def _days(time: timedelta) -> str:
    return ngettext("{count} day", "{count:,} days", time.days)


def _reply(kept: Moderated, servers: Mapping[GuildId, str]) -> str:
    reply = kept.reply
    where = _named(kept.guild, servers)
    mail = _("an e-mail address, sealed") if kept.is_reachable else _("no e-mail address")
    what = _("Waits for a moderator.") if reply.state is ReplyState.HELD else fate(kept)
    head = _(
        "`#{number}` {name} on **{server}**, {moment}; {mail}.",
        number=reply.id,
        name=named(reply.name),
        server=where,
        moment=at(reply.written_at),
        mail=mail,
    )
    return f"{head} {what}\n{quoted(first_words(reply.comment, 300))}"


def _made(made: Sequence[Made], servers: Mapping[GuildId, str]) -> list[str]:
    """For each server what was set up there, as "2 subscriptions and 1 followed feed on **X**"."""
    told: list[str] = []
    for guild, there in groupby(made, key=lambda each: each.guild):
        amounts = listed([_amount(each) for each in there])
        server = _named(guild, servers)
        told.append(_("{amounts} on **{server}**", amounts=amounts, server=server))
    return told


def _amount(made: Made) -> str:
    match made.kind:
        case MadeKind.SUBSCRIPTION:
            return ngettext("{count} subscription", "{count:,} subscriptions", made.amount)
        case MadeKind.DIGEST:
            return ngettext("{count} digest", "{count:,} digests", made.amount)
        case MadeKind.FEED:
            return ngettext("{count} followed feed", "{count:,} followed feeds", made.amount)
        case MadeKind.NAME:
            return ngettext("{count} joined name", "{count:,} joined names", made.amount)
        case MadeKind.EVENT:
            return ngettext("{count} grouped event", "{count:,} grouped events", made.amount)


def _named(guild: GuildId, servers: Mapping[GuildId, str]) -> str:
    return titled(servers.get(guild, _("a server that this bot has left")), MOST_SERVER)


def _listed(parts: Sequence[str], between: str) -> str:
    more = len(parts) - MOST_SERVERS
    rest = [ngettext("and {count} more", "and {count:,} more", more)] if more > 0 else []
    return between.join((*parts[:MOST_SERVERS], *rest))


def _else(mine: Mine, servers: Mapping[GuildId, str]) -> list[str]:
    lines: list[str] = []
    if mine.blocked_on:
        names = _listed([_named(guild, servers) for guild in mine.blocked_on], ", ")
        lines.append(
            _("You can't reply on: {servers}. That stays, so that the block holds.", servers=names)
        )
    if mine.made:
        made = _listed(_made(mine.made, servers), "; ")
        lines.append(
            _(
                "Your account's number stands beside what you set up, until that goes: {made}.",
                made=made,
            )
        )
    if mine.acts:
        lines.append(
            ngettext(
                "As a moderator you acted once; the log of that stays.",
                "As a moderator you acted {count:,} times; the log of that stays.",
                mine.acts,
            )
        )
    return lines
