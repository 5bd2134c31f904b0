"""The setup of a server, step by step; nothing of it is remembered between two presses.

Each step is what `/settings`, `/feed add`, `/subscription add` and `/subscription test` do.
"""

from dataclasses import replace
from datetime import UTC, datetime

from bot.app import Asker, Dateline
from bot.cards.card import Card
from bot.cards.channels.setup_cards import Here, Told, setup_card
from bot.cards.looks.setup_looks import (
    SetupDeskLook,
    SetupFeedLook,
    SetupLook,
    SetupPlaceLook,
    SetupTryLook,
    SetupUnfollowLook,
    SetupUnsubscribeLook,
    SetupUntryLook,
    SetupZoneLook,
)
from bot.cards.plain import titled
from bot.channels.following import followed
from bot.channels.places import place_of, usable
from bot.channels.setting import desk_set, desk_state, zone_set
from bot.channels.showing import all_shown, shown
from bot.channels.subscribing import everything_to, moved, subscribed
from bot.channels.trial import taken_back, tried_out
from bot.channels.wishes import must_be_sound
from bot.errors import NotFound
from bot.feed import Follow
from bot.languages import N_, _
from bot.permits import Place
from bot.story import GuildId
from bot.subscription import Subscription

MOST_TITLE = 100


class Setup:
    """The cards behind `/dateline setup`; each checks the member's permission again."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        bot.draws(SetupLook.card, self.draw)
        for look, act in (
            (SetupZoneLook, self.set_zone),
            (SetupFeedLook, self.follow),
            (SetupUnfollowLook, self.unfollow),
            (SetupPlaceLook, self.set_place),
            (SetupUnsubscribeLook, self.unsubscribe),
            (SetupDeskLook, self.set_desk),
            (SetupTryLook, self.post_test),
            (SetupUntryLook, self.delete_test),
        ):
            bot.acts(look.card, act)

    async def draw(self, asker: Asker, state: str) -> Card:
        """The step of `state`."""
        asker.must_manage()
        return await self.card(asker.guild, SetupLook.of(state))

    async def card(self, guild: GuildId, look: SetupLook, told: Told | None = None) -> Card:
        """The step that `look` is at, in the server as it is now."""
        here = await self.here(guild)
        return setup_card(here, _still(look, here), datetime.now(UTC), told)

    async def here(self, guild: GuildId) -> Here:
        """What the server has by now."""
        settings = await self.store.servers.of(guild)
        return Here(
            settings,
            desk_state(self.bot, guild, settings),
            await self.store.feeds.of(guild),
            await all_shown(self.bot, self.store, guild),
        )

    async def set_zone(self, asker: Asker, state: str) -> Card:
        """Set the time zone of `state`."""
        asker.must_manage()
        look = SetupZoneLook.of(state)
        zone, before = await zone_set(self.store, asker.guild, look.zone)
        words = _("The time zone is **{zone}** now.", zone=zone.key)
        told = Told(words, undo=replace(look, zone=before.key))
        return await self.card(asker.guild, look, told)

    async def follow(self, asker: Asker, state: str) -> Card:
        """Follow the feed of `state`."""
        asker.must_manage()
        look = SetupFeedLook.of(state)
        if look.picked is None:
            return await self.card(asker.guild, look)
        wanted = Follow(asker.guild, look.picked, "", asker.member, datetime.now(UTC))
        is_new = await followed(self.bot.desk, wanted)
        one = await self.store.feeds.one(asker.guild, look.picked)
        title = titled(one.follow.title, MOST_TITLE)
        if not is_new:
            words = _("This server follows **{title}** already.", title=title)
            return await self.card(asker.guild, look, Told(words))
        words = _(
            "**{title}** is followed now. Its newest stories are being put on the shelf, telling"
            " nobody; what comes from now on is told.",
            title=title,
        )
        made = replace(look, feed=look.picked)
        told = Told(words, undo=SetupUnfollowLook.beside(made))
        return await self.card(asker.guild, made, told)

    async def unfollow(self, asker: Asker, state: str) -> Card:
        """Follow the feed no longer that was followed here."""
        asker.must_manage()
        look = SetupUnfollowLook.of(state)
        if look.feed is None:
            return await self.card(asker.guild, look)
        was = await self.store.feeds.unfollow(asker.guild, look.feed, now=datetime.now(UTC))
        words = _("**{title}** isn't followed any more.", title=titled(was.title, MOST_TITLE))
        return await self.card(asker.guild, replace(look, feed=None), Told(words))

    async def set_place(self, asker: Asker, state: str) -> Card:
        """Bring every story to the channel of `state`: what was subscribed here moves there."""
        asker.must_manage()
        look = SetupPlaceLook.of(state)
        if look.place is None:
            return await self.card(asker.guild, look)
        place = usable(place_of(self.bot, asker.guild, look.place), look.place)
        one = await self._subscribed(asker, look, place)
        snags = (await shown(self.bot, self.store, one)).snags
        words = _("<#{channel}> gets every story that comes in from now on.", channel=one.channel)
        made = replace(SetupLook.beside(look), subscription=one.id)
        told = Told(
            "\n".join((words, *(f"⚠ {snag}" for snag in snags))),
            is_done=not snags,
            undo=SetupUnsubscribeLook.beside(made),
        )
        return await self.card(asker.guild, made, told)

    async def unsubscribe(self, asker: Asker, state: str) -> Card:
        """Remove the subscription that was made here."""
        asker.must_manage()
        look = SetupUnsubscribeLook.of(state)
        if look.subscription is None:
            return await self.card(asker.guild, look)
        now, number = datetime.now(UTC), look.subscription
        one = await self.store.subscriptions.get(asker.guild, number)
        await self.store.subscriptions.remove(asker.guild, number, now=now)
        words = _("<#{channel}> gets these stories no more.", channel=one.channel)
        return await self.card(asker.guild, replace(look, subscription=None), Told(words))

    async def set_desk(self, asker: Asker, state: str) -> Card:
        """Set the moderators' channel of `state`, where the bot can post."""
        asker.must_manage()
        look = SetupDeskLook.of(state)
        before = await desk_set(self.bot, self.store, asker.guild, look.desk)
        undo = replace(look, desk=before)
        if look.desk is None:
            words = _("There is no moderators' channel now: nobody is told of trouble.")
            return await self.card(asker.guild, look, Told(words, undo=undo))
        words = _("Held replies and trouble come to <#{channel}>.", channel=look.desk)
        settings = await self.store.servers.of(asker.guild)
        is_open = desk_state(self.bot, asker.guild, settings).is_open
        if is_open:
            words += "\n" + _("⚠ Everybody can read that channel, and so would read held replies.")
        told = Told(words, is_done=not is_open, undo=undo)
        return await self.card(asker.guild, look, told)

    async def post_test(self, asker: Asker, state: str) -> Card:
        """Post a sample card where stories go to."""
        asker.must_manage()
        look = SetupTryLook.of(state)
        one = await self._one(asker.guild, look)
        trial = await tried_out(self.bot, self.store, one)
        words = "\n".join(trial.lines)
        if trial.posted is None:
            return await self.card(asker.guild, look, Told(words, is_done=False))
        where, test = trial.posted
        made = replace(look, where=where, test=test)
        return await self.card(asker.guild, made, Told(words))

    async def delete_test(self, asker: Asker, state: str) -> Card:
        """Delete the sample card."""
        asker.must_manage()
        look = SetupUntryLook.of(state)
        if look.where is not None and look.test is not None:
            await taken_back(self.bot, look.where, look.test)
        told = Told(_("The test is deleted."))
        return await self.card(asker.guild, replace(look, where=None, test=None), told)

    async def _subscribed(self, asker: Asker, look: SetupLook, place: Place) -> Subscription:
        every = await self.store.subscriptions.of(asker.guild)
        one = next((each for each in every if each.id == look.subscription), None)
        if one is None:
            return await subscribed(self.store, everything_to(place, asker), place)
        changed = moved(one, place)
        must_be_sound(changed)
        await self.store.subscriptions.edit(changed, now=datetime.now(UTC))
        return await self.store.subscriptions.get(asker.guild, one.id)

    async def _one(self, guild: GuildId, look: SetupLook) -> Subscription:
        """The subscription to be tried: that of this setup, else the server's first that is on."""
        every = await self.store.subscriptions.of(guild)
        for one in sorted(every, key=lambda each: _turn(each, look)):
            return one
        raise NotFound(
            "nothing to try",
            reader=N_("No channel gets stories yet: go one step back and choose one."),
        )


def _turn(one: Subscription, look: SetupLook) -> tuple[bool, bool]:
    return one.id != look.subscription, one.pause is not None


def _still(look: SetupLook, here: Here) -> SetupLook:
    """The look without what was made in this setup and has been taken away since, elsewhere."""
    feeds = {one.follow.feed for one in here.feeds}
    subscriptions = {each.subscription.id for each in here.subscriptions}
    return replace(
        look,
        feed=look.feed if look.feed in feeds else None,
        subscription=look.subscription if look.subscription in subscriptions else None,
    )
