"""The Reply button, `/reply` and the menu, through the real client."""

import pytest

from bot.moderation import EmailWish, ReplySettings
from bot.reply import HoldMode, ReplyState
from bot.store.acts import Deed
from bot.story import MemberId
from tests.made import NOON

pytestmark = pytest.mark.usefixtures("dateline")

COMMENT = "The bridge was closed on Sunday too, whatever the county says."
PROMISE = "Your email address will not be published. Required fields are marked *"


async def sets(desk, guild, **settings):
    """Let the server's replies be taken so."""
    await desk.store.replies.set(ReplySettings(**settings), Deed(guild, MemberId(1), NOON))


async def opened(loopback, story, member="Rita"):
    """The form, opened from the story's card."""
    seat = loopback.seat(member)
    card = await seat.slash("summary", story=str(story))
    return await card.press("Reply")


async def test_the_form_promises_what_wordpress_promises_and_knows_the_name(loopback, keep):
    form = await opened(loopback, await keep())
    assert form.modal.title == "Leave a reply"
    assert PROMISE in form.modal.texts[0]
    assert "Bridge to reopen" in form.modal.texts[0]
    assert [field.label for field in form.modal.fields] == ["Name *", "E-mail", "Comment *"]
    name, email, comment = form.modal.fields
    assert name.written["value"] == "Rita"
    assert "Never shown" in email.description
    assert not email.is_required
    assert comment.is_required


@pytest.mark.parametrize(
    ("wish", "labels"),
    [
        (EmailWish.REQUIRED, ["Name *", "E-mail *", "Comment *"]),
        (EmailWish.NOT_ASKED, ["Name *", "Comment *"]),
    ],
    ids=["required", "not asked"],
)
async def test_the_server_says_whether_an_address_is_asked_for(
    loopback, desk, guild, keep, wish, labels
):
    await sets(desk, guild, email=wish)
    form = await opened(loopback, await keep())
    assert [field.label for field in form.modal.fields] == labels
    assert (PROMISE in form.modal.texts[0]) is (wish is EmailWish.REQUIRED)


async def test_a_reply_waits_for_a_moderator_and_its_writer_is_told_so(
    loopback, desk, guild, keep
):
    form = await opened(loopback, await keep())
    answer = await form.submit({"Comment *": COMMENT, "E-mail": "rita@example.org"})
    assert answer.is_private
    assert "A moderator will look at your reply" in answer.text
    (held,) = (await desk.store.replies.held(guild)).rows
    assert (held.reply.name, held.reply.comment) == ("Rita", COMMENT)
    assert held.is_reachable
