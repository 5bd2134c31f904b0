"""The forms of readers' replies: the reply itself, and what moderators type."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.looks.reply_looks import (
    EraseByAddressLook,
    RejectLook,
    ReplyLimitsLook,
    ReplyLook,
    ReplyWordsLook,
)
from bot.cards.plain import length, plain, titled
from bot.cards.replies.reply_cards import Under
from bot.languages import N_, _
from bot.moderation import EmailWish, ReplySettings
from bot.replies.rules import LONGEST_NAME
from bot.reply import Draft
from bot.standing_forms import StandingForm

NAME, EMAIL, COMMENT = "name", "email", "comment"
REASON, WORDS, LONGEST, LINKS = "reason", "words", "longest", "links"
MOST_TYPED = 4000  # Discord's limit for one field of a form
MOST_HEADLINE = 150
MOST_REASON = 500
MOST_LENGTH, MOST_LINKS = 4000, 50
# The longest address that mail goes to (RFC 5321) and some room for a slip of the pen.
MOST_EMAIL = 300

PROMISE = N_("Your email address will not be published. Required fields are marked *")
REQUIRED = N_("Required fields are marked *")
WHY_EMAIL = N_("Never shown to anybody here. The newsroom may write to you about your reply.")


def reply_form(
    look: ReplyLook, settings: ReplySettings, under: Under, draft: Draft
) -> StandingForm:
    """The form for a reply, with what `draft` has in it already; an address never is.

    `look` names the story and the reply that is answered, `under` what they say.
    """
    title = _("Answer a reply") if look.answers else _("Leave a reply")
    form = StandingForm(title, ReplyLook(look.story, look.answers).look())
    asks_email = settings.email is not EmailWish.NOT_ASKED
    promise = _(PROMISE) if asks_email else _(REQUIRED)
    form.tell(f"**{titled(under.headline, MOST_HEADLINE)}**\n{promise}")
    name = _field(NAME, LONGEST_NAME, default=plain(draft.name, LONGEST_NAME))
    form.ask(_("Name"), name, _("Shown with your reply."))
    if asks_email:
        is_required = settings.email is EmailWish.REQUIRED
        email = _field(EMAIL, MOST_EMAIL, is_required=is_required)
        form.ask(_("E-mail"), email, _(WHY_EMAIL))
    # What was taken out of a text may have left it longer than it was.
    longest = min(max(settings.longest, length(draft.comment)), MOST_TYPED)
    comment = _field(COMMENT, longest, default=_within(draft.comment, longest), is_long=True)
    form.ask(_("Comment"), comment, _answered(under))
    return form


def reject_form(look: RejectLook) -> StandingForm:
    """The form for why a reply is sent back or taken down."""
    form = StandingForm(_("Send this reply back"), look.look())
    reason = _field(REASON, MOST_REASON, is_long=True, is_required=False)
    form.ask(_("Reason"), reason, _("The writer reads it. It may stay empty."))
    return form


def words_form(words: Sequence[str]) -> StandingForm:
    """The form for the words that hold a reply, one a line."""
    form = StandingForm(_("Words that hold a reply"), ReplyWordsLook().look())
    listed = _within("\n".join(words), MOST_TYPED)
    field = _field(WORDS, MOST_TYPED, default=listed, is_long=True, is_required=False)
    form.ask(_("Words and phrases"), field, _("One a line; whole words, whatever their case."))
    return form


def limits_form(settings: ReplySettings) -> StandingForm:
    """The form for the two numbers among the settings."""
    form = StandingForm(_("Limits of replies"), ReplyLimitsLook().look())
    longest = _field(LONGEST, 5, default=str(settings.longest))
    form.ask(_("Longest comment, in characters"), longest, _("At most {most:,}.", most=MOST_LENGTH))
    links = _field(LINKS, 2, default=str(settings.most_links))
    waits = _("A reply with more waits for a moderator.")
    form.ask(_("Links that may go through unseen"), links, waits)
    return form


def address_form() -> StandingForm:
    """The form for the address all of whose replies are to be erased."""
    form = StandingForm(_("Erase by e-mail address"), EraseByAddressLook().look())
    form.tell(
        _(
            "All replies on this server that were sent with this address are erased for good."
            " Nobody is shown which they are."
        )
    )
    named = _("As whoever asks for the erasure names it.")
    form.ask(_("E-mail"), _field(EMAIL, MOST_EMAIL), named)
    return form


def _field(
    name: str,
    most: int,
    *,
    default: str = "",
    is_long: bool = False,
    is_required: bool = True,
) -> ui.TextInput[Any]:
    style = discord.TextStyle.paragraph if is_long else discord.TextStyle.short
    return ui.TextInput(
        custom_id=name,
        style=style,
        default=default or None,
        required=is_required,
        max_length=most,
    )


def _within(text: str, most: int) -> str:
    """The text, cut where Discord might count more than `most` characters."""
    return (
        text
        if length(text) <= most
        else text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    )


def _answered(under: Under) -> str | None:
    if under.parent is None:
        return None
    return _("In answer to {name}.", name=plain(under.parent.name, 60))
