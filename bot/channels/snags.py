"""What stands in the way of delivering a subscription to its channel, seen before it is tried."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord

from bot.languages import _
from bot.permits import NAMES, Place, missing, missing_under_cards, needs_tag
from bot.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Snag:
    """One thing in the way, with what to do; `stops` where nothing would be delivered at all."""

    words: str
    stops: bool = True


def snags_of(one: Subscription, place: Place | None) -> tuple[Snag, ...]:
    """All that would go wrong, as far as Discord has told the bot of the channel."""
    if place is None:
        return (
            Snag(
                _(
                    "I can't see the channel: it was deleted, or I lack **View Channel** there."
                    " Choose another one, or give me that."
                )
            ),
        )
    return (*_of_place(one, place), *_of_role(one, place))


def under_cards(place: Place) -> Iterator[Snag]:
    """What keeps readers' replies from the threads under its cards."""
    for name in missing_under_cards(place):
        yield Snag(
            _("I lack **{name}** there: replies find no place under the cards.", name=_(name)),
            stops=False,
        )


def _of_place(one: Subscription, place: Place) -> Iterator[Snag]:
    for name in missing(place):
        yield Snag(
            _("I lack **{name}** there: give me that in the channel's settings.", name=_(name))
        )
    if isinstance(place, discord.Thread) and place.locked:
        yield Snag(_("The thread is locked: unlock it."))
    if isinstance(place, discord.ForumChannel):
        if one.tag is not None and place.get_tag(one.tag) is None:
            yield Snag(
                _("Its tag was deleted from the forum: choose another one."), needs_tag(place)
            )
        elif one.tag is None and needs_tag(place):
            yield Snag(_("Every post in that forum needs a tag: choose one."))


def _of_role(one: Subscription, place: Place) -> Iterator[Snag]:
    if one.role is None:
        return
    role = place.guild.get_role(one.role)
    if role is None:
        yield Snag(_("Its role was deleted: nobody is mentioned. Choose another one."), stops=False)
    elif not role.mentionable and not place.permissions_for(place.guild.me).mention_everyone:
        yield Snag(
            _(
                "I may not mention <@&{role}>, so nobody would hear of it: let everybody mention"
                " that role, or give me **{name}**.",
                role=one.role,
                name=_(NAMES["mention_everyone"]),
            ),
            stops=False,
        )
