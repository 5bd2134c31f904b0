"""What the cards of feeds show and do; each act checks the member's permission again."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.app import Asker, Dateline
from bot.cards.card import Card
from bot.cards.channels.feed_cards import (
    feed_card,
    feeds_card,
    followed_card,
    removed_card,
    tried_card,
    which_feed_card,
)
from bot.cards.channels.import_cards import taken_back_card
from bot.cards.looks.feed_looks import (
    FeedLook,
    FeedsLook,
    FollowAgainLook,
    FollowLook,
    PauseFeedLook,
    ResumeFeedLook,
    TakeBackLook,
    TryFeedLook,
    UnfollowLook,
)
from bot.channels.following import followed, noted_at
from bot.errors import NotFound
from bot.feed import NONE_KNOWN, Follow
from bot.languages import N_
from bot.wire import rhythm
from bot.wire.look import look_at


class FeedPanel:
    """The cards behind `/feed`."""

    def __init__(self, bot: Dateline) -> None:
        self.desk = bot.desk
        self.feeds = bot.desk.store.feeds
        bot.draws(FeedsLook.card, self.draw_list)
        bot.draws(FeedLook.card, self.draw_one)
        bot.draws(TryFeedLook.card, self.draw_trial, is_slow=True)
        bot.acts(FollowLook.card, self.follow_now)
        bot.acts(UnfollowLook.card, self.unfollow_now)
        bot.acts(FollowAgainLook.card, self.follow_again)
        bot.acts(TakeBackLook.card, self.take_back)
        bot.acts(PauseFeedLook.card, self.pause_now)
        bot.acts(ResumeFeedLook.card, self.resume_now)

    async def add(
        self, asker: Asker, url: str, *, title: str = "", folders: tuple[str, ...] = ()
    ) -> Card:
        """Follow the feed at an address; where the site there has several, ask which."""
        now = datetime.now(UTC)
        found = await noted_at(self.desk, url, now)
        if len(found) > 1:
            return which_feed_card([(one.id, one.title, one.feed) for one in found])
        feed, document = found[0].id, found[0].feed
        wanted = Follow(asker.guild, feed, title, asker.member, now, folders)
        is_new = await followed(self.desk, wanted)
        one = await self.feeds.one(asker.guild, feed)
        learned = replace(one.state, wait=rhythm.learned(document, max_age=None, now=now))
        return followed_card(replace(one, state=learned), document, now, is_new=is_new)

    async def draw_list(self, asker: Asker, state: str) -> Card:
        """A page of all feeds."""
        asker.must_manage()
        return feeds_card(await self.feeds.of(asker.guild), FeedsLook.of(state))

    async def draw_one(self, asker: Asker, state: str) -> Card:
        """One feed."""
        asker.must_manage()
        return feed_card(await self.feeds.one(asker.guild, FeedLook.of(state).feed))

    async def draw_trial(self, asker: Asker, state: str) -> Card:
        """What a look at the feed sees now; its state stays as it is."""
        asker.must_manage()
        one = await self.feeds.one(asker.guild, FeedLook.of(state).feed)
        intake, now = self.desk.intake, datetime.now(UTC)
        afresh = replace(one.state, known=NONE_KNOWN, known_at=None, body=None)
        seen = await look_at(
            afresh, fetcher=intake.fetcher, pages=intake.pages, now=now, chance=0.5
        )
        return tried_card(one, seen.look.state, seen.feed, now)

    async def follow_now(self, asker: Asker, state: str) -> Card:
        """Follow the feed that was chosen."""
        asker.must_manage()
        feed, now = FollowLook.of(state).feed, datetime.now(UTC)
        wanted = Follow(asker.guild, feed, "", asker.member, now)
        is_new = await followed(self.desk, wanted)
        return followed_card(await self.feeds.one(asker.guild, feed), None, now, is_new=is_new)

    async def unfollow_now(self, asker: Asker, state: str) -> Card:
        """Follow a feed no longer, and offer to bring it back."""
        asker.must_manage()
        feed = FeedLook.of(state).feed
        was = await self.feeds.unfollow(asker.guild, feed, now=datetime.now(UTC))
        return removed_card(was.title, feed)

    async def follow_again(self, asker: Asker, state: str) -> Card:
        """Bring a removed feed back as it was."""
        asker.must_manage()
        feed = FeedLook.of(state).feed
        return feed_card(await self.feeds.follow_again(asker.guild, feed, now=datetime.now(UTC)))

    async def take_back(self, asker: Asker, state: str) -> Card:
        """Follow none of the feeds any more that one import brought."""
        asker.must_manage()
        at, now = TakeBackLook.of(state).moment, datetime.now(UTC)
        count = await self.feeds.take_back(asker.guild, followed_at=at, now=now)
        if not count:
            raise NotFound(
                "an import of nothing",
                reader=N_(
                    "None of those feeds is followed any more. `/feed list` shows the others."
                ),
            )
        return taken_back_card(count)

    async def pause_now(self, asker: Asker, state: str) -> Card:
        """Pause a feed."""
        asker.must_manage()
        return feed_card(await self.feeds.pause(asker.guild, FeedLook.of(state).feed))

    async def resume_now(self, asker: Asker, state: str) -> Card:
        """Resume a feed."""
        asker.must_manage()
        feed = FeedLook.of(state).feed
        resumed = await self.feeds.resume(asker.guild, feed, now=datetime.now(UTC))
        self.desk.poller.wake()
        return feed_card(resumed)
