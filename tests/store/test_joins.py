"""Two speakers of a server made one by its moderators, and two again."""

from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.errors import NotFound, NotJoined
from bot.store.engine.asked import Asked
from bot.store.store import Store
from bot.store.stories import tally
from bot.store.tables.story_tables import shelf
from bot.story import Reading, SpeakerId
from tests.store.place import Place, check_indexes, counted, rows
from tests.store.sample import BODY, EDITOR, HERE, NOON, THERE, reading, take_in

NAMES = ("Ana José", "A. J. Luz", "Bo Anders")


async def told(store: Store, name: str, number: int, guild=HERE, **of) -> None:
    of.setdefault("url", f"https://h.example/{number}")
    await take_in(store, guild, read=reading(name=name, role=f"role {number}"), **of)


def both(one: str, other: str) -> Reading:
    """A reading in which one person is quoted once and another once."""
    read, second = reading(name=one), reading(name=other)
    return replace(
        read,
        quotes=(read.quotes[0], second.quotes[1]),
        speakers=(*read.speakers, *second.speakers),
    )


async def number_of(store: Store, name: str, guild=HERE) -> SpeakerId:
    (one,) = await store.speakers_named(guild, name)
    return one.id


async def join(store: Store, name: str, into: str, guild=HERE) -> SpeakerId:
    one, other = await number_of(store, name, guild), await number_of(store, into, guild)
    await store.join_speakers(one, other, guild=guild, member=EDITOR, now=NOON)
    return one


async def test_joined_speakers_are_told_as_one(store):
    await told(store, "Ana José", 1)
    await told(store, "A. J. Luz", 2, outlet="The Times")
    await take_in(store, url="https://h.example/3", read=both("Ana José", "A. J. Luz"))
    before = await number_of(store, "A. J. Luz")
    ana = await number_of(store, "Ana José")
    await join(store, "A. J. Luz", "Ana José")
    (one,) = await store.speakers_named(HERE, "a j luz")
    assert (one.id, one.name) == (ana, "Ana José")
    assert (one.quotes, one.stories, one.outlets) == (6, 3, 2)
    assert one.roles == ("mayor", "role 2", "role 1")
    assert {"A. J. Luz", "Luz", "Ana José", "José"} == set(one.spellings)
    assert await store.speaker(HERE, before) == one
    for typed in ("", "lu", "jos"):
        assert [line.id for line in await store.suggest_speakers(HERE, typed)] == [ana]
    for name in ("A.J. Lux", "Ana Josa"):
        assert [line.id for line in await store.speakers_like(HERE, name)] == [ana]
    for speaker in (ana, before):
        assert (await store.said(HERE, Asked(speaker=speaker))).total == 6
        assert (await store.said(HERE, Asked("close", speaker=speaker))).total == 3
        assert (await store.search(HERE, Asked(speaker=speaker))).total == 3


async def test_speakers_are_joined_on_one_server_alone(store):
    for guild in (HERE, THERE):
        await told(store, "Ana José", 1, guild)
        await told(store, "A. J. Luz", 2, guild)
    one = await join(store, "A. J. Luz", "Ana José")
    assert len(await store.suggest_speakers(THERE, "")) == 2
    assert await store.joins(THERE) == ()
    with pytest.raises(NotFound):
        await store.part_speaker(THERE, one)


async def test_parted_speakers_are_told_as_before(store):
    await told(store, "Ana José", 1)
    await told(store, "A. J. Luz", 2)
    before = await store.suggest_speakers(HERE, "")
    one = await join(store, "A. J. Luz", "Ana José")
    parted = await store.part_speaker(HERE, one)
    assert (parted.name, parted.into_name, parted.by) == ("A. J. Luz", "Ana José", EDITOR)
    assert await store.suggest_speakers(HERE, "") == before
    with pytest.raises(NotFound):
        await store.part_speaker(HERE, one)


async def test_no_chains_and_no_circles_come_about(store):
    for number, name in enumerate(NAMES):
        await told(store, name, number)
    ana, luz, bo = [await number_of(store, name) for name in NAMES]
    how = {"guild": HERE, "member": EDITOR, "now": NOON}
    await store.join_speakers(luz, ana, **how)
    for one, into in [(ana, ana), (luz, ana), (ana, luz), (ana, bo)]:
        with pytest.raises(NotJoined):
            await store.join_speakers(one, into, **how)
    await store.join_speakers(bo, luz, **how)
    assert {(each.speaker, each.into) for each in await store.joins(HERE)} == {
        (luz, ana),
        (bo, ana),
    }
    with pytest.raises(NotFound):
        await store.join_speakers(SpeakerId(99), ana, **how)


async def test_a_join_goes_with_the_last_story_that_names_either(place):
    async with place.open() as store:
        await told(store, "Ana José", 1)
        kept = await take_in(store, read=reading(name="A. J. Luz"))
        await take_in(store, THERE, read=reading(name="A. J. Luz"))
        await join(store, "A. J. Luz", "Ana José")
        await store.remove(HERE, kept.story, now=NOON)
        assert await store.joins(HERE) == ()
        (ana,) = await store.suggest_speakers(HERE, "")
        assert (ana.name, ana.quotes) == ("Ana José", 2)
    check_indexes(place)


async def test_whoever_was_joined_to_one_that_is_gone_stands_alone(place):
    async with place.open() as store:
        await told(store, "A. J. Luz", 1)
        kept = await take_in(store)
        await join(store, "A. J. Luz", "Ana José")
        await store.remove(HERE, kept.story, now=NOON)
        (luz,) = await store.suggest_speakers(HERE, "")
        assert (luz.name, luz.quotes, luz.stories) == ("A. J. Luz", 2, 1)
    assert rows(place)["joined"] == 0
    check_indexes(place)


async def test_a_reading_made_anew_that_names_other_people_parts_the_joined(place):
    async with place.open() as store:
        await told(store, "A. J. Luz", 1)
        kept = await take_in(store)
        await join(store, "A. J. Luz", "Ana José")
        await store.reread(kept.story, 1, reading(name="Bo Anders", engine="second"))
        assert {(one.name, one.quotes) for one in await store.suggest_speakers(HERE, "")} == {
            ("A. J. Luz", 2),
            ("Bo Anders", 2),
        }
    check_indexes(place)


@pytest.mark.parametrize("seed", [7, 11, 13, 17])
async def test_the_tally_is_that_of_counting_anew_whatever_is_done(place, seed):
    removed = []
    async with place.open() as store:
        for number in range(40):
            chance = number * number * seed
            guild = (HERE, THERE)[chance % 31 % 2]
            body = BODY + " More." * (chance % 29 % 2)
            read = both(NAMES[chance % 23 % 3], NAMES[(chance % 23 + 1 + chance % 2) % 3])
            url = f"https://h.example/{chance % 37 % 4}"
            outlet = ("The Herald", "The Times", None)[chance % 19 % 3]
            kept = await take_in(store, guild, url=url, body=body, read=read, outlet=outlet)
            lines = await store.suggest_speakers(guild, "")
            if len(lines) > 1 and number % 3 == 0:
                with suppress(NotJoined):
                    await join(store, lines[-1].name, lines[0].name, guild)
            elif number % 5 == 0 and (joins := await store.joins(guild)):
                await store.part_speaker(guild, joins[0].speaker)
            elif number % 4 == 0:
                await store.remove(guild, kept.story, now=NOON)
                removed.append((guild, kept.story))
            elif number % 7 == 0 and removed:
                await store.restore(*removed.pop(), now=NOON)
        before = counted(place)
        for guild in (HERE, THERE):
            numbers = [line.id for line in await store.suggest_speakers(guild, "")]
            await store._database.write(tally.recount, guild, numbers)
        assert counted(place) == before
    assert before["stock"] == stock_of(place)
    check_indexes(place)


def stock_of(place: Place) -> list[tuple[int, ...]]:
    """How many stories of each outlet stand on each shelf."""
    of = shelf.c.guild_id, func.coalesce(shelf.c.outlet_id, 0)
    with place.connection() as connection:
        rows = connection.execute(select(*of, func.count()).group_by(*of))
        return sorted(tuple(row) for row in rows)


async def test_a_speaker_and_what_they_said_come_together(store):
    await told(store, "Ana José", 1)
    await told(store, "A. J. Luz", 2)
    luz = await join(store, "A. J. Luz", "Ana José")
    line, listing = await store.said_by(HERE, Asked(speaker=luz))
    assert line == await store.speaker(HERE, luz)
    assert listing == await store.said(HERE, Asked(speaker=luz))
    with pytest.raises(NotFound):
        await store.said_by(HERE, Asked(speaker=SpeakerId(99)))
