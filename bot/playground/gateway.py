"""The gateway: one websocket per client session, with events, heartbeats and resuming."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice
from typing import TypeAlias

import aiohttp
from aiohttp import web
from discord import Intents

from bot.playground import notation
from bot.playground.world import Id, Json, World

Pump: TypeAlias = Coroutine[None, None, None]

HEARTBEAT_MS = 41_250
# discord.py notes that it has sent a beat a little after it did. An answer from the same machine
# could come before that, and be counted from the beat before: "websocket is 41.3s behind".
BEAT_ANSWERED_AFTER_S = 0.1
# Discord keeps missed events for some minutes; a count bounds it just as well here.
MOST_KEPT_EVENTS = 500
CLOSE_UNREADABLE = 4002
CLOSE_WRONG_TOKEN = 4004
CLOSE_DISALLOWED_INTENTS = 4014
PRIVILEGED = Intents(members=True, presences=True, message_content=True).value

# Which intent lets an event through; events not named here always come.
INTENT_OF_EVENT = {
    "MESSAGE_CREATE": Intents(guild_messages=True, dm_messages=True).value,
    "MESSAGE_UPDATE": Intents(guild_messages=True, dm_messages=True).value,
    "MESSAGE_DELETE": Intents(guild_messages=True, dm_messages=True).value,
    "MESSAGE_REACTION_ADD": Intents(reactions=True).value,
    "GUILD_MEMBER_ADD": Intents(members=True).value,
    "GUILD_MEMBER_REMOVE": Intents(members=True).value,
}
CONTENT_INTENT = Intents(message_content=True).value


class Op(IntEnum):
    """What a gateway payload is for."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


@dataclass(slots=True)
class Session:
    """One identified client: its events stay here so that a new socket can resume it."""

    id: str
    intents: int
    shard: tuple[int, int]
    socket: web.WebSocketResponse
    seq: int = 0
    kept: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=MOST_KEPT_EVENTS))
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def serves(self, guild: Id | None) -> bool:
        """True where this session's shard is the guild's."""
        index, of = self.shard
        return ((guild or 0) >> 22) % of == index

    def keep(self, event: str, written: Json) -> None:
        """Number an event and lay it ready for the session's socket."""
        self.seq += 1
        self.kept.append((self.seq, _packed(Op.DISPATCH, written, event=event, seq=self.seq)))
        self.news.set()

    async def pump(self, socket: web.WebSocketResponse, *, after: int) -> None:
        """Send `socket` every event numbered above `after`, and those to come, in order."""
        while True:
            self.news.clear()
            missed = list(islice(reversed(self.kept), self.seq - after))
            for seq, frame in reversed(missed):
                await socket.send_str(frame)
                after = seq
            await self.news.wait()


class Gateway:
    """All sessions. `url` is where a client resumes; `token` is the only one let in.

    `intents` are those that the application may ask for: by default none that is privileged.
    """

    def __init__(self, world: World, *, token: str, intents: int = ~PRIVILEGED) -> None:
        self._world = world
        self._token = token
        self._intents = intents
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0
        self.heartbeats = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One client's socket, from HELLO until it closes."""
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        await socket.send_str(_packed(Op.HELLO, {"heartbeat_interval": HEARTBEAT_MS}))
        pumps: list[asyncio.Task[None]] = []
        with suppress(ConnectionError):
            async with asyncio.TaskGroup() as group:
                async for frame in socket:
                    if frame.type is not aiohttp.WSMsgType.TEXT:
                        break
                    pump = await self._hear(socket, _unpacked(frame.data))
                    if pump is not None:
                        pumps.append(group.create_task(pump))
                for task in pumps:
                    task.cancel()
        return socket

    def dispatch(self, event: str, written: Json, *, guild: Id | None) -> None:
        """Send an event to every session that asked for it; a session without socket keeps it."""
        for session in self.sessions.values():
            wanted = INTENT_OF_EVENT.get(event)
            if session.serves(guild) and (wanted is None or wanted & session.intents):
                session.keep(event, self._as_seen(session, event, written))

    async def drop(self) -> None:
        """Cut every socket; clients then resume."""
        for session in tuple(self.sessions.values()):
            await session.socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)

    async def invalidate(self) -> None:
        """Tell every client that its session is gone for good (op 9, d false)."""
        sessions, self.sessions = tuple(self.sessions.values()), {}
        for session in sessions:
            await session.socket.send_str(_packed(Op.INVALID_SESSION, False))

    async def _hear(self, socket: web.WebSocketResponse, heard: Json) -> Pump | None:
        match heard.get("op"):
            case Op.HEARTBEAT:
                self.heartbeats += 1
                await asyncio.sleep(BEAT_ANSWERED_AFTER_S)
                await socket.send_str(_packed(Op.HEARTBEAT_ACK, None))
            case Op.IDENTIFY:
                return await self._identify(socket, heard["d"])
            case Op.RESUME:
                return await self._resume(socket, heard["d"])
            case None:
                await socket.close(code=CLOSE_UNREADABLE)
        return None

    async def _identify(self, socket: web.WebSocketResponse, asked: Json) -> Pump | None:
        if asked.get("token") != self._token:
            await socket.close(code=CLOSE_WRONG_TOKEN, message=b"Authentication failed.")
            return None
        intents = int(asked.get("intents", 0))
        if intents & ~self._intents:
            await socket.close(code=CLOSE_DISALLOWED_INTENTS, message=b"Disallowed intent(s).")
            return None
        index, of = asked.get("shard") or (0, 1)
        session = Session(secrets.token_hex(16), intents, (index, of), socket)
        self._forget_lost(session.shard)
        self.sessions[session.id] = session
        self.identified += 1
        guilds = [guild for guild in self._world.guilds.values() if self._sends(session, guild.id)]
        session.keep("READY", self._ready(session, [guild.id for guild in guilds]))
        for guild in guilds:
            session.keep("GUILD_CREATE", notation.of_created_guild(self._world, guild))
        return session.pump(socket, after=0)

    async def _resume(self, socket: web.WebSocketResponse, asked: Json) -> Pump | None:
        session = self.sessions.get(asked.get("session_id", ""))
        if session is None or asked.get("token") != self._token:
            await socket.send_str(_packed(Op.INVALID_SESSION, False))
            return None
        session.socket = socket
        self.resumed += 1
        session.keep("RESUMED", {})
        return session.pump(socket, after=int(asked["seq"]))

    def _forget_lost(self, shard: tuple[int, int]) -> None:
        """A shard that identifies anew won't resume its closed sessions."""
        for session in tuple(self.sessions.values()):
            if session.shard == shard and session.socket.closed:
                del self.sessions[session.id]

    def _sends(self, session: Session, guild: Id) -> bool:
        return session.serves(guild) and (guild, self._world.bot.id) in self._world.members

    def _ready(self, session: Session, guilds: list[Id]) -> Json:
        bot = {**notation.of_user(self._world.bot), "verified": True, "mfa_enabled": False}
        return {
            "v": 10,
            "user": bot,
            "application": {"id": str(self._world.bot.id), "flags": 0},
            "guilds": [{"id": str(guild), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "private_channels": [],
        }

    def _as_seen(self, session: Session, event: str, written: Json) -> Json:
        """Without the content intent a bot reads what it wrote, mentions, DMs and some answers."""
        is_message = event in ("MESSAGE_CREATE", "MESSAGE_UPDATE")
        if not is_message or session.intents & CONTENT_INTENT or "guild_id" not in written:
            return written
        own = str(self._world.bot.id)
        mentioned = any(user["id"] == own for user in written["mentions"])
        if (mentioned and not _only_answers_command(written, own)) or written["author"][
            "id"
        ] == own:
            return written
        return {**written, "content": "", "embeds": [], "attachments": [], "components": []}


def _only_answers_command(written: Json, own: str) -> bool:
    """True for a ping that comes of answering the bot's answer to a command, and of nothing else.

    Source: Discord's documentation, "You might not need a privileged intent": answers to a regular
    message of the bot can be read where they ping it, those to an interaction's answer cannot.
    """
    answered = written.get("referenced_message") or {}
    by_name = any(mention in written["content"] for mention in (f"<@{own}>", f"<@!{own}>"))
    return "interaction_metadata" in answered and not by_name


def _packed(op: Op, written: object, *, event: str | None = None, seq: int | None = None) -> str:
    return json.dumps({"op": int(op), "d": written, "s": seq, "t": event})


def _unpacked(frame: str) -> Json:
    """A client's payload; one that isn't any has no "op"."""
    try:
        heard = json.loads(frame)
    except ValueError:
        return {}
    return heard if isinstance(heard, dict) else {}
