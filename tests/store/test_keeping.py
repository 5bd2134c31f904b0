"""What becomes of an article that is taken in, once, twice, changed, on two servers."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import NotFound, StoreError
from bot.store.engine.asked import Asked
from bot.story import Outcome, Published, Quote, QuoteKind, Span, StoryId
from tests.store.sample import BODY, HERE, NOON, THERE, article, fill, reading, take_in


async def test_a_story_comes_back_as_it_was_taken_in(store):
    one, read = article(also_at=("https://herald.example/ferry?amp",)), reading()
    kept = await take_in(store, also_at=one.also_at)
    story = await store.story(HERE, kept.story)
    assert kept.outcome is Outcome.NEW
    assert (story.article, story.reading) == (one, read)
    assert (story.revision, story.taken_at) == (1, NOON)


async def test_an_article_with_nothing_but_words_comes_back_as_it_was(store):
    bare: dict[str, Any] = {"url": None, "outlet": None, "byline": (), "published": None}
    kept = await take_in(store, **bare)
    assert (await store.story(HERE, kept.story)).article == article(**bare)


async def test_a_day_without_an_hour_stays_a_day(store):
    day = Published(NOON.replace(hour=0), is_day_only=True)
    kept = await take_in(store, published=day)
    assert (await store.story(HERE, kept.story)).article.published == day


async def test_a_story_taken_in_twice_is_one_story(store):
    first, second = await take_in(store), await take_in(store)
    assert second.outcome is Outcome.SAME
    assert second.story == first.story
    assert (await store.search(HERE, Asked())).total == 1


async def test_white_space_and_typography_make_no_revision(store):
    await take_in(store)
    straight = BODY.replace("“", '"').replace("”", '"').replace(" ferry", "  ferry")
    again = await take_in(store, body=straight)
    assert (again.outcome, again.revision) == (Outcome.SAME, 1)


@pytest.mark.parametrize("changed", [{"body": BODY + " Soon."}, {"headline": "Ferry may close"}])
async def test_a_changed_text_is_a_new_revision(store, changed):
    await take_in(store)
    again = await take_in(store, **changed)
    story = await store.story(HERE, again.story)
    assert (again.outcome, again.revision, story.revision) == (Outcome.REVISED, 2, 2)
    assert story.article == article(**changed)


async def test_a_text_cut_by_a_paywall_does_not_replace_a_whole_one(store):
    await take_in(store)
    again = await take_in(store, body=BODY[:60], is_partial=True)
    assert again.outcome is Outcome.SAME
    assert (await store.story(HERE, again.story)).article.body == BODY


async def test_a_whole_text_replaces_one_cut_by_a_paywall(store):
    await take_in(store, body=BODY[:60], is_partial=True)
    assert (await take_in(store)).outcome is Outcome.REVISED


async def test_a_story_is_the_same_at_each_of_its_addresses(store):
    first = await take_in(store, also_at=("https://herald.example/f2",))
    moved = await take_in(store, url="https://herald.example/f2", also_at=("https://h.example/f3",))
    assert (moved.story, moved.outcome) == (first.story, Outcome.SAME)
    for url in ("https://herald.example/ferry", "https://h.example/f3"):
        found = await store.story_by_address(HERE, url)
        assert found is not None
        assert found.id == first.story


async def test_the_same_text_at_another_address_is_another_story(store):
    first = await take_in(store)
    assert (await take_in(store, url="https://times.example/ferry")).story != first.story


async def test_a_story_that_another_server_has_is_new_to_this_one(store):
    first = await take_in(store, HERE)
    second = await take_in(store, THERE, now=NOON + timedelta(hours=1))
    assert (second.story, second.outcome) == (first.story, Outcome.NEW)
    assert (await store.story(THERE, second.story)).taken_at == NOON + timedelta(hours=1)


async def test_a_revision_is_seen_by_every_server_that_has_the_story(store):
    kept = await take_in(store, HERE)
    await take_in(store, THERE)
    await take_in(store, THERE, headline="Ferry may close")
    assert (await store.story(HERE, kept.story)).article.headline == "Ferry may close"
    (line,) = await store.suggest_stories(HERE, "close")
    assert line.revision == 2
    assert await store.suggest_stories(HERE, "stays") == ()


async def test_two_servers_do_not_see_each_others_pasted_texts(store):
    mine = await take_in(store, HERE, url=None)
    theirs = await take_in(store, THERE, url=None)
    assert mine.story != theirs.story
    with pytest.raises(NotFound):
        await store.story(THERE, mine.story)
    assert (await take_in(store, HERE, url=None)).outcome is Outcome.SAME


async def test_a_story_of_another_server_is_not_found_by_its_address(store):
    await take_in(store, HERE)
    assert await store.story_by_address(THERE, "https://herald.example/ferry") is None


async def test_a_story_that_is_not_here_is_said_to_be_missing_with_a_next_step(store):
    with pytest.raises(NotFound) as caught:
        await store.story(HERE, StoryId(404))
    assert "/latest" in caught.value.reader


async def test_what_was_read_elsewhere_need_not_be_read_again(store):
    await take_in(store, THERE)
    assert await store.reading_of(article(url=None), "first") == reading()
    assert await store.reading_of(article(), "second") is None
    assert await store.reading_of(article(body=BODY.replace("“", '"')), "first") is None


async def test_an_outlet_learned_later_is_the_outlet_of_the_story(store):
    await take_in(store, HERE, outlet=None)
    await take_in(store, THERE, outlet=None)
    kept = await take_in(store, THERE, body=BODY + " More.", outlet="The Herald")
    assert (await store.story(HERE, kept.story)).article.outlet == "The Herald"
    (line,) = await store.suggest_outlets(HERE, "")
    assert (await store.search(HERE, Asked(outlet=line.id))).total == 1
    (speaker,) = await store.suggest_speakers(HERE, "ana")
    assert (speaker.quotes, speaker.stories, speaker.outlets) == (2, 1, 1)


async def test_a_text_that_fails_half_way_leaves_nothing_behind(store):
    quote = Quote(QuoteKind.DIRECT, (Span(0, 4),), speaker="Nobody Listed")
    with pytest.raises(ValueError, match="speaker"):
        await take_in(store, read=replace(reading(), quotes=(quote,)))
    with pytest.raises(StoreError) as caught:
        await take_in(store, headline="Half a character \ud83d")
    assert "broken characters" in caught.value.reader
    assert (await store.search(HERE, Asked())).total == 0
    assert (await take_in(store)).outcome is Outcome.NEW


async def test_stale_readings_are_found_and_replaced(store):
    kept = await take_in(store)
    await take_in(store, url="https://herald.example/2", read=reading(engine="second"))
    (stale,) = await store.stale("second", most=10)
    assert (stale.story, stale.revision, stale.article) == (kept.story, 1, article())
    (before,) = await store.suggest_speakers(HERE, "ana")
    better = reading(engine="second", role="mayor of the port")
    assert await store.reread(stale.story, stale.revision, better)
    assert (await store.story(HERE, kept.story)).reading == better
    assert await store.stale("second", most=10) == ()
    (after,) = await store.suggest_speakers(HERE, "ana")
    assert (after.id, after.quotes) == (before.id, before.quotes)


async def test_a_reading_of_an_old_revision_replaces_nothing(store):
    kept = await take_in(store)
    await take_in(store, headline="Ferry may close")
    assert not await store.reread(kept.story, 1, reading(engine="second"))


async def test_many_taken_in_at_once_are_all_kept(store):
    async with asyncio.TaskGroup() as group:
        jobs = [
            group.create_task(take_in(store, url=f"https://herald.example/{n % 10}"))
            for n in range(40)
        ]
    assert sum(job.result().outcome is Outcome.NEW for job in jobs) == 10
    assert (await store.search(HERE, Asked())).total == 10


async def test_numbers_of_removed_stories_are_never_given_again(store):
    kept = await fill(store, 2)
    await store.remove(HERE, kept[1].story, now=NOON)
    assert (await take_in(store)).story > kept[1].story
