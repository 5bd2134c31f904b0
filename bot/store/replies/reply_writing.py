"""Puts a reply away once the rules have let it through, asked in the transaction that keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from bot.errors import NotFound
from bot.languages import N_
from bot.moderation import Moderated, Place, ReplySettings
from bot.reply import (
    Draft,
    Earlier,
    ReplyId,
    ReplyState,
    Ruling,
    UnderStory,
    Verdict,
    Writer,
)
from bot.store.engine.rows import add_row
from bot.store.replies.contacts import Contact, add_contact
from bot.store.replies.reply_reading import moderated
from bot.store.replies.reply_settings import settings_of, words_of
from bot.store.stories.shelves import GUILD, ON_SHELF
from bot.store.tables.reply_tables import reply, reply_block, reply_block_mailbox, reply_closed
from bot.story import GuildId, MemberId, StoryId

# What the rules look at; see bot/replies/rules.py for what they make of it.
LATEST, LATEST_ON_SERVER, MOST_EARLIER = 5, 30, 40
MINUTE, COPIED_WITHIN = timedelta(minutes=1), timedelta(minutes=6)

GONE = N_(
    "That story was removed from this server. Your reply wasn't sent; copy its text if you need it."
)
PARENT_GONE = N_(
    "The reply that you answer isn't there any more. Yours wasn't sent; copy its text, or answer"
    " the story."
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the member, and what Discord knows of the account."""

    member: MemberId
    account_made_at: datetime
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A reply on its way in. `mailbox` is the keyed hash of its writer's, for the block list.

    `where` is the card under which it was written.
    """

    guild: GuildId
    story: StoryId
    writer: Sender
    draft: Draft
    mailbox: bytes | None = field(default=None, repr=False)
    where: Place | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules weigh beside the draft.

    `answers` is the reply that the draft answers, the one above where that is an answer itself.
    """

    settings: ReplySettings
    words: tuple[str, ...]
    writer: Writer
    under: UnderStory
    server_sent_at: tuple[datetime, ...]
    answers: ReplyId | None


def known(connection: Connection, sent: Sent, now: datetime) -> Known:
    """What is known before the rules are asked.

    Raises NotFound where the story, or the reply that is answered, isn't there (any more).
    """
    here = {"guild": sent.guild, "story": sent.story}
    if connection.scalar(ON_SHELF, here) is None:
        raise NotFound(f"story {sent.story} isn't on the shelf of {sent.guild}", reader=GONE)
    settings = settings_of(connection, sent.guild)
    under = UnderStory(
        is_closed=not settings.is_open or connection.scalar(IS_CLOSED, here) is not None,
        earlier=_earlier(connection, sent, now),
    )
    busy = {"guild": sent.guild, "since": now - MINUTE}
    return Known(
        settings=settings,
        words=words_of(connection, sent.guild),
        writer=_writer(connection, sent),
        under=under,
        server_sent_at=tuple(connection.scalars(ON_SERVER, busy)),
        answers=_parent(connection, sent),
    )


def submit(
    connection: Connection,
    sent: Sent,
    now: datetime,
    *,
    judge: Callable[[Known], Verdict],
    seal: Callable[[ReplyId], Contact] | None,
) -> tuple[Verdict, Moderated | None]:
    """Keep a reply, its draft masked, unless `judge` refuses it with what is known by now.

    `seal` makes its writer's address fit to be kept beside the reply of that number. Raises
    NotFound as `known` does.
    """
    facts = known(connection, sent, now)
    verdict = judge(facts)
    if verdict.ruling is Ruling.REFUSED:
        return verdict, None
    is_published = verdict.ruling is Ruling.ACCEPTED
    where = sent.where
    row = {
        "guild_id": sent.guild,
        "story_id": sent.story,
        "member_id": sent.writer.member,
        "name": sent.draft.name,
        "comment": sent.draft.comment,
        "state": ReplyState.PUBLISHED if is_published else ReplyState.HELD,
        "answers_id": facts.answers,
        "matched": verdict.matched,
        "is_reachable": seal is not None,
        "written_at": now,
        "card_channel_id": where and where.channel,
        "card_message_id": where and where.message,
        "attempts": 0,
        "due_at": now if is_published else None,
        "decided_at": now if is_published else None,
    }
    reply_id = ReplyId(add_row(connection, reply, row))
    if seal is not None:
        add_contact(connection, reply_id, seal(reply_id))
    return verdict, moderated(connection, sent.guild, reply_id)


def _parent(connection: Connection, sent: Sent) -> ReplyId | None:
    if sent.draft.answers is None:
        return None
    given = {"guild": sent.guild, "story": sent.story, "reply": sent.draft.answers}
    row = connection.execute(PARENT, given).one_or_none()
    if row is None:
        raise NotFound(f"reply {sent.draft.answers} can't be answered", reader=PARENT_GONE)
    return ReplyId(row.answers_id or row.id)


def _writer(connection: Connection, sent: Sent) -> Writer:
    given = {"guild": sent.guild, "member": sent.writer.member, "story": sent.story}
    is_blocked = connection.scalar(IS_BLOCKED, given) is not None or (
        sent.mailbox is not None
        and connection.scalar(IS_MAILBOX_BLOCKED, {**given, "mailbox": sent.mailbox}) is not None
    )
    return Writer(
        member=sent.writer.member,
        account_made_at=sent.writer.account_made_at,
        published=connection.scalar(PUBLISHED, given) or 0,
        waiting=connection.scalar(WAITING, given) or 0,
        sent_at=tuple(connection.scalars(LATEST_OF, given)),
        is_blocked=is_blocked,
        is_staff=sent.writer.is_staff,
    )


def _earlier(connection: Connection, sent: Sent, now: datetime) -> tuple[Earlier, ...]:
    given = {"guild": sent.guild, "story": sent.story, "member": sent.writer.member}
    own: Sequence[Any] = connection.execute(OWN_EARLIER, given).all()
    others = connection.execute(OTHERS_EARLIER, {**given, "since": now - COPIED_WITHIN}).all()
    rows = sorted((*own, *others), key=lambda row: row.written_at)
    return tuple(
        Earlier(row.comment, row.written_at, row.member_id == sent.writer.member) for row in rows
    )


MEMBER = bindparam("member", type_=reply.c.member_id.type)
STORY = bindparam("story", type_=reply.c.story_id.type)
IS_CLOSED = select(reply_closed.c.story_id).where(
    reply_closed.c.guild_id == GUILD, reply_closed.c.story_id == STORY
)
IS_BLOCKED = select(reply_block.c.member_id).where(
    reply_block.c.guild_id == GUILD, reply_block.c.member_id == MEMBER
)
IS_MAILBOX_BLOCKED = (
    select(reply_block_mailbox.c.member_id)
    .where(
        reply_block_mailbox.c.guild_id == GUILD,
        reply_block_mailbox.c.alike == bindparam("mailbox"),
    )
    .limit(1)
)
OF_WRITER = (reply.c.guild_id == GUILD, reply.c.member_id == MEMBER)
UNDER_STORY = (reply.c.guild_id == GUILD, reply.c.story_id == STORY)
PUBLISHED = select(func.count()).where(*OF_WRITER, reply.c.state == ReplyState.PUBLISHED)
WAITING = select(func.count()).where(
    *OF_WRITER, reply.c.story_id == STORY, reply.c.state == ReplyState.HELD
)
LATEST_OF = (
    select(reply.c.written_at).where(*OF_WRITER).order_by(reply.c.written_at.desc()).limit(LATEST)
)
ON_SERVER = (
    select(reply.c.written_at)
    .where(reply.c.guild_id == GUILD, reply.c.written_at > bindparam("since"))
    .order_by(reply.c.written_at.desc())
    .limit(LATEST_ON_SERVER)
)
PARENT = select(reply.c.id, reply.c.answers_id).where(
    *UNDER_STORY, reply.c.id == bindparam("reply"), reply.c.state == ReplyState.PUBLISHED
)
EARLIER = select(reply.c.comment, reply.c.written_at, reply.c.member_id).where(
    *UNDER_STORY, reply.c.state != ReplyState.ERASED
)
OWN_EARLIER = (
    EARLIER.where(reply.c.member_id == MEMBER)
    .order_by(reply.c.written_at.desc())
    .limit(MOST_EARLIER)
)
OTHERS_EARLIER = (
    EARLIER.where(reply.c.member_id != MEMBER, reply.c.written_at >= bindparam("since"))
    .order_by(reply.c.written_at.desc())
    .limit(MOST_EARLIER)
)
