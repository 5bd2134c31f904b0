"""A card as discord.py sends it: as a new message, or in place of one."""

from io import BytesIO
from typing import TypedDict

import discord
from discord import ui

from bot.cards.card import Card
from bot.cards.controls import view_of


class New(TypedDict):
    """What a new message is sent with."""

    embed: discord.Embed
    view: ui.View
    files: list[discord.File]


class Changed(TypedDict):
    """What a message is changed to; its old picture goes, also where there is no new one."""

    embed: discord.Embed
    view: ui.View | None
    attachments: list[discord.File]


def as_new(card: Card, *, is_posted: bool = False) -> New:
    """`card` as a new message; one that `is_posted` can't be posted again."""
    view = view_of(card, is_posted=is_posted)
    # discord.py takes no None here.
    return New(embed=_embed(card), view=view or discord.utils.MISSING, files=_files(card))


def in_place(card: Card, *, is_posted: bool = False) -> Changed:
    """`card` in the place of a message."""
    view = view_of(card, is_posted=is_posted)
    return Changed(embed=_embed(card), view=view, attachments=_files(card))


def _embed(card: Card) -> discord.Embed:
    if card.picture is None:
        return card.embed
    # discord.py's own way to set a picture leaves no place for the words that stand for it.
    image = {"url": f"attachment://{card.picture.name}", "description": card.picture.told}
    return discord.Embed.from_dict({**card.embed.to_dict(), "image": image})


def _files(card: Card) -> list[discord.File]:
    """A file is read once as it is sent, so each message has its own."""
    if card.picture is None:
        return []
    png, told = BytesIO(card.picture.png), card.picture.told
    return [discord.File(png, card.picture.name, description=told)]
