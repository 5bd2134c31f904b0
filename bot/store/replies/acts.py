"""The audit trail of replies: who did what when, in numbers alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.moderation import Act, ActKind
from bot.reply import ReplyId
from bot.store.engine.asked import Page
from bot.store.stories.shelves import GUILD
from bot.store.tables.reply_tables import reply_act
from bot.story import GuildId, Listing, MemberId, StoryId


@dataclass(frozen=True, slots=True)
class Deed:
    """On which server who does something when; nobody is named where a writer or operator does."""

    guild: GuildId
    by: MemberId | None
    now: datetime


def note(connection: Connection, kind: ActKind, deed: Deed, **about: int) -> None:
    """Write a line of the trail, about a `reply_id`, `story_id` or `member_id`."""
    row = {"guild_id": deed.guild, "kind": kind, "at": deed.now, "by_id": deed.by}
    connection.execute(insert(reply_act), row | about)


def acts(connection: Connection, guild: GuildId, page: Page) -> Listing[Act]:
    """The trail of a server, the newest line first."""
    rows = connection.execute(ACTS, {"guild": guild, **page.given})
    lines = tuple(
        Act(
            kind=ActKind(row.kind),
            at=row.at,
            by=None if row.by_id is None else MemberId(row.by_id),
            reply=None if row.reply_id is None else ReplyId(row.reply_id),
            story=None if row.story_id is None else StoryId(row.story_id),
            member=None if row.member_id is None else MemberId(row.member_id),
        )
        for row in rows
    )
    total = connection.scalar(COUNT, {"guild": guild}) or 0
    return Listing(lines, max(page.number, 1), total, None)


def count_by(connection: Connection, member: MemberId) -> int:
    """How many lines tell what a member did as a moderator."""
    return connection.scalar(COUNT_BY, {"member": member}) or 0


def forget_member(connection: Connection, member: MemberId, but: tuple[GuildId, ...]) -> None:
    """Leave no line that tells of something done to a member, but on the servers `but`."""
    told = reply_act.c.member_id == member
    elsewhere = reply_act.c.guild_id.not_in(but)
    connection.execute(update(reply_act).where(told, elsewhere).values(member_id=None))


def forget_before(connection: Connection, moment: datetime) -> None:
    """Take away the lines that are older."""
    connection.execute(delete(reply_act).where(reply_act.c.at < moment))


ACTS = (
    select(reply_act)
    .where(reply_act.c.guild_id == GUILD)
    .order_by(reply_act.c.id.desc())
    .limit(bindparam("size"))
    .offset(bindparam("skipped"))
)
COUNT = select(func.count()).where(reply_act.c.guild_id == GUILD)
COUNT_BY = select(func.count()).where(reply_act.c.by_id == bindparam("member"))
