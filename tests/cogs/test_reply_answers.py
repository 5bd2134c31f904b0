"""Ordinary messages in answer to a card: replies where they ping the bot, nothing else."""

import pytest

from bot.moderation import EmailWish
from bot.playground.answer import words_of
from bot.reply import HoldMode
from tests.cogs.talk import COMMENT


async def told(talk, words, member="Rita"):
    """What the bot tells a member in a direct message."""
    return words_of(await talk.loopback.direct(member).sees(words))


async def test_an_answer_that_pings_is_a_reply_under_the_rules(talk):
    _, card = await talk.posted()
    await talk.seat("Rita").say(COMMENT, reply_to=card)
    await told(talk, "A moderator will look at your reply")
    held = await talk.held()
    assert (held.reply.name, held.reply.comment) == ("Rita", COMMENT)
    assert held.where.message == card.id
    assert not held.is_reachable


async def test_who_answers_by_a_message_is_told_in_the_servers_language(talk):
    await talk.store.servers.set_language(talk.guild, "de")
    _, card = await talk.posted()
    await talk.seat("Rita").say(COMMENT, reply_to=card)
    assert "Die Moderation sieht deine Antwort an" in await told(talk, "Danke.")


async def test_an_answer_to_a_published_reply_stands_under_it(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    story, _ = await talk.posted()
    await talk.reply(story)
    first = await talk.message(COMMENT)
    thread = talk.loopback.world.channels[first.channel]
    await talk.seat("Ravi", thread.name).say("So it was.", reply_to=first)
    assert (await talk.message("So it was.")).refers_to == first.id


async def test_what_does_not_ping_or_answers_no_card_is_left_alone(talk):
    _, card = await talk.posted()
    seat = talk.seat("Rita")
    await seat.say(COMMENT, reply_to=card, pings=False)
    chat = await seat.say(f"<@{talk.loopback.world.bot.id}> hello")
    await talk.seat("Ravi").say("Well said.", reply_to=chat)
    await seat.say("One that counts.", reply_to=card)
    await told(talk, "A moderator will look at your reply")
    assert (await talk.held()).reply.comment == "One that counts."


@pytest.mark.parametrize("is_closed", [False, True], ids=["told", "takes no messages"])
async def test_an_address_in_it_is_taken_out_and_told_to_its_writer_alone(talk, is_closed):
    _, card = await talk.posted()
    seat = talk.seat("Rita")
    text = "Write to rita.reader@example.org, will you?"
    if is_closed:
        talk.loopback.world.closed.add(seat.member.user.id)
        with talk.loopback.expecting(50007):
            await seat.say(text, reply_to=card)
            note = await talk.message("Look over it once more")
        assert "e-mail" not in words_of(note)
        assert note.refers_to is not None
        assert not talk.loopback.pings
    else:
        await seat.say(text, reply_to=card)
        assert "everybody in the channel can see it" in await told(talk, "e-mail address")
    assert (await talk.held()).reply.comment == "Write to [e-mail removed], will you?"


async def test_where_an_address_is_required_the_form_is_offered(talk):
    await talk.sets(email=EmailWish.REQUIRED)
    _, card = await talk.posted()
    seat = talk.seat("Rita")
    await seat.say(COMMENT, reply_to=card)
    note = await talk.message("a channel is no place for one")
    form = await seat.press(note, "Reply")
    assert all(field.is_required for field in form.modal.fields)
    assert not (await talk.store.replies.held(talk.guild)).rows


async def test_what_is_refused_is_told(talk):
    await talk.sets(is_open=False)
    _, card = await talk.posted()
    await talk.seat("Rita").say(COMMENT, reply_to=card)
    assert await told(talk, "takes no more replies")
