"""The editors' commands in simcord."""

import pytest
import simcord

from tests.judges.room import fields, labels, shown, title, words
from tests.made import BRIDGE

PARAGRAPHS = (
    "The night bus between Norrvik and Stenholm stopped on Thursday after mechanics found a bent"
    " axle, the operator said.",
    "“Nobody rides on a guess,” said depot manager Ingrid Dahl. “It stays in the yard until"
    " somebody who knows axles has looked at this one.”",
    "About 90 people take the bus each night. The operator, Norrvik Lines, said that taxis would"
    " take them at the same fare from Friday, as far as there were any to be had.",
    "Dahl said that the axle was two years old and that the others of its kind would be looked"
    " at before the week was over.",
)
HEADLINE = "Night bus stopped over bent axle"
PASTED = "\n\n".join((HEADLINE, *PARAGRAPHS))


async def test_a_story_pasted_into_the_form_is_read_and_shown(room):
    form = await room.max.slash(room.news, "story add")
    entries = fields(form, {"Text": PASTED, "Outlet": "Norrvik Times"})
    answer = await room.max.submit_modal(form, entries)
    assert shown(answer).ephemeral
    assert "Taken in." in words(answer)
    assert title(answer) == HEADLINE
    quotes = await room.rita.slash(room.news, "quotes", story="night bus")
    assert "Nobody rides on a guess" in words(quotes)
    assert "Ingrid Dahl" in words(quotes)


async def test_a_text_that_is_no_article_is_given_back(room):
    form = await room.max.slash(room.news, "story add")
    answer = await room.max.submit_modal(form, fields(form, {"Text": "hello"}))
    assert "Your text is below" in words(answer)
    (file,) = shown(answer).attachments
    assert await file.read() == b"hello"


async def test_a_story_comes_in_as_a_file_once_and_goes_by_undo(room):
    file = ("axle.txt", PASTED.encode())
    answer = await room.max.slash(room.news, "story add", file=file)
    assert shown(answer).ephemeral
    assert "Taken in." in words(answer)
    again = await room.max.slash(room.news, "story add", file=file)
    assert "here already" in words(again)
    assert "1 story" in words(await room.rita.slash(room.news, "latest"))
    await room.max.click(shown(answer), label="Undo")
    assert "Removed" in words(answer)
    assert "No stories yet" in words(await room.rita.slash(room.news, "latest"))
    await room.max.click(shown(answer), label="Bring it back")
    assert "1 story" in words(await room.rita.slash(room.news, "latest"))


async def test_a_file_without_an_article_is_explained(room):
    for content in (b"", b"\x89PNG\r\n\x1a\n" + bytes(64), b"hello"):
        answer = await room.max.slash(room.news, "story add", file=("odd.txt", content))
        assert shown(answer).ephemeral
        assert "Something broke" not in words(answer)
    assert "No stories yet" in words(await room.rita.slash(room.news, "latest"))


async def test_an_address_that_may_not_be_fetched_is_explained(room):
    answer = await room.max.slash(room.news, "story add", url="http://10.0.0.1/")
    assert "can't be fetched" in words(answer)


async def test_a_story_is_removed_after_a_question(room, keep):
    story = await keep()
    answer = await room.max.slash(room.news, "story remove", story=str(story))
    assert labels(answer) == ["Remove", "Keep it"]
    await room.max.click(shown(answer), label="Keep it")
    assert title(answer) == BRIDGE.headline
    answer = await room.max.slash(room.news, "story remove", story=str(story))
    await room.max.click(shown(answer), label="Remove")
    assert "Removed" in words(answer)
    gone = await room.rita.slash(room.news, "summary", story=str(story))
    assert "isn't here" in words(gone)


async def test_a_reader_is_not_offered_the_editors_commands(room):
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await room.rita.slash(room.news, "story add")
    assert not any("story" in name for name in room.rita.available_commands(room.news))


async def test_a_reader_whom_the_server_lets_in_is_asked_for_the_permission(room, keep):
    story = await keep()
    (command,) = (c for c in await room.env.bot.tree.fetch_commands() if c.name == "story")
    room.guild.set_command_permissions(command.id, {room.rita: True})
    refused = await room.rita.slash(room.news, "story remove", story=str(story))
    assert shown(refused).ephemeral
    assert "manage messages" in words(refused)
    assert "1 story" in words(await room.rita.slash(room.news, "latest"))
