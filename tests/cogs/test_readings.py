"""`/summary` and `/quotes` through the real client."""

from dataclasses import replace

import pytest

from bot.app import Dateline
from bot.playground import permissions
from bot.playground.running import running
from bot.playground.world import Overwrite
from bot.story import QuoteKind
from tests.made import BRIDGE, HOSTILE_TEXTS, NOON, article, reading

pytestmark = pytest.mark.usefixtures("dateline")


def many_quotes():
    of = article(
        "Nine things said", "\n\n".join(f"“Quote number {n} here.”" for n in range(9)), url=None
    )
    said = [(f"Quote number {n} here.", "Ann Bell", QuoteKind.DIRECT) for n in range(9)]
    return of, reading(of, *said)


async def test_a_summary_is_private_and_tied_to_its_paragraphs(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("summary", story=str(story))
    assert answer.is_private
    assert "will reopen on Monday, the county said. `¶1`" in answer.text
    assert "Mayor Ellen Park warned that the tolls would rise. `¶3`" in answer.text


async def test_the_length_of_a_summary_changes_in_place(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("summary", story=str(story), length="headline")
    assert "Ellen Park" not in answer.text
    await answer.press("Full")
    assert "Ellen Park" in answer.text


async def test_a_summary_can_be_posted_for_everybody(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("summary", story=str(story))
    posted = await answer.press("Post here")
    assert not posted.is_private
    assert "Post here" not in posted.buttons
    seen = await loopback.seat("Ravi").sees("will reopen on Monday")
    copy = await loopback.seat("Ravi").press(seen, "Quotes (3)")
    assert copy.is_private
    assert "We are ready" in copy.text


async def test_the_list_while_typing_gives_ids_and_newest_first(loopback, keep):
    first = await keep()
    second = await keep(*many_quotes())
    seat = loopback.seat("Rita")
    offered = await seat.complete("summary", option="story", typed="")
    assert [choice["value"] for choice in offered] == [str(second), str(first)]
    offered = await seat.complete("summary", option="story", typed="brid")
    assert [choice["value"] for choice in offered] == [str(first)]
    assert offered[0]["name"].startswith(BRIDGE.headline)


async def test_words_typed_instead_of_a_choice_find_the_story(loopback, keep):
    await keep()
    answer = await loopback.seat("Rita").slash("summary", story="reopen")
    assert answer.embeds[0]["title"] == BRIDGE.headline


async def test_words_that_fit_several_stories_are_asked_about(loopback, keep):
    await keep()
    await keep(article("Bridge closed again", url="https://example.org/again"))
    answer = await loopback.seat("Rita").slash("quotes", story="bridge")
    assert answer.embeds[0]["title"] == "Which story is meant?"
    await answer.choose(BRIDGE.headline)
    assert "Maria Lopez" in answer.text


@pytest.mark.parametrize("command", ["summary", "quotes"])
async def test_a_story_that_is_not_here_gives_the_next_step(loopback, command):
    seat = loopback.seat("Rita")
    by_number = await seat.slash(command, story="999")
    by_words = await seat.slash(command, story="no such words")
    assert by_number.is_private
    assert "/latest" in by_number.text
    assert "/latest" in by_words.text


@pytest.mark.parametrize("command", ["summary", "quotes"])
async def test_nothing_asked_is_answered_with_what_to_give(loopback, command):
    answer = await loopback.seat("Rita").slash(command)
    assert "Choose a `story`" in answer.text


async def test_quotes_show_speaker_role_kind_and_paragraph(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("quotes", story=str(story))
    fields = answer.embeds[0]["fields"]
    assert fields[0]["name"] == "Maria Lopez · county engineer"
    assert fields[0]["value"] == "> “We are ready”\n-# said · ¶2"


async def test_quotes_of_one_kind_and_one_speaker(loopback, keep):
    story = await keep()
    seat = loopback.seat("Rita")
    answer = await seat.slash("quotes", story=str(story), kind="reported")
    assert [field["name"] for field in answer.embeds[0]["fields"]] == ["Ellen Park"]
    answer = await seat.slash("quotes", story=str(story), speaker="Maria Lopez")
    assert len(answer.embeds[0]["fields"]) == 2
    await answer.choose("Ellen Park")
    assert [field["name"] for field in answer.embeds[0]["fields"]] == ["Ellen Park"]


async def test_a_speaker_who_is_not_quoted_in_the_story(loopback, keep):
    await keep(*many_quotes())
    story = await keep()
    answer = await loopback.seat("Rita").slash("quotes", story=str(story), speaker="Ann Bell")
    assert "isn't quoted in that story" in answer.text


async def test_options_that_do_not_go_together_are_explained(loopback, keep):
    story = await keep()
    seat = loopback.seat("Rita")
    both = await seat.slash("summary", story=str(story), url="https://example.org/bridge")
    kind = await seat.slash("quotes", speaker="Maria Lopez", kind="reported")
    assert "not both" in both.text
    assert "`kind` goes with a `story`" in kind.text


async def test_a_kept_story_is_found_by_its_address_with_trackers(loopback, keep):
    await keep()
    url = "https://example.org/bridge?utm_source=chat"
    answer = await loopback.seat("Rita").slash("summary", url=url)
    await answer.until(lambda now: bool(now.embeds))
    assert "will reopen on Monday" in answer.text
    assert "#" in answer.text


async def test_a_story_without_quotes_says_so(loopback, keep):
    of = article("Quiet day", "Nothing was said on Monday.", url=None)
    story = await keep(of, reading(of))
    answer = await loopback.seat("Rita").slash("quotes", story=str(story))
    assert "Nobody is quoted" in answer.text


async def test_pages_turn_after_a_restart_of_the_bot(loopback, desk, dateline, keep):
    story = await keep(*many_quotes())
    answer = await loopback.seat("Rita").slash("quotes", story=str(story))
    assert "page 1 of 3" in answer.text
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await answer.press("More ▶")
        assert "page 2 of 3" in answer.text
        assert "Quote number 4 here" in answer.text


async def test_a_button_of_a_story_that_was_removed_says_so(loopback, desk, guild, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("summary", story=str(story))
    await desk.store.remove(guild, story, now=NOON)
    refused = await answer.press("Full")
    assert refused.is_private
    assert "isn't here" in refused.text


async def test_a_member_who_may_not_write_cannot_post(loopback, keep):
    story = await keep()
    seat = loopback.seat("Rita")
    rita = loopback.world.find_member("Rita").user.id
    silent = Overwrite(rita, is_member=True, deny=permissions.SEND)
    loopback.world.channels[seat.channel.id] = replace(seat.channel, overwrites=(silent,))
    answer = await seat.slash("summary", story=str(story))
    refused = await answer.press("Post here")
    assert refused.is_private
    assert "can't send messages" in refused.text


@pytest.mark.parametrize("start", range(0, len(HOSTILE_TEXTS), 30))
async def test_hostile_and_over_long_texts_reach_nobody(loopback, keep, start):
    seat = loopback.seat("Rita")
    for text in HOSTILE_TEXTS[start : start + 30]:
        shown = text.replace("\n\n", " ") or "x"
        body = f"{shown}\n\n“{shown}”"
        of = article(text, body, url=None, outlet=text)
        story = await keep(of, reading(of, (shown, text or None, QuoteKind.DIRECT)))
        for command in ("summary", "quotes"):
            answer = await seat.slash(command, story=str(story))
            assert answer.error is None
            await answer.press("Post here")
        await seat.complete("summary", option="story", typed=text[:20])
    assert not loopback.pings
