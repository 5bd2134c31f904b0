"""What servers are to be told of, until they have been told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from bot.notice import Notice, NoticeId, NoticeKind
from bot.store.engine.database import Database
from bot.store.tables.feed_tables import notice
from bot.story import GuildId


class Notices:
    """The notices of all servers; each is told once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        guild: GuildId,
        kind: NoticeKind,
        *,
        subject: str,
        detail: str = "",
        now: datetime,
    ) -> None:
        """Have a server told of something."""
        await self._database.write(add_notice, guild, kind, (subject, detail), now)

    async def untold(self, most: int) -> tuple[Notice, ...]:
        """What wasn't told yet, the oldest first."""
        return await self._database.read(_untold, most)

    async def of(self, guild: GuildId, most: int) -> tuple[Notice, ...]:
        """What a server was told or is to be told of, the newest first."""
        return await self._database.read(_of, guild, most)

    async def told(self, notices: Sequence[NoticeId], now: datetime) -> None:
        """Remember that these were told, or that nobody is there to be told."""
        await self._database.write(_told, notices, now)

    async def claim_hello(self, guild: GuildId, *, now: datetime, since: datetime) -> bool:
        """Whether the server wasn't greeted after `since`; from now on it was."""
        return await self._database.write(_claim_hello, guild, now, since)

    async def forget(self, *, before: datetime) -> None:
        """Take away what was told before a moment."""
        await self._database.write(_forget, before)


def add_notice(
    connection: Connection,
    guild: GuildId,
    kind: NoticeKind,
    texts: tuple[str, str],
    now: datetime,
) -> None:
    """Have a server told, within a transaction of another subject; `texts`: subject and detail."""
    row = {"guild_id": guild, "kind": kind.value, "made_at": now}
    connection.execute(insert(notice), row | {"subject": texts[0], "detail": texts[1]})


def note_told(connection: Connection, guild: GuildId, kind: NoticeKind, now: datetime) -> None:
    """Write down that something was told, or needn't be, within another subject's transaction."""
    row = {"guild_id": guild, "kind": kind.value, "made_at": now, "told_at": now}
    connection.execute(insert(notice), row | {"subject": "", "detail": ""})


def _claim_hello(connection: Connection, guild: GuildId, now: datetime, since: datetime) -> bool:
    of_hello = notice.c.guild_id == guild, notice.c.kind == NoticeKind.HELLO.value
    if connection.scalar(select(notice.c.id).where(*of_hello, notice.c.made_at > since)):
        return False
    connection.execute(delete(notice).where(*of_hello))
    note_told(connection, guild, NoticeKind.HELLO, now)
    return True


def _untold(connection: Connection, most: int) -> tuple[Notice, ...]:
    waiting = select(notice).where(notice.c.told_at.is_(None)).order_by(notice.c.id).limit(most)
    return _notices(connection, waiting)


def _of(connection: Connection, guild: GuildId, most: int) -> tuple[Notice, ...]:
    own = select(notice).where(notice.c.guild_id == guild).order_by(notice.c.id.desc()).limit(most)
    return _notices(connection, own)


def _told(connection: Connection, notices: Sequence[NoticeId], now: datetime) -> None:
    connection.execute(update(notice).where(notice.c.id.in_(notices)).values(told_at=now))


def _forget(connection: Connection, before: datetime) -> None:
    connection.execute(delete(notice).where(notice.c.told_at < before))


def _notices(connection: Connection, asked: Select[Any]) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            id=NoticeId(row.id),
            guild=GuildId(row.guild_id),
            kind=NoticeKind(row.kind),
            subject=row.subject,
            detail=row.detail,
            made_at=row.made_at,
        )
        for row in connection.execute(asked)
    )
