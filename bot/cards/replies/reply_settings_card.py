"""The panel where a server's owner sets how replies are taken."""

import discord

from bot.cards.card import Button, Card, Choice, Colour, Option, Verb
from bot.cards.looks.reply_looks import ReplyLimitsLook, ReplyWordsLook, SetReplyLook, Setting
from bot.moderation import EmailWish, ReplySettings
from bot.reply import HoldMode

HOLDS = {
    HoldMode.EVERYBODY: ("Hold every reply", "a moderator looks at each one"),
    HoldMode.NEWCOMERS: ("Hold new writers", "until one of their replies is published"),
    HoldMode.NOBODY: ("Hold nobody", "only what a rule finds waits"),
}
EMAILS = {
    EmailWish.REQUIRED: ("E-mail required", "then answering a card by message won't do"),
    EmailWish.OPTIONAL: ("E-mail if they like", "the field may stay empty"),
    EmailWish.NOT_ASKED: ("E-mail not asked for", "the form has no such field"),
}
YES, NO = "yes", "no"


def settings_card(settings: ReplySettings, words: int, *, has_keys: bool) -> Card:
    """What is set, with the ways to change it; `words` counts those that hold a reply.

    Without keys of its operator the bot asks for no e-mail, whatever is set.
    """
    lines = [
        "Replies are **open**." if settings.is_open else "Replies are **closed** on this server.",
        f"{HOLDS[settings.hold][0]}: {HOLDS[settings.hold][1]}.",
        f"{EMAILS[settings.email][0]}: {EMAILS[settings.email][1]}.",
        f"At most {settings.longest:,} characters; {_links(settings.most_links)} may go through"
        " unseen.",
        f"{_counted(words)} a reply for a moderator.",
        f"Phone numbers are {'taken out' if settings.mask_phones else 'left in'}; e-mail addresses"
        " are always taken out.",
    ]
    if not has_keys and settings.email is not EmailWish.NOT_ASKED:
        lines.append(
            "-# No e-mail is asked for now: whoever runs Dateline has made no keys to seal it with."
        )
    embed = discord.Embed(
        title="Readers' replies", description="\n".join(lines), colour=discord.Colour(Colour.QUIET)
    )
    return Card(embed, (_holds(settings), _emails(settings), _buttons(settings)))


def _holds(settings: ReplySettings) -> Choice:
    options = tuple(
        Option(
            label, SetReplyLook(Setting.HOLD, hold).look(), note, is_chosen=hold is settings.hold
        )
        for hold, (label, note) in HOLDS.items()
    )
    return Choice("Whose replies wait", options, Verb.DO)


def _emails(settings: ReplySettings) -> Choice:
    options = tuple(
        Option(
            label, SetReplyLook(Setting.EMAIL, wish).look(), note, is_chosen=wish is settings.email
        )
        for wish, (label, note) in EMAILS.items()
    )
    return Choice("E-mail", options, Verb.DO)


def _buttons(settings: ReplySettings) -> tuple[Button, ...]:
    is_open, masks = settings.is_open, settings.mask_phones
    turn = SetReplyLook(Setting.OPEN, NO if is_open else YES).look()
    phones = SetReplyLook(Setting.PHONES, NO if masks else YES).look()
    return (
        Button("Close replies" if is_open else "Open replies", turn, Verb.DO),
        Button("Leave phone numbers" if masks else "Take out phone numbers", phones, Verb.DO),
        Button("Limits", ReplyLimitsLook().look(), Verb.ASK),
        Button("Words", ReplyWordsLook().look(), Verb.ASK),
    )


def _counted(words: int) -> str:
    return (
        "No word holds" if words == 0 else "1 word holds" if words == 1 else f"{words:,} words hold"
    )


def _links(most: int) -> str:
    return "no link" if most == 0 else "1 link" if most == 1 else f"{most} links"
