"""Replies with an address each, sent through a Discord that fails; then every sink is searched."""

import asyncio
import hashlib
import io
import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

import aiohttp

from bench.replies.mishaps import QUICK, SLOW, Mishap, nothing
from bot.app import Dateline
from bot.desk import Desk, open_desk
from bot.log import start_log
from bot.playground.loopback import Loopback
from bot.playground.running import running
from bot.replies import opening, pace, rules
from bot.settings import Settings
from bot.store.engine import sqlite
from bot.store.saving import backups
from bot.story import Article, GuildId, Reading, StoryId, Summary

# Every local part can be told from all other text, whatever stands around it.
LOCAL = re.compile(rb"kvx[0-9]{4}qz", re.IGNORECASE)
HEX = re.compile(rb"[0-9a-f]{32,64}", re.IGNORECASE)
ANSWER_S = 1.5
DISGUISES: tuple[Callable[[str], str], ...] = (
    str,
    lambda address: address.replace("@", " (at) ").replace(".", " (dot) "),
    lambda address: address.replace("@", "＠"),
    lambda address: address.replace("@", "@\u200b").upper(),
    lambda address: f"[write me](mailto:{address})",
)


@dataclass(slots=True)
class Sinks:
    """Everything that the bot wrote anywhere, as bytes, by the name of the place."""

    found: dict[str, bytes] = field(default_factory=dict)

    def leaks(self, addresses: list[str]) -> list[str]:
        """What of the addresses is in which sink: local parts and hashes of the whole."""
        hashes = dict(_hashes(addresses))
        told = []
        for name, content in self.found.items():
            told += [f"{name}: {match[0]!r}" for match in LOCAL.finditer(content)]
            digests = {match[0].lower() for match in HEX.finditer(content)}
            told += [f"{name}: {hashes[each]}" for each in digests & hashes.keys()]
            told += [f"{name}: raw {hashes[each]}" for each in _raw(content, hashes)]
        return told


@dataclass(slots=True)
class Run:
    """How many forms were sent, how many became replies, and what leaked."""

    sent: int
    kept: int
    faults: int
    leaks: list[str]


def address(number: int) -> str:
    """The address of one reply."""
    return f"Kvx{number:04}qz@Mail{number:04}.Example.org"


async def run(folder: Path, count: int, mishaps: Sequence[Mishap] = (*QUICK * 4, *SLOW)) -> Run:
    """Send `count` replies, a mishap with each in turn, then show, export, save and search."""
    log, requests = io.StringIO(), bytearray()
    with _logged(log), _without_limits():
        settings = Settings(data=folder, pipeline=None, replies=opening.throwaway())
        async with open_desk(settings) as desk, Loopback(answer_within_s=ANSWER_S) as loopback:
            (guild,) = loopback.world.guilds
            story = await _story(desk, GuildId(guild))
            client = Dateline(desk, ready_s=0.05)
            client.http.http_trace = _tracing(requests)
            async with running(client, loopback):
                faults = await _send_all(loopback, desk, story, islice(cycle(mishaps), count))
                answers = await _use_all(loopback, story)
            kept = len(await desk.store.replies.newest(GuildId(guild), count))
            sinks = Sinks(dict(_files(folder)))
            backup = await asyncio.to_thread(backups.save, folder, None, datetime.now(UTC))
            sinks.found["backup"] = backup.read_bytes()
    sinks.found |= {
        "log": log.getvalue().encode(),
        "requests": bytes(requests),
        "answers": answers.encode(),
        "files after the end": b"".join(content for _, content in _files(folder)),
    }
    return Run(count, kept, faults, sinks.leaks([address(number) for number in range(count)]))


async def _send_all(
    loopback: Loopback, desk: Desk, story: StoryId, mishaps: Iterable[Mishap]
) -> int:
    """Send a form with each of `mishaps`, one after another; how many met one."""
    members = cycle(("Rita", "Ravi", "Max", "Olivia"))
    struck = 0
    for number, (member, mishap) in enumerate(zip(members, mishaps, strict=False)):
        plain = address(number)
        said = DISGUISES[number % len(DISGUISES)](plain) if number % 2 else "nothing"
        entries = {
            "Name": f"Reader {number}" if number % 4 else f"Reader {plain}",
            "E-mail": plain,
            "Comment": f"Thought number {number} on the bridge, and {said}, that is all.",
        }
        struck += mishap is not nothing
        with suppress(Exception):
            async with asyncio.timeout(6):
                opened = await loopback.seat(member).slash("reply", story=str(story))
                async with mishap(loopback, desk, plain):
                    await opened.submit(entries)
        loopback.rest.faults.clear()
    return struck


async def _use_all(loopback: Loopback, story: StoryId) -> str:
    """Everything that is shown of replies, as one text."""
    told = []
    for member, name, options in (
        ("Max", "replies queue", {}),
        ("Max", "replies log", {}),
        ("Max", "replies export", {"form": "csv"}),
        ("Max", "replies export", {"form": "json"}),
        ("Rita", "mydata show", {}),
        ("Rita", "summary", {"story": str(story)}),
    ):
        try:
            answer = await loopback.seat(member).slash(name, **options)
            told += [answer.text, json.dumps(answer.embeds), str(answer.components)]
            if name == "replies export":
                await answer.until(lambda now: now.files)
            files = loopback.world.files
            told += [files[file.id].decode("utf-8-sig") for file in answer.files]
        except Exception as error:  # noqa: BLE001 - what can't be asked is told
            told.append(f"{name}: {error!r}")
    return "\n".join(told)


@contextmanager
def _logged(stream: io.StringIO) -> Iterator[None]:
    """Everything is logged at DEBUG into `stream`, as the program would."""
    earlier = logging.root.handlers[:], logging.root.level
    start_log("DEBUG", stream)
    try:
        yield
    finally:
        logging.root.handlers[:] = earlier[0]
        logging.root.setLevel(earlier[1])


@contextmanager
def _without_limits() -> Iterator[None]:
    """Four members send as many replies as a newspaper's readers; a lock is noticed soon."""
    changed = {
        (rules, "BETWEEN_REPLIES"): timedelta(0),
        (pace, "BETWEEN_REPLIES"): timedelta(0),
        (pace, "WITHIN"): timedelta(0),
        (pace, "TOGETHER_WITHIN"): timedelta(0),
        (rules, "BURST"): 10**6,
        (rules, "MOST_WAITING"): 10**6,
        (rules, "ALMOST_SAME"): 101.0,
        (sqlite, "BUSY_MS"): 50,
    }
    before = {each: getattr(*each) for each in changed}
    for (place, name), value in changed.items():
        setattr(place, name, value)
    try:
        yield
    finally:
        for (place, name), value in before.items():
            setattr(place, name, value)


def _tracing(requests: bytearray) -> aiohttp.TraceConfig:
    """Notes whatever the client sends to Discord."""
    trace = aiohttp.TraceConfig()

    async def began(_: object, __: object, params: aiohttp.TraceRequestStartParams) -> None:
        requests.extend(f"\n{params.method} {params.url} {params.headers}\n".encode())

    async def sent(_: object, __: object, params: aiohttp.TraceRequestChunkSentParams) -> None:
        requests.extend(params.chunk)

    trace.on_request_start.append(began)
    trace.on_request_chunk_sent.append(sent)
    return trace


async def _story(desk: Desk, guild: GuildId) -> StoryId:
    body = "The bridge over the Tarn will reopen on Monday, the county said."
    article = Article("Bridge to reopen on Monday", body, url="https://example.org/bridge")
    unread = Reading("by hand", "en", (), Summary((), (), ()), (), ())
    kept = await desk.store.keep(article, unread, guild=guild, now=datetime.now(UTC))
    return kept.story


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def _hashes(addresses: list[str]) -> Iterator[tuple[bytes, str]]:
    for each in addresses:
        for kind in ("md5", "sha1", "sha256"):
            digest = hashlib.new(kind, each.lower().encode(), usedforsecurity=False).hexdigest()
            yield digest.encode(), f"{kind} of {each}"


def _raw(content: bytes, hashes: dict[bytes, str]) -> Iterator[bytes]:
    for digest in hashes:
        if bytes.fromhex(digest.decode()) in content:
            yield digest
