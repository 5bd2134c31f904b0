"""The desk of replies: a form becomes a reply that is published, waits, or goes back."""

import asyncio
import csv
import io
import json
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.errors import NotAllowed, NotFound
from bot.moderation import EmailWish, ReplySettings
from bot.replies.contact import Address, new_keys
from bot.replies.desk import ReplyDesk
from bot.replies.exporting import ExportForm
from bot.replies.masking import MARK
from bot.replies.rules import judge
from bot.replies.submitting import Submission, Submitted
from bot.reply import Draft, HoldMode, ReplyId, ReplyState, Rule, Ruling
from bot.store.engine.asked import Page
from bot.store.replies.reply_writing import Sender
from bot.store.store import Store
from bot.story import MemberId, StoryId
from tests.store.replying import MAX, OLD_ACCOUNT, RAVI, RITA, deed
from tests.store.sample import HERE, NOON, THERE, take_in

KEYS, PRIVATE = new_keys()
MARA = "mara.holt+news@example.com"


class Office:
    """A desk with its store and one story, on a server that lets everything through."""

    def __init__(self, store: Store, story: StoryId, *, keys: Any = KEYS) -> None:
        self.store, self.story = store, story
        self.desk = ReplyDesk(store.replies, store.erasures, keys)

    async def set(self, **changed: Any) -> None:
        settings = replace(ReplySettings(hold=HoldMode.NOBODY), **changed)
        await self.store.replies.set(settings, deed())

    async def send(
        self,
        comment: str = "Well said.",
        *,
        name: str = "Rita",
        member: MemberId = RITA,
        address: str | None = None,
        now: datetime = NOON,
        **of: Any,
    ) -> Submitted:
        draft = Draft(name, comment, of.pop("answers", None))
        usual = Submission(HERE, self.story, draft, Sender(member, OLD_ACCOUNT))
        return await self.desk.submit(replace(usual, address=Address.of(address), **of), now=now)


@pytest.fixture
async def office(tmp_path, either_database, lay_empty) -> AsyncIterator[Office]:
    lay_empty(tmp_path)
    async with Store.open(tmp_path, either_database) as store:
        made = Office(store, (await take_in(store)).story)
        await made.set()
        yield made


async def test_a_reply_is_published_with_name_and_comment_alone(office):
    sent = await office.send("Well said.", address=MARA)
    assert sent.verdict.ruling is Ruling.ACCEPTED
    assert sent.reply.reply.state is ReplyState.PUBLISHED
    assert sent.reply.is_reachable
    ((reply, contact),) = await office.store.erasures.contacts(9)
    assert KEYS.exact(PRIVATE.open(contact, reply)) == KEYS.exact(Address(MARA))


@pytest.mark.parametrize("name", ["Rita", "mara.holt@example.org"], ids=["plain", "address"])
async def test_addresses_in_name_and_comment_are_masked_before_they_are_kept(office, name):
    sent = await office.send("Mail liv (at) example (dot) org or ravi@example.com.", name=name)
    assert sent.was_masked
    assert MARK in sent.reply.reply.comment
    assert "example" not in sent.reply.reply.comment + sent.reply.reply.name


async def test_the_writer_s_own_address_is_masked_in_a_disguise_or_seen_by_a_moderator(office):
    sent = await office.send("Find me: m a r a holt news, example!", address=MARA)
    assert MARK in sent.reply.reply.comment or sent.reply.reply.state is ReplyState.HELD


async def test_a_refused_form_is_told_why_and_leaves_nothing(office):
    sent = await office.send("  \u200b ")
    assert (sent.verdict.ruling, sent.reply) == (Ruling.REFUSED, None)
    assert (await office.store.erasures.mine(RITA)).replies == ()


@pytest.mark.parametrize(
    ("wish", "address", "rule"),
    [
        (EmailWish.REQUIRED, None, Rule.EMAIL),
        (EmailWish.REQUIRED, "nonsense", Rule.EMAIL),
        (EmailWish.OPTIONAL, "nonsense", Rule.EMAIL),
        (EmailWish.OPTIONAL, None, None),
        (EmailWish.NOT_ASKED, "nonsense", None),
        (EmailWish.OPTIONAL, "nonsense\ud800@example.com", Rule.EMAIL),
    ],
    ids=["none", "wrong", "wrong although optional", "optional", "not asked", "half"],
)
async def test_the_form_asks_for_an_address_as_the_server_wishes(office, wish, address, rule):
    await office.set(email=wish)
    sent = await office.send(address=address)
    assert [matched.rule for matched in sent.verdict.matched] == ([rule] if rule else [])
    assert "nonsense" not in sent.verdict.reader.said()


async def test_without_keys_no_address_is_asked_for_or_kept(office):
    keyless = Office(office.store, office.story, keys=None)
    await keyless.set(email=EmailWish.REQUIRED)
    form = await keyless.desk.form(HERE, office.story, RITA, now=NOON)
    assert form.settings.email is EmailWish.NOT_ASKED
    assert (await keyless.desk.settings(HERE)).email is EmailWish.NOT_ASKED
    sent = await keyless.send("Mail mara.holt.news at example", address=MARA)
    assert sent.reply
    assert not sent.reply.is_reachable
    assert await office.store.erasures.contacts(9) == []
    with pytest.raises(NotAllowed):
        await keyless.desk.erase_address(Address(MARA), deed())


async def test_what_held_a_reply_is_told_in_words_and_kept(office):
    await office.set(most_links=0)
    await office.store.replies.list_words(["casino"], deed())
    sent = await office.send("My CASINO is at https://example.com/casino today")
    assert [matched.rule for matched in sent.reply.matched] == [Rule.WORDS, Rule.LINKS]
    (held,) = (await office.store.replies.held(HERE)).rows
    assert held == sent.reply


async def test_the_length_is_that_of_what_was_typed(office):
    await office.set(longest=20)
    assert (await office.send("x" * 21)).verdict.ruling is Ruling.REFUSED
    sent = await office.send("mail a@b.co, c@d.co!")
    assert sent.reply.reply.comment.count(MARK) == 2


async def test_a_member_blocked_while_the_form_was_open_is_refused(office):
    await office.desk.form(HERE, office.story, RITA, now=NOON)
    await office.store.replies.block(RITA, deed())
    sent = await office.send()
    assert [matched.rule for matched in sent.verdict.matched] == [Rule.BLOCKED]
    with pytest.raises(NotAllowed, match="blocked"):
        await office.desk.form(HERE, office.story, RITA, now=NOON)


async def test_a_blocked_writer_is_known_under_another_account_by_the_mailbox(office):
    await office.send(address=MARA)
    await office.store.replies.block(RITA, deed())
    sent = await office.send(member=RAVI, address="maraholt@EXAMPLE.com")
    assert [matched.rule for matched in sent.verdict.matched] == [Rule.BLOCKED]
    assert (await office.send(member=RAVI, address="liv@example.com")).reply


async def test_a_closed_story_takes_no_reply_and_opens_no_form(office):
    await office.store.replies.close(office.story, deed())
    assert (await office.send()).verdict.ruling is Ruling.REFUSED
    with pytest.raises(NotAllowed, match="closed"):
        await office.desk.form(HERE, office.story, RITA, now=NOON)
    await office.store.replies.reopen(office.story, deed())
    await office.set(is_open=False)
    assert (await office.send()).verdict.ruling is Ruling.REFUSED


async def test_a_story_removed_or_of_another_server_takes_no_reply(office):
    other = (await take_in(office.store, THERE, url="https://h.example/2", body="Else.")).story
    with pytest.raises(NotFound):
        await office.send(story=other)
    await office.store.remove(HERE, office.story, now=NOON)
    with pytest.raises(NotFound) as caught:
        await office.send()
    assert "copy its text" in caught.value.reader


async def test_a_form_for_an_answer_names_the_reply_above(office):
    first = await office.send("First of all.")
    answer = await office.send("Not so.", member=RAVI, answers=first.reply.reply.id)
    form = await office.desk.form(HERE, office.story, RITA, now=NOON, answers=answer.reply.reply.id)
    assert form.answers == first.reply.reply.id
    with pytest.raises(NotFound):
        await office.desk.form(HERE, office.story, RITA, now=NOON, answers=ReplyId(99))


async def test_twenty_forms_at_once_of_one_member_become_one_reply(office):
    sent = await asyncio.gather(*(office.send(f"Thought number {n}") for n in range(20)))
    assert sum(one.reply is not None for one in sent) == 1
    refused = {matched.rule for one in sent if not one.reply for matched in one.verdict.matched}
    assert refused == {Rule.RATE}


async def test_a_comment_sent_before_is_known_again_although_it_was_masked(office):
    await office.send("You can always reach me at mara@example.com about this story.")
    again = await office.send(
        "You can always reach me at mara@example.com about this story.",
        now=NOON + timedelta(minutes=1),
    )
    assert [matched.rule for matched in again.verdict.matched] == [Rule.REPEAT]


async def test_a_moderator_erases_by_an_address_that_somebody_names(office):
    await office.send(address=MARA)
    await office.send("Another.", member=RAVI, address="liv@example.com")
    erased = await office.desk.erase_address(Address(MARA.upper()), deed())
    assert len(erased.replies) == 1
    assert (await office.store.erasures.mine(RAVI)).replies


async def test_the_rules_are_asked_beside_the_event_loop(office, monkeypatch):
    asked = []

    def judging(case, **how):
        asked.append(threading.current_thread() is threading.main_thread())
        return judge(case, **how)

    monkeypatch.setattr("bot.replies.submitting.judge", judging)
    await office.send()
    assert asked == [False, False]


async def test_an_export_holds_what_moderators_see_and_no_address(office):
    await office.send('=HYPERLINK("x") by mail: mara@example.com', address=MARA)
    await office.send("A comma, and\na line", member=RAVI)
    table = await office.desk.export(ExportForm.CSV, deed())
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["comment"] for row in rows] == [
        "A comma, and\na line",
        f'\'=HYPERLINK("x") by mail: {MARK}',
    ]
    listing = await office.desk.export(ExportForm.JSON, deed())
    assert [row["account"] for row in json.loads(listing.content)] == [str(RAVI), str(RITA)]
    assert (table.count, table.is_whole) == (2, True)
    assert b"example.com" not in table.content + listing.content
    assert [act.by for act in (await office.store.replies.acts(HERE, Page(1, 2))).rows] == [MAX] * 2


async def test_an_export_too_large_for_discord_leaves_the_oldest_out(office, monkeypatch):
    monkeypatch.setattr("bot.replies.exporting.MOST_BYTES", 400)
    for number in range(4):
        await office.send(f"Thought {number}", member=MemberId(100 + number))
    export = await office.desk.export(ExportForm.JSON, deed())
    assert not export.is_whole
    assert json.loads(export.content)[0]["comment"] == "Thought 3"
    assert 0 < export.count < 4
