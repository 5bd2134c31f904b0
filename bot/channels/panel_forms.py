"""The forms of a subscription's panel: which stories it wants, which words, which quiet hours."""

from functools import partial

import discord
from discord import ui

from bot.app import Dateline, asker_of
from bot.cards.looks.subscription_looks import WishesLook, WordingLook
from bot.channels.panel import Panel
from bot.channels.wishes import Wish, fulfilled, names_of, words_written
from bot.languages import _
from bot.panel_forms import Line, LineForm
from bot.subscription import SubscriptionId

EMPTY = "-"


class PanelForms:
    """Opens the forms, and changes the subscription as they say."""

    def __init__(self, bot: Dateline, panel: Panel) -> None:
        self._bot = bot
        self._panel = panel
        bot.asks(WishesLook.card, self.ask_wishes)
        bot.asks(WordingLook.card, self.ask_wording)

    async def ask_wishes(self, interaction: discord.Interaction, state: str) -> ui.Modal:
        """The form of outlet, topic, speaker and feed, as they are."""
        number = WishesLook.of(state).subscription
        one = await self._panel.one(asker_of(interaction), number)
        named = await names_of(self._bot.desk.store, one)
        lines = (
            Line(_("Outlet"), _("Only from this outlet. Empty: any."), _cut(named.outlet)),
            Line(_("Topic"), _("Only about this: a category or a name."), _cut(one.filter.topic)),
            Line(_("Speaker"), _("Only what quotes this speaker."), _cut(named.speaker)),
            Line(_("Feed"), _("Only what this feed brings."), _cut(named.feed)),
        )
        return LineForm(self._bot, _("Which stories"), lines, partial(self.take_wishes, number))

    async def ask_wording(self, interaction: discord.Interaction, state: str) -> ui.Modal:
        """The form of words and quiet hours, as they are."""
        number = WordingLook.of(state).subscription
        one = await self._panel.one(asker_of(interaction), number)
        start, end = (
            (f"{one.quiet.start:%H:%M}", f"{one.quiet.end:%H:%M}") if one.quiet else ("", "")
        )
        words = _("With commas between, or a /regular expression/.")
        lines = (
            Line(_("One of these words"), words, words_written(one.filter.include), most=400),
            Line(_("None of these words"), words, words_written(one.filter.exclude), most=400),
            Line(
                _("Quiet from"),
                _("Stories are held from this hour on, such as 22:00."),
                start,
                most=10,
            ),
            Line(_("Quiet to"), _("Until this hour, such as 07:00."), end, most=10),
        )
        return LineForm(
            self._bot, _("Words and quiet hours"), lines, partial(self.take_wording, number)
        )

    async def take_wishes(
        self, number: SubscriptionId, interaction: discord.Interaction, typed: tuple[str, ...]
    ) -> None:
        """Change which stories it wants."""
        outlet, topic, speaker, feed = (each or EMPTY for each in typed)
        await self._change(interaction, number, Wish(feed, outlet, topic, speaker))

    async def take_wording(
        self, number: SubscriptionId, interaction: discord.Interaction, typed: tuple[str, ...]
    ) -> None:
        """Change words and quiet hours."""
        include, exclude, start, end = typed
        is_loud = not start and not end
        wish = Wish(
            include=include or EMPTY,
            exclude=exclude or EMPTY,
            quiet_from=EMPTY if is_loud else start,
            quiet_to=EMPTY if is_loud else end,
        )
        await self._change(interaction, number, wish)

    async def _change(
        self, interaction: discord.Interaction, number: SubscriptionId, wish: Wish
    ) -> None:
        one = await self._panel.one(asker_of(interaction), number)
        changed = await fulfilled(self._bot.desk.store, one, wish)
        await self._bot.replace(interaction, await self._panel.change(changed))


def _cut(name: str | None) -> str:
    return (name or "")[:100]
