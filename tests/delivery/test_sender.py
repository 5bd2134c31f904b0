"""Every story reaches every channel that wants it, once, and looks as it should."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotAllowed
from bot.playground.answer import words_of
from bot.store.keeping.correcting import Edit
from bot.subscription import Correction, Filter, Mode, Quiet, RoleId, SendState, TagId, Words
from tests.made import BRIDGE, BRIDGE_READING, article, reading


async def test_a_story_is_posted_as_its_card_in_each_channel_that_wants_it(room):
    await room.subscribe("news")
    await room.subscribe("mod-desk")
    await room.keep()
    await room.settle()
    for name in ("news", "mod-desk"):
        (message,) = room.posted(name)
        assert message.embeds[0]["title"] == "Bridge to reopen on Monday"
        assert message.embeds[0]["author"]["name"] == "The Tarn Courier"
        labels = [c["label"] for row in message.components for c in row["components"]]
        assert labels == ["Summary", "Quotes (3)", "Who said what", "Reply", "Read"]
    assert not room.loopback.pings


async def test_it_is_posted_once_although_two_subscriptions_of_a_channel_want_it(room):
    await room.subscribe()
    await room.subscribe(filter=Filter(topic="bridge", include=None))
    await room.subscribe(filter=Filter(include=Words("bridge")))
    story = await room.keep()
    await room.settle()
    await room.settle()
    assert len(room.posted()) == 1
    assert await room.states(story) == [SendState.SENT]


async def test_a_button_of_a_posted_card_gives_each_member_a_private_copy(room):
    await room.subscribe()
    await room.keep()
    await room.settle()
    (message,) = room.posted()
    for member in ("Rita", "Ravi"):
        answer = await room.loopback.seat(member).press(message, "Quotes (3)")
        await answer.until(lambda given: given.message)
        assert answer.message.is_private
        assert "We are ready" in answer.text
    assert len(room.posted()) == 1


async def test_what_was_there_before_the_subscription_isn_t_delivered(room):
    story = await room.keep()
    await room.subscribe(since=room.clock())
    await room.settle()
    assert not room.posted()
    assert await room.states(story) == []


async def test_only_the_stories_that_a_filter_wants_are_delivered(room):
    await room.subscribe(filter=Filter(include=Words("ferry, toll bridge")))
    await room.subscribe("mod-desk", filter=Filter(exclude=Words(r"\bbridge\b", is_pattern=True)))
    await room.keep()
    await room.keep(article("The ferry sails again", "It sails.", url="https://example.org/ferry"))
    await room.settle()
    assert [m.embeds[0]["title"] for m in room.posted("news")] == ["The ferry sails again"]
    assert [m.embeds[0]["title"] for m in room.posted("mod-desk")] == ["The ferry sails again"]


async def test_a_subscription_by_digest_has_nothing_posted_and_everything_listed(room):
    one = await room.subscribe(mode=Mode.DIGEST, filter=Filter(include=Words("bridge")))
    await room.keep()
    await room.keep(article("The ferry sails again", "It sails.", url="https://example.org/ferry"))
    await room.settle()
    assert not room.posted()
    wanted = await room.store.subscriptions.wanted(room.guild, one.channel, one.since)
    assert [line.headline for line in wanted.lines] == [BRIDGE.headline]
    assert wanted.total == 1


async def test_an_update_edits_the_card_and_says_so(room):
    await room.subscribe()
    await room.keep()
    await room.settle()
    changed = BRIDGE.body.replace("on Monday", "on Tuesday")
    await room.keep(body=changed)
    await room.settle()
    (message,) = room.posted()
    assert message.embeds[0]["description"].startswith("**Updated** <t:")
    assert "Tuesday" in words_of(message)
    labels = [c["label"] for row in message.components for c in row["components"]]
    assert labels[0] == "What's new"


async def test_a_story_that_is_updated_before_it_was_sent_is_posted_once_as_it_is_now(room):
    await room.subscribe()
    await room.keep()
    while await room.store.deliveries.spread(room.clock()):
        pass
    story = await room.keep(body=BRIDGE.body.replace("on Monday", "on Tuesday"))
    await room.settle()
    (message,) = room.posted()
    assert "Tuesday" in words_of(message)
    assert message.edited_at is None
    assert await room.states(story) == [SendState.SENT, SendState.SENT]


async def test_a_card_that_somebody_deleted_is_posted_anew_with_the_next_revision(room):
    await room.subscribe()
    await room.keep()
    await room.settle()
    room.loopback.scene.delete(room.posted()[0])
    await room.keep(body=BRIDGE.body.replace("on Monday", "on Tuesday"))
    await room.settle()
    (message,) = room.posted()
    assert "Tuesday" in words_of(message)


async def test_the_role_of_a_subscription_is_mentioned_and_nobody_else(room):
    role = RoleId(next(r.id for r in room.loopback.world.roles.values() if r.name == "Moderators"))
    await room.subscribe(role=role)
    await room.keep(headline=f"URGENT @everyone <@&{role}> <@1>")
    await room.settle()
    assert [ping.whom for ping in room.loopback.pings] == [f"role {role}"]
    await room.keep(headline="Another headline", body=BRIDGE.body + "\n\nAnd more.")
    await room.settle()
    assert len(room.loopback.pings) == 1


async def test_a_role_that_is_gone_is_told_of_once_and_the_stories_go_on(room):
    one = await room.subscribe(role=RoleId(404))
    await room.keep()
    await room.keep(article("Another one", "Words.", url="https://example.org/other"))
    await room.settle()
    assert len(room.posted()) == 2
    assert not room.loopback.pings
    assert await room.told() == [("role gone", "")]
    assert (await room.store.subscriptions.get(room.guild, one.id)).role is None


async def test_a_forum_gets_a_post_with_its_tag_and_a_title_that_fits(room):
    forum = room.loopback.world.find_channel("stories")
    await room.subscribe("stories", tag=TagId(forum.tags[1].id))
    await room.keep(headline="A very long headline " * 12)
    await room.settle()
    (post,) = [c for c in room.loopback.world.channels.values() if c.parent == forum.id]
    assert 1 <= len(post.name) <= 100
    assert post.applied == (forum.tags[1].id,)
    assert room.posted("stories")[0].embeds
    await room.keep(headline="Short now", body=BRIDGE.body + "\n\nAnd more.")
    await room.settle()
    (message,) = room.posted("stories")
    assert message.embeds[0]["title"] == "Short now"


async def test_quiet_hours_hold_a_story_and_do_not_drop_it(room):
    now = room.clock()
    quiet = quiet_around(now)
    await room.subscribe(quiet=quiet)
    await room.subscribe("mod-desk")
    story = await room.keep()
    await room.settle()
    assert not room.posted()
    assert len(room.posted("mod-desk")) == 1
    assert set(await room.states(story)) == {SendState.HELD, SendState.SENT}
    room.clock.forward(timedelta(hours=3))
    await room.settle()
    assert len(room.posted()) == 1


def quiet_around(now):
    hour = timedelta(hours=1)
    return Quiet(
        (now - hour).time().replace(second=0, microsecond=0),
        (now + hour).time().replace(second=0, microsecond=0),
    )


async def test_stories_of_one_event_share_a_card_that_names_the_outlets(room):
    await room.subscribe()
    first = await room.keep()
    copy = replace(BRIDGE, url="https://post.example/bridge", outlet="The Tarn Post")
    second = await room.keep(copy)
    events = [await room.store.events.lines(room.guild, one) for one in (first, second)]
    if len(events[0]) == 1:
        pytest.fail("a near-copy should be of one event")
    await room.settle()
    (message,) = room.posted()
    assert message.embeds[0]["author"]["name"] == "The Tarn Courier +1 outlet"
    assert "The Tarn Post" in message.embeds[0]["footer"]["text"]
    posts = await room.store.deliveries.posts(room.guild, second)
    assert [(post.message, post.is_lead) for post in posts] == [(message.id, False)]


async def test_a_correction_says_so_on_the_card_and_a_major_one_in_its_thread(room):
    await room.subscribe()
    pasted = replace(BRIDGE, url=None)
    story = await room.keep(pasted)
    await room.settle()
    (card,) = room.posted()
    channel = room.dateline.get_partial_messageable(card.channel, guild_id=room.guild)
    thread = await channel.get_partial_message(card.id).create_thread(name="What about it")
    corrected = replace(pasted, body=BRIDGE.body.replace("on Monday", "on Tuesday"))
    said = Correction("It opens on Tuesday.", is_major=True)
    edit = Edit(corrected, reading(corrected), 1, said)
    await room.store.edit(story, edit, guild=room.guild, now=room.clock())
    await room.settle()
    (card,) = (m for m in room.posted() if m.channel == card.channel)
    assert card.embeds[0]["description"].startswith("**Correction** <t:")
    (told,) = (m for m in room.posted() if m.channel == thread.id)
    assert "It opens on Tuesday." in told.embeds[0]["description"]


async def test_an_outlet_s_story_is_not_corrected_by_a_server(room):
    story = await room.keep()
    edit = Edit(BRIDGE, BRIDGE_READING, 1, Correction("It is wrong."))
    with pytest.raises(NotAllowed):
        await room.store.edit(story, edit, guild=room.guild, now=room.clock())
