"""What a failed request means: whether it may be repeated, and whom it concerns."""

from dataclasses import dataclass
from enum import StrEnum

import aiohttp
import discord

from bot.delivery.pacing import MayHaveArrived
from bot.languages import N_
from bot.subscription import Pause

FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 900.0

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE = 10003, 10004, 10008
MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
ARCHIVED, LOCKED, TAG_NEEDED = 50083, 160005, 40067
PAUSES = {
    UNKNOWN_CHANNEL: Pause.CHANNEL_GONE,
    UNKNOWN_GUILD: Pause.CHANNEL_GONE,
    MISSING_ACCESS: Pause.NO_PERMISSION,
    MISSING_PERMISSIONS: Pause.NO_PERMISSION,
    LOCKED: Pause.THREAD_LOCKED,
    TAG_NEEDED: Pause.TAG_NEEDED,
}
# A server's own word filter, which a story has run into.
FILTERED = (200000, 200001)
# Without a code it isn't Discord's word on the channel: its proxy has refused the bot altogether.
NO_CODE = 0


class Fate(StrEnum):
    """What follows from a failure.

    `LEAVE` concerns one message alone; where `DROP` comes again and again something else is wrong.
    """

    PAUSE = "pause"
    AGAIN = "again"
    LOOK = "look first, then again"
    REOPEN = "reopen"
    POST_ANEW = "post anew"
    LEAVE = "leave"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a failure means. `words` are for the log and for `why`: nothing from outside.

    `wait_s` is what Discord asks to wait for, where it does.
    """

    fate: Fate
    words: str
    pause: Pause | None = None
    wait_s: float | None = None


def meant_by(error: Exception) -> Trouble:
    """What an exception of a request means. Raises it again where it is no request's."""
    match error:
        case MayHaveArrived() | discord.DiscordServerError():
            return Trouble(Fate.LOOK, N_("Discord had an error of its own"))
        case discord.RateLimited():
            wait_s = error.retry_after
            return Trouble(Fate.AGAIN, N_("Discord asked for a pause"), wait_s=wait_s)
        case discord.HTTPException():
            return _refused(error)
        case aiohttp.ClientError() | TimeoutError() | OSError():
            return Trouble(Fate.LOOK, N_("Discord's answer didn't come"))
        case _:
            raise error


def wait_s(attempts: int, chance: float) -> float:
    """How long to wait after so many attempts: twice as long each time, up to 15 minutes.

    `chance` (0 to 1) spreads it by half, so that what failed together doesn't come back together.
    """
    doubled = min(FIRST_WAIT_S * float(2 ** min(attempts, 20)), LONGEST_WAIT_S)
    return doubled * (0.5 + chance)


def _refused(error: discord.HTTPException) -> Trouble:
    words = f"Discord refused it ({error.status}, code {error.code})"
    if error.code in FATES:
        return Trouble(FATES[error.code], words, PAUSES.get(error.code))
    # 401 is said of the token: no channel is to blame.
    if error.status in (401, 429) or (error.status == 403 and error.code == NO_CODE):
        return Trouble(Fate.AGAIN, words)
    if error.status == 403:
        return Trouble(Fate.PAUSE, words, Pause.NO_PERMISSION)
    return Trouble(Fate.DROP, words)


FATES = {
    **dict.fromkeys(PAUSES, Fate.PAUSE),
    **dict.fromkeys(FILTERED, Fate.LEAVE),
    ARCHIVED: Fate.REOPEN,
    UNKNOWN_MESSAGE: Fate.POST_ANEW,
}
