"""Who is quoted, how they are found, and what they said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotFound
from bot.store.engine.asked import Asked, Page
from bot.story import Span, SpeakerId, SpeakerKind
from tests.store.sample import BODY, HERE, NOON, THERE, fill, reading, span, take_in


async def test_a_speaker_is_told_with_all_that_the_servers_stories_call_them(store):
    await take_in(store, read=reading(role="mayor"))
    newer = reading(name="Ana Jose", role="former mayor")
    await take_in(store, url="https://times.example/1", outlet="Times", read=newer)
    await take_in(store, THERE, url=None, read=reading(name="ANA JOSÉ", role="plumber"))
    (found,) = await store.speakers_named(HERE, "josé")
    assert (found.name, found.kind) == ("Ana Jose", SpeakerKind.PERSON)
    assert set(found.spellings) == {"Ana José", "Ana Jose", "José", "Jose"}
    assert found.roles == ("former mayor", "mayor")
    assert (found.quotes, found.stories, found.outlets) == (4, 2, 2)
    assert await store.speaker(HERE, found.id) == found


async def test_a_speaker_of_another_server_is_not_found(store):
    await take_in(store, THERE)
    (line,) = await store.suggest_speakers(THERE, "")
    assert await store.suggest_speakers(HERE, "ana") == ()
    assert await store.speakers_named(HERE, "Ana José") == ()
    assert await store.speakers_like(HERE, "Ana José") == ()
    with pytest.raises(NotFound) as caught:
        await store.speaker(HERE, line.id)
    assert "while you type" in caught.value.reader


async def test_two_people_who_share_a_last_name_are_two_speakers(store):
    await take_in(store, url="https://h.example/1", read=reading(name="Ana Brown"))
    await take_in(store, url="https://h.example/2", read=reading(name="Bo Brown"))
    both = await store.speakers_named(HERE, "BROWN")
    assert {one.name for one in both} == {"Ana Brown", "Bo Brown"}


async def test_a_place_and_a_person_of_one_name_are_two_speakers(store):
    read = reading(name="Georgia")
    place = replace(read.speakers[0], kind=SpeakerKind.PLACE)
    await take_in(store, url="https://h.example/1", read=read)
    await take_in(store, url="https://h.example/2", read=replace(read, speakers=(place,)))
    assert len(await store.speakers_named(HERE, "georgia")) == 2


async def test_the_most_quoted_are_suggested_first(store):
    await fill(store, 2)
    await take_in(store, read=reading(name="Bo Anders"))
    names = [one.name for one in await store.suggest_speakers(HERE, "")]
    assert names == ["Ana José", "Bo Anders"]
    assert [one.name for one in await store.suggest_speakers(HERE, "", 1)] == ["Ana José"]
    assert [one.name for one in await store.suggest_speakers(HERE, "and")] == ["Bo Anders"]
    assert len(await store.suggest_speakers(HERE, "an")) == 2
    assert await store.suggest_speakers(HERE, "zz") == ()


@pytest.mark.parametrize("typed", ["ana jsoe", "Joze", "anna josé", "josse"])
async def test_a_misspelt_name_brings_up_the_one_that_was_meant(store, typed):
    await take_in(store)
    await take_in(store, url="https://h.example/2", read=reading(name="Margaret Whitfield"))
    likely = await store.speakers_like(HERE, typed)
    assert [one.name for one in likely] == ["Ana José"]


async def test_a_name_like_nobodys_brings_up_nobody(store):
    await take_in(store)
    assert await store.speakers_like(HERE, "Wilhelmina Turtledove") == ()


async def test_what_somebody_said_comes_newest_story_first_in_its_order(store):
    await fill(store, 2)
    (ana,) = await store.suggest_speakers(HERE, "ana")
    listing = await store.said(HERE, Asked(speaker=ana.id), Page(size=3))
    assert [one.words for one in listing.rows] == [
        *("We will not close it,", "unrealistic"),
        "We will not close it,",
    ]
    assert [one.story.headline[:14] for one in listing.rows] == [
        *("Report number1", "Report number1"),
        "Report number0",
    ]
    assert listing.total == 4
    rest = await store.said(HERE, Asked(speaker=ana.id), Page(2, 3, listing.upto))
    assert [one.words for one in rest.rows] == ["unrealistic"]


async def test_a_saying_tells_where_it_stands(store):
    read = reading()
    first = replace(read.quotes[0], source=(span(BODY, "Ana José"),), cue=(span(BODY, "told"),))
    await take_in(store, read=replace(read, quotes=(first,)))
    (saying,) = (await store.said(HERE, Asked())).rows
    assert saying.quote == first
    assert (saying.words, saying.source, saying.paragraph) == (
        "We will not close it,",
        "Ana José",
        2,
    )


async def test_sayings_can_be_about_something_by_an_outlet_since_a_time(store):
    await take_in(store)
    (ana,) = await store.suggest_speakers(HERE, "ana")
    (herald,) = await store.suggest_outlets(HERE, "")
    at = NOON - timedelta(hours=2)
    for asked, total in [
        (Asked("close", speaker=ana.id), 1),
        (Asked("harbour", speaker=ana.id), 0),
        (Asked(speaker=ana.id, outlet=herald.id, since=at), 2),
        (Asked(speaker=ana.id, since=at + timedelta(seconds=1)), 0),
        (Asked(speaker=SpeakerId(99)), 0),
    ]:
        assert (await store.said(HERE, asked)).total == total


async def test_only_the_newest_revision_is_quoted(store):
    await take_in(store)
    changed = BODY.replace("We will not close it", "We might close it")
    quoted = replace(reading().quotes[0], content=(span(changed, "We might close it"),))
    await take_in(store, body=changed, read=replace(reading(), quotes=(quoted,)))
    (saying,) = (await store.said(HERE, Asked())).rows
    assert saying.words == "We might close it"
    assert (await store.said(HERE, Asked("will not"))).rows == ()
    (ana,) = await store.suggest_speakers(HERE, "")
    assert (ana.quotes, ana.stories) == (1, 1)


async def test_quotes_are_found_by_their_words_on_this_server_only(store):
    await take_in(store, HERE)
    found = (await store.said(HERE, Asked('"not close"'))).rows
    assert [one.quote.speaker for one in found] == ["Ana José", None]
    assert (await store.said(THERE, Asked("close"))).rows == ()


async def test_quotes_that_share_words_are_found_on_this_server_only(store):
    await take_in(store, HERE)
    found = await store.quotes_like(HERE, "that we would never close it")
    assert [one.words for one in found] == ["We will not close it,"] * 2
    assert await store.quotes_like(THERE, "close it") == ()
    assert await store.quotes_like(HERE, "?!") == ()


async def test_a_quote_of_several_parts_is_found_by_the_words_of_each(store):
    parts = (span(BODY, "will not"), Span(BODY.index("unrealistic"), BODY.index("”.")))
    quoted = replace(reading().quotes[0], content=parts)
    await take_in(store, read=replace(reading(), quotes=(quoted,)))
    (found,) = (await store.said(HERE, Asked("will unrealistic"))).rows
    assert found.words == "will not … unrealistic"
