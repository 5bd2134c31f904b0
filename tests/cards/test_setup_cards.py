"""The setup's looks fit into a custom_id, whatever was made and picked."""

from dataclasses import replace

import pytest

from bot.cards.card import MOST_STATE
from bot.cards.channels.setup_cards import hello_card
from bot.cards.looks.setup_looks import (
    SetupDeskLook,
    SetupFeedLook,
    SetupLook,
    SetupPlaceLook,
    SetupZoneLook,
    Step,
)
from bot.errors import NotFound
from bot.subscription import ChannelId, FeedId, MessageId, SubscriptionId
from bot.zones import zones

LARGEST = 2**63 - 1
FULL = SetupLook(
    Step.TEST,
    FeedId(36**6 - 1),
    SubscriptionId(36**6 - 1),
    ChannelId(LARGEST),
    MessageId(LARGEST),
)


@pytest.mark.parametrize("kind", [SetupPlaceLook, SetupDeskLook], ids=["place", "desk"])
def test_a_picked_channel_has_room_in_the_state(kind):
    look = kind.beside(FULL)
    full = replace(look, **{"place" if kind is SetupPlaceLook else "desk": ChannelId(LARGEST)})
    assert len(full.state) <= MOST_STATE
    assert kind.of(full.state) == full
    assert kind.of(look.state) == look


def test_every_time_zone_has_room_in_the_state():
    of = SetupZoneLook.beside(FULL)
    assert max(len(replace(of, zone=each.name).state) for each in zones()) <= MOST_STATE


@pytest.mark.parametrize("state", ["", "9....", "0....", "x....", "1....", "3.a.b"])
def test_a_state_of_no_step_is_refused_and_an_empty_one_is_none(state):
    if state == "1....":
        assert SetupLook.of(state) == SetupLook()
        return
    with pytest.raises(NotFound):
        SetupLook.of(state)


def test_what_was_made_goes_along_with_whatever_is_done_next():
    assert SetupFeedLook.beside(FULL).subscription == FULL.subscription
    assert SetupLook.beside(SetupFeedLook.beside(FULL)) == FULL


def test_a_servers_name_is_no_markdown_in_the_hello():
    assert hello_card("**Tarn** [here](https://e.example)").embed.title == (
        r"Hello, \*\*Tarn\*\* \[here\]\(https\://e.example\)"
    )
