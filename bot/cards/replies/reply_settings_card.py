"""The panel where a server's owner sets how replies are taken."""

import discord

from bot.cards.card import Button, Card, Choice, Colour, Option, Verb
from bot.cards.looks.reply_looks import ReplyLimitsLook, ReplyWordsLook, SetReplyLook, Setting
from bot.languages import N_, _, ngettext
from bot.moderation import EmailWish, ReplySettings
from bot.reply import HoldMode

HOLDS = {
    HoldMode.EVERYBODY: (N_("Hold every reply"), N_("a moderator looks at each one")),
    HoldMode.NEWCOMERS: (N_("Hold new writers"), N_("until one of their replies is published")),
    HoldMode.NOBODY: (N_("Hold nobody"), N_("only what a rule finds waits")),
}
EMAILS = {
    EmailWish.REQUIRED: (N_("E-mail required"), N_("then answering a card by message won't do")),
    EmailWish.OPTIONAL: (N_("E-mail if they like"), N_("the field may stay empty")),
    EmailWish.NOT_ASKED: (N_("E-mail not asked for"), N_("the form has no such field")),
}
YES, NO = "yes", "no"


def settings_card(settings: ReplySettings, words: int, *, has_keys: bool) -> Card:
    """What is set, with the ways to change it; `words` counts those that hold a reply.

    Without keys of its operator the bot asks for no e-mail, whatever is set.
    """
    lines = [
        _("Replies are **open**.")
        if settings.is_open
        else _("Replies are **closed** on this server."),
        _pair(HOLDS[settings.hold]),
        _pair(EMAILS[settings.email]),
        _("A reply has at most {count:,} characters.", count=settings.longest),
        _links(settings.most_links),
        words_told(words),
        _("Phone numbers are taken out; e-mail addresses are always taken out.")
        if settings.mask_phones
        else _("Phone numbers are left in; e-mail addresses are always taken out."),
    ]
    if not has_keys and settings.email is not EmailWish.NOT_ASKED:
        lines.append(
            _(
                "-# No e-mail is asked for now: whoever runs Dateline has made no keys to seal it"
                " with."
            )
        )
    embed = discord.Embed(
        title=_("Readers' replies"),
        description="\n".join(lines),
        colour=discord.Colour(Colour.QUIET),
    )
    return Card(embed, (_holds(settings), _emails(settings), _buttons(settings)))


def _holds(settings: ReplySettings) -> Choice:
    options = tuple(
        Option(
            _(label),
            SetReplyLook(Setting.HOLD, hold).look(),
            _(note),
            is_chosen=hold is settings.hold,
        )
        for hold, (label, note) in HOLDS.items()
    )
    return Choice(_("Whose replies wait"), options, Verb.DO)


def _emails(settings: ReplySettings) -> Choice:
    options = tuple(
        Option(
            _(label),
            SetReplyLook(Setting.EMAIL, wish).look(),
            _(note),
            is_chosen=wish is settings.email,
        )
        for wish, (label, note) in EMAILS.items()
    )
    return Choice(_("E-mail"), options, Verb.DO)


def _buttons(settings: ReplySettings) -> tuple[Button, ...]:
    is_open, masks = settings.is_open, settings.mask_phones
    turn = SetReplyLook(Setting.OPEN, NO if is_open else YES).look()
    phones = SetReplyLook(Setting.PHONES, NO if masks else YES).look()
    return (
        Button(_("Close replies") if is_open else _("Open replies"), turn, Verb.DO),
        Button(_("Leave phone numbers") if masks else _("Take out phone numbers"), phones, Verb.DO),
        Button(_("Limits"), ReplyLimitsLook().look(), Verb.ASK),
        Button(_("Words"), ReplyWordsLook().look(), Verb.ASK),
    )


def words_told(count: int) -> str:
    """How many words hold a reply."""
    if count == 0:
        return _("No word holds a reply for a moderator.")
    return ngettext(
        "{count} word holds a reply for a moderator.",
        "{count:,} words hold a reply for a moderator.",
        count,
    )


def _pair(told: tuple[str, str]) -> str:
    return f"{_(told[0])}: {_(told[1])}."


def _links(most: int) -> str:
    if most == 0:
        return _("No link may go through unseen.")
    return ngettext(
        "{count} link may go through unseen.", "{count} links may go through unseen.", most
    )
