"""Stories of one event find each other as they are taken in, and moderators win over that."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import NotFound, NotGrouped
from bot.store.engine.asked import Asked
from bot.store.engine.grace import GRACE
from bot.store.store import Store
from bot.story import SpeakerKind, StoryId, Subject
from tests.store.sample import EDITOR, HERE, NOON, THERE, article, reading

BODY = (
    "A tanker spilled eighty tonnes of fuel oil into Seldon Sound early on Sunday when it struck"
    " the breakwater in thick fog.\n\n"
    "Nobody was hurt, and the beaches at Whinny Point were closed to dogs until further notice."
)
RULING: Any = {"guild": HERE, "member": EDITOR, "now": NOON}


async def take(store: Store, outlet, hours=0, body=BODY, guild=HERE, subjects=()) -> StoryId:
    at = NOON + timedelta(hours=hours)
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{hours}"
    of = article(f"{outlet} on the oil", body, url=url, outlet=outlet, published=None)
    read = replace(reading(body), subjects=subjects)
    return (await store.keep(of, read, guild=guild, now=at)).story


async def together(store, story, guild=HERE) -> list[StoryId]:
    return [line.id for line in await store.events.lines(guild, story)]


async def test_copies_in_several_outlets_tell_one_event(store):
    first = await take(store, "Gazette")
    second = await take(store, "Radio", 2, BODY + "\n\nThe pilot was sober.")
    other = await take(store, "Radio", 3, "A zoo has shown its young pandas to the public.")
    assert await together(store, second) == [first, second]
    assert await together(store, other) == [other]
    assert await store.events.other_outlets(HERE, first) == 1


async def test_a_server_sees_only_what_is_on_its_shelf(store):
    first = await take(store, "Gazette")
    second = await take(store, "Radio", 1, guild=THERE)
    assert await together(store, second, THERE) == [second]
    with pytest.raises(NotFound):
        await store.events.lines(THERE, first)


async def test_a_story_alone_finds_its_event_by_a_new_text(store):
    first = await take(store, "Gazette")
    second = await take(store, "Radio", 1, "Something has happened. We will tell more soon.")
    assert await together(store, second) == [second]
    of = article("Radio on the oil", BODY, url="https://radio.example/1", outlet="Radio")
    await store.keep(of, reading(BODY), guild=HERE, now=NOON + timedelta(hours=2))
    assert set(await together(store, second)) == {first, second}


async def test_a_split_story_stands_alone_on_that_server_until_it_is_undone(store):
    first, second = await take(store, "Gazette"), await take(store, "Radio", 1)
    third = await take(store, "Herald", 2)
    for guild in (THERE,):
        await take(store, "Gazette", guild=guild)
        await take(store, "Radio", 1, guild=guild)
    other = await store.events.split(first, **RULING)
    assert await together(store, first) == [first]
    assert await together(store, second) == [second, third]
    assert len(await together(store, first, THERE)) == 2
    with pytest.raises(NotGrouped):
        await store.events.split(first, **RULING)
    await store.events.unsplit(first, other, **RULING)
    assert await together(store, first) == [first, second, third]


async def test_joined_events_are_one_and_two_again_when_undone(store):
    first, second = await take(store, "Gazette"), await take(store, "Radio", 1)
    other = await take(store, "Herald", 5, "A zoo has shown its young pandas to the public.")
    number = await store.events.join(other, first, **RULING)
    assert set(await together(store, second)) == {first, second, other}
    with pytest.raises(NotGrouped):
        await store.events.join(first, other, **RULING)
    await store.events.unjoin(HERE, number)
    assert await together(store, other) == [other]
    with pytest.raises(NotFound):
        await store.events.unjoin(HERE, number)


async def test_what_joins_a_split_story_can_be_split_from_it_again(store):
    first, second = await take(store, "Gazette"), await take(store, "Radio", 1)
    other = await take(store, "Herald", 5, "A zoo has shown its young pandas to the public.")
    await store.events.split(first, **RULING)
    await store.events.join(other, first, **RULING)
    assert set(await together(store, first)) == {first, other}
    back = await store.events.split(first, **RULING)
    assert await together(store, first) == [first]
    assert await together(store, other) == [other]
    await store.events.unsplit(first, back, **RULING)
    assert set(await together(store, first)) == {first, other}
    assert await together(store, second) == [second]


async def test_moderators_words_outlive_a_restart_and_later_tellings(tmp_path):
    async with Store.open(tmp_path) as store:
        first, second = await take(store, "Gazette"), await take(store, "Radio", 1)
        await store.events.split(first, **RULING)
    async with Store.open(tmp_path) as store:
        third = await take(store, "Herald", 2)
        assert await together(store, first) == [first]
        assert await together(store, third) == [second, third]


async def test_nothing_is_left_of_an_erased_story(tmp_path):
    subjects = (Subject("Whinny Point", SpeakerKind.PLACE, 1),)
    async with Store.open(tmp_path) as store:
        first = await take(store, "Gazette", subjects=subjects)
        second = await take(store, "Radio", 1)
        other = await take(store, "Herald", 5, "A zoo has shown its young pandas to the public.")
        await store.events.join(other, first, **RULING)
        await store.events.split(second, **RULING)
        for story in (first, second, other):
            await store.remove(HERE, story, now=NOON)
        await store.erase_removed(NOON + GRACE + timedelta(seconds=1))
        names = ("telling", "shingle", "account", "parted", "merged", "about", "topic")
        counts = await store._database.read(_counts, names)
    assert set(counts) == {0}


def _counts(connection, names) -> list[int]:
    count = "SELECT count(*) FROM {}"
    return [connection.exec_driver_sql(count.format(name)).scalar_one() for name in names]


async def test_stories_are_found_by_name_and_by_their_outlets_topic(store):
    subjects = (Subject("Ruairi McCann", SpeakerKind.PERSON, 2),)
    first = await take(store, "Gazette", subjects=subjects)
    of = article(topics=("Transport", "transport!", " "))
    second = (await store.keep(of, reading(of.body), guild=HERE, now=NOON)).story
    (line,) = await store.topics.suggest(HERE, "mcc")
    assert (line.name, line.stories) == ("Ruairi McCann", 1)
    found = await store.search(HERE, Asked(topic=line.id))
    assert [row.id for row in found.rows] == [first]
    named = await store.topics.named(HERE, "TRANSPORT")
    assert named is not None
    assert [row.id for row in (await store.search(HERE, Asked(topic=named.id))).rows] == [second]
    assert await store.topics.suggest(HERE, "%") == ()
    assert await store.topics.suggest(THERE, "") == ()
    assert (await store.story(HERE, first)).reading.subjects == subjects
    with pytest.raises(NotFound):
        await store.topics.topic(THERE, line.id)
