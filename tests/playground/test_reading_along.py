"""What of members' own messages a bot can read without the privileged intent."""

import asyncio

import discord
import pytest

from bot.playground.running import running
from tests.playground.sample_bot import SampleBot


class Listener(SampleBot):
    """The sample bot, listening along in channels."""

    def __init__(self):
        super().__init__(hears=True)
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()

    async def on_message(self, message):
        if message.author != self.user:
            self.heard.put_nowait(message)


@pytest.fixture
async def listener(loopback):
    client = Listener()
    async with running(client, loopback):
        yield client


async def posted(listener):
    channel = discord.utils.get(listener.get_all_channels(), name="news")
    return await channel.send("Look at this.")


async def heard(listener, say):
    await say
    async with asyncio.timeout(5):
        return await listener.heard.get()


async def test_what_names_the_bot_is_read_and_other_talk_is_blank(loopback, listener):
    seat = loopback.seat("Rita")
    assert (await heard(listener, seat.say("just talk"))).content == ""
    told = await heard(listener, seat.say(f"<@{listener.user.id}> hello"))
    assert told.content.endswith("hello")


@pytest.mark.parametrize(("pings", "content"), [(True, "Well said."), (False, "")])
async def test_an_answer_to_the_bot_is_read_where_it_pings(loopback, listener, pings, content):
    message = await posted(listener)
    card = loopback.world.messages[message.id]
    say = loopback.seat("Rita").say("Well said.", reply_to=card, pings=pings)
    told = await heard(listener, say)
    assert told.content == content
    assert told.reference.message_id == message.id
    assert told.reference.resolved.content == "Look at this."


async def test_an_answer_to_what_a_command_brought_is_never_read(loopback, listener):
    answer = await loopback.seat("Rita").slash("card")
    say = loopback.seat("Ravi").say("Well said.", reply_to=answer.message)
    assert (await heard(listener, say)).content == ""
    say = loopback.seat("Ravi").say(f"<@{listener.user.id}> so?", reply_to=answer.message)
    assert (await heard(listener, say)).content.endswith("so?")


async def test_an_answer_to_a_deleted_message_says_so(loopback, listener):
    message = await posted(listener)
    card = loopback.world.messages[message.id]
    loopback.scene.delete(card)
    told = await heard(listener, loopback.seat("Rita").say("Hm.", reply_to=card))
    assert isinstance(told.reference.resolved, discord.DeletedReferencedMessage)


async def test_a_member_has_a_conversation_with_the_bot_unless_they_closed_it(loopback, listener):
    seat = loopback.direct("Rita")
    user = await listener.fetch_user(seat.member.user.id)
    await user.send("Psst.")
    assert await seat.sees("Psst.")
    assert loopback.direct("Rita").channel == seat.channel
    loopback.world.closed.add(seat.member.user.id)
    with loopback.expecting(50007), pytest.raises(discord.Forbidden):
        await user.send("Psst again.")
