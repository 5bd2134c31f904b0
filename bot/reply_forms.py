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

PROMISE = "Your email address will not be published. Required fields are marked *"
REQUIRED = "Required fields are marked *"
WHY_EMAIL = "Never shown to anybody here. The newsroom may write to you about your reply."


def reply_form(
    look: ReplyLook, settings: ReplySettings, under: Under, draft: Draft
) -> StandingForm:
    """The form for a reply, with what `draft` has in it already; an address never is.

    `look` names the story and the reply that is answered, `under` what they say.
    """
    title = "Answer a reply" if look.answers else "Leave a reply"
    form = StandingForm(title, ReplyLook(look.story, look.answers).look())
    asks_email = settings.email is not EmailWish.NOT_ASKED
    form.tell(f"**{titled(under.headline, MOST_HEADLINE)}**\n{PROMISE if asks_email else REQUIRED}")
    name = _field(NAME, LONGEST_NAME, default=plain(draft.name, LONGEST_NAME))
    form.ask("Name", name, "Shown with your reply.")
    if asks_email:
        is_required = settings.email is EmailWish.REQUIRED
        email = _field(EMAIL, MOST_EMAIL, is_required=is_required)
        form.ask("E-mail", email, WHY_EMAIL)
    # What was taken out of a text may have left it longer than it was.
    longest = min(max(settings.longest, length(draft.comment)), MOST_TYPED)
    comment = _field(COMMENT, longest, default=_within(draft.comment, longest), is_long=True)
    form.ask("Comment", comment, _answered(under))
    return form


def reject_form(look: RejectLook) -> StandingForm:
    """The form for why a reply is sent back or taken down."""
    form = StandingForm("Send this reply back", look.look())
    reason = _field(REASON, MOST_REASON, is_long=True, is_required=False)
    form.ask("Reason", reason, "The writer reads it. It may stay empty.")
    return form


def words_form(words: Sequence[str]) -> StandingForm:
    """The form for the words that hold a reply, one a line."""
    form = StandingForm("Words that hold a reply", ReplyWordsLook().look())
    listed = _within("\n".join(words), MOST_TYPED)
    field = _field(WORDS, MOST_TYPED, default=listed, is_long=True, is_required=False)
    form.ask("Words and phrases", field, "One a line; whole words, whatever their case.")
    return form


def limits_form(settings: ReplySettings) -> StandingForm:
    """The form for the two numbers among the settings."""
    form = StandingForm("Limits of replies", ReplyLimitsLook().look())
    longest = _field(LONGEST, 5, default=str(settings.longest))
    form.ask("Longest comment, in characters", longest, f"At most {MOST_LENGTH:,}.")
    links = _field(LINKS, 2, default=str(settings.most_links))
    form.ask("Links that may go through unseen", links, "A reply with more waits for a moderator.")
    return form


def address_form() -> StandingForm:
    """The form for the address all of whose replies are to be erased."""
    form = StandingForm("Erase by e-mail address", EraseByAddressLook().look())
    form.tell(
        "All replies on this server that were sent with this address are erased for good. Nobody"
        " is shown which they are."
    )
    form.ask("E-mail", _field(EMAIL, MOST_EMAIL), "As whoever asks for the erasure names it.")
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
    return f"In answer to {plain(under.parent.name, 60)}."
