"""A claim brings as much as there is room for, whatever else was announced."""

import pytest

from bot.subscription import Filter, Pause, Words
from tests.store.sample import HERE, THERE
from tests.store.test_deliveries import LATER, sent, spread, story, wanted


async def not_wanted(store):
    """Stories that no subscription wants, plain or by its words."""
    await store.subscriptions.add(wanted(5, filter=Filter(include=Words("nowhere"))))
    return [await story(store, number) for number in (1, 2, 3)]


async def dropped(store):
    """Stories whose deliveries ended before any was claimed."""
    one = await store.subscriptions.add(wanted(6))
    for number in (1, 2, 3):
        await story(store, number)
    await spread(store)
    await store.subscriptions.pause(HERE, one.id, Pause.BY_MEMBER, now=LATER)


@pytest.mark.parametrize("first", [not_wanted, dropped], ids=["not wanted", "dropped"])
@pytest.mark.parametrize("most", [1, 2])
async def test_a_story_with_nothing_to_give_takes_no_turn_of_another(store, first, most):
    await first(store)
    for channel in (1, 2):
        await store.subscriptions.add(wanted(channel, THERE))
    await story(store, 4, THERE)
    await spread(store)
    assert len(await sent(store, most=most)) == most
    assert len(await sent(store)) == 2 - most
