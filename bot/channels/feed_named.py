"""The followed feed that a member means by what is typed: an id from the list, or its title."""

from bot.cards.plain import escaped
from bot.errors import NotFound
from bot.feed import FollowedFeed
from bot.languages import N_
from bot.store.engine.keys import name_key
from bot.store.store import Store
from bot.story import GuildId

MOST_TOLD = 5


async def feed_meant(store: Store, guild: GuildId, typed: str) -> FollowedFeed:
    """The one feed of the server that `typed` means.

    Raises NotFound where it means none, or several: then with their titles.
    """
    feeds = await store.feeds.of(guild)
    by_number = [one for one in feeds if str(one.follow.feed) == typed.strip().lstrip("#")]
    wanted = name_key(typed)
    exact = [one for one in feeds if name_key(one.follow.title) == wanted]
    found = by_number or exact or [one for one in feeds if wanted in name_key(one.follow.title)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(
            "no such feed",
            reader=N_(
                "This server follows no feed of that name. Pick one from the list that opens while"
                " you type, or see `/feed list`."
            ),
        )
    names = ", ".join(f"**{escaped(one.follow.title, 60)}**" for one in found[:MOST_TOLD])
    raise NotFound(
        "several feeds fit",
        reader=N_(
            "Several feeds fit that: {names}. Pick one from the list that opens while you type."
        ),
        given={"names": names + (" …" if len(found) > MOST_TOLD else "")},
    )
