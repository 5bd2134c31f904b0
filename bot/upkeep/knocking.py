"""Asks Discord, without starting the bot, whether it knows the token, and what its clock says."""

import asyncio
import binascii
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp
import discord

from bot.cards.plain import plain
from bot.invite import invite_of
from bot.settings import Secret

LONGEST_S = 10.0
MOST_NAME = 60
UNREACHABLE = (aiohttp.ClientError, TimeoutError, OSError, discord.HTTPException)


@dataclass(frozen=True, slots=True)
class Heard:
    """What Discord said. `is_known` is None where it couldn't be asked.

    `servers` is about how many servers have let the bot in; `clock_off_s` how far this machine's
    clock is ahead.
    """

    said: str
    is_known: bool | None
    invite: str | None = None
    servers: int = 0
    clock_off_s: float | None = None


async def heard_from(token: Secret) -> Heard:
    """What Discord says of a token; nothing of it is changed or begun there."""
    clock = _Clock()
    client = discord.Client(intents=discord.Intents(guilds=True), http_trace=clock.trace())
    try:
        async with client, asyncio.timeout(LONGEST_S):
            await client.login(token.reveal())
            info = await client.application_info()
    except discord.LoginFailure:
        said = (
            "Discord doesn't know this DISCORD_TOKEN. Reset it on the Bot page of your application"
            " at discord.com/developers and copy the new one into .env."
        )
        return Heard(said, is_known=False, clock_off_s=clock.off_s)
    except UNREACHABLE as error:
        said = (
            f"Discord can't be reached ({type(error).__name__}), so the token wasn't tried. Check"
            " the network, a proxy or firewall, and look again."
        )
        number = _number_in(token)
        return Heard(said, is_known=None, invite=None if number is None else invite_of(number))
    servers = info.approximate_guild_count
    count = "no server yet" if not servers else "1 server" if servers == 1 else f"{servers} servers"
    return Heard(
        f"It knows the bot as {plain(info.name, MOST_NAME)}, in {count}.",
        is_known=True,
        invite=invite_of(info.id),
        servers=servers,
        clock_off_s=clock.off_s,
    )


class _Clock:
    """Compares this machine's clock with that of the server that answers."""

    def __init__(self) -> None:
        self.off_s: float | None = None

    def trace(self) -> aiohttp.TraceConfig:
        """Looks at every answer."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._note)
        return config

    async def _note(
        self,
        session: aiohttp.ClientSession,  # noqa: ARG002 - aiohttp's signature
        context: SimpleNamespace,  # noqa: ARG002
        ended: aiohttp.TraceRequestEndParams,
    ) -> None:
        said = ended.response.headers.get("Date")
        if said is not None:
            theirs = parsedate_to_datetime(said)
            self.off_s = (datetime.now(UTC) - theirs).total_seconds()


def _number_in(token: Secret) -> int | None:
    """The application's number, with which its tokens begin; None where that can't be read."""
    first = token.reveal().partition(".")[0]
    try:
        number = urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return int(number) if number.isdecimal() else None
