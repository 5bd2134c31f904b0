"""Trying a subscription out, and telling why a story was or wasn't delivered for it."""

from datetime import UTC, datetime

from bot.app import Asker, Dateline
from bot.cards.card import Button, Card, Link, Verb
from bot.cards.channels.why_card import address_of, why_card
from bot.cards.looks.subscription_looks import SubscriptionLook, TryLook, UntryLook, WhyLook
from bot.cards.note_cards import done_card, quiet_card
from bot.channels.panel import Panel
from bot.channels.trial import taken_back, tried_out
from bot.languages import _


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
        back = Button(_("The subscription"), SubscriptionLook(one.id).look())
        trial = await tried_out(self._bot, self._store, one)
        if trial.posted is None:
            again = Button(_("Test again"), TryLook(one.id).look(), Verb.DO)
            return quiet_card(_("Nothing was posted"), "\n".join(trial.lines), (again, back))
        channel, message = trial.posted
        untry = Button(_("Delete the test"), UntryLook(one.id, channel, message).look(), Verb.DO)
        link = Link(_("Open it"), address_of(asker.guild, channel, message))
        return done_card("\n".join(trial.lines), (link, untry, back))

    async def untest(self, asker: Asker, state: str) -> Card:
        """Delete a test's message."""
        look = UntryLook.of(state)
        one = await self._panel.one(asker, look.subscription)
        await taken_back(self._bot, look.channel, look.message)
        return await self._panel.card(one, _("The test is deleted."))
