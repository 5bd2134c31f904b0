"""Sends every channel's digest when its hour comes, once, for as long as the bot runs."""

import asyncio
import base64
import logging
import random
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import discord

from bot.cards.card import Card
from bot.cards.channels.digest_cards import MOST_LINES, Told, digest_card
from bot.cards.controls import view_of
from bot.cards.looks.digest_looks import DigestLook
from bot.delivery.carrying import NONCE_TRUSTED
from bot.delivery.pacing import Pacer
from bot.delivery.posting import CLOCKS_DIFFER, MOST_LOOKED_AT, MOST_NONCE, Poster, deliveries_of
from bot.delivery.trouble import Fate, meant_by, wait_s
from bot.errors import NotFound, StoreError
from bot.languages import speak
from bot.permits import missing
from bot.store.deliveries.digesting import DueDigest
from bot.store.deliveries.wanting import Wanted
from bot.store.store import Store
from bot.story import Story, StoryId
from bot.subscription import ChannelId, Digest, Pause
from bot.tongues import of_server

log = logging.getLogger(__name__)

# An hour set by the wall clock is kept to within this.
IDLE_S = 10.0
AFTER_ERROR_S = 5.0
LONGEST_S = 60.0
UNAVAILABLE = timedelta(seconds=60)
# What Discord didn't take so often won't be taken.
MOST_ATTEMPTS = 8
# Marks of digests are numbers that no delivery reaches.
FIRST_MARK = 1 << 47


class DigestRounds:
    """One loop over the digests that are due."""

    def __init__(self, client: discord.Client, store: Store, pacer: Pacer) -> None:
        self.idle_s = IDLE_S
        self._client = client
        self._store = store
        self._pacer = pacer
        self._poster = Poster(client, pacer)
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Send what is due from now on, once the client is ready, until `stop`."""
        self._running = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """End; what is cut off is taken up again after its lease."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    async def _run(self) -> None:
        await self._client.wait_until_ready()
        while True:
            try:
                has_sent = await self.go_round(datetime.now(UTC))
            except StoreError as error:
                log.warning("digests wait for the store: %s", error)
                await asyncio.sleep(AFTER_ERROR_S)
            except Exception:
                log.exception("a round of digests has failed")
                await asyncio.sleep(AFTER_ERROR_S)
            else:
                await asyncio.sleep(0 if has_sent else self.idle_s)

    async def go_round(self, now: datetime) -> bool:
        """Send the digests that are due at `now`; whether there were any."""
        claimed = await self._store.digests.claim(now)
        for due in claimed:
            await self._carry(due, now)
        return bool(claimed)

    async def _carry(self, due: DueDigest, now: datetime) -> None:
        guild = self._client.get_guild(due.digest.guild)
        if guild is None or guild.unavailable:
            await self._store.digests.again(due, at=now + UNAVAILABLE)
            return
        try:
            speak(await of_server(self._client, self._store, due.digest.guild))
            async with asyncio.timeout(LONGEST_S):
                pause = await self._sent(due, guild, now)
        except Exception as error:  # noqa: BLE001 - `meant_by` raises what isn't a request's
            await self._failed(due, error, now)
            return
        if pause is None:
            await self._store.digests.told(due, now=now)
        else:
            await self._store.digests.pause(due, pause, now=now)

    async def _sent(self, due: DueDigest, guild: discord.Guild, now: datetime) -> Pause | None:
        """Send it where there is something to tell; why that can't be done here, or None."""
        digest = due.digest
        wanted = await self._store.subscriptions.wanted(
            digest.guild, digest.channel, due.since, until=due.upto
        )
        if not wanted.lines:
            return None
        place = await self._poster.find(guild, digest.channel)
        if place is None or isinstance(place, discord.ForumChannel):
            return Pause.CHANNEL_GONE
        if missing(place):
            return Pause.NO_PERMISSION
        if due.attempts > 1 and await self._has_arrived(due, place, now):
            return None
        told = await told_of(
            self._store, digest, wanted, look_of(due.digest.channel, due.since, due.upto)
        )
        if told.stories:
            await self._post(due, place, digest_card(told))
        return None

    async def _post(
        self, due: DueDigest, place: discord.TextChannel | discord.Thread, card: Card
    ) -> None:
        view = view_of(card, is_posted=True, first_slot=mark_of(due) * 10)
        await self._pacer.turn()
        await place.send(
            embed=card.embed,
            view=view or discord.utils.MISSING,
            nonce=nonce_of(due),
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def _has_arrived(
        self, due: DueDigest, place: discord.TextChannel | discord.Thread, now: datetime
    ) -> bool:
        """Whether an earlier try posted it, where Discord may not know its nonce any more."""
        if now - due.tried_at < NONCE_TRUSTED:
            return False
        own = self._client.user.id if self._client.user else 0
        await self._pacer.turn()
        after = due.tried_at - CLOCKS_DIFFER
        async for message in place.history(limit=MOST_LOOKED_AT, after=after):
            if message.author.id == own and mark_of(due) in deliveries_of(message):
                return True
        return False

    async def _failed(self, due: DueDigest, error: Exception, now: datetime) -> None:
        trouble = meant_by(error)
        log.warning("digest %d wasn't sent: %s", due.number, trouble.words)
        if trouble.fate is Fate.REOPEN and due.attempts == 1:
            await self._reopen(due.digest.channel)
        pause = trouble.pause
        is_final = trouble.fate in (Fate.DROP, Fate.LEAVE) or due.attempts >= MOST_ATTEMPTS
        if pause is None and is_final:
            pause = Pause.FAILING
        if pause is not None:
            await self._store.digests.pause(due, pause, now=now)
            return
        wait = trouble.wait_s or wait_s(due.attempts, random.random())  # noqa: S311 - no secret
        await self._store.digests.again(due, at=now + timedelta(seconds=wait))

    async def _reopen(self, thread: ChannelId) -> None:
        try:
            await self._poster.reopen(thread)
        except Exception as error:  # noqa: BLE001 - `meant_by` raises what isn't a request's
            log.warning("a thread wasn't reopened: %s", meant_by(error).words)


async def told_of(store: Store, digest: Digest, wanted: Wanted, look: DigestLook) -> Told:
    """What a digest tells of the stories that are wanted: one line for each event, newest first.

    The day is that of the stories' end by the server's own clock.
    """
    guild = digest.guild
    zone = (await store.servers.of(guild)).zone
    chosen, others, seen = list[Story](), list[int](), set[StoryId]()
    for line in wanted.lines:
        if line.id in seen or len(chosen) == min(digest.most, MOST_LINES):
            continue
        try:
            event = await store.events.lines(guild, line.id)
            chosen.append(await store.story(guild, line.id))
        except NotFound:
            continue  # it was removed meanwhile
        seen.update(each.id for each in event)
        others.append(len({each.outlet for each in event} - {line.outlet, None}))
    day = look.span[1].astimezone(zone)
    return Told(tuple(chosen), wanted.total, look, day, tuple(others))


def look_of(channel: ChannelId, since: datetime, upto: datetime) -> DigestLook:
    """The way to all stories of a digest that came in between two moments."""
    return DigestLook(channel, int(since.timestamp()), int(upto.timestamp()) + 1)


def nonce_of(due: DueDigest) -> str:
    """What Discord knows a digest by: the same for every try, another for every digest."""
    return base64.b32encode(_print_of(due, 15)).decode()[:MOST_NONCE]


def mark_of(due: DueDigest) -> int:
    """The number in the controls of a sent digest by which it is found again."""
    return FIRST_MARK + int.from_bytes(_print_of(due, 5))


def _print_of(due: DueDigest, size: int) -> bytes:
    told = f"digest|{due.number}|{due.digest.channel}|{due.upto.timestamp()}".encode()
    return blake2b(told, digest_size=size).digest()
