"""A card: what one answer shows and which controls stand under it, before Discord is involved.

Every answer is drawn from the name of a card with a state, a short text holding ids alone. A
control names the next state, so it works after a restart too, for as long as the message stands.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeAlias

import discord

# Discord's limits, in characters.
MOST_TITLE = 256
MOST_DESCRIPTION = 4096
MOST_FIELD_NAME = 256
MOST_FIELD = 1024
MOST_FOOTER = 2048
MOST_LABEL = 80
MOST_OPTION = 100
MOST_OPTIONS = 25
MOST_LINK = 512
MOST_TOLD = 1024
MOST_STATE = 84  # a custom_id has 100; slot, verb and the card's name take the rest


class Colour(IntEnum):
    """What the edge of a card says: its state, told apart on dark and on light."""

    NEW = 0x3B82F6
    UPDATED = 0xD97706
    CORRECTED = 0x9333EA
    QUIET = 0x64748B
    TROUBLE = 0xDC2626
    DONE = 0x16A34A


class Verb(StrEnum):
    """What pressing does: show a card, post it, do something and show that, or open a form."""

    SHOW = "show"
    POST = "post"
    DO = "do"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Look:
    """Which card with which state."""

    card: str
    state: str

    def __post_init__(self) -> None:
        if len(self.state) > MOST_STATE:
            raise ValueError(f"a state of card {self.card} has {len(self.state)} characters")


@dataclass(frozen=True, slots=True)
class Button:
    """A button that leads to another look; `is_off` shows it grey."""

    label: str
    look: Look
    verb: Verb = Verb.SHOW
    is_off: bool = False
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens a web page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a choice: `label` and `note` are shown, `look` is where it leads."""

    label: str
    look: Look
    note: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to pick one look from, to be shown, done or asked for; at most 25, all of one card."""

    prompt: str
    options: tuple[Option, ...]
    verb: Verb = Verb.SHOW


@dataclass(frozen=True, slots=True)
class Pick:
    """A list of a server's channels of some `kinds`, or of its roles where there are no kinds.

    Picking does what `look` says, with the picked one's id written at the end of its state;
    nothing is written there where the member clears a list that `may_be_none`.
    """

    prompt: str
    look: Look
    kinds: tuple[discord.ChannelType, ...] = ()
    chosen: int | None = None
    may_be_none: bool = False


Row: TypeAlias = tuple[Button | Link, ...] | Choice | Pick


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG on a card; `told` says what it shows to those who don't see it, at most MOST_TOLD."""

    png: bytes
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Card:
    """One answer: an embed with rows of controls, empty rows left out when it is drawn.

    One that `is_shared` stands in a channel for several to work on: what a press makes of it takes
    its place there.
    """

    embed: discord.Embed
    rows: tuple[Row, ...] = ()
    is_shared: bool = False
    picture: Picture | None = None
