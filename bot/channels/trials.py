"""Trying a subscription out, and telling why a story was or wasn't delivered for it."""

from datetime import UTC, datetime

from discord.utils import format_dt

from bot.app import Asker, Dateline
from bot.cards.card import Button, Card, Link, Verb
from bot.cards.channels.pause_words import WHAT_TO_DO
from bot.cards.channels.why_card import address_of, why_card
from bot.cards.looks.subscription_looks import SubscriptionLook, TryLook, UntryLook, WhyLook
from bot.cards.note_cards import done_card, quiet_card
from bot.cards.stories.sample_card import sample_card
from bot.channels.panel import Panel
from bot.channels.places import place_of
from bot.channels.snags import snags_of, under_cards
from bot.channels.trial import taken_back, tried
from bot.matching import held_until
from bot.subscription import Mode, Subscription


class Trials:
    """Tests and explanations of a server's subscriptions."""

    def __init__(self, bot: Dateline, panel: Panel) -> None:
        self._bot = bot
        self._panel = panel
        self._store = bot.desk.store
        bot.draws(WhyLook.card, self.why)
        bot.acts(TryLook.card, self.test)
        bot.acts(UntryLook.card, self.untest)

    async def why(self, asker: Asker, state: str) -> Card:
        """Stage by stage, why the story of `state` was or wasn't delivered."""
        look = WhyLook.of(state)
        await self._panel.one(asker, look.subscription)
        now = datetime.now(UTC)
        why = await self._store.subscriptions.why(
            asker.guild, look.subscription, look.story, now=now
        )
        return why_card(why, await self._store.story(asker.guild, look.story))

    async def test(self, asker: Asker, state: str) -> Card:
        """Post a sample card, where nothing stops that, and say what would fail."""
        one = await self._panel.one(asker, TryLook.of(state).subscription)
        place = place_of(self._bot, one.guild, one.channel)
        snags = snags_of(one, place)
        back = Button("The subscription", SubscriptionLook(one.id).look())
        lines = [f"⚠ {snag.words}" for snag in snags]
        lines += await self._notes(one)
        if place is not None and (await self._store.replies.settings(one.guild)).is_open:
            lines += [f"💬 {snag.words}" for snag in under_cards(place)]
        if place is None or any(snag.stops for snag in snags):
            again = Button("Test again", TryLook(one.id).look(), Verb.DO)
            return quiet_card("Nothing was posted", "\n".join(lines), (again, back))
        found = await self._store.subscriptions.newest_wanted(one)
        story = None if found is None else await self._store.story(asker.guild, found)
        channel, message = await tried(one, place, sample_card(story))
        which = "the newest story that fits" if story else "a made-up story: none here fits yet"
        told = f"The test arrived in <#{channel}>, with {which}."
        untry = Button("Delete the test", UntryLook(one.id, channel, message).look(), Verb.DO)
        link = Link("Open it", address_of(asker.guild, channel, message))
        return done_card("\n".join((told, *lines)), (link, untry, back))

    async def untest(self, asker: Asker, state: str) -> Card:
        """Delete a test's message."""
        look = UntryLook.of(state)
        one = await self._panel.one(asker, look.subscription)
        await taken_back(self._bot, look.channel, look.message)
        return await self._panel.card(one, "The test is deleted.")

    async def _notes(self, one: Subscription) -> list[str]:
        """What keeps real stories back, or what else is to be known."""
        zone = (await self._store.servers.of(one.guild)).zone
        notes = []
        if one.pause is not None:
            notes.append(f"⏸ Real stories don't come: {WHAT_TO_DO[one.pause]}")
        if until := held_until(one.quiet, datetime.now(UTC), zone):
            notes.append(
                f"🌙 These are quiet hours: stories are held until {format_dt(until, 't')}."
            )
        if one.mode is Mode.DIGEST:
            notes.append("🗞 Stories don't come like this, but in the digest: `/digest preview`.")
        return notes
