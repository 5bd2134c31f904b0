"""`/feed` through the real client, with a real site over HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Dateline
from bot.playground.invocation import NotOffered
from bot.playground.running import running
from bot.store.engine.asked import Asked
from bot.wire.opml import Outline, opml_of, outlines_in
from tests.cogs.feed_site import feed_site

pytestmark = pytest.mark.usefixtures("dateline")


@pytest.fixture
async def site():
    async with feed_site() as started:
        yield started


async def answered(answer):
    """The answer, once it says more than that it is thinking."""
    await answer.until(lambda now: bool(now.embeds), within_s=30)
    return answer


async def added(loopback, site, **options):
    answer = await loopback.seat("Olivia").slash("feed add", url=f"{site.url}/feed.xml", **options)
    return await answered(answer)


async def test_a_feed_is_shown_with_its_newest_headlines_and_fills_the_shelf(loopback, desk, site):
    answer = await added(loopback, site)
    assert answer.is_private
    assert "Followed: **Norrvik Times**" in answer.text
    assert "Ferry stopped over crack in rudder" in answer.text
    assert "looked at about every" in answer.text
    await desk.poller.catch_up()
    latest = await loopback.seat("Rita").slash("latest")
    assert "2 stories" in latest.text
    assert "Buses go round the bay" in latest.text


async def test_what_comes_later_is_taken_in_with_its_quotes(loopback, desk, guild, site):
    await added(loopback, site)
    await desk.poller.catch_up()
    site.add("Divers weld the rudder")
    feed = (await desk.store.feeds.of(guild))[0].follow.feed
    await desk.store.feeds.hurry(feed, now=datetime.now(UTC))
    await desk.poller.catch_up()
    quotes = await loopback.seat("Rita").slash("quotes", story="weld")
    assert "We won't sail on a guess" in quotes.text


async def test_a_site_with_several_feeds_is_asked_which(loopback, desk, guild, site):
    site.extra = {"/sports.xml": "Norrvik Times Sports"}
    answer = await answered(await loopback.seat("Olivia").slash("feed add", url=site.url))
    assert "Which feed?" in answer.text
    chosen = await answer.choose("Norrvik Times Sports")
    assert "Followed: **Norrvik Times Sports**" in chosen.text
    (one,) = await desk.store.feeds.of(guild)
    assert one.state.address == f"{site.url}/sports.xml"


async def test_adding_is_undone_and_brought_back_after_a_restart(
    loopback, desk, dateline, guild, site
):
    answer = await added(loopback, site)
    await answer.press("Undo")
    assert "Removed: **Norrvik Times**" in answer.text
    assert await desk.store.feeds.of(guild) == ()
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await answer.press("Bring it back")
        assert len(await desk.store.feeds.of(guild)) == 1


async def test_a_feed_is_not_followed_twice(loopback, desk, guild, site):
    await added(loopback, site)
    again = await added(loopback, site)
    assert "follows it already" in again.text
    assert len(await desk.store.feeds.of(guild)) == 1


@pytest.mark.parametrize(
    ("path", "told"), [("/nowhere", "no page"), ("/story/0", "no feed"), ("/sick", "trouble")]
)
async def test_an_address_without_a_feed_is_explained(loopback, site, path, told):
    site.broken["/sick"] = 500
    seat = loopback.seat("Olivia")
    answer = await answered(await seat.slash("feed add", url=f"{site.url}{path}"))
    assert told in answer.text
    assert "127.0.0.1" not in answer.text


async def test_the_list_says_how_feeds_are_and_leads_to_each(loopback, desk, guild, site):
    await added(loopback, site, title="Ferries", folder="Norrvik / Sea")
    await desk.poller.catch_up()
    site.broken["/feed.xml"] = 503
    feed = (await desk.store.feeds.of(guild))[0].follow.feed
    await desk.store.feeds.hurry(feed, now=datetime.now(UTC))
    await desk.poller.catch_up()
    answer = await loopback.seat("Olivia").slash("feed list")
    assert "**Ferries**" in answer.text
    assert "Norrvik / Sea" in answer.text
    assert "failed once: That site has trouble of its own." in answer.text.replace("\\", "")
    assert "next look <t:" in answer.text
    one = await answer.choose("Ferries")
    assert "Stories so far: 2" in one.text


async def test_a_feed_is_renamed_filed_paused_and_resumed(loopback, desk, guild, site):
    await added(loopback, site)
    seat = loopback.seat("Olivia")
    feed = str((await desk.store.feeds.of(guild))[0].follow.feed)
    await seat.slash("feed edit", feed=feed, title="Ferries", folder="Sea")
    (one,) = await desk.store.feeds.of(guild)
    assert (one.follow.title, one.follow.folders) == ("Ferries", ("Sea",))
    paused = await seat.slash("feed pause", feed="ferries")
    assert "paused" in paused.text
    await paused.press("Resume")
    assert not (await desk.store.feeds.of(guild))[0].follow.is_paused


async def test_a_test_says_what_it_sees_and_keeps_nothing(loopback, desk, guild, site):
    await added(loopback, site)
    before = await desk.store.feeds.of(guild)
    seat = loopback.seat("Olivia")
    answer = await answered(await seat.slash("feed test", feed="norrvik"))
    assert "lists 2 entries, 2 of them with a date" in answer.text
    assert "Nothing was kept" in answer.text
    site.broken["/feed.xml"] = 404
    answer = await answered(await seat.slash("feed test", feed="norrvik"))
    assert "can't be read now: There is no page at that address" in answer.text.replace("\\", "")
    assert await desk.store.feeds.of(guild) == before


async def test_a_list_is_imported_feed_by_feed_and_exported_again(loopback, desk, guild, site):
    site.extra = {"/sports.xml": "Norrvik Times Sports"}
    site.broken["/slow.xml"] = 503
    outlines = (
        Outline("Ferries", f"{site.url}/feed.xml", folders=("Sea", "Norrvik")),
        Outline("Sports", f"{site.url}/sports.xml"),
        Outline("Sick", f"{site.url}/slow.xml"),
        Outline("Gone @everyone", f"{site.url}/gone.xml"),
    )
    seat = loopback.seat("Olivia")
    given = ("feeds.opml", opml_of("Mine", outlines))
    answer = await answered(await seat.slash("feed import", file=given))
    assert "2 followed\n" in answer.text
    assert "**Sick** — followed, though it doesn't answer now" in answer.text
    assert "not followed: There is no page" in answer.text
    assert "@everyone" not in answer.text
    again = await answered(await seat.slash("feed import", file=given))
    assert "3 followed before" in again.text
    assert "Undo" not in again.buttons
    answer = await answered(await seat.slash("feed export"))
    (file,) = answer.files
    written = outlines_in(loopback.world.files[file.id])
    assert {(one.title, one.folders) for one in written} == {
        ("Ferries", ("Sea", "Norrvik")),
        ("Sports", ()),
        ("Sick", ()),
    }


async def test_an_import_is_undone_whole_but_for_what_was_followed_before(
    loopback, desk, guild, site
):
    site.extra = {"/sports.xml": "Norrvik Times Sports"}
    await added(loopback, site)
    (before,) = await desk.store.feeds.of(guild)
    outlines = (
        Outline("Ferries", f"{site.url}/feed.xml"),
        Outline("Sports", f"{site.url}/sports.xml"),
    )
    seat = loopback.seat("Olivia")
    answer = await answered(
        await seat.slash("feed import", file=("feeds.opml", opml_of("Mine", outlines)))
    )
    assert len(await desk.store.feeds.of(guild)) == 2
    await answer.press("Undo")
    assert "1 feed of that list isn't followed any more" in answer.text
    assert [one.follow for one in await desk.store.feeds.of(guild)] == [before.follow]


async def test_a_file_that_is_no_list_is_refused(loopback):
    seat = loopback.seat("Olivia")
    answer = await answered(await seat.slash("feed import", file=("x.opml", b"<html></html>")))
    assert "no list of feeds" in answer.text


async def test_titles_are_offered_while_typing_with_ids_as_values(loopback, desk, guild, site):
    await added(loopback, site)
    found = await loopback.seat("Olivia").complete("feed remove", option="feed", typed="norr")
    (one,) = await desk.store.feeds.of(guild)
    assert found == [{"name": "Norrvik Times", "value": str(one.follow.feed)}]


async def test_only_those_who_manage_the_server_may(loopback, desk, guild, site):
    answer = await added(loopback, site)
    with pytest.raises(NotOffered):
        await loopback.seat("Rita").slash("feed list")
    with pytest.raises(NotOffered):
        await loopback.seat("Max").slash("feed add", url=site.url)
    assert answer.is_private


async def test_a_feed_removed_long_ago_is_not_brought_back(loopback, desk, guild, site):
    await added(loopback, site)
    await desk.poller.catch_up()
    answer = await loopback.seat("Olivia").slash("feed remove", feed="norrvik")
    await desk.store.feeds.expire(datetime.now(UTC) + timedelta(minutes=16))
    refused = await answer.press("Bring it back")
    assert "can't be brought back any more" in refused.text
    assert (await desk.store.search(guild, Asked())).total == 2
