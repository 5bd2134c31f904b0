"""`/story edit` and `/story correct`, through the real client."""

from dataclasses import replace

import pytest

from bot.playground.invocation import NotOffered
from tests.made import BRIDGE

pytestmark = pytest.mark.usefixtures("dateline")

TUESDAY = BRIDGE.body.replace("on Monday", "on Tuesday")


@pytest.fixture
async def pasted(keep):
    return await keep(replace(BRIDGE, url=None))


async def submitted(form, text=TUESDAY):
    answer = await form.submit({"Headline": BRIDGE.headline, "Text": text})
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    return answer


async def test_a_pasted_text_is_edited_in_a_form_that_holds_it(loopback, desk, guild, pasted):
    form = await loopback.seat("Max").slash("story edit", story=str(pasted))
    assert [field.written["value"] for field in form.modal.fields] == [BRIDGE.headline, BRIDGE.body]
    answer = await submitted(form)
    assert "Changed." in answer.content
    story = await desk.store.story(guild, pasted)
    assert (story.revision, story.article.body) == (2, TUESDAY)
    assert story.article.outlet == BRIDGE.outlet


async def test_an_edit_is_undone_once(loopback, desk, guild, pasted):
    form = await loopback.seat("Max").slash("story edit", story=str(pasted))
    answer = await submitted(form)
    await answer.press("Undo")
    assert "has the text again" in answer.text
    assert (await desk.store.story(guild, pasted)).article.body == BRIDGE.body


async def test_a_change_of_somebody_else_is_not_overwritten(loopback, desk, guild, pasted):
    first = await loopback.seat("Max").slash("story edit", story=str(pasted))
    second = await loopback.seat("Olivia").slash("story edit", story=str(pasted))
    done = await submitted(second)
    late = await submitted(first, BRIDGE.body.replace("on Monday", "on Friday"))
    assert "meanwhile" in late.text
    assert "Your text is below" in late.text
    form = await loopback.seat("Olivia").slash("story edit", story=str(pasted))
    await submitted(form, BRIDGE.body.replace("on Monday", "on Sunday"))
    undone = await done.press("Undo")
    assert "meanwhile" in undone.text
    assert "on Sunday" in (await desk.store.story(guild, pasted)).article.body


async def test_a_correction_needs_its_note_and_changes_the_text(loopback, desk, guild, pasted):
    seat = loopback.seat("Max")
    form = await seat.slash("story correct", story=str(pasted), note="It opens on Tuesday.")
    answer = await submitted(form)
    assert "Corrected." in answer.content
    assert (await desk.store.story(guild, pasted)).article.body == TUESDAY


async def test_a_text_that_is_the_same_changes_nothing(loopback, desk, guild, pasted):
    form = await loopback.seat("Max").slash("story edit", story=str(pasted))
    answer = await submitted(form, BRIDGE.body)
    assert "nothing changed" in answer.content
    assert (await desk.store.story(guild, pasted)).revision == 1


async def test_the_old_text_pasted_again_does_not_undo_a_correction(
    loopback, desk, guild, keep, pasted
):
    form = await loopback.seat("Max").slash("story edit", story=str(pasted))
    await submitted(form)
    again = await keep(replace(BRIDGE, url=None))
    assert again != pasted
    assert (await desk.store.story(guild, pasted)).article.body == TUESDAY


async def test_a_long_text_is_changed_by_a_file(loopback, desk, guild, keep):
    long = replace(BRIDGE, url=None, body="\n\n".join([BRIDGE.body] * 30))
    story = await keep(long)
    seat = loopback.seat("Max")
    asked = await seat.slash("story edit", story=str(story))
    assert "as `file`" in asked.text
    content = f"{BRIDGE.headline}\n\n{TUESDAY}".encode()
    answer = await seat.slash("story edit", story=str(story), file=("text.txt", content))
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    assert (await desk.store.story(guild, story)).article.body == TUESDAY


async def test_an_outlet_s_story_is_not_offered_and_not_changed(loopback, keep, pasted):
    outlets = await keep(replace(BRIDGE, headline="An outlet's own story", body="Other words."))
    seat = loopback.seat("Max")
    offered = await seat.complete("story edit", option="story", typed="")
    assert [choice["value"] for choice in offered] == [str(pasted)]
    answer = await seat.slash("story edit", story=str(outlets))
    assert "its outlet's" in answer.text


async def test_a_reader_may_neither_edit_nor_correct(loopback, pasted):
    for command, more in (("story edit", {}), ("story correct", {"note": "No."})):
        with pytest.raises(NotOffered):
            await loopback.seat("Rita").slash(command, story=str(pasted), **more)
