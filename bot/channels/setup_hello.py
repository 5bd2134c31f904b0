"""Says hello, once, to a server that has let the bot in, with the way to its setup."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import discord

from bot.app import NOBODY, Dateline
from bot.cards.channels.setup_cards import hello_card
from bot.cards.controls import view_of
from bot.errors import StoreError
from bot.languages import speaking
from bot.permits import missing
from bot.story import GuildId
from bot.tongues import of_server

log = logging.getLogger(__name__)

# A bot that was moved or re-invited isn't news.
ONCE_IN = timedelta(days=1)


class Hello:
    """Greets servers; in the system channel, else in the first channel that it may write to."""

    def __init__(self, bot: Dateline) -> None:
        self._bot = bot

    async def on_join(self, guild: discord.Guild) -> None:
        """Say hello where that is allowed, unless it was said within a day."""
        place = next(_places(guild), None)
        if place is None:
            return
        number, now, store = GuildId(guild.id), datetime.now(UTC), self._bot.desk.store
        try:
            if not await store.notices.claim_hello(number, now=now, since=now - ONCE_IN):
                return
            with speaking(await of_server(self._bot, store, number)):
                card = hello_card(guild.name)
            view = view_of(card, is_posted=True) or discord.utils.MISSING
            await place.send(embed=card.embed, view=view, allowed_mentions=NOBODY)
        except StoreError as error:
            log.warning("a server wasn't greeted: %s", error)
        except discord.HTTPException as error:
            # It may have changed its mind meanwhile; a hello isn't worth a second try.
            log.warning("a server wasn't greeted (code %s)", error.code)


def _places(guild: discord.Guild) -> Iterator[discord.TextChannel]:
    """The channels for a hello, the best first."""
    first = () if guild.system_channel is None else (guild.system_channel,)
    for channel in (*first, *guild.text_channels):
        if not missing(channel):
            yield channel
