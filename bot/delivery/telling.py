"""Tells each server's moderators of trouble, once, in the channel that they chose."""

from datetime import datetime

import discord

from bot.cards.channels.feed_words import feed_sentence
from bot.cards.channels.pause_words import pause_sentence
from bot.delivery.posting import Poster
from bot.delivery.trouble import Fate, meant_by
from bot.languages import speaking
from bot.notice import Notice
from bot.store.store import Store
from bot.tongues import of_server

AT_ONCE = 20


async def tell_untold(client: discord.Client, store: Store, poster: Poster, now: datetime) -> bool:
    """Tell what wasn't told yet; whether more may be waiting.

    Where no channel was chosen, or it can't be written to, the notice counts as told: lists and
    `/dateline health` show the state all the same.
    """
    untold = await store.notices.untold(AT_ONCE)
    told = []
    for notice in untold:
        with speaking(await of_server(client, store, notice.guild)):
            if await _is_told(store, poster, notice):
                told.append(notice.id)
    await store.notices.told(told, now)
    return len(told) == AT_ONCE


async def _is_told(store: Store, poster: Poster, notice: Notice) -> bool:
    desk = (await store.servers.of(notice.guild)).desk
    sentence = pause_sentence(notice) or feed_sentence(notice)
    if desk is None or sentence is None:
        return desk is None
    try:
        await poster.tell(desk, sentence, nonce=f"notice-{notice.id}")
    except Exception as error:  # noqa: BLE001 - `meant_by` raises what isn't a request's
        return meant_by(error).fate not in (Fate.AGAIN, Fate.LOOK)
    return True
