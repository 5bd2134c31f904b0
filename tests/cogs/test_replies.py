"""The Reply button, `/reply` and the menu, through the real client."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Dateline
from bot.moderation import EmailWish
from bot.playground.invocation import NotOffered
from bot.playground.running import running
from bot.replies import pace
from bot.replies.pace import MOST_OPENED, MOST_TOGETHER, Pace
from bot.reply import HoldMode
from bot.store.replies.acts import Deed
from bot.story import MemberId, StoryId
from tests.cogs.talk import COMMENT
from tests.made import HOSTILE_TEXTS, article

PROMISE = "Your email address will not be published. Required fields are marked *"
ADDRESS = "rita.reader@example.org"


async def test_the_form_promises_that_the_address_stays_hidden_and_knows_the_name(talk):
    card = await talk.seat("Rita").slash("summary", story=str(await talk.keep()))
    form = await card.press("Reply")
    assert form.modal.title == "Leave a reply"
    assert PROMISE in form.modal.texts[0]
    assert "Bridge to reopen" in form.modal.texts[0]
    assert [field.label for field in form.modal.fields] == ["Name", "E-mail", "Comment"]
    name, email, _ = form.modal.fields
    assert name.written["value"] == "Rita"
    assert "Never shown" in email.description
    assert "value" not in email.written
    # Discord puts the "*" behind these labels, as the promise says.
    assert [field.is_required for field in form.modal.fields] == [True, False, True]


@pytest.mark.parametrize(
    ("wish", "labels"),
    [
        (EmailWish.REQUIRED, ["Name", "E-mail", "Comment"]),
        (EmailWish.NOT_ASKED, ["Name", "Comment"]),
    ],
    ids=["required", "not asked"],
)
async def test_the_server_says_whether_an_address_is_asked_for(talk, wish, labels):
    await talk.sets(email=wish)
    form = await talk.form(await talk.keep())
    assert [field.label for field in form.modal.fields if field.is_required] == labels
    assert (PROMISE in form.modal.texts[0]) is (wish is EmailWish.REQUIRED)


async def test_a_reply_waits_for_a_moderator_and_its_writer_is_told_so(talk):
    answer = await talk.reply(await talk.keep(), email=ADDRESS)
    assert answer.is_private
    assert "A moderator will look at your reply" in answer.text
    held = await talk.held()
    assert (held.reply.name, held.reply.comment) == ("Rita", COMMENT)
    assert held.is_reachable
    assert ADDRESS not in talk.sent_words()


async def test_an_address_in_the_text_is_taken_out_and_its_writer_told(talk):
    text = f"Write to {ADDRESS} or rita reader at example org"
    answer = await talk.reply(await talk.keep(), text, email=ADDRESS)
    assert "It was taken out" in answer.text
    assert "example" not in (await talk.held()).reply.comment


@pytest.mark.parametrize("name", ["Newsroom", "Dateline", "moderator", "\u3164"])
async def test_nobody_writes_under_the_name_of_the_server_or_none(talk, name):
    answer = await talk.reply(await talk.keep(), name=name)
    assert "Choose another" in answer.text or "needs a name" in answer.text
    assert not (await talk.store.replies.held(talk.guild)).rows


async def test_what_is_sent_back_can_be_edited_and_sent_again(talk):
    story = await talk.keep()
    text = f"A first line.\n\nWrite to {ADDRESS}, will you?"
    answer = await talk.reply(story, text, name="Moderator", email="not an address")
    assert answer.is_private
    assert "A first line." in answer.text
    assert "example" not in answer.text
    again = await answer.press("Edit and send again")
    name, email, comment = again.modal.fields
    assert name.written["value"] == "Moderator"
    assert "value" not in email.written
    assert comment.written["value"] == "A first line.\n\nWrite to [e-mail removed], will you?"
    done = await again.submit({"name": "Rita R."})
    assert "A moderator will look" in done.text
    assert (await talk.held()).reply.name == "Rita R."


async def test_a_required_address_that_is_none_is_asked_for_again_and_not_echoed(talk):
    await talk.sets(email=EmailWish.REQUIRED)
    answer = await talk.reply(await talk.keep(), email="rita.reader-at-nowhere")
    assert "doesn't look like an e-mail address" in answer.text
    assert "rita.reader" not in answer.text
    assert COMMENT in answer.text


async def test_after_a_restart_an_open_form_is_still_taken_in(talk):
    form = await talk.form(await talk.keep())
    refused = await (await talk.form(StoryId(1))).submit({"comment": "x", "name": "Staff"})
    desk = talk.dateline.desk
    await talk.dateline.close()
    async with running(Dateline(desk, ready_s=0.05), talk.loopback):
        answer = await form.submit({"comment": COMMENT})
        assert "A moderator will look" in answer.text
        # What was typed isn't remembered any more, but it stands in the answer to be copied.
        again = await refused.press("Edit and send again")
        assert again.modal.fields[0].written["value"] == "Rita"


async def test_a_closed_story_takes_no_replies(talk):
    story = await talk.keep()
    form = await talk.form(story)
    deed = Deed(talk.guild, MemberId(1), datetime.now(UTC))
    await talk.store.replies.close(story, deed)
    assert "takes no more replies" in (await form.submit({"comment": COMMENT})).text
    assert "takes no more replies" in (await talk.form(story)).text


async def test_a_blocked_writer_with_an_open_form_is_told_so_and_keeps_the_text(talk):
    story = await talk.keep()
    form = await talk.form(story)
    rita = MemberId(talk.seat("Rita").member.user.id)
    await talk.store.replies.block(rita, Deed(talk.guild, MemberId(1), datetime.now(UTC)))
    answer = await form.submit({"comment": COMMENT})
    assert "takes no replies from you" in answer.text
    assert COMMENT in answer.text
    assert "takes no replies from you" in (await talk.form(story)).text


async def test_a_story_that_was_removed_under_the_form_gives_the_text_back(talk):
    story = await talk.keep()
    form = await talk.form(story)
    await talk.store.remove(talk.guild, story, now=datetime.now(UTC))
    answer = await form.submit({"comment": COMMENT})
    assert "was removed" in answer.text
    assert COMMENT in answer.text


@pytest.mark.parametrize("state", ["zz.", "1.zz", "", "1", "...", "-1.", "1.1"])
async def test_a_form_for_what_is_not_here_keeps_nothing(talk, state):
    await talk.keep()
    form = await talk.form(StoryId(1))
    form.interaction.modal["custom_id"] = f"f:reply:{state}"
    answer = await form.submit({"comment": COMMENT})
    assert answer.is_private
    assert answer.error is None
    assert not (await talk.store.replies.held(talk.guild)).rows


async def test_a_story_of_another_server_cannot_be_replied_to_by_hand(talk):
    await talk.keep()
    form = await talk.form(StoryId(1))
    other = article("Elsewhere", "Another body altogether.", url="https://example.org/other")
    elsewhere = await talk.store.keep(
        other,
        (await talk.store.story(talk.guild, StoryId(1))).reading,
        guild=talk.guild + 1,
        now=datetime.now(UTC),
    )
    form.interaction.modal["custom_id"] = f"f:reply:{elsewhere.story}."
    answer = await form.submit({"comment": COMMENT})
    assert COMMENT in answer.text
    assert not (await talk.store.replies.held(talk.guild)).rows
    assert not (await talk.store.replies.held(talk.guild + 1)).rows


async def test_haste_is_told_to_wait_and_keeps_its_text(talk):
    story = await talk.keep()
    await talk.reply(story)
    answer = await talk.reply(story, "Something else.")
    assert "That was quick" in answer.text
    assert "Something else." in answer.text


async def test_the_menu_opens_the_form_on_the_bots_own_cards_alone(talk):
    _, card = await talk.posted()
    form = await talk.seat("Rita").message_menu("Leave a reply", card)
    assert form.modal.title == "Leave a reply"
    chat = await talk.seat("Ravi").say("no card")
    told = await talk.seat("Rita").message_menu("Leave a reply", chat)
    assert "shows no story of mine" in told.text


async def test_an_answer_to_a_reply_names_it_and_one_to_an_answer_goes_under_it(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    _, card = await talk.posted()
    await (await talk.seat("Rita").press(card, "Reply")).submit({"comment": COMMENT})
    first = await talk.message(COMMENT)
    form = await talk.seat("Ravi").press(first, "Reply")
    assert form.modal.title == "Answer a reply"
    assert form.modal.fields[-1].description == "In answer to Rita."
    await form.submit({"comment": "So it was."})
    second = await talk.message("So it was.")
    assert second.refers_to == first.id
    form = await talk.seat("Max").message_menu("Leave a reply", second)
    await form.submit({"comment": "Was it?"})
    third = await talk.message("Was it?")
    assert third.refers_to == first.id


async def test_what_was_replied_is_listed_on_the_card_of_a_story_that_stands_nowhere(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    story = await talk.keep()
    await talk.reply(story)
    seat = talk.seat("Ravi")
    answer = await (await seat.slash("latest")).choose("Bridge to reopen on Monday")
    assert "1 reply" in answer.buttons
    await answer.press("1 reply")
    assert COMMENT in answer.text
    form = await answer.choose("Answer Rita")
    await form.submit({"comment": "An answer."})
    page = (await talk.store.replies.published(talk.guild, story)).rows
    assert [reply.level for reply in page] == [1, 2]


async def test_who_opens_one_form_on_another_waits_and_others_do_not(talk, monkeypatch):
    monkeypatch.setattr(pace, "MOST_TOGETHER", 100)
    talk.dateline.desk.replies._pace = Pace()
    story, card = await talk.posted()
    for _ in range(MOST_OPENED):
        assert (await talk.form(story)).modal is not None
    assert "Wait a minute" in (await talk.form(story)).text
    assert "Wait a minute" in (await talk.seat("Rita").press(card, "Reply")).text
    assert (await talk.form(story, "Ravi")).modal is not None


async def test_where_very_many_open_forms_at_once_the_next_are_told_to_try_again(talk, monkeypatch):
    monkeypatch.setattr(pace, "TOGETHER_WITHIN", timedelta(minutes=1))
    talk.dateline.desk.replies._pace = Pace()
    story = await talk.keep()
    for number in range(MOST_TOGETHER):
        assert (await talk.form(story, ("Rita", "Ravi")[number % 2])).modal is not None
    assert "in a few seconds" in (await talk.form(story, "Max")).text


async def test_hostile_texts_reach_nobody(talk):
    await talk.sets(hold=HoldMode.NOBODY)
    _, card = await talk.posted()
    for number, text in enumerate(HOSTILE_TEXTS):
        member = ("Rita", "Ravi", "Max", "Olivia")[number % 4]
        talk.dateline.desk.replies._pace = Pace()
        form = await talk.seat(member).press(card, "Reply")
        if not text.strip() or len(text) > 2000:
            continue
        answer = await form.submit({"comment": text, "name": text[:60]})
        assert answer.error is None
        assert "Something broke" not in answer.text
    assert not talk.loopback.pings


async def test_too_long_a_comment_does_not_fit_into_the_form(talk):
    await talk.sets(longest=20)
    form = await talk.form(await talk.keep())
    with pytest.raises(NotOffered):
        await form.submit({"comment": "x" * 21})
