"""The readers' commands in simcord."""

import discord
import pytest
import simcord

from bot.story import QuoteKind
from tests.judges.conftest import bot_of
from tests.judges.room import labels, option, shown, title, words
from tests.made import BRIDGE, article, reading


def said_by(name, count, headline="Nine things said"):
    of = article(headline, "\n\n".join(f"“Quote {n} of {name}.”" for n in range(count)), url=None)
    return of, reading(
        of, *((f"Quote {n} of {name}.", name, QuoteKind.DIRECT) for n in range(count))
    )


async def test_the_newest_come_first_and_pages_turn_in_place(room, keep):
    for number in range(1, 8):
        await keep(article(f"Council meets {number}", f"Meeting {number}.", url=None))
    answer = await room.rita.slash(room.news, "latest")
    assert shown(answer).ephemeral
    assert "Council meets 7" in words(answer)
    assert "Council meets 2" not in words(answer)
    turned = await room.rita.click(shown(answer), label="More ▶")
    assert shown(turned).id == shown(answer).id
    assert "Council meets 2" in words(answer)
    await room.rita.click(shown(answer), label="◀ Back")
    assert "Council meets 7" in words(answer)


async def test_an_empty_newsroom_teaches_how_to_begin(room):
    assert "/story add" in words(await room.rita.slash(room.news, "latest"))


async def test_a_search_turns_its_pages_after_a_restart_of_the_bot(room, desk, keep):
    for number in range(1, 8):
        of = article(f"Harbour report {number}", f"The harbour, part {number}.", url=None)
        await keep(of, reading(of))
    answer = await room.rita.slash(room.news, "search", query="harbour")
    assert "7 stories" in words(answer)
    await room.env.restart_bot(bot_of(desk))
    await room.rita.click(shown(answer), label="More ▶")
    assert "Harbour report 1" in words(answer)
    assert "Harbour report 7" not in words(answer)


async def test_a_search_narrowed_to_nothing_says_so(room, keep):
    await keep()
    found = await room.rita.slash(room.news, "search", query="bicycles", outlet="tarn")
    assert "Bridge to reopen" in words(found)
    missed = await room.rita.slash(room.news, "search", query="tolls", until="2026-11-02")
    assert "No story fits" in words(missed)
    unread = await room.rita.slash(room.news, "search", query="tolls", since="soon-ish")
    assert "2026-11-03" in words(unread)


async def test_a_summary_changes_its_length_in_place(room, keep):
    story = await keep()
    answer = await room.rita.slash(room.news, "summary", story=str(story), length="headline")
    assert shown(answer).ephemeral
    assert title(answer) == BRIDGE.headline
    assert "Ellen Park" not in words(answer)
    await room.rita.click(shown(answer), label="Full")
    assert "Ellen Park" in words(answer)


async def test_a_private_answer_is_seen_by_its_asker_alone(room, keep):
    story = await keep()
    answer = await room.rita.slash(room.news, "summary", story=str(story))
    assert [m.id for m in room.news.history(viewer=room.rita)] == [shown(answer).id]
    assert not room.news.history(viewer=room.ravi)
    with pytest.raises(simcord.SetupError, match="not visible"):
        await room.ravi.click(shown(answer), label="Full")


async def test_a_posted_summary_is_for_everybody_and_its_buttons_answer_privately(room, keep):
    story = await keep()
    answer = await room.rita.slash(room.news, "summary", story=str(story))
    posted = await room.rita.click(shown(answer), label="Post here")
    assert not shown(posted).ephemeral
    assert "Post here" not in labels(posted)
    assert [m.id for m in room.news.history(viewer=room.ravi)] == [shown(posted).id]
    copy = await room.ravi.click(shown(posted), label="Quotes (3)")
    assert shown(copy).ephemeral
    assert shown(copy).id != shown(posted).id
    assert "We are ready" in words(copy)


async def test_a_member_who_may_not_write_cannot_post(room, keep):
    story = await keep()
    quiet = room.guild.create_text_channel(
        "quiet",
        overwrites={room.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    answer = await room.rita.slash(quiet, "summary", story=str(story))
    refused = await room.rita.click(shown(answer), label="Post here")
    assert shown(refused).ephemeral
    assert "can't send messages" in words(refused)


async def test_words_that_fit_several_stories_are_asked_about(room, keep):
    await keep()
    await keep(article("Bridge closed again", url="https://example.org/again"))
    answer = await room.rita.slash(room.news, "summary", story="bridge")
    assert title(answer) == "Which story is meant?"
    await room.rita.select(shown(answer), option(answer, BRIDGE.headline))
    assert title(answer) == BRIDGE.headline


async def test_a_story_that_is_not_here_gives_the_next_step(room):
    by_number = await room.rita.slash(room.news, "summary", story="999")
    by_words = await room.rita.slash(room.news, "quotes", story="no such words")
    nothing = await room.rita.slash(room.news, "quotes")
    assert all(shown(answer).ephemeral for answer in (by_number, by_words, nothing))
    assert "/latest" in words(by_number)
    assert "/latest" in words(by_words)
    assert "Choose a `story`" in words(nothing)


async def test_quotes_turn_their_pages_after_a_restart_of_the_bot(room, desk, keep):
    story = await keep(*said_by("Ann Bell", 9))
    answer = await room.rita.slash(room.news, "quotes", story=str(story))
    assert "page 1 of 3" in words(answer)
    await room.env.restart_bot(bot_of(desk))
    await room.rita.click(shown(answer), label="More ▶")
    assert "page 2 of 3" in words(answer)
    assert "Quote 4 of Ann Bell" in words(answer)


async def test_quotes_narrow_to_the_speaker_chosen(room, keep):
    story = await keep()
    answer = await room.rita.slash(room.news, "quotes", story=str(story))
    await room.rita.select(shown(answer), option(answer, "Ellen Park"))
    (card,) = shown(answer).embeds
    assert [field.name for field in card.fields] == ["Ellen Park"]


async def test_what_somebody_said_turns_its_pages_after_a_restart(room, desk, keep):
    for number in range(6):
        await keep(*said_by("Ann Bell", 1, f"Ann Bell speaks {number}"))
    answer = await room.rita.slash(room.news, "whosaid", speaker="Ann Bell")
    assert title(answer) == "Ann Bell"
    await room.env.restart_bot(bot_of(desk))
    await room.rita.click(shown(answer), label="More ▶")
    assert "page 2 of 2" in words(answer)


async def test_two_people_of_one_surname_are_asked_about(room, keep):
    await keep(*said_by("Brenda Voss", 1, "Voss of the council"))
    await keep(*said_by("Neil Voss", 1, "Voss of the port"))
    answer = await room.rita.slash(room.news, "whosaid", speaker="Voss")
    assert title(answer) == "Who is meant?"
    await room.rita.select(shown(answer), option(answer, "Neil Voss"))
    assert title(answer) == "Neil Voss"


async def test_a_name_that_nobody_has_gives_the_next_step(room, keep):
    await keep()
    answer = await room.rita.slash(room.news, "whosaid", speaker="Qwertz Uiop")
    assert "pick from the list" in words(answer)


async def test_the_lists_while_typing_give_ids(room, keep):
    story = await keep()
    stories = await room.rita.autocomplete(room.news, "summary", "story", "brid")
    assert [choice["value"] for choice in stories] == [str(story)]
    (speaker,) = await room.rita.autocomplete(room.news, "whosaid", "speaker", "lop")
    answer = await room.rita.slash(room.news, "whosaid", speaker=speaker["value"])
    assert title(answer) == "Maria Lopez"
    (outlet,) = await room.rita.autocomplete(room.news, "latest", "outlet", "tarn")
    assert "1 story" in words(await room.rita.slash(room.news, "latest", outlet=outlet["value"]))


async def test_help_names_what_the_member_may_do(room):
    assert "`/story` add" not in words(await room.rita.slash(room.news, "dateline help"))
    assert "`/story` add" in words(await room.max.slash(room.news, "dateline help"))


async def test_buttons_outlive_the_quarter_hour_of_an_interaction(room, keep):
    story = await keep()
    answer = await room.rita.slash(room.news, "summary", story=str(story), length="headline")
    await room.env.advance_time(20 * 60.0)
    await room.rita.click(shown(answer), label="Full")
    assert "Ellen Park" in words(answer)
