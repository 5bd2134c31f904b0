"""Tells owners in direct messages that replies wait, and writers what became of theirs."""

import logging
from datetime import UTC, datetime, timedelta

import discord

from bot.cards.replies.reply_cards import first_held_card, outcome_card
from bot.delivery.reply_threads import FAILED, NOBODY, Sending, code_of, send_card
from bot.moderation import Moderated
from bot.store.store import Store
from bot.story import GuildId

log = logging.getLogger(__name__)

AT_ONCE = 50
# The process in which a reply was decided tells its writer at once. Whom nobody has told after
# this, as that process has ended, is told by the one whose turn it is, unless it is too late.
TELL_AFTER, TELL_WITHIN = timedelta(minutes=1), timedelta(days=7)


class ReplyTelling:
    """What is told of replies, each once."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store
        self._told = set[GuildId]()
        self._looked_at = datetime.min.replace(tzinfo=UTC)

    async def first_held(self, guild: GuildId) -> None:
        """Tell the owner of a server without a desk, with its first reply, where replies wait."""
        server = self._client.get_guild(guild)
        if server is None or server.owner_id is None or guild in self._told:
            return
        has_desk = (await self._store.servers.of(guild)).desk is not None
        if has_desk or (await self._store.replies.acts(guild)).total:
            return
        self._told.add(guild)
        try:
            conversation = await self._client.create_dm(discord.Object(server.owner_id))
            card = first_held_card(server.name)
            await conversation.send(embed=card.embed, allowed_mentions=NOBODY)
        except FAILED as error:
            log.info("the owner of server %d wasn't told of replies (%s)", guild, code_of(error))

    async def outcome(self, reply: Moderated, headline: str) -> None:
        """Tell a reply's writer what a moderator made of it; the trail says whether it was told."""
        at = reply.decision.at if reply.decision else reply.reply.written_at
        sending = Sending(outcome_card(reply, headline), f"o{reply.reply.id}-{int(at.timestamp())}")
        try:
            conversation = await self._client.create_dm(discord.Object(reply.member))
            await send_card(conversation, sending)
        except FAILED as error:
            # Many take no direct messages; `/mydata show` tells them too.
            log.info("the writer of reply %d wasn't told (%s)", reply.reply.id, code_of(error))
            await self._store.replies.note_told(reply, _now(), is_told=False)
        else:
            await self._store.replies.note_told(reply, _now(), is_told=True)

    async def untold(self) -> tuple[Moderated, ...]:
        """Some replies whose writers nobody has told although it is time; looked up each minute."""
        now = _now()
        if now - self._looked_at < TELL_AFTER:
            return ()
        self._looked_at = now
        since, until = now - TELL_WITHIN, now - TELL_AFTER
        return await self._store.replies.to_tell(AT_ONCE, since=since, until=until)


def _now() -> datetime:
    return datetime.now(UTC)
