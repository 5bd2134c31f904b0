"""The panel of replies' settings, the list of words, and erasing by address."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import discord
from discord import ui
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.cards.card import Card
from bot.cards.looks.reply_looks import (
    EraseByAddressLook,
    ReplyLimitsLook,
    ReplySettingsLook,
    ReplyWordsLook,
    SetReplyLook,
    Setting,
)
from bot.cards.note_cards import done_card
from bot.cards.replies.reply_settings_card import YES, settings_card, words_told
from bot.cards.states import member
from bot.errors import NotFound
from bot.languages import N_, _, ngettext
from bot.moderation import EmailWish, ReplySettings
from bot.replies.contact import Address
from bot.reply import HoldMode
from bot.reply_forms import (
    EMAIL,
    LINKS,
    LONGEST,
    MOST_LENGTH,
    MOST_LINKS,
    WORDS,
    limits_form,
    words_form,
)
from bot.standing_forms import Typed, number_typed, takes
from bot.store.replies.acts import Deed

CHANGES: dict[Setting, Callable[[ReplySettings, str], ReplySettings]] = {
    Setting.OPEN: lambda now, value: replace(now, is_open=value == YES),
    Setting.HOLD: lambda now, value: replace(now, hold=member(HoldMode, value)),
    Setting.EMAIL: lambda now, value: replace(now, email=member(EmailWish, value)),
    Setting.PHONES: lambda now, value: replace(now, mask_phones=value == YES),
}


class ReplyPanel(commands.Cog):
    """How a server takes replies."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.replies = bot.desk.replies
        bot.draws(ReplySettingsLook.card, self.draw)
        bot.acts(SetReplyLook.card, self.change)
        bot.asks(ReplyLimitsLook.card, self.ask_limits)
        bot.asks(ReplyWordsLook.card, self.ask_words)
        takes(bot, ReplyLimitsLook.card, self.take_limits)
        takes(bot, ReplyWordsLook.card, self.take_words)
        takes(bot, EraseByAddressLook.card, self.take_address)

    async def draw(self, asker: Asker, _state: str) -> Card:
        """The panel."""
        asker.must_manage()
        settings = await self.store.replies.settings(asker.guild)
        words = await self.store.replies.words(asker.guild)
        return settings_card(settings, len(words), has_keys=self.replies.has_keys)

    async def change(self, asker: Asker, state: str) -> Card:
        """Set one thing, and show the panel as it is then."""
        asker.must_manage()
        look = SetReplyLook.of(state)
        now = await self.store.replies.settings(asker.guild)
        await self.store.replies.set(CHANGES[look.setting](now, look.value), _deed(asker))
        return await self.draw(asker, "")

    async def ask_limits(self, interaction: discord.Interaction, _state: str) -> ui.Modal:
        """The form for the limits."""
        asker = asker_of(interaction)
        asker.must_manage()
        return limits_form(await self.store.replies.settings(asker.guild))

    async def take_limits(
        self, interaction: discord.Interaction, _state: str, typed: Typed
    ) -> None:
        """Set the limits that were typed."""
        asker = asker_of(interaction)
        asker.must_manage()
        longest = number_typed(typed.of(LONGEST), MOST_LENGTH)
        if longest == 0:
            raise NotFound(
                "no length",
                reader=N_(
                    "A comment of 0 characters is none, so nothing was changed. Give 1 or more."
                ),
            )
        now = await self.store.replies.settings(asker.guild)
        links = number_typed(typed.of(LINKS), MOST_LINKS)
        await self.store.replies.set(replace(now, longest=longest, most_links=links), _deed(asker))
        await self.bot.replace(interaction, await self.draw(asker, ""))

    async def ask_words(self, interaction: discord.Interaction, _state: str) -> ui.Modal:
        """The form for the list of words."""
        asker = asker_of(interaction)
        asker.must_edit()
        return words_form(await self.store.replies.words(asker.guild))

    async def take_words(self, interaction: discord.Interaction, _state: str, typed: Typed) -> None:
        """Make what was typed the list of words."""
        asker = asker_of(interaction)
        asker.must_edit()
        words = [word.strip() for word in typed.of(WORDS).splitlines() if word.strip()]
        before = await self.store.replies.list_words(words, _deed(asker))
        after = await self.store.replies.words(asker.guild)
        told = [words_told(len(after))]
        if len(before) != len(after):
            told.append(_("Before it were {count:,}.", count=len(before)))
        await self.bot.answer(interaction, done_card(" ".join(told)))

    async def take_address(
        self,
        interaction: discord.Interaction,
        _state: str,
        typed: Typed,
    ) -> None:
        """Erase all replies here that were sent with the address that was typed."""
        address = Address.of(typed.of(EMAIL))
        asker = asker_of(interaction)
        asker.must_edit()
        if address is None or not address.is_plausible:
            raise NotFound(
                "no address",
                reader=N_(
                    "That doesn't look like an e-mail address, so nothing was erased. Open the form"
                    " again with `/replies erase`."
                ),
            )
        await interaction.response.defer(ephemeral=True, thinking=True)
        erased = await self.replies.erase_address(address, _deed(asker))
        self.bot.dispatch("reply_taken")
        count = len(erased.replies)
        told = ngettext("{count} reply is erased.", "{count:,} replies are erased.", count)
        await self.bot.answer(interaction, done_card(told))


def _deed(asker: Asker) -> Deed:
    return Deed(asker.guild, asker.member, datetime.now(UTC))


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(ReplyPanel(bot))
