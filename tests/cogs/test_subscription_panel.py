"""A subscription's panel through the real client: changing, pausing, undoing, restarts."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.app import Dateline
from bot.playground import permissions
from bot.playground.running import running
from bot.playground.world import Overwrite
from bot.subscription import ChannelKind, Mode, Pause, Quiet, Words
from tests.made import article, reading

ONE = "1"


@pytest.fixture
def one(desk, guild):
    """The server's only subscription as it is kept now: `await one()`."""

    async def kept():
        (only,) = await desk.store.subscriptions.of(guild)
        return only

    return kept


@pytest.fixture
async def panel(loopback, dateline):
    """The panel of a new subscription of #news."""
    return await loopback.seat("Olivia").slash("subscription add")


async def test_it_moves_to_another_channel_and_back(loopback, panel, one):
    await panel.choose("announcements", select="Channel")
    assert (await one()).kind is ChannelKind.ANNOUNCEMENT
    await panel.press("Publish posts")
    assert (await one()).publishes
    await panel.press("Undo")
    assert not (await one()).publishes
    await panel.press("Publish posts")
    await panel.choose("news", select="Channel")
    assert ((await one()).kind, (await one()).publishes) == (ChannelKind.TEXT, False)
    await panel.press("Undo")
    assert ((await one()).kind, (await one()).publishes) == (ChannelKind.ANNOUNCEMENT, True)


async def test_stories_collected_in_a_digest_need_one(panel, one):
    await panel.press("Collect in the digest")
    assert (await one()).mode is Mode.DIGEST
    assert "`/digest set` says when it comes" in panel.text
    await panel.press("Post each story")
    assert (await one()).mode is Mode.EACH
    assert "/digest set" not in panel.text


async def test_words_and_quiet_hours_are_typed_into_a_form_and_taken_away(panel, one):
    form = await panel.press("Words and quiet hours …")
    await form.submit({"One of these words": "/flo+d/", "Quiet from": "22:00", "Quiet to": "7am"})
    assert (await one()).filter.include == Words("flo+d", is_pattern=True)
    assert (await one()).quiet == Quiet(time(22), time(7))
    form = await panel.press("Words and quiet hours …")
    assert form.modal is not None
    await form.submit({"One of these words": "", "Quiet from": "", "Quiet to": ""})
    assert (await one()).filter.include is None
    assert (await one()).quiet is None


async def test_what_cannot_be_used_is_told_back_and_nothing_changes(panel, one):
    before = await one()
    form = await panel.press("Words and quiet hours …")
    refused = await form.submit({"One of these words": "/(*broken/", "Quiet from": "noon"})
    assert "isn't understood" in refused.text or "can't be used" in refused.text
    assert "You typed" in refused.text
    form = await panel.press("Which stories …")
    refused = await form.submit({"Outlet": "[x](https://evil.example)"})
    assert "No story here is from an outlet of that name" in refused.text
    assert "](https" not in refused.text
    assert await one() == before


async def test_which_stories_is_a_form_filled_with_what_is_asked_now(panel, one, keep):
    await keep()
    form = await panel.press("Which stories …")
    await form.submit({"Outlet": "The Tarn Courier", "Topic": "Bridges", "Speaker": "Maria Lopez"})
    asked = (await one()).filter
    assert asked.outlet is not None
    assert (asked.topic, asked.speaker is None) == ("Bridges", False)
    form = await panel.press("Which stories …")
    await form.submit({"Topic": ""})
    assert (await one()).filter == replace(asked, topic=None)


async def test_pausing_and_resuming_say_what_becomes_of_stories(loopback, panel, one):
    began = (await one()).since
    await panel.press("Pause")
    assert (await one()).pause is Pause.BY_MEMBER
    assert "isn't delivered later" in panel.text
    await panel.press("Resume")
    assert "Only stories that come in from now on" in panel.text
    assert (await one()).pause is None
    assert (await one()).since > began
    seat = loopback.seat("Olivia")
    assert "Paused." in (await seat.slash("subscription pause", subscription=ONE)).text
    assert "Resumed." in (await seat.slash("subscription resume", subscription=ONE)).text


async def test_what_would_stop_again_is_not_resumed(loopback, panel, one, desk, guild):
    seat = loopback.seat("Olivia")
    await desk.store.subscriptions.pause(guild, 1, Pause.CHANNEL_GONE, now=datetime.now(UTC))
    subscribed = await one()
    await desk.store.subscriptions.edit(replace(subscribed, channel=12345), now=datetime.now(UTC))
    await desk.store.subscriptions.pause(guild, 1, Pause.CHANNEL_GONE, now=datetime.now(UTC))
    answer = await seat.slash("subscription resume", subscription=ONE)
    assert "It would stop again at once" in answer.text
    answer = await seat.slash("subscription edit", subscription=ONE, channel="news")
    assert (await one()).pause is None
    assert "Stories go" in answer.text or "Changed." in answer.text


async def test_a_forum_that_wants_a_tag_is_asked_for_it_and_waits(loopback, one, desk):
    world = loopback.world
    forum = world.find_channel("stories")
    world.channels[forum.id] = replace(forum, needs_tag=True)
    async with running(Dateline(desk, ready_s=0.05), loopback):
        answer = await loopback.seat("Olivia").slash("subscription add", channel="stories")
        assert "needs a tag" in answer.text
        assert (await one()).pause is Pause.TAG_NEEDED
        await answer.choose("politics", select="The tag of every post")
        assert (await one()).pause is None
        assert (await one()).tag == forum.tags[1].id
        assert "needs a tag" not in answer.text


async def test_everything_works_after_a_restart_and_in_another_hand(
    loopback, panel, one, desk, dateline
):
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await panel.press("Pause")
        await panel.press("Undo")
        assert (await one()).pause is None
        await panel.press("Remove")
        await panel.press("Bring it back")
        assert await one()
        world = loopback.world
        guild = next(iter(world.guilds.values()))
        world.guilds[guild.id] = replace(guild, owner=world.find_member("Max").user.id)
        for button in ("Pause", "Remove", "Test"):
            refused = await panel.press(button)
            assert "permission to manage the server" in refused.text
        assert (await one()).pause is None


async def test_an_option_of_edit_changes_one_part_and_a_dash_takes_it_away(loopback, panel, one):
    seat = loopback.seat("Olivia")
    (choice,) = await seat.complete("subscription edit", option="subscription", typed="news")
    assert choice == {"name": "#news · everything", "value": ONE}
    answer = await seat.slash("subscription edit", subscription=ONE, topic="Floods", include="dam")
    assert "about **Floods** with “dam”" in answer.text
    answer = await seat.slash("subscription edit", subscription=ONE, topic="-")
    assert (await one()).filter.topic is None
    assert (await one()).filter.include == Words("dam")
    answer = await seat.slash("subscription edit", subscription=ONE)
    assert "with “dam”" in answer.text


async def test_one_that_is_not_here_says_where_to_look(loopback, dateline):
    seat = loopback.seat("Olivia")
    for name in ("edit", "pause", "resume", "test", "remove"):
        for typed in ("77", "nothing like it", "[x](https://evil.example)"):
            answer = await seat.slash(f"subscription {name}", subscription=typed)
            assert "`/subscription list`" in answer.text


async def test_a_test_posts_the_newest_story_that_fits_and_can_be_deleted(loopback, panel, keep):
    for number in range(3):
        of = article(f"Dam {number} holds", url=f"https://example.org/{number}")
        await keep(of, reading(of), now=datetime.now(UTC) - timedelta(hours=9 - number))
    await panel.press("Test")
    assert "The test arrived in" in panel.text
    (message,) = [m for m in loopback.world.messages.values() if "**Test**" in m.content]
    assert message.embeds[0]["title"] == "Dam 2 holds"
    assert not message.mentioned_roles
    await panel.press("Delete the test")
    assert message.id not in loopback.world.messages


async def test_a_test_without_a_story_shows_a_made_up_one(loopback, panel):
    await panel.press("Test")
    assert "a made-up story: none here fits yet" in panel.text


async def test_a_test_in_a_forum_is_a_post(loopback, dateline):
    seat = loopback.seat("Olivia")
    answer = await seat.slash("subscription add", channel="stories")
    await answer.press("Test")
    (thread,) = [c for c in loopback.world.channels.values() if c.name.startswith("Test: ")]
    assert thread.parent == loopback.world.find_channel("stories").id


async def test_a_test_says_what_would_fail_and_posts_nothing(loopback, panel, one, desk, guild):
    seat = loopback.seat("Olivia")
    now = datetime.now(UTC)
    await desk.store.subscriptions.edit(replace(await one(), channel=12345), now=now)
    answer = await seat.slash("subscription test", subscription=ONE)
    assert "Nothing was posted" in answer.text
    assert "I can't see the channel" in answer.text
    assert not [m for m in loopback.world.messages.values() if "**Test**" in m.content]


async def test_quiet_hours_and_a_pause_are_told_of_by_a_test(loopback, panel, one, desk):
    now = datetime.now(UTC)
    around = Quiet((now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time())
    quiet = Quiet(*(each.replace(second=0, microsecond=0) for each in (around.start, around.end)))
    await desk.store.subscriptions.edit(replace(await one(), quiet=quiet), now=now)
    await panel.press("Pause")
    await panel.press("Test")
    assert "Real stories don't come" in panel.text
    assert "stories are held until" in panel.text


async def test_a_test_names_what_threads_under_the_cards_need(loopback, dateline, panel):
    channel = loopback.world.find_channel("news")
    barred = Overwrite(loopback.world.bot.id, is_member=True, deny=permissions.CREATE_THREADS)
    loopback.scene.change_channel(replace(channel, overwrites=(barred,)))
    await dateline.wait_for("guild_channel_update", timeout=5)
    await panel.press("Test")
    assert "I lack **Create Public Threads** there" in panel.text
    assert "The test arrived" in panel.text
