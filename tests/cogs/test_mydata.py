"""`/mydata` and `/dateline privacy`, on a server and in direct messages."""

from datetime import UTC, datetime

import pytest

from bot.playground.answer import words_of
from bot.reply import HoldMode
from bot.story import MemberId
from bot.subscription import UNSAVED, ChannelId, ChannelKind, Subscription
from tests.cogs.talk import COMMENT

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ADDRESS = "rita.reader@example.org"


async def test_a_member_sees_all_that_is_kept_in_direct_messages_too(talk):
    nothing = await talk.loopback.direct("Rita").slash("mydata show")
    assert "No reply of yours is kept" in nothing.text
    await talk.reply(await talk.keep(), email=ADDRESS)
    for seat in (talk.loopback.direct("Rita"), talk.seat("Rita")):
        answer = await seat.slash("mydata show")
        assert answer.is_private
        assert "Your replies: 1" in answer.text
        assert COMMENT in answer.text
        assert "**Newsroom**" in answer.text
        assert "an e-mail address, sealed" in answer.text
    assert COMMENT not in (await talk.seat("Ravi").slash("mydata show")).text
    assert ADDRESS not in talk.sent_words()


async def test_everything_is_erased_after_a_question_with_the_messages_that_show_it(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    story, _ = await talk.posted()
    await talk.reply(story, email=ADDRESS)
    message = await talk.message(COMMENT)
    question = await talk.loopback.direct("Rita").slash("mydata erase")
    assert "can't be undone" in question.text
    await question.press("Erase for good")
    assert "Erased: 1 reply." in question.text
    assert "backup" in question.text
    world = talk.loopback.world
    await talk.loopback.scene.until(lambda: message.id not in world.messages)
    assert not (await talk.store.replies.published(talk.guild, story)).rows
    assert "Nothing to erase" in (await talk.seat("Rita").slash("mydata erase")).text


async def test_one_reply_is_taken_back_and_the_other_stays(talk):
    story = await talk.keep()
    await talk.reply(story)
    await talk.reply(story, "Another voice.", member="Ravi")
    answer = await talk.seat("Rita").slash("mydata show")
    await answer.choose(f"#1 {COMMENT}")
    assert "Erased: 1 reply." in answer.text
    assert (await talk.held()).reply.comment == "Another voice."


async def test_another_members_reply_cannot_be_taken_back_by_hand(talk):
    await talk.reply(await talk.keep())
    await talk.reply((await talk.held()).reply.story, "Another voice.", member="Ravi")
    answer = await talk.seat("Ravi").slash("mydata show")
    source = answer.message
    row = {
        "type": 1,
        "components": [{"type": 2, "style": 2, "label": "X", "custom_id": "b0:do:withdraw:1"}],
    }
    talk.loopback.world.messages[source.id] = type(source)(
        **{name: getattr(source, name) for name in source.__slots__} | {"components": (row,)}
    )
    told = await answer.press("X")
    assert told.error is None
    assert len((await talk.store.replies.held(talk.guild)).rows) == 2


async def test_other_cards_are_not_answered_in_direct_messages(talk):
    await talk.reply(await talk.keep())
    answer = await talk.loopback.direct("Rita").slash("mydata show")
    await answer.press("Why, and for how long")
    assert "Discord sees what you type" in answer.text
    assert "730 days" in answer.text
    await answer.press("What is kept about me")
    assert COMMENT in answer.text


async def test_what_a_member_set_up_is_told_too(talk):
    await talk.posted()
    owner = MemberId(talk.seat("Olivia").member.user.id)
    for name in ("announcements", "mod-desk"):
        place = ChannelId(talk.loopback.world.find_channel(name).id)
        one = Subscription(UNSAVED, talk.guild, place, ChannelKind.TEXT, owner, since=NOON)
        await talk.store.subscriptions.add(one)
    answer = await talk.loopback.direct("Olivia").slash("mydata show")
    assert "set up, until that goes: 2 subscriptions on **Newsroom**." in answer.text
    assert "set up" not in (await talk.seat("Rita").slash("mydata show")).text


@pytest.mark.parametrize("where", ["on a server", "in a direct message"])
async def test_privacy_is_told(talk, where):
    seat = talk.seat("Rita") if where == "on a server" else talk.loopback.direct("Rita")
    answer = await seat.slash("dateline privacy")
    for words in (
        "passes through Discord's servers",
        "sealed as it comes in",
        "no list of addresses",
    ):
        assert words in answer.text.replace("\n", " ")
    assert words_of(answer.message)
