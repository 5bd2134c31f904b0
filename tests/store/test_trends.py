"""Who is quoted most over a time, on both databases."""

from datetime import timedelta

from bot.store.stories.trends import EPOCH, Asked, Term
from bot.story import Published
from tests.store.sample import EDITOR, HERE, NOON, THERE, reading, take_in

TODAY = (NOON - EPOCH).days
MONTH = Term(TODAY - 29, TODAY)


async def tell(store, name, days_ago, outlet="The Herald", *, guild=HERE):
    """Two quotes of `name`, published so many days ago."""
    await take_in(
        store,
        guild,
        url=f"https://e.example/{name}/{days_ago}/{outlet}".replace(" ", "-"),
        outlet=outlet,
        published=Published(NOON - timedelta(days=days_ago)),
        read=reading(name=name),
    )


async def test_quotes_stories_days_and_outlets_are_counted_and_those_before(store):
    await tell(store, "Ana José", 0)
    await tell(store, "Ana José", 29, "Times")
    await tell(store, "Ana José", 30)
    await tell(store, "Bo Brown", 3)
    await tell(store, "Cy Green", 61)
    await tell(store, "Ana José", 1, guild=THERE)
    trend = await store.trends.most_quoted(HERE, Asked(MONTH))
    ana, bo = trend.rows
    assert (ana.name, ana.quotes, ana.stories, ana.before) == ("Ana José", 4, 2, 2)
    assert ana.days == ((TODAY - 29, 2), (TODAY, 2))
    assert ana.outlets == (("The Herald", 2), ("Times", 2))
    assert (bo.name, bo.quotes, bo.before) == ("Bo Brown", 2, 0)
    assert (trend.quotes, trend.speakers, trend.before) == (6, 2, 2)


async def test_one_outlet_or_one_speaker_alone(store):
    await tell(store, "Ana José", 0)
    await tell(store, "Ana José", 1, "Times")
    await tell(store, "Bo Brown", 2)
    (times,) = await store.suggest_outlets(HERE, "times")
    alone = await store.trends.most_quoted(HERE, Asked(MONTH, outlet=times.id))
    assert [(one.name, one.quotes) for one in alone.rows] == [("Ana José", 2)]
    (bo,) = await store.speakers_named(HERE, "Bo Brown")
    one = await store.trends.most_quoted(HERE, Asked(MONTH, speaker=bo.id))
    assert [(row.name, row.quotes) for row in one.rows] == [("Bo Brown", 2)]


async def test_a_joined_speaker_counts_for_the_one_behind_it(store):
    await tell(store, "Ana José", 0)
    await tell(store, "Bo Brown", 2)
    (ana,) = await store.speakers_named(HERE, "Ana José")
    (bo,) = await store.speakers_named(HERE, "Bo Brown")
    await store.join_speakers(bo.id, ana.id, guild=HERE, member=EDITOR, now=NOON)
    for speaker in (None, ana.id, bo.id):
        trend = await store.trends.most_quoted(HERE, Asked(MONTH, speaker=speaker))
        assert [(row.name, row.quotes, row.stories) for row in trend.rows] == [("Ana José", 4, 2)]
    await store.part_speaker(HERE, bo.id)
    assert (await store.trends.most_quoted(HERE, Asked(MONTH))).speakers == 2


async def test_nothing_at_all_is_told_from_nothing_in_the_time(store):
    assert not (await store.trends.most_quoted(HERE, Asked(MONTH))).has_stories
    await tell(store, "Ana José", 200)
    trend = await store.trends.most_quoted(HERE, Asked(MONTH))
    assert (trend.rows, trend.has_stories) == ((), True)
