"""A newsroom where readers reply: what the tests of replies share."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.app import Dateline
from bot.moderation import Moderated, ReplySettings
from bot.playground.answer import Answer, words_of
from bot.playground.loopback import Loopback
from bot.playground.seat import Seat
from bot.playground.world import Message
from bot.reply import ReplyState
from bot.store.replies.acts import Deed
from bot.store.store import Store
from bot.story import Article, GuildId, MemberId, StoryId
from bot.subscription import UNSAVED, ChannelId, ChannelKind, Subscription
from tests.made import BRIDGE, BRIDGE_READING, reading

ADDRESS = "rita.reader@example.org"
COMMENT = "The bridge was closed on Sunday too, whatever the county says."
KINDS = {"stories": ChannelKind.FORUM, "announcements": ChannelKind.ANNOUNCEMENT}


@dataclass(slots=True)
class Talk:
    """A loopback with the bot in it; `dateline` is another one after a restart."""

    loopback: Loopback
    dateline: Dateline
    guild: GuildId

    @property
    def store(self) -> Store:
        return self.dateline.desk.store

    def seat(self, member: str, channel: str = "news") -> Seat:
        return self.loopback.seat(member, channel=channel)

    async def sets(self, **settings: Any) -> None:
        """Let the server's replies be taken so."""
        deed = Deed(self.guild, MemberId(1), datetime.now(UTC))
        await self.store.replies.set(ReplySettings(**settings), deed)

    async def has_desk(self) -> Seat:
        """Let replies that wait come to #mod-desk; Max's seat there."""
        channel = self.loopback.world.find_channel("mod-desk")
        await self.store.servers.set_desk(self.guild, ChannelId(channel.id))
        return self.seat("Max", "mod-desk")

    async def keep(self, article: Article = BRIDGE) -> StoryId:
        """A story on the server's shelf that stands in no channel."""
        read = BRIDGE_READING if article == BRIDGE else reading(article)
        kept = await self.store.keep(article, read, guild=self.guild, now=datetime.now(UTC))
        return kept.story

    async def posted(self, channel: str = "news") -> tuple[StoryId, Message]:
        """A story whose card was delivered to a channel, and the card."""
        place = self.loopback.world.find_channel(channel)
        await self.store.subscriptions.add(
            Subscription(
                UNSAVED,
                self.guild,
                ChannelId(place.id),
                KINDS.get(channel, ChannelKind.TEXT),
                MemberId(1),
                since=datetime.now(UTC) - timedelta(hours=1),
            )
        )
        story = await self.keep()
        return story, await self.message(BRIDGE.headline)

    async def message(self, words: str) -> Message:
        """The newest open message of the bot that has these words, once there is one."""

        def look() -> Message | None:
            own = (m for m in self.loopback.world.messages.values() if not m.is_private)
            found = [m for m in own if m.author == self.loopback.world.bot.id]
            return next((m for m in reversed(found) if words in words_of(m)), None)

        return await self.loopback.scene.until(look)

    async def form(self, story: StoryId, member: str = "Rita") -> Answer:
        """The form, opened by command."""
        return await self.seat(member).slash("reply", story=str(story))

    async def reply(
        self, story: StoryId, comment: str = COMMENT, *, member: str = "Rita", **more: str
    ) -> Answer:
        """What comes of a reply that is sent by command."""
        return await (await self.form(story, member)).submit({"comment": comment, **more})

    async def held(self) -> Moderated:
        """The one reply that waits."""
        (only,) = (await self.store.replies.held(self.guild)).rows
        return only

    async def state(self, reply: Moderated) -> ReplyState:
        return (await self.store.replies.one(self.guild, reply.reply.id)).reply.state

    def sent_words(self) -> str:
        """All that ever stood on Discord and still does."""
        return "\n".join(words_of(message) for message in self.loopback.world.messages.values())


def labels(message):
    return [each["label"] for row in message.components for each in row["components"]]


async def waiting(talk):
    """A card on the moderators' desk, with the seat there and the reply."""
    desk = await talk.has_desk()
    story, _ = await talk.posted()
    await talk.reply(story, email=ADDRESS)
    return desk, await desk.sees(COMMENT), await talk.held()


def news_card(talk):
    news = talk.loopback.world.find_channel("news")
    world = talk.loopback.world
    return next(m for m in world.messages_in(news.id) if m.author == world.bot.id)


def in_thread(talk):
    world = talk.loopback.world
    threads = {c.id for c in world.channels.values() if c.kind.is_thread}
    return next((m for m in world.messages.values() if m.channel in threads), None)


def now(talk, message):
    return talk.loopback.world.messages[message.id]
