"""`/dateline setup` through the real client, with a real site over HTTP."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.app import Dateline
from bot.playground import permissions
from bot.playground.running import running
from bot.playground.world import Overwrite
from bot.subscription import Mode
from tests.cogs.feed_site import feed_site


@pytest.fixture
async def site():
    async with feed_site() as started:
        yield started


def deny(loopback, channel, bits):
    """Take permissions from the bot in a channel, before it logs in."""
    world = loopback.world
    place = world.find_channel(channel)
    own = Overwrite(world.bot.id, is_member=True, deny=bits)
    world.channels[place.id] = replace(place, overwrites=(*place.overwrites, own))


async def at_step(loopback, number):
    """The setup, its first steps skipped."""
    card = await loopback.seat("Olivia").slash("dateline setup")
    for _ in range(number - 1):
        await card.press("Next" if "Next" in card.buttons else "Skip")
    assert f"step {number} of 5" in card.text
    return card


async def found(card, typed):
    """The card after a site was typed into its form."""
    form = await card.press("Find a feed …")
    await form.submit({"Which site?": typed})
    await card.until(lambda now: "Looking at the site" not in now.text, within_s=30)


@pytest.mark.usefixtures("dateline")
async def test_a_newcomer_is_led_to_a_channel_with_stories_and_a_test(loopback, desk, guild, site):
    card = await loopback.seat("Olivia").slash("dateline setup")
    assert card.is_private
    form = await card.press("Time zone …")
    await form.submit({"Where are you?": "berlin"})
    assert "The time zone is **Europe/Berlin** now." in card.text
    await card.press("Next")
    await found(card, site.url)
    assert "**Norrvik Times** is followed now" in card.text
    await card.press("Next")
    await card.choose("announcements")
    await card.press("Next")
    await card.choose("mod-desk")
    await card.press("Next")
    await card.press("Post a test card")
    assert "The test arrived in" in card.text
    assert "Post a test card" not in card.buttons
    await card.press("Finish")
    assert "Dateline is set up" in card.text
    for told in ("Europe/Berlin", "Norrvik Times", "`/latest`", "`/summary`", "`/whosaid`"):
        assert told in card.text
    (one,) = await desk.store.subscriptions.of(guild)
    assert one.channel == loopback.world.find_channel("announcements").id
    settings = await desk.store.servers.of(guild)
    assert settings.desk == loopback.world.find_channel("mod-desk").id
    assert await loopback.seat("Olivia", channel="announcements").sees("Test")


@pytest.mark.usefixtures("dateline")
async def test_all_that_was_made_is_undone_from_the_last_step(loopback, desk, guild, site):
    card = await at_step(loopback, 2)
    await found(card, f"{site.url}/feed.xml")
    await card.press("Next")
    await card.choose("stories")
    await card.press("Next")
    await card.press("Skip")
    await card.press("Post a test card")
    await card.press("Finish")
    await card.press("Delete the test")
    await card.press("Remove the subscription")
    await card.press("Remove the feed")
    assert await desk.store.feeds.of(guild) == ()
    assert await desk.store.subscriptions.of(guild) == ()
    assert not [m for m in loopback.world.messages.values() if "Test" in m.content]
    assert {"Remove the feed", "Remove the subscription"}.isdisjoint(card.buttons)


@pytest.mark.usefixtures("dateline")
async def test_each_step_is_gone_back_to_and_changed(loopback, desk, guild):
    card = await at_step(loopback, 3)
    await card.choose("news")
    await card.press("Next")
    await card.press("Back")
    await card.choose("announcements")
    (one,) = await desk.store.subscriptions.of(guild)
    assert one.channel == loopback.world.find_channel("announcements").id
    await card.press("Next")
    await card.choose("mod-desk")
    await card.press("Undo")
    assert (await desk.store.servers.of(guild)).desk is None
    await card.choose("news")
    assert "Everybody can read that channel" in card.text


@pytest.mark.usefixtures("dateline")
async def test_what_was_taken_away_elsewhere_meanwhile_is_made_anew(loopback, desk, guild):
    card = await at_step(loopback, 3)
    await card.choose("news")
    await card.press("Next")
    (one,) = await desk.store.subscriptions.of(guild)
    await desk.store.subscriptions.remove(guild, one.id, now=datetime.now(UTC))
    await card.press("Back")
    assert "Remove the subscription" not in card.buttons
    await card.choose("announcements")
    (one,) = await desk.store.subscriptions.of(guild)
    assert one.channel == loopback.world.find_channel("announcements").id


@pytest.mark.usefixtures("dateline")
async def test_what_is_collected_for_a_digest_is_not_moved_to_a_forum(loopback, desk, guild):
    card = await at_step(loopback, 3)
    await card.choose("news")
    (one,) = await desk.store.subscriptions.of(guild)
    collected = replace(one, mode=Mode.DIGEST)
    await desk.store.subscriptions.edit(collected, now=datetime.now(UTC))
    refused = await card.choose("stories")
    assert "so it can't have a digest" in refused.text
    assert await desk.store.subscriptions.of(guild) == (collected,)


async def test_it_goes_on_after_a_restart_in_its_forms_too(loopback, desk, dateline, guild, site):
    card = await at_step(loopback, 2)
    form = await card.press("Find a feed …")
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await form.submit({"Which site?": site.url})
        await card.until(lambda now: "is followed now" in now.text, within_s=30)
        await card.press("Undo")
        assert await desk.store.feeds.of(guild) == ()
        await card.press("Back")
        assert "step 1 of 5" in card.text


@pytest.mark.usefixtures("dateline")
async def test_a_site_with_several_feeds_and_one_with_none_are_asked_about(
    loopback, desk, guild, site
):
    site.extra = {"/sports.xml": "Norrvik Times Sports"}
    card = await at_step(loopback, 2)
    await found(card, f"{site.url}/story/0")
    assert "There is no feed at that address" in card.text
    assert "step 2 of 5" in card.text
    await found(card, site.url)
    await card.choose("Norrvik Times Sports")
    assert "**Norrvik Times Sports** is followed now" in card.text
    (one,) = await desk.store.feeds.of(guild)
    assert one.state.address == f"{site.url}/sports.xml"


@pytest.mark.usefixtures("dateline")
async def test_a_zone_that_several_places_fit_or_none_is_asked_about(loopback, desk, guild):
    card = await at_step(loopback, 1)
    form = await card.press("Time zone …")
    await form.submit({"Where are you?": "atlantis [x](https://evil.example)"})
    assert "No such time zone" in card.text
    assert "](https" not in card.text
    form = await card.press("Time zone …")
    await form.submit({"Where are you?": "australia"})
    await card.choose("Australia/Perth")
    assert (await desk.store.servers.of(guild)).zone.key == "Australia/Perth"
    await card.press("Undo")
    assert (await desk.store.servers.of(guild)).zone.key == "UTC"


async def test_what_the_bot_lacks_is_named_and_nothing_is_saved(loopback, desk, guild):
    deny(loopback, "news", permissions.SEND | permissions.EMBED_LINKS)
    async with running(Dateline(desk, ready_s=0.05), loopback):
        card = await at_step(loopback, 3)
        refused = await card.choose("news")
        assert "- **Send Messages**\n- **Embed Links**" in refused.text
        assert await desk.store.subscriptions.of(guild) == ()
        await card.choose("announcements")
        assert "gets every story" in card.text


@pytest.mark.usefixtures("dateline")
async def test_it_shows_what_is_there_when_it_is_asked_for_again(loopback, site):
    card = await at_step(loopback, 2)
    await found(card, site.url)
    again = await loopback.seat("Olivia").slash("dateline setup")
    assert "✓ **Feed** · Norrvik Times" in again.text
    assert "○ **Channel for stories** · none yet" in again.text


@pytest.mark.usefixtures("dateline")
async def test_only_who_manages_the_server_may_set_it_up(loopback, guild):
    refused = await loopback.seat("Rita").slash("dateline setup")
    assert "permission to manage the server" in refused.text
    card = await loopback.seat("Olivia").slash("dateline setup")
    world = loopback.world
    world.guilds[guild] = replace(world.guilds[guild], owner=world.find_member("Max").user.id)
    refused = await card.press("Skip")
    assert "permission to manage the server" in refused.text
