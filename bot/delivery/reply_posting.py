"""Shows replies on Discord: to moderators while they wait, in the card's thread once published."""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from typing import TypeAlias

import discord

from bot.cards.card import Card
from bot.cards.controls import view_of
from bot.cards.replies.reply_cards import Under, held_card, published_card
from bot.cards.stories.posted_card import Told, posted_card
from bot.delivery.reply_telling import ReplyTelling
from bot.delivery.reply_threads import FAILED, NOBODY, ReplyThreads, Sending, code_of
from bot.errors import NotFound, StoreError
from bot.languages import speak, speaking
from bot.moderation import Moderated, Place, Showing, Takedown
from bot.reply import ReplyId
from bot.store.store import Store
from bot.story import GuildId, StoryId
from bot.subscription import ChannelId, MessageId
from bot.tongues import of_server

log = logging.getLogger(__name__)

# What failed, or has no channel yet, is tried again after this; a message then ever later.
AGAIN_S = 300.0
AT_ONCE = 50
MOST_CARDS = 10
# Writers who wait to be told of a decision; past this the oldest aren't.
MOST_TO_TELL = 1000

Due: TypeAlias = Callable[[int, ReplyId], Awaitable[tuple[Moderated, ...]]]


class ReplyPosting:
    """What stands on Discord of replies follows what is kept of them, through restarts too."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store
        self._threads = ReplyThreads(client, store)
        self._telling = ReplyTelling(client, store)
        self._wanted = asyncio.Event()
        self._decided: deque[Moderated] = deque(maxlen=MOST_TO_TELL)
        self._to_count: set[tuple[GuildId, StoryId]] = set()
        self._resting: dict[GuildId, float] = {}
        self.again_s = AGAIN_S
        self.look_s = AGAIN_S
        self._is_our_turn = False

    def start(self) -> None:
        """Show and take down from now on what is due in the store: no other process does."""
        self._is_our_turn = True
        self.hurry()

    async def stop(self) -> None:
        """Leave that to another process; what is decided in this one is still followed."""
        self._is_our_turn = False

    def hurry(self) -> None:
        """Something is to be shown or taken down."""
        self._wanted.set()

    def follow(self, reply: Moderated) -> None:
        """A moderator has decided a reply: show it, and tell the writer."""
        self._decided.append(reply)
        self.hurry()

    async def held(self, guild: GuildId) -> None:
        """A reply that waits came in: whoever runs the server may have to be told where."""
        await self._speak(guild)
        await _tried(self._telling.first_held(guild))

    async def run(self) -> None:
        """Show and take down what is due, at once when hurried, until cancelled."""
        await self._client.wait_until_ready()
        while True:
            self._wanted.clear()
            try:
                await self.settle()
            except StoreError as error:
                log.warning("replies weren't shown: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(min(self.look_s, self.again_s)):
                    await self._wanted.wait()

    async def settle(self) -> None:
        """Show all that was decided here and, in turn, all that is due; what fails stays due."""
        if self._is_our_turn:
            await self._settle_due()
        while self._decided:
            reply = self._decided.popleft()
            await _tried(self.redraw(reply))
            await _tried(self._tell(reply))
        if self._is_our_turn:
            for reply in await self._telling.untold():
                await _tried(self._tell(reply))
        while self._to_count:
            await _tried(self._show_count(*self._to_count.pop()))

    async def _settle_due(self) -> None:
        takedowns = await self._store.replies.takedowns(AT_ONCE, _now())
        for takedown in takedowns:
            await _tried(self._take_down(takedown))
        if len(takedowns) == AT_ONCE:
            self.hurry()
        await self._card_all()
        async for published in self._all(partial(self._store.replies.to_post, now=_now())):
            await _tried(self._post(published))

    async def _card_all(self) -> None:
        cards = Counter[GuildId]()
        async for held in self._all(partial(self._store.replies.to_card, but=self._resting_now())):
            if self._is_resting(held.guild):
                continue
            cards[held.guild] += 1
            if cards[held.guild] <= MOST_CARDS:
                await _tried(self._show_held(held))
        if cards and max(cards.values()) > MOST_CARDS:
            # A flood on one server must not keep the others waiting: the rest comes next time.
            self.hurry()

    async def redraw(self, reply: Moderated) -> None:
        """Draw a reply's card for moderators anew where it stands in their channel."""
        if reply.desk is not None:
            language = await of_server(self._client, self._store, reply.guild)
            with suppress(NotFound), speaking(language):
                card = held_card(reply, await self.under(reply))
                await self._edit(reply.guild, reply.desk, card)

    async def under(self, reply: Moderated) -> Under:
        """What a reply stands under. Raises NotFound where its story is gone."""
        article = (await self._store.story(reply.guild, reply.reply.story)).article
        parent = None
        if reply.reply.answers is not None:
            with suppress(NotFound):
                parent = (await self._store.replies.one(reply.guild, reply.reply.answers)).reply
        return Under(article.headline, article.url, parent)

    async def _all(self, due: Due) -> AsyncIterator[Moderated]:
        after = ReplyId(0)
        while some := await due(AT_ONCE, after):
            for reply in some:
                yield reply
            after = some[-1].reply.id

    async def _show_held(self, held: Moderated) -> None:
        desk = (await self._store.servers.of(held.guild)).desk
        if desk is None:
            return
        await self._speak(held.guild)
        try:
            sending = Sending(held_card(held, await self.under(held)), f"held-{held.reply.id}")
            sent = await self._threads.to_desk(held, desk, sending)
            await self._remember(held, Showing.DESK, sent)
        except NotFound:
            return
        except FAILED as error:
            self._rest(held.guild)
            log.warning("reply %d isn't on the desk (%s)", held.reply.id, code_of(error))

    async def _post(self, reply: Moderated) -> None:
        since = reply.decision.at if reply.decision else reply.reply.written_at
        # Put off before it is sent: after a crash in between it is looked for and not sent twice.
        tries = await self._store.replies.try_later(reply.reply.id, _now(), self._again)
        await self._speak(reply.guild)
        try:
            headline = (await self.under(reply)).headline
            # Published again after a takedown, it is another message.
            nonce = f"{reply.reply.id}-{int(since.timestamp())}"
            sending = Sending(published_card(reply.reply), nonce, headline, tries=tries)
            sent = await self._threads.post(reply, sending)
            if sent is not None and await self._remember(reply, Showing.THREAD, sent):
                self._to_count.add((reply.guild, reply.reply.story))
        except NotFound:
            return
        except FAILED as error:
            log.warning("reply %d isn't posted (%s), try %d", reply.reply.id, code_of(error), tries)

    async def _remember(self, reply: Moderated, showing: Showing, sent: discord.Message) -> bool:
        place = Place(ChannelId(sent.channel.id), MessageId(sent.id))
        if await self._store.replies.shown(reply, showing, place, _now()):
            return True
        self.hurry()
        return False

    async def _take_down(self, takedown: Takedown) -> None:
        try:
            await self._threads.take_down(takedown)
        except (discord.NotFound, NotFound):
            pass
        except FAILED as error:
            later = self._store.replies.take_down_later(takedown.id, _now(), self._again)
            log.warning("takedown %d failed (%s), try %d", takedown.id, code_of(error), await later)
            return
        await self._store.replies.taken_down(takedown.id)
        if takedown.story is not None and takedown.showing is Showing.THREAD:
            self._to_count.add((takedown.guild, takedown.story))

    @property
    def _again(self) -> timedelta:
        return timedelta(seconds=self.again_s)

    def _rest(self, guild: GuildId) -> None:
        """Leave a server's desk alone for a while, whatever else there is to hurry for."""
        self._resting[guild] = monotonic() + self.again_s

    def _resting_now(self) -> tuple[GuildId, ...]:
        return tuple(guild for guild in self._resting if self._is_resting(guild))

    def _is_resting(self, guild: GuildId) -> bool:
        return self._resting.get(guild, 0.0) > monotonic()

    async def _tell(self, reply: Moderated) -> None:
        await self._speak(reply.guild)
        with suppress(NotFound):
            await self._telling.outcome(reply, (await self.under(reply)).headline)

    async def _show_count(self, guild: GuildId, story_id: StoryId) -> None:
        posts = await self._store.deliveries.posts(guild, story_id)
        try:
            story = await self._store.story(guild, story_id)
        except NotFound:
            return
        counts = await self._store.replies.counts(guild, [story_id])
        await self._speak(guild)
        card = posted_card(story, Told(replies=counts.get(story_id, 0)))
        for post in posts:
            if post.is_lead:
                place = Place(post.channel, post.message)
                await self._edit(guild, place, card, is_posted=True)

    async def _speak(self, guild: GuildId) -> None:
        speak(await of_server(self._client, self._store, guild))

    async def _edit(
        self, guild: GuildId, place: Place, card: Card, *, is_posted: bool = False
    ) -> None:
        """Draw a card anew; of one `is_posted`, whose embed tells more, the controls alone."""
        channel = self._client.get_partial_messageable(place.channel, guild_id=guild)
        message = channel.get_partial_message(place.message)
        view = view_of(card, is_posted=is_posted)
        embed = discord.utils.MISSING if is_posted else card.embed
        try:
            await message.edit(embed=embed, view=view, allowed_mentions=NOBODY)
        except FAILED as error:
            log.warning("message %d wasn't redrawn (%s)", place.message, code_of(error))


async def _tried(step: Awaitable[None]) -> None:
    """Take a step; one that fails as nobody foresaw doesn't keep the others from theirs."""
    try:
        await step
    except (StoreError, asyncio.CancelledError):
        raise
    except Exception:
        log.exception("a reply couldn't be shown")


def _now() -> datetime:
    return datetime.now(UTC)
