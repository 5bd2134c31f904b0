"""The looks of a server's settings: the panel, and each part to be set."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cards.states import Stated, flag, maybe, number
from bot.subscription import ChannelId

# Discord takes no empty value of an option.
AS_ON_DISCORD = "-"


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
    """The language to be spoken, by its code; "-" for the one that the server has on Discord."""

    card: ClassVar[str] = "language"
    reads: ClassVar = (str,)

    code: str = AS_ON_DISCORD

    @classmethod
    def that(cls, chosen: str) -> Self:
        """The look that sets what a server has chosen, or that it has chosen nothing."""
        return cls(chosen or AS_ON_DISCORD)

    @property
    def chosen(self) -> str:
        """What is to be kept of it: a code, or nothing."""
        return "" if self.code == AS_ON_DISCORD else self.code
