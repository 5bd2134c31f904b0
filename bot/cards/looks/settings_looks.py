"""The looks of a server's settings: the panel, and each part to be set."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.states import Stated, flag, maybe, number
from bot.subscription import ChannelId


@dataclass(frozen=True, slots=True)
class SettingsLook(Stated):
    """The panel with all settings. `part` is empty: a panel has no state."""

    card: ClassVar[str] = "settings"
    reads: ClassVar = (str,)

    part: str = ""


@dataclass(frozen=True, slots=True)
class ZoneLook(Stated):
    """A time zone to be set, by its name; the form that asks for one where there is none."""

    card: ClassVar[str] = "zone"
    reads: ClassVar = (str,)

    zone: str = ""


@dataclass(frozen=True, slots=True)
class DeskLook(Stated):
    """The moderators' channel to be set; None for no such channel."""

    card: ClassVar[str] = "desk"
    reads: ClassVar = (maybe,)

    desk: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class KeepsLook(Stated):
    """For how many days stories are to stay, 0 for ever; `is_sure` where losing some was agreed."""

    card: ClassVar[str] = "keeps"
    reads: ClassVar = (number, flag)

    days: int
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLook(Stated):
    """The language to be spoken, by its code; "-" for Discord's own language of the server."""

    card: ClassVar[str] = "language"
    reads: ClassVar = (str,)

    code: str
