"""What the controls of a subscription's panel do."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.app import Asker, Dateline
from bot.cards.card import Button, Card, Verb
from bot.cards.channels.subscription_cards import list_card, panel_card, removed_card
from bot.cards.looks.subscription_looks import (
    BringBackLook,
    MentionLook,
    ModeLook,
    MoveLook,
    PauseLook,
    PublishLook,
    ResumeLook,
    SubscriptionLook,
    SubscriptionsLook,
    TagLook,
    UndoLook,
    UnsubscribeLook,
)
from bot.channels.places import place_of, usable
from bot.channels.showing import all_shown, shown
from bot.channels.snags import snags_of
from bot.channels.subscribing import moved, subscribed
from bot.channels.wishes import NOT_EVERYBODY, must_be_sound
from bot.errors import BadSubscription
from bot.languages import N_, _
from bot.permits import Place
from bot.subscription import (
    Pause,
    RoleId,
    Subscription,
    SubscriptionId,
)

FROM_NOW = N_("Only stories that come in from now on are delivered.")


class Panel:
    """A server's subscriptions as its managers see and change them."""

    def __init__(self, bot: Dateline) -> None:
        self._bot = bot
        self._store = bot.desk.store
        self._subscriptions = bot.desk.store.subscriptions
        bot.draws(SubscriptionsLook.card, self.draw_all)
        bot.draws(SubscriptionLook.card, self.draw)
        for look, act in (
            (PauseLook, self.pause),
            (ResumeLook, self.resume),
            (UnsubscribeLook, self.remove),
            (BringBackLook, self.bring_back),
            (UndoLook, self.undo),
            (MoveLook, self.move),
            (MentionLook, self.mention),
            (TagLook, self.tag),
            (ModeLook, self.set_mode),
            (PublishLook, self.publish),
        ):
            bot.acts(look.card, act)

    async def draw_all(self, asker: Asker, state: str) -> Card:
        """The page of subscriptions that `state` asks for."""
        asker.must_manage()
        every = await all_shown(self._bot, self._store, asker.guild)
        return list_card(every, SubscriptionsLook.of(state))

    async def draw(self, asker: Asker, state: str) -> Card:
        """The panel of one."""
        return await self.card(await self.one(asker, SubscriptionLook.of(state).subscription))

    async def card(self, one: Subscription, told: str = "", undo: Button | None = None) -> Card:
        """The panel of a subscription; `told` is our sentence on what was just done."""
        return panel_card(await shown(self._bot, self._store, one), told=told, undo=undo)

    async def add(self, new: Subscription, place: Place) -> Card:
        """Keep a new one; where its forum needs a tag, it waits until one is chosen."""
        kept = await subscribed(self._store, new, place)
        undo = Button(_("Undo"), UnsubscribeLook(kept.id).look(), Verb.DO, is_grave=True)
        told = _("Subscribed: <#{channel}> gets what comes in from now on.", channel=kept.channel)
        return await self.card(kept, told, undo)

    async def one(self, asker: Asker, number: SubscriptionId) -> Subscription:
        """A subscription, for who may change it."""
        asker.must_manage()
        return await self._subscriptions.get(asker.guild, number)

    async def change(self, changed: Subscription, told: str = "") -> Card:
        """Keep a changed one and offer to undo that."""
        must_be_sound(changed)
        await self._subscriptions.edit(changed, now=datetime.now(UTC))
        kept = await self._subscriptions.get(changed.guild, changed.id)
        return await self.card(
            kept, told or _("Changed."), Button(_("Undo"), UndoLook(kept.id).look(), Verb.DO)
        )

    async def undo(self, asker: Asker, state: str) -> Card:
        """Undo the last change."""
        one = await self.one(asker, UndoLook.of(state).subscription)
        kept = await self._subscriptions.undo(asker.guild, one.id, now=datetime.now(UTC))
        return await self.card(
            kept, _("As it was before."), Button(_("Undo"), UndoLook(one.id).look(), Verb.DO)
        )

    async def pause(self, asker: Asker, state: str) -> Card:
        """Deliver nothing more for now."""
        one = await self.one(asker, PauseLook.of(state).subscription)
        await self._subscriptions.pause(asker.guild, one.id, Pause.BY_MEMBER, now=datetime.now(UTC))
        told = _("Paused. What comes in meanwhile isn't delivered later.")
        undo = Button(_("Undo"), ResumeLook(one.id).look(), Verb.DO)
        return await self.card(await self.one(asker, one.id), told, undo)

    async def resume(self, asker: Asker, state: str) -> Card:
        """Go on, from now, where nothing stands in the way."""
        one = await self.one(asker, ResumeLook.of(state).subscription)
        snags = snags_of(one, place_of(self._bot, one.guild, one.channel))
        if stopping := [snag.words for snag in snags if snag.stops]:
            raise BadSubscription(
                "it would stop again",
                reader=N_("It would stop again at once:\n- {snags}"),
                given={"snags": "\n- ".join(stopping)},
            )
        await self._subscriptions.resume(asker.guild, one.id, now=datetime.now(UTC))
        undo = Button(_("Undo"), PauseLook(one.id).look(), Verb.DO)
        return await self.card(
            await self.one(asker, one.id), _("Resumed. {from_now}", from_now=_(FROM_NOW)), undo
        )

    async def remove(self, asker: Asker, state: str) -> Card:
        """Take it away, with a way back."""
        one = await self.one(asker, UnsubscribeLook.of(state).subscription)
        await self._subscriptions.remove(asker.guild, one.id, now=datetime.now(UTC))
        return removed_card(one)

    async def bring_back(self, asker: Asker, state: str) -> Card:
        """Bring a removed one back."""
        asker.must_manage()
        number = BringBackLook.of(state).subscription
        await self._subscriptions.restore(asker.guild, number, now=datetime.now(UTC))
        return await self.card(
            await self.one(asker, number), _("Back. {from_now}", from_now=_(FROM_NOW))
        )

    async def move(self, asker: Asker, state: str) -> Card:
        """Deliver to another channel."""
        look = MoveLook.of(state)
        one = await self.one(asker, look.subscription)
        if look.channel is None:
            return await self.card(one)
        place = usable(place_of(self._bot, one.guild, look.channel), look.channel)
        return await self.change(moved(one, place), _("Stories go to <#{id}> now.", id=place.id))

    async def mention(self, asker: Asker, state: str) -> Card:
        """Mention a role with each post, or none."""
        look = MentionLook.of(state)
        one = await self.one(asker, look.subscription)
        if look.role == RoleId(asker.guild):
            raise BadSubscription("everybody", reader=NOT_EVERYBODY)
        return await self.change(replace(one, role=look.role))

    async def tag(self, asker: Asker, state: str) -> Card:
        """Give every post in a forum a tag."""
        look = TagLook.of(state)
        one = await self.one(asker, look.subscription)
        return await self.change(replace(one, tag=look.tag))

    async def set_mode(self, asker: Asker, state: str) -> Card:
        """Post each story, or collect them."""
        look = ModeLook.of(state)
        one = await self.one(asker, look.subscription)
        return await self.change(replace(one, mode=look.mode))

    async def publish(self, asker: Asker, state: str) -> Card:
        """Pass posts on to the servers that follow the channel, or don't."""
        look = PublishLook.of(state)
        one = await self.one(asker, look.subscription)
        return await self.change(replace(one, publishes=look.publishes))
