"""Feeds as the other rooms see them: who follows which, what is due, what the looks came to."""

from datetime import datetime

from bot.feed import DueEntry, DueFeed, FeedState, Follow, FollowedFeed, Looked
from bot.store.engine.database import Database
from bot.store.feeds import feed_keeping, following, looking, waiting
from bot.store.feeds.waiting import Room
from bot.story import Article, GuildId, Kept, Reading, StoryId
from bot.subscription import FeedId


class Feeds:
    """One feed for all servers that follow it; each call is one transaction.

    A feed that nobody follows isn't looked at, and is erased after `erasing.GRACE`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self, address: str, *, title: str, site: str | None = None, now: datetime
    ) -> FeedId:
        """Know the feed at an address, so that it can be followed; its first look is due now."""
        state = FeedState(address, next_look=now)
        return await self._database.write(following.note, state, title, site)

    async def follow(self, wanted: Follow) -> bool:
        """Let a server follow a feed that is known; False where it does already.

        Without a title it has the feed's own.
        Its newest stories are put on the server's shelf at once and announced to nobody. Raises
        NotFound, and NotAllowed past `following.MOST_FOLLOWED`.
        """
        return await self._database.write(following.follow, wanted)

    async def unfollow(self, guild: GuildId, feed: FeedId, *, now: datetime) -> Follow:
        """Let a server follow a feed no longer; what it was. Raises NotFound."""
        return await self._database.write(following.unfollow, guild, feed, now)

    async def take_back(self, guild: GuildId, *, followed_at: datetime, now: datetime) -> int:
        """Let a server follow none of the feeds any more that a list brought it at that moment.

        How many those were.
        """
        return await self._database.write(following.take_back, guild, followed_at, now)

    async def follow_again(self, guild: GuildId, feed: FeedId, *, now: datetime) -> FollowedFeed:
        """Undo `unfollow` within `erasing.GRACE`. Raises NotFound after that."""
        return await self._database.write(following.follow_again, guild, feed, now)

    async def edit(
        self,
        guild: GuildId,
        feed: FeedId,
        *,
        title: str | None = None,
        folders: tuple[str, ...] | None = None,
    ) -> FollowedFeed:
        """Change what the server calls a feed, or where it files it. Raises NotFound."""
        given: dict[str, object] = {"title": title, "folders": folders}
        changed = {name: value for name, value in given.items() if value is not None}
        return await self._database.write(following.edit, guild, feed, changed)

    async def pause(self, guild: GuildId, feed: FeedId) -> FollowedFeed:
        """Keep nothing of a feed for this server until it is resumed. Raises NotFound."""
        paused: dict[str, object] = {"is_paused": True}
        return await self._database.write(following.edit, guild, feed, paused)

    async def resume(self, guild: GuildId, feed: FeedId, *, now: datetime) -> FollowedFeed:
        """Let a paused feed go on, and one that was gone be looked for again. Raises NotFound."""
        return await self._database.write(following.resume, guild, feed, now)

    async def hurry(self, feed: FeedId, *, now: datetime) -> None:
        """Let a feed be looked at now, whatever its rhythm."""
        await self._database.write(following.hurry, feed, now)

    async def one(self, guild: GuildId, feed: FeedId) -> FollowedFeed:
        """A feed that the server follows. Raises NotFound."""
        return await self._database.read(following.followed, guild, feed)

    async def of(self, guild: GuildId) -> tuple[FollowedFeed, ...]:
        """All feeds that the server follows, by folders and title."""
        return await self._database.read(following.all_followed, guild)

    async def forget(self, guild: GuildId) -> None:
        """Let a server follow nothing any more, for good."""
        await self._database.write(following.forget, guild)

    async def expire(self, now: datetime) -> None:
        """Erase what can't be brought back any more."""
        await self._database.write(following.expire, now)

    async def claim_feeds(self, room: Room) -> tuple[DueFeed, ...]:
        """Feeds to be looked at now, so many as there is room for."""
        return await self._database.write(waiting.claim_feeds, room)

    async def claim_entries(self, room: Room) -> tuple[DueEntry, ...]:
        """Entries whose stories are to be fetched now, so many as there is room for."""
        return await self._database.write(waiting.claim_entries, room)

    async def next_due(self, *, looks: bool = True, entries: bool = True) -> datetime | None:
        """When there is a feed to look at or an entry to fetch; None where there never is."""
        return await self._database.read(waiting.next_due, looks=looks, entries=entries)

    async def save(self, looked: Looked, *, now: datetime) -> None:
        """Keep what a look came to: the feed's state and its new and changed entries, in one."""
        await self._database.write(looking.save, looked, now)

    async def postpone(self, due: DueEntry, *, until: datetime) -> None:
        """Have a claimed entry come again later."""
        await self._database.write(waiting.postpone, due, until)

    async def settle(self, due: DueEntry, *, is_fruitless: bool = False) -> None:
        """End with a claimed entry without a story, or where a changed one says nothing new."""
        await self._database.write(waiting.settle, due, is_fruitless=is_fruitless)

    async def newest_article(self, story: StoryId) -> Article | None:
        """Headline and body of a story as it is kept now."""
        return await self._database.read(waiting.newest_article, story)

    async def keep(
        self, article: Article, reading: Reading, due: DueEntry, *, now: datetime
    ) -> Kept | None:
        """Keep the story of a claimed entry for every server that follows its feed.

        Its first servers get it in one transaction with the story itself, and the entry is done in
        one with the last; a crash in between repeats nothing. An entry with a `story` revises that.
        None where there was nobody to keep it for, or the claim was over.
        """
        brought = await self._database.write(feed_keeping.keep, article, reading, due, now)
        if brought is None:
            return None
        upto = brought.upto
        while upto is not None:
            story = brought.kept.story
            upto = await self._database.write(feed_keeping.go_on, story, due, upto, now)
        return brought.kept
