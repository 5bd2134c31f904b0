"""The cards of names that a server's moderators have joined: what was done, and which they are."""

from datetime import datetime

from bot.delivery.card import Button, Card, Look, Verb
from bot.delivery.frame import page_note, page_row
from bot.delivery.note_cards import done_card, quiet_card
from bot.delivery.plain import titled
from bot.errors import NotFound
from bot.story import SpeakerId, SpeakerJoin, SpeakerLine

JOINS_A_PAGE = 10
MOST_NAME = 100
# Discord's ids and ours stay below it; a longer one was never written by a card.
MOST_DIGITS = 19


def numbers(state: str, count: int) -> tuple[int, ...]:
    """The `count` numbers that make up a state; NotFound where no card can have written it."""
    parts = state.split(".")
    if len(parts) != count or not all(
        part.isascii() and part.isdecimal() and len(part) < MOST_DIGITS for part in parts
    ):
        raise NotFound("a state of another shape")
    return tuple(map(int, parts))


def joined_card(join: SpeakerJoin, shown: SpeakerLine) -> Card:
    """Two speakers are one now; the button makes them two again."""
    sentence = f"Joined: {_pair(join)}\nQuotes under that name now: {shown.quotes}."
    return done_card(sentence, (Button("Undo", _part(join.speaker), Verb.DO),))


def parted_card(join: SpeakerJoin) -> Card:
    """Two speakers are two again; the button makes them one."""
    again = Look("join", f"{join.speaker}.{join.into}")
    return done_card(f"Parted: {_pair(join)}", (Button("Undo", again, Verb.DO),))


def joins_card(joins: tuple[SpeakerJoin, ...], page: int) -> Card:
    """A page (from 0) of all that are joined."""
    if not joins:
        return quiet_card(
            "Joined names", "None yet: `/speaker join` shows two names of one speaker as one."
        )
    pages = -(-len(joins) // JOINS_A_PAGE)
    page = min(page, pages - 1)
    shown = joins[page * JOINS_A_PAGE :][:JOINS_A_PAGE]
    before, after = (_list(max(0, page + by)) for by in (-1, 1))
    turning = page_row(before, after, page=page, pages=pages)
    card = quiet_card("Joined names", "\n".join(map(_entry, shown)), turning)
    card.embed.set_footer(text=" · ".join((f"{len(joins)} joined", *page_note(page, pages))))
    return card


def _entry(join: SpeakerJoin) -> str:
    return f"{_pair(join)}\n-# by <@{join.by}>, <t:{_seconds(join.at)}:R>"


def _pair(join: SpeakerJoin) -> str:
    return f"**{titled(join.name, MOST_NAME)}** → **{titled(join.into_name, MOST_NAME)}**"


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _part(speaker: SpeakerId) -> Look:
    return Look("part", str(speaker))


def _list(page: int) -> Look:
    return Look("joins", str(page))
