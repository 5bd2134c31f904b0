"""The cards of names that a server's moderators have joined: what was done, and which they are."""

from datetime import datetime

from bot.cards.card import Button, Card, Verb
from bot.cards.frame import page_note, page_row
from bot.cards.looks.story_looks import JoinLook, JoinsLook, PartLook
from bot.cards.note_cards import done_card, quiet_card
from bot.cards.plain import titled
from bot.languages import _
from bot.story import SpeakerJoin, SpeakerLine

JOINS_A_PAGE = 10
MOST_NAME = 100


def joining_card(one: SpeakerLine, into: SpeakerLine) -> Card:
    """Whether to show one speaker as another."""
    join = Button(_("Join"), JoinLook(one.id, into.id).look(), Verb.DO)
    return quiet_card(_("Show both as one speaker?"), _named(one.name, into.name), (join,))


def joined_card(join: SpeakerJoin, shown: SpeakerLine) -> Card:
    """Two speakers are one now; the button makes them two again."""
    sentence = _(
        "Joined: {pair}\nQuotes under that name now: {quotes}.",
        pair=_pair(join),
        quotes=shown.quotes,
    )
    return done_card(sentence, (Button(_("Undo"), PartLook(join.speaker).look(), Verb.DO),))


def parted_card(join: SpeakerJoin) -> Card:
    """Two speakers are two again; the button makes them one."""
    again = JoinLook(join.speaker, join.into).look()
    return done_card(_("Parted: {pair}", pair=_pair(join)), (Button(_("Undo"), again, Verb.DO),))


def joins_card(joins: tuple[SpeakerJoin, ...], look: JoinsLook) -> Card:
    """A page of all that are joined."""
    if not joins:
        return quiet_card(
            _("Joined names"), _("None yet: `/speaker join` shows two names of one speaker as one.")
        )
    pages = -(-len(joins) // JOINS_A_PAGE)
    page = min(look.page, pages - 1)
    shown = joins[page * JOINS_A_PAGE :][:JOINS_A_PAGE]
    before, after = (JoinsLook(max(0, page + by)).look() for by in (-1, 1))
    turning = page_row(before, after, page=page, pages=pages)
    card = quiet_card(_("Joined names"), "\n".join(map(_entry, shown)), turning)
    card.embed.set_footer(
        text=" · ".join((_("{count} joined", count=len(joins)), *page_note(page, pages)))
    )
    return card


def _entry(join: SpeakerJoin) -> str:
    return _(
        "{pair}\n-# by <@{by}>, <t:{moment}:R>",
        pair=_pair(join),
        by=join.by,
        moment=_seconds(join.at),
    )


def _pair(join: SpeakerJoin) -> str:
    return _named(join.name, join.into_name)


def _named(one: str, into: str) -> str:
    return f"**{titled(one, MOST_NAME)}** → **{titled(into, MOST_NAME)}**"


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
