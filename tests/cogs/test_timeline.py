"""`/timeline`, `/compare` without a second story, and `/event`, through the real client."""

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.playground.invocation import NotOffered
from bot.story import Article, Published, QuoteKind, StoryId
from tests.made import BRIDGE, HOSTILE_TEXTS, NOON, article, reading

pytestmark = pytest.mark.usefixtures("dateline")

BODY = (
    "A tanker spilled eighty tonnes of fuel oil into Seldon Sound early on Thursday when it struck"
    " the breakwater in thick fog.\n\n"
    "“We have a boom around the ship,” said Ruairi McCann, the harbour master.\n\n"
    "Nobody was hurt, and the beaches at Whinny Point were closed to dogs until further notice."
)
SAID = ("We have a boom around the ship", "Ruairi McCann", QuoteKind.DIRECT)


def told_by(
    outlet: str, hours: int, headline: str = "Tanker leaks oil", body: str = BODY
) -> Article:
    of = article(headline, body, url=f"https://{hours}.example/oil", outlet=outlet)
    return replace(of, published=Published(NOON + timedelta(hours=hours)))


@pytest_asyncio.fixture
async def three(keep) -> list[StoryId]:
    """One event in three outlets."""
    articles = [
        told_by("Port Gazette", 0),
        told_by("Coast Radio", 1, "Oil on the beaches"),
        told_by("The Sound", 2, "Fog blamed for spill", BODY + "\n\nThe pilot was sober."),
    ]
    return [
        await keep(of, reading(of, SAID), NOON + timedelta(hours=n))
        for n, of in enumerate(articles)
    ]


async def test_a_story_is_compared_with_the_other_outlets_of_its_event(loopback, three):
    answer = await loopback.seat("Rita").slash("compare", story=str(three[0]))
    assert answer.is_private
    assert "Coast Radio" in answer.text
    assert "The Sound" in answer.text
    fields = {field["name"]: field["value"] for field in answer.embeds[0]["fields"]}
    quoting = fields["Quoted by several"]
    assert quoting == "**Ruairi McCann**: Port Gazette, Coast Radio, The Sound (the same words)"
    posted = await answer.press("Post here")
    assert posted.embeds == answer.embeds


async def test_a_story_told_by_one_outlet_alone_says_how_to_go_on(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("compare", story=str(story))
    assert "No other outlet's story here is known to tell this event" in answer.text


async def test_a_card_tells_how_many_other_outlets_have_the_event(loopback, three):
    seat = loopback.seat("Rita")
    answer = await seat.slash("timeline", story=str(three[0]))
    await answer.choose("Oil on the beaches")
    assert answer.embeds[0]["author"]["name"] == "Coast Radio · +2 outlets"
    await answer.press("Compare")
    assert answer.embeds[0]["title"] == "One event, side by side"


async def test_a_timeline_lists_the_stories_of_an_event_in_order(loopback, three):
    answer = await loopback.seat("Rita").slash("timeline", story=str(three[1]))
    lines = answer.embeds[0]["description"].splitlines()
    outlets = ("Port Gazette", "Coast Radio", "The Sound")
    assert [outlet in line for line, outlet in zip(lines, outlets, strict=True)] == [True] * 3
    assert lines[1].endswith("← this story")
    assert "3 stories from 3 outlets" in answer.embeds[0]["footer"]["text"]


async def test_a_timeline_tells_what_each_revision_changed(loopback, keep):
    await keep(BRIDGE)
    changed = replace(BRIDGE, headline="Bridge opens", body=BRIDGE.body + "\n\nIt rained all day.")
    story = await keep(changed, reading(changed), NOON + timedelta(hours=3))
    answer = await loopback.seat("Rita").slash("timeline", story=str(story))
    assert "revision 2: new headline, 1 sentence added" in answer.text
    await answer.press("What's new")
    assert "It rained all day." in answer.text


async def test_a_timeline_of_words_that_fit_no_story(loopback):
    answer = await loopback.seat("Rita").slash("timeline", story="nowhere")
    assert "No story here fits that" in answer.text


async def test_a_moderator_splits_a_story_off_and_takes_it_back(loopback, desk, guild, three):
    max_ = loopback.seat("Max")
    answer = await max_.slash("event split", story=str(three[2]))
    assert "stands apart on this server now" in answer.text
    assert len(await desk.store.events.lines(guild, three[0])) == 2
    await answer.press("Undo")
    assert "told together again" in answer.text
    assert len(await desk.store.events.lines(guild, three[0])) == 3


async def test_a_moderator_joins_two_events_and_takes_it_back(loopback, desk, guild, keep, three):
    other = await keep()
    max_ = loopback.seat("Max")
    answer = await max_.slash("event join", story=str(other), other=str(three[0]))
    assert "told as one event" in answer.text
    assert len(await desk.store.events.lines(guild, other)) == 4
    await answer.press("Undo")
    assert len(await desk.store.events.lines(guild, other)) == 1
    again = await max_.slash("event join", story=str(three[1]), other=str(three[0]))
    assert "one event already" in again.text


async def test_a_story_that_stands_alone_is_not_split(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Max").slash("event split", story=str(story))
    assert "stands alone already" in answer.text


async def test_readers_are_not_offered_to_regroup(loopback, three):
    with pytest.raises(NotOffered):
        await loopback.seat("Rita").slash("event split", story=str(three[0]))


async def test_latest_is_narrowed_to_a_topic(loopback, keep):
    story = await keep(replace(BRIDGE, topics=("Transport",)))
    await keep(told_by("Port Gazette", 0))
    seat = loopback.seat("Rita")
    (choice,) = await seat.complete("latest", option="topic", typed="tran")
    answer = await seat.slash("latest", topic=choice["value"])
    assert f"#{story}" in answer.text
    assert "Tanker" not in answer.text
    assert "on **Transport**" in answer.text
    none = await seat.slash("latest", topic="gardening")
    assert "No story here is about that" in none.text


async def test_hostile_texts_reach_nobody(loopback, keep):
    seat = loopback.seat("Rita")
    for number, text in enumerate(HOSTILE_TEXTS[::4]):
        first = told_by(text, number, text)
        second = told_by("The Sound", number, text)
        await keep(first, reading(first, SAID))
        story = await keep(replace(second, url=f"https://s.example/{number}"), reading(second))
        for name in ("timeline", "compare"):
            answer = await seat.slash(name, story=str(story))
            assert answer.error is None
            assert "Something broke" not in answer.text
    assert not loopback.pings
