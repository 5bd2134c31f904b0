"""`/compare` and "What's new" through the real client."""

from dataclasses import replace

import pytest

from bot.story import QuoteKind
from tests.made import BRIDGE, HOSTILE_TEXTS, article, reading

pytestmark = pytest.mark.usefixtures("dateline")

FIRST = article(
    "Ferry hits quay",
    "The ferry hit the quay at Stenholm on Thursday, and 12 people were hurt.\n\n"
    "“It sounded like thunder,” said Ingrid Dahl.",
    url="https://example.org/first",
    outlet="Norrvik Times",
)
SECOND = article(
    "Crash at Stenholm quay",
    "The ferry hit the quay at Stenholm on Thursday, and 14 people were hurt.\n\n"
    "“Nobody steered,” said Olof Berg.",
    url="https://example.org/second",
    outlet="The Sound",
)


async def both(keep):
    first = await keep(
        FIRST, reading(FIRST, ("It sounded like thunder", "Ingrid Dahl", QuoteKind.DIRECT))
    )
    second = await keep(SECOND, reading(SECOND, ("Nobody steered", "Olof Berg", QuoteKind.DIRECT)))
    return first, second


async def test_numbers_that_differ_are_shown_with_their_outlets(loopback, keep):
    first, second = await both(keep)
    answer = await loopback.seat("Rita").slash("compare", story=str(first), other=str(second))
    assert answer.is_private
    fields = {field["name"]: field["value"] for field in answer.embeds[0]["fields"]}
    assert "**Norrvik Times** 12" in fields["Numbers that differ"]
    assert "**The Sound** 14" in fields["Numbers that differ"]


async def test_what_only_one_outlet_quotes(loopback, keep):
    await both(keep)
    answer = await loopback.seat("Rita").slash("compare", story="ferry hits", other="crash")
    fields = {field["name"]: field["value"] for field in answer.embeds[0]["fields"]}
    own = fields["Quoted by one alone"]
    assert "**Norrvik Times**: “It sounded like thunder” — Ingrid Dahl" in own
    assert "**The Sound**: “Nobody steered” — Olof Berg" in own
    await answer.choose("Crash at Stenholm quay")
    assert answer.embeds[0]["title"] == "Crash at Stenholm quay"


async def test_a_story_is_not_compared_with_itself(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("compare", story=str(story), other=str(story))
    assert "two different stories" in answer.text


async def test_words_that_several_stories_hold_are_not_guessed_at(loopback, keep):
    await both(keep)
    last = await keep()
    answer = await loopback.seat("Rita").slash("compare", story="quay", other=str(last))
    assert "Several stories fit “quay”. Pick one from the list" in answer.text


async def test_a_comparison_can_be_posted(loopback, keep):
    first, second = await both(keep)
    answer = await loopback.seat("Rita").slash("compare", story=str(first), other=str(second))
    posted = await answer.press("Post here")
    assert not posted.is_private
    assert posted.embeds == answer.embeds


async def test_what_is_new_in_a_changed_story(loopback, keep):
    await keep(BRIDGE)
    changed = replace(
        BRIDGE,
        headline="Bridge to reopen on Tuesday",
        body=BRIDGE.body.replace("reopen on Monday", "reopen on Tuesday")
        + "\n\nThe county apologised for the delay.",
    )
    story = await keep(changed, reading(changed))
    seat = loopback.seat("Rita")
    answer = await seat.slash("summary", story=str(story))
    await answer.press("What's new")
    fields = {field["name"]: field["value"] for field in answer.embeds[0]["fields"]}
    assert "Bridge to reopen on Monday" in fields["The headline was"]
    assert "The county apologised for the delay. `¶4`" in fields["Added (1)"]
    assert "→ The bridge over the Tarn will reopen on Tuesday" in fields["Reworded (1)"]
    await answer.press("Summary")
    assert "reopen on Tuesday" in answer.text


async def test_a_story_that_never_changed_has_nothing_new(loopback, keep):
    story = await keep()
    answer = await loopback.seat("Rita").slash("summary", story=str(story))
    assert "What's new" not in answer.buttons


async def test_hostile_texts_reach_nobody(loopback, keep):
    seat = loopback.seat("Rita")
    earlier = await keep()
    for text in HOSTILE_TEXTS[::3]:
        shown = text.replace("\n\n", " ") or "x"
        of = article(text, f"{shown}\n\n“{shown}”", outlet=text, url="https://example.org/h")
        story = await keep(of, reading(of, (shown, text or None, QuoteKind.DIRECT)))
        answer = await seat.slash("compare", story=str(story), other=str(earlier))
        assert answer.error is None
        assert "Something broke" not in answer.text
        card = await seat.slash("summary", story=str(story))
        if "What's new" in card.buttons:
            await card.press("What's new")
            assert "Something broke" not in card.text
    assert not loopback.pings


async def test_who_quotes_whom_as_a_picture_and_back(loopback, keep):
    first, second = await both(keep)
    answer = await loopback.seat("Rita").slash("compare", story=str(first), other=str(second))
    await answer.press("As a picture")
    await answer.until(lambda one: one.files)
    assert answer.embeds[0]["title"] == "Who quotes whom"
    assert "1. **Ingrid Dahl** 1 quote\n-# Norrvik Times 1" in answer.text
    (picture,) = answer.files
    assert "Olof Berg 1: The Sound 1" in (picture.description or "")
    await answer.press("◀ As text")
    assert answer.embeds[0]["title"] == "One event, side by side"
    assert not answer.files


async def test_one_speaker_alone_is_no_picture(loopback, keep):
    first = await keep(FIRST, reading(FIRST))
    second = await keep(SECOND, reading(SECOND, ("Nobody steered", "Olof Berg", QuoteKind.DIRECT)))
    answer = await loopback.seat("Rita").slash("compare", story=str(first), other=str(second))
    assert "As a picture" not in answer.buttons
