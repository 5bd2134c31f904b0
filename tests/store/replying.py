"""Replies to a story of the store's tests, without rules and without a desk."""

from datetime import datetime, timedelta
from typing import Any

from bot.languages.sentence import Sentence
from bot.moderation import Moderated
from bot.reply import Draft, Matched, ReplyId, Rule, Ruling, Verdict
from bot.store.replies.acts import Deed
from bot.store.replies.contacts import Contact
from bot.store.replies.reply_writing import Known, Sender, Sent
from bot.store.store import Store
from bot.story import GuildId, MemberId, StoryId
from tests.store.sample import HERE, NOON

RITA, RAVI, MAX, MONA = MemberId(31), MemberId(32), MemberId(33), MemberId(34)
OLD_ACCOUNT = NOON - timedelta(days=400)
HELD = Verdict(
    Ruling.HELD,
    Sentence("A moderator looks at it."),
    (Matched(Rule.HOLD, Sentence("{who} is new.", {"who": "Rita"})),),
)
LET_THROUGH = Verdict(Ruling.ACCEPTED, Sentence("Thank you."))


def deed(by: MemberId = MAX, guild: GuildId = HERE, now: datetime = NOON) -> Deed:
    return Deed(guild, by, now)


def holding(_: Known) -> Verdict:
    return HELD


def letting_through(_: Known) -> Verdict:
    return LET_THROUGH


def sealed(mailbox: bytes = b"a mailbox", key: str = "first") -> Any:
    def seal(reply: ReplyId) -> Contact:
        return Contact(key, b"sealed %d" % reply, exact=b"exact " + mailbox, alike=mailbox)

    return seal


async def reply_to(
    store: Store,
    story: StoryId,
    comment: str = "Well said.",
    *,
    guild: GuildId = HERE,
    member: MemberId = RITA,
    now: datetime = NOON,
    answers: ReplyId | None = None,
    judge: Any = letting_through,
    seal: Any = None,
    name: str = "Rita",
) -> Moderated:
    """A reply that was kept."""
    sent = Sent(guild, story, Sender(member, OLD_ACCOUNT), Draft(name, comment, answers))
    _, kept = await store.replies.submit(sent, now, judge=judge, seal=seal)
    assert kept is not None
    return kept
