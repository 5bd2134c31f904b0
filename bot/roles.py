"""The bot's work divided among processes: what each of them does, from its start to its end."""

import argparse
import asyncio
import logging
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from enum import StrEnum
from functools import partial
from typing import TypeAlias

import aiohttp
import discord

from bot.app import Dateline
from bot.courier import Courier
from bot.desk import Desk, background, open_desk, polling, rereading
from bot.errors import SettingsError
from bot.settings import Secret, Settings
from bot.shards import Shards, shards_from
from bot.store.engine.turns import Turn
from bot.store.store import Store
from bot.upkeep.nightly import save_nightly
from bot.watch.notifying import Telling
from bot.watch.pages import served
from bot.watch.pulse import Pulse
from bot.watch.watched import Watched
from bot.wire.intake import Intake

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 60.0
# How soon a process notices what another has left for it in the store: it asks, which costs a
# millisecond. PostgreSQL's NOTIFY would save that and some of the seconds, and add a connection.
SHARED_IDLE_S = 2.0
UNREACHABLE = (
    aiohttp.ClientError,
    TimeoutError,
    OSError,
    discord.GatewayNotFound,
    discord.DiscordServerError,
)

Client: TypeAlias = Dateline | Courier


class Role(StrEnum):
    """What a process does of the whole."""

    ALL = "all"
    GATEWAY = "gateway"
    WORKER = "worker"
    POLLER = "poller"
    SENDER = "sender"


WORDS = {
    Role.GATEWAY: "answer members, over all connections to Discord or some of them",
    Role.WORKER: "fetch and read what feeds tell of; as many of these as there is work for",
    Role.POLLER: "look at feeds and save the database nightly; one at a time, a second one waits",
    Role.SENDER: "send stories, digests and replies; one at a time, a second one waits",
}


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `gateway`, `worker`, `poller` and `sender` to the command line."""
    for role, words in WORDS.items():
        parser = commands.add_parser(role.value, help=f"one of several processes: {words}")
        parser.set_defaults(run=_run, role=role, shards=None, of=None)
        if role is Role.GATEWAY:
            parser.add_argument("--shards", metavar="FIRST-LAST", help="which connections: 0-7")
            parser.add_argument("--of", type=int, metavar="N", help="of how many in all")


async def _run(settings: Settings, given: argparse.Namespace) -> int:
    shards = shards_from(given.shards, given.of) if given.shards else None
    await live(settings, given.role, shards)
    return 0


async def live(settings: Settings, role: Role = Role.ALL, shards: Shards | None = None) -> None:
    """Do the work of `role` until the process is told to end.

    Raises SettingsError for a role without what it needs, and what `open_desk` raises.
    """
    if role is not Role.ALL and settings.database is None:
        raise SettingsError(
            f"{role} on SQLite",
            reader=f"`{role}` is one of several processes, which only PostgreSQL can serve: set"
            " DATABASE_URL (docs/operations.md), or run `python -m bot` alone.",
        )
    stop_on_terminate()
    # It keeps more than a database: backups, and the list of what was erased.
    settings.data.mkdir(parents=True, exist_ok=True)
    if role is Role.SENDER:
        await _send(settings)
        return
    async with open_desk(settings) as desk:
        if settings.database is not None:
            desk.poller.idle_s = SHARED_IDLE_S
        if role is not Role.POLLER:
            # A pipeline that can't be used stops the start, not the first story.
            await desk.intake.engine()
        async with _beside(desk, settings, role):
            if role in (Role.ALL, Role.GATEWAY):
                await _answer(desk, settings, role, shards)
            else:
                async with _watching(settings, desk.store, intake=desk.intake) as telling:
                    telling.status(f"{role}: at work")
                    await asyncio.Event().wait()


def stop_on_terminate() -> None:
    """Let SIGTERM, as service managers send it, end the process in order; a second one at once.

    Windows knows none.
    """
    task = asyncio.current_task()
    if task is None or sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()

    def stop() -> None:
        loop.remove_signal_handler(signal.SIGTERM)
        task.cancel()

    loop.add_signal_handler(signal.SIGTERM, stop)


@asynccontextmanager
async def _beside(desk: Desk, settings: Settings, role: Role) -> AsyncIterator[None]:
    """Within the block, all that goes on beside Discord."""
    async with AsyncExitStack() as stack:
        if role in (Role.ALL, Role.WORKER):
            await stack.enter_async_context(rereading(desk))
        if role is Role.WORKER:
            await stack.enter_async_context(background(desk.poller.run(looks=False)))
        if role is Role.POLLER:
            looking = desk.store.turns.alone(Turn.POLLER, partial(desk.poller.run, fetches=False))
            await stack.enter_async_context(background(looking))
        if role is Role.ALL:
            await stack.enter_async_context(polling(desk, settings))
        if role in (Role.ALL, Role.POLLER) and settings.backups:
            saving = desk.store.turns.alone(Turn.KEEPER, partial(save_nightly, settings))
            await stack.enter_async_context(background(saving))
        yield


async def _answer(desk: Desk, settings: Settings, role: Role, shards: Shards | None) -> None:
    make = partial(
        Dateline,
        desk,
        synced=settings.data / "commands.sha256",
        shards=shards,
        is_sending=role is Role.ALL,
    )
    await _hold(make, settings, desk.store, desk.intake)


async def _send(settings: Settings) -> None:
    url = settings.database.reveal() if settings.database else None
    async with Store.open(settings.data, url) as store:
        await _hold(partial(Courier, store), settings, store, None)


async def _hold(
    make: Callable[[], Client], settings: Settings, store: Store, intake: Intake | None
) -> None:
    """Log a client in, by a new one as often as Discord can't be reached, and run it."""
    if settings.token is None:
        raise SettingsError(reader="DISCORD_TOKEN isn't set; README.md says where to get it.")
    for wait_s in _waits():
        async with make() as client, _watching(settings, store, client, intake=intake) as telling:
            error = await _connected(client, settings.token)
            if error is None:
                return
            said = f"Discord can't be reached ({error}). The next try is in {wait_s:.0f} s."
            log.warning(said)
            telling.status(said)
            await asyncio.sleep(wait_s)


async def _connected(client: Client, token: Secret) -> str | None:
    """Run the client until it is closed; what kind of error kept it from Discord, if any did."""
    try:
        await client.login(token.reveal())
        if isinstance(client, Dateline):
            print(f"Invite: {client.invite()}", flush=True)  # noqa: T201 - the command line speaks
        await client.connect()
    except discord.LoginFailure as error:
        raise SettingsError(
            "login refused",
            reader="Discord doesn't know this DISCORD_TOKEN. Reset it on the Bot page of"
            " your application at discord.com/developers and copy the new one.",
        ) from error
    except UNREACHABLE as error:
        return type(error).__name__
    return None


def _waits() -> Iterator[float]:
    """Seconds until the next try: twice as many each time, a little apart from others'."""
    longest = 1.0
    while True:
        yield longest * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        longest = min(longest * 2, LONGEST_WAIT_S)


@asynccontextmanager
async def _watching(
    settings: Settings,
    store: Store,
    client: Client | None = None,
    *,
    intake: Intake | None = None,
) -> AsyncIterator[Telling]:
    """Within the block health is told, to whoever asks and to the service manager."""
    pulse = Pulse(store, client)
    sender = client.sender if client is not None else None
    watched = Watched(store, pulse, intake, client.pacer if client is not None else None, sender)
    telling = Telling(settings.service_manager)
    async with background(pulse.run()), served(watched, settings.health), telling.alive(pulse):
        telling.ready()
        yield telling
