"""Why a story was or wasn't delivered, in the words of a card."""

import pytest

from bot.cards.channels.why_card import why_card
from bot.languages import speaking
from bot.store.deliveries.wanting import Why
from bot.story import GuildId, MemberId
from bot.subscription import (
    ChannelId,
    ChannelKind,
    Delivery,
    DeliveryId,
    SendState,
    Subscription,
    SubscriptionId,
)
from tests.made import NOON, story

HERE, NEWS, ONE = GuildId(1), ChannelId(2), SubscriptionId(3)
WANTED_BY = Subscription(ONE, HERE, NEWS, ChannelKind.TEXT, MemberId(4), NOON)


def ended(error):
    """What the card says of a delivery that came to nothing."""
    dead = Delivery(
        DeliveryId(5), ONE, HERE, NEWS, story().id, 1, NOON, SendState.DEAD, error=error
    )
    why = Why(WANTED_BY, (), was_announced=True, delivery=dead, pause=None, held_until=None)
    return str(why_card(why, story()).embed.to_dict())


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("paused: by a member", "Nicht zugestellt. Ein Mitglied hat es pausiert."),
        ("thread locked: the thread is locked", "Nicht zugestellt. Der Thread ist gesperrt."),
        ("the subscription was changed", "Nicht zugestellt: das Abo wurde geändert."),
        (None, "Nicht zugestellt: "),
    ],
    ids=["paused by a member", "paused while sending", "changed", "no reason"],
)
def test_why_nothing_came_of_a_delivery_is_said_in_the_language_spoken(error, expected):
    with speaking("de"):
        assert expected in ended(error)


def test_what_stopped_a_subscription_is_told_with_what_to_do():
    assert "Give me back what `/subscription test` names" in ended(
        "missing permission: Send Messages"
    )
