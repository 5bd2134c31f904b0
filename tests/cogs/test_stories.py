"""`/story` through the real client, with real pages over HTTP."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.app import Dateline
from bot.playground.invocation import NotOffered
from bot.playground.running import running
from bot.story import GuildId, StoryId
from tests.made import BRIDGE, BRIDGE_READING

pytestmark = pytest.mark.usefixtures("dateline")

PARAGRAPHS = (
    "The ferry between Norrvik and Stenholm was taken out of service on Thursday after divers"
    " found a crack in its rudder, the operator said.",
    "“We won't sail on a guess,” said harbour master Ingrid Dahl. “She stays at the quay until"
    " the steel has been looked at by somebody who knows steel.”",
    "Some 400 people take the crossing each morning. The operator, Norrvik Lines, said that buses"
    " would go round the bay every half hour from Friday, and that tickets for the ferry would be"
    " good for them.",
    "Dahl said the crack was as long as a hand and that nobody could tell how old it was.",
)
PAGE = f"""<!doctype html><html><head>
<title>Ferry stopped over crack in rudder | Norrvik Times</title>
<meta property="og:site_name" content="Norrvik Times"></head><body><article>
<h1>Ferry stopped over crack in rudder</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}
<h3>Leave a Reply</h3><p>Your email address will not be published.</p></article></body></html>"""
PASTED = "Ferry stopped over crack in rudder\n\n" + "\n\n".join(PARAGRAPHS)


@pytest.fixture
async def site():
    """A news site on this machine: a story, a page without one, and a missing page."""

    async def story(request):
        return web.Response(text=PAGE, content_type="text/html")

    async def script(request):
        return web.Response(text="<html><script>go()</script></html>", content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/ferry", story), web.get("/script", script)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_story_added_by_its_address_is_read_and_shown(loopback, site):
    seat = loopback.seat("Max")
    answer = await seat.slash("story add", url=f"{site}/ferry")
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    assert answer.is_private
    assert "Taken in." in answer.content
    assert answer.embeds[0]["title"] == "Ferry stopped over crack in rudder"
    assert "Leave a Reply" not in answer.text
    quotes = await seat.slash("quotes", story="ferry")
    assert "We won't sail on a guess" in quotes.text
    assert "Ingrid Dahl" in quotes.text


async def test_a_story_added_twice_is_one_story(loopback, site):
    seat = loopback.seat("Max")
    for expected in ("Taken in.", "here already"):
        answer = await seat.slash("story add", url=f"{site}/ferry?utm_source=feed")
        await answer.until(lambda now: bool(now.embeds), within_s=30)
        assert expected in answer.content
    latest = await seat.slash("latest")
    assert "1 story" in latest.text


async def test_a_story_pasted_into_the_form(loopback):
    seat = loopback.seat("Max")
    form = await seat.slash("story add")
    answer = await form.submit({"Text": PASTED, "Outlet": "Norrvik Times"})
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    assert answer.embeds[0]["title"] == "Ferry stopped over crack in rudder"
    assert answer.embeds[0]["author"]["name"] == "Norrvik Times"


async def test_a_text_that_is_no_article_is_given_back(loopback):
    form = await loopback.seat("Max").slash("story add")
    answer = await form.submit({"Text": "hello"})
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    assert "Your text is below" in answer.text
    (file,) = answer.files
    assert loopback.world.files[file.id] == b"hello"


async def test_a_new_story_can_be_undone_and_brought_back(loopback, site):
    seat = loopback.seat("Max")
    answer = await seat.slash("story add", url=f"{site}/ferry")
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    await answer.press("Undo")
    assert "Removed" in answer.text
    assert "Taken in" not in answer.content
    assert "No stories yet" in (await seat.slash("latest")).text
    await answer.press("Bring it back")
    assert "1 story" in (await seat.slash("latest")).text


async def removed_by_max(loopback, story):
    """The answer that says that the story was removed and offers to bring it back."""
    answer = await loopback.seat("Max").slash("story remove", story=str(story))
    await answer.press("Remove")
    return answer


async def test_bringing_a_story_back_leaves_the_text_that_other_servers_were_given(
    loopback, desk, guild, keep
):
    story = await keep()
    other = GuildId(guild + 1)
    for body in (BRIDGE.body, BRIDGE.body + " Correction: on Tuesday."):
        await desk.store.keep(
            replace(BRIDGE, body=body), BRIDGE_READING, guild=other, now=datetime.now(UTC)
        )
        if body == BRIDGE.body:
            answer = await removed_by_max(loopback, story)
    await answer.press("Bring it back")
    assert answer.embeds[0]["title"] == BRIDGE.headline
    for each in (guild, other):
        assert (await desk.store.story(each, story)).revision == 2


async def test_a_story_is_brought_back_as_it_was_after_a_restart(
    loopback, desk, dateline, guild, keep
):
    story = await keep()
    before = await desk.store.story(guild, story)
    shown = await loopback.seat("Rita").slash("summary", story=str(story))
    answer = await removed_by_max(loopback, story)
    assert "isn't here" in (await shown.press("Full")).text
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await answer.press("Bring it back")
        assert await desk.store.story(guild, story) == before
        await shown.press("Full")
        assert "isn't here" not in shown.text


async def test_a_story_removed_too_long_ago_is_not_brought_back(loopback, desk, guild, keep):
    story = await keep()
    answer = await removed_by_max(loopback, story)
    await desk.store.erase_removed(datetime.now(UTC) + timedelta(minutes=16))
    refused = await answer.press("Bring it back")
    assert "can't be brought back any more" in refused.text
    assert "/story add" in refused.text


async def test_a_story_is_removed_after_a_question(loopback, keep):
    story = await keep()
    seat = loopback.seat("Max")
    answer = await seat.slash("story remove", story=str(story))
    assert "Remove this story?" in answer.text
    await answer.press("Keep it")
    assert answer.embeds[0]["title"] == BRIDGE.headline
    answer = await seat.slash("story remove", story=str(story))
    await answer.press("Remove")
    assert "Removed" in answer.text
    assert "isn't here" in (await seat.slash("summary", story=str(story))).text


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("{site}/missing", "page"),
        ("{site}/script", "No article"),
        ("http://10.0.0.1/", "can't be fetched"),
        ("file:///etc/passwd", "can't be fetched"),
        ("not an address", "address"),
    ],
)
async def test_an_address_without_an_article_is_explained(loopback, site, address, told):
    seat = loopback.seat("Max")
    answer = await seat.slash("story add", url=address.format(site=site))
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    assert told in answer.text
    assert "127.0.0.1" not in answer.text
    assert "No stories yet" in (await seat.slash("latest")).text


async def test_only_those_who_manage_messages_are_offered_the_commands(loopback):
    reader = loopback.seat("Rita")
    with pytest.raises(NotOffered):
        await reader.slash("story add")


async def test_a_remove_button_pressed_by_a_reader_does_nothing(loopback, keep):
    story = await keep()
    question = await loopback.seat("Max").slash("story remove", story=str(story))
    loopback.world.find_member("Max")
    shown = await question.press("Keep it")
    assert shown.embeds[0]["title"] == BRIDGE.headline


async def test_a_summary_of_a_page_that_is_not_kept(loopback, site):
    seat = loopback.seat("Rita")
    answer = await seat.slash("summary", url=f"{site}/ferry")
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    assert answer.is_private
    assert "taken out of service on Thursday" in answer.text
    assert "not kept here" in answer.text
    assert "No stories yet" in (await seat.slash("latest")).text


async def test_the_links_of_a_message_are_summed_up_from_its_menu(loopback, site):
    message = await loopback.seat("Ravi").say(f"look: {site}/ferry, and {site}/missing!")
    answer = await loopback.seat("Rita").message_menu("Summarise the links", message)
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    assert answer.is_private
    assert "taken out of service on Thursday" in answer.text
    assert len(answer.embeds[0]["fields"]) == 2
    assert "127.0.0.1" not in answer.embeds[0]["fields"][1]["value"]


async def test_a_message_without_links_says_so(loopback):
    message = await loopback.seat("Ravi").say("nothing here")
    answer = await loopback.seat("Rita").message_menu("Summarise the links", message)
    assert "links to no page" in answer.text


async def test_a_story_of_another_server_is_out_of_reach(loopback, desk, keep):
    story = await keep()
    other = StoryId(story + 1)
    answer = await loopback.seat("Rita").slash("quotes", story=str(other))
    assert "isn't here" in answer.text
