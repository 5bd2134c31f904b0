"""`/subscription` through the real client: adding, listing, and what is refused."""

from dataclasses import replace

import pytest

from bot.app import Dateline
from bot.playground import permissions
from bot.playground.invocation import NotOffered
from bot.playground.running import running
from bot.playground.world import ChannelKind as Kind
from bot.playground.world import Overwrite
from bot.subscription import ChannelKind, Mode, Pause
from tests.made import HOSTILE_TEXTS

HOSTILE = [text for text in HOSTILE_TEXTS if text.strip()][:60:6]


def deny(loopback, channel, bits, *, member=None):
    """Take permissions from the bot, or from a member, in a channel."""
    world = loopback.world
    place = world.find_channel(channel)
    user = world.bot.id if member is None else world.find_member(member).user.id
    own = Overwrite(user, is_member=True, deny=bits)
    world.channels[place.id] = replace(place, overwrites=(*place.overwrites, own))


@pytest.fixture
def subscriptions(desk, guild):
    """The server's subscriptions: `await subscriptions()`."""

    async def kept():
        return await desk.store.subscriptions.of(guild)

    return kept


@pytest.mark.usefixtures("dateline")
async def test_with_nothing_typed_this_channel_gets_everything(loopback, subscriptions):
    answer = await loopback.seat("Olivia").slash("subscription add")
    assert answer.is_private
    assert "All stories." in answer.text
    (one,) = await subscriptions()
    assert one.channel == loopback.world.find_channel("news").id
    assert (one.kind, one.mode, one.pause) == (ChannelKind.TEXT, Mode.EACH, None)
    await answer.press("Undo")
    assert "Removed" in answer.text
    assert await subscriptions() == ()
    await answer.press("Bring it back")
    assert len(await subscriptions()) == 1


@pytest.mark.usefixtures("dateline")
async def test_each_part_is_taken_from_what_is_typed(loopback, subscriptions, keep):
    await keep()
    seat = loopback.seat("Olivia")
    (outlet,) = await seat.complete("subscription add", option="outlet", typed="tarn")
    (speaker,) = await seat.complete("subscription add", option="speaker", typed="maria")
    answer = await seat.slash(
        "subscription add",
        channel="announcements",
        outlet=outlet["value"],
        speaker=speaker["value"],
        topic="Bridges",
        include="bridge, toll gate",
        exclude="/ferr(y|ies)/",
        role="Moderators",
        quiet_from="22",
        quiet_to="7:30am",
        publish=True,
    )
    assert "from **The Tarn Courier** about **Bridges** quoting **Maria Lopez**" in answer.text
    assert "with “bridge, toll gate” without the pattern /" in answer.text
    assert "held 22:00-07:30" in answer.text
    assert "published to followers" in answer.text
    (one,) = await subscriptions()
    assert one.kind is ChannelKind.ANNOUNCEMENT
    assert one.filter.exclude is not None
    assert one.filter.exclude.is_pattern
    assert one.publishes


async def test_a_role_that_the_bot_may_not_mention_is_kept_with_a_warning(
    loopback, desk, subscriptions
):
    world = loopback.world
    moderators = next(role for role in world.roles.values() if role.name == "Moderators")
    world.roles[moderators.id] = replace(moderators, is_mentionable=False)
    async with running(Dateline(desk, ready_s=0.05), loopback):
        answer = await loopback.seat("Olivia").slash("subscription add", role="Moderators")
        assert f"I may not mention <@&{moderators.id}>" in answer.text
        (one,) = await subscriptions()
        assert one.role == moderators.id
        await answer.choose(select="Role to mention")
        assert "may not mention" not in answer.text
        (one,) = await subscriptions()
        assert one.role is None
        refused = await answer.choose("everyone", select="Role to mention")
        assert "I never mention everybody" in refused.text


WRONG = (
    ({"include": "/(unclosed/"}, "That pattern can't be used"),
    ({"include": ",,,"}, "Give 1 to 50 words"),
    ({"quiet_from": "22:00"}, "both `quiet_from` and `quiet_to`"),
    ({"quiet_from": "25", "quiet_to": "7"}, "time of day isn't understood"),
    ({"quiet_from": "7", "quiet_to": "7"}, "same minute"),
    ({"publish": True}, "Only posts in announcement channels"),
    ({"outlet": "No such paper"}, "No story here is from an outlet of that name"),
    ({"speaker": "Nobody At All"}, "Nobody of that name"),
    ({"feed": "No such feed"}, "No feed of that name"),
    ({"role": "@everyone"}, "I never mention everybody"),
    ({"channel": "stories", "mode": "digest"}, "A forum has a post for each story"),
)


@pytest.mark.usefixtures("dateline")
async def test_what_cannot_be_is_told_and_nothing_is_kept(loopback, subscriptions):
    for typed, told in WRONG:
        answer = await loopback.seat("Olivia").slash("subscription add", **typed)
        assert told in answer.text, typed
    assert await subscriptions() == ()


@pytest.mark.usefixtures("dateline")
async def test_the_same_one_twice_is_refused(loopback, subscriptions):
    seat = loopback.seat("Olivia")
    await seat.slash("subscription add")
    assert "has the same subscription already" in (await seat.slash("subscription add")).text
    assert len(await subscriptions()) == 1


async def test_every_permission_that_the_bot_lacks_is_named_before_anything_is_kept(
    loopback, desk, subscriptions
):
    deny(loopback, "news", permissions.SEND | permissions.READ_HISTORY)
    deny(loopback, "stories", permissions.SEND_IN_THREADS)
    deny(loopback, "announcements", permissions.VIEW)
    async with running(Dateline(desk, ready_s=0.05), loopback):
        seat = loopback.seat("Olivia", channel="mod-desk")
        answer = await seat.slash("subscription add", channel="news")
        assert "- **Send Messages**\n- **Read Message History**\nGive me those" in answer.text
        answer = await seat.slash("subscription add", channel="stories")
        assert "Send Messages in Threads" in answer.text
        answer = await seat.slash("subscription add", channel="announcements")
        assert "View Channel" in answer.text
        assert await subscriptions() == ()


@pytest.mark.usefixtures("dateline")
async def test_a_channel_that_the_member_cannot_see_is_not_for_them(loopback, subscriptions):
    world = loopback.world
    moderators = next(role for role in world.roles.values() if role.name == "Moderators")
    world.roles[moderators.id] = replace(
        moderators,
        permissions=moderators.permissions | 1 << 5,  # Manage Server
    )
    deny(loopback, "announcements", permissions.VIEW, member="Max")
    answer = await loopback.seat("Max").slash("subscription add", channel="announcements")
    assert "You can't see that channel" in answer.text
    assert await subscriptions() == ()


@pytest.mark.usefixtures("dateline")
async def test_hostile_words_are_shown_as_they_are_and_kept(loopback, subscriptions):
    seat = loopback.seat("Olivia")
    for text in HOSTILE:
        answer = await seat.slash("subscription add", topic=text[:100], include=f"a{text[:300]}")
        assert "](https" not in answer.text
    listed = await seat.slash("subscription list")
    assert "](https" not in listed.text
    assert len(await subscriptions()) == len(HOSTILE)


@pytest.mark.usefixtures("dateline")
async def test_a_list_is_turned_and_opened_after_a_restart(loopback, desk, dateline, guild):
    seat = loopback.seat("Olivia")
    for number in range(14):
        await seat.slash("subscription add", topic=f"Topic {number}")
    answer = await seat.slash("subscription list")
    assert "14 subscriptions · page 1 of 3" in answer.text
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await answer.press("More ▶")
        await answer.press("More ▶")
        assert "page 3 of 3" in answer.text
        await answer.choose("#news · Topic 13")
        assert "about **Topic 13**" in answer.text


@pytest.mark.usefixtures("dateline")
async def test_an_empty_list_says_how_to_begin(loopback):
    answer = await loopback.seat("Olivia").slash("subscription list")
    assert "No subscriptions yet" in answer.text
    assert "/subscription add" in answer.text


@pytest.mark.usefixtures("dateline")
async def test_the_state_of_each_is_told_in_words(loopback, desk, guild, subscriptions):
    seat = loopback.seat("Olivia")
    await seat.slash("subscription add")
    (one,) = await subscriptions()
    await desk.store.subscriptions.pause(guild, one.id, Pause.NO_PERMISSION, now=one.since)
    answer = await seat.slash("subscription list")
    assert "I'm not allowed to post there" in answer.text
    assert "1 not on" in answer.text


@pytest.mark.usefixtures("dateline")
@pytest.mark.parametrize("name", ["add", "list"])
async def test_only_those_who_manage_the_server_are_offered_the_commands(loopback, name):
    with pytest.raises(NotOffered):
        await loopback.seat("Max").slash(f"subscription {name}")


@pytest.mark.usefixtures("dateline")
async def test_a_kind_of_channel_without_stories_is_not_offered(loopback):
    offered = next(c for c in loopback.seat("Olivia").commands if c["name"] == "subscription")
    add = next(o for o in offered["options"] if o["name"] == "add")
    channel = next(o for o in add["options"] if o["name"] == "channel")
    assert set(channel["channel_types"]) == {0, 5, 10, 11, 12, 15}
    assert Kind.DIRECT not in channel["channel_types"]
