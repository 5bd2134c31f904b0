"""The erasing of replies and of their writers' addresses, as the other rooms see it."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Concatenate, ParamSpec

from sqlalchemy import Connection

from bot.errors import StoreError
from bot.moderation import ActKind, Erased, Mine
from bot.reply import ReplyId
from bot.store.engine.database import Database
from bot.store.keeping import doings, erasing
from bot.store.replies import acts, contacts, reply_erasing, reply_reading, reply_settings
from bot.store.replies.acts import Deed
from bot.store.replies.contacts import Contact
from bot.store.replies.ledger import Ledger
from bot.store.replies.reply_erasing import AT_ONCE, Gone, Keeping
from bot.story import GuildId, MemberId

log = logging.getLogger(__name__)

# A person waits for the answer; what isn't overwritten by then is overwritten soon after.
OVERWRITE_S = 1.0
# Between two tries to empty the log while somebody reads; writers wait during a try alone.
RETRY_S, TRY_S = 0.5, 0.1
PURGE_EVERY_S = 6 * 3600.0
# A database that said no has trouble of its own; asked more often it would only fill the log.
AGAIN_S = 60.0

Given = ParamSpec("Given")


class Erasures:
    """What is erased is gone at once from tables, file and log, and stays gone after a restore."""

    def __init__(self, database: Database, folder: Path) -> None:
        """`folder` keeps the ledger, wherever the database is."""
        self._database = database
        self._ledger = Ledger(folder)
        self._is_wanted = asyncio.Event()

    async def erase(self, reply: ReplyId, deed: Deed) -> Erased:
        """Erase a reply of the server. Raises NotFound where it isn't there (any more)."""
        return await self._erased(reply_erasing.erase_one, reply, deed, self._ledger)

    async def withdraw(self, reply: ReplyId, member: MemberId, now: datetime) -> Erased:
        """Erase a reply that the member wrote. Raises NotFound where there is none such."""
        return await self._erased(reply_erasing.withdraw, reply, member, now, self._ledger)

    async def erase_member(self, member: MemberId, now: datetime) -> Erased:
        """Erase all that is kept of a member's replies, on every server; a block stays."""
        return await self._erased(reply_erasing.erase_member, member, now, self._ledger)

    async def erase_address(
        self, exact: bytes, *, now: datetime, deed: Deed | None = None
    ) -> Erased:
        """Erase the replies with that address, on the deed's server or on all.

        Raises NotFound where there are none.
        """
        return await self._erased(reply_erasing.erase_address, exact, deed, now, self._ledger)

    async def forget_server(self, guild: GuildId, now: datetime) -> Erased:
        """Erase all of a server that is gone: replies, trail, blocks, settings."""
        return await self._erased(reply_erasing.forget_server, guild, now, self._ledger)

    async def erase_removed(self, now: datetime) -> None:
        """Erase the stories that can't be restored any more, and what was replied to them."""
        while await self._database.write(erasing.erase_next, now, self._ledger):
            pass

    async def mine(self, member: MemberId) -> Mine:
        """All that is kept of a member, on every server."""
        return await self._database.read(_mine, member)

    async def erase_again(self) -> int:
        """Make good what a backup, or a crash, undid or left half done; how many replies."""
        entries = self._ledger.entries()
        count = 0
        while some := list(islice(entries, AT_ONCE)):
            gone = await self._database.write(reply_erasing.erase_again, some)
            count += len(gone.replies)
        await self.overwrite(OVERWRITE_S)
        return count

    async def purge(self, keeping: Keeping, now: datetime) -> None:
        """Erase what has been kept long enough."""
        is_any = False
        while await self._database.write(reply_erasing.purge_next, keeping, now):
            is_any = True
        if is_any:
            await self.overwrite(OVERWRITE_S)

    async def overwrite(self, limit_s: float) -> bool:
        """Leave nothing of what was erased in the log; False where a reader hinders it so long.

        `keep` then goes on trying.
        """
        end = monotonic() + limit_s
        while not await self._database.empty_log(TRY_S):
            if monotonic() > end:
                self._is_wanted.set()
                return False
            await asyncio.sleep(RETRY_S)
        self._is_wanted.clear()
        return True

    async def keep(self, keeping: Keeping, every_s: float = PURGE_EVERY_S) -> None:
        """Purge at once and then every `every_s`, and overwrite what is left, until cancelled."""
        while True:
            try:
                await self.purge(keeping, datetime.now(UTC))
                async with asyncio.timeout(every_s):
                    while True:
                        await self._is_wanted.wait()
                        await self.overwrite(every_s)
            except TimeoutError:
                continue
            except StoreError as error:
                log.warning("replies weren't purged: %s", error)
                await asyncio.sleep(AGAIN_S)

    async def contacts(
        self, most: int, *, after: int = 0, but_key: str | None = None
    ) -> Sequence[tuple[ReplyId, Contact]]:
        """Sealed addresses in the order of their replies, for who has the private key."""
        return await self._database.read(contacts.contacts, most, after=after, but_key=but_key)

    async def count_by_key(self) -> Mapping[str, int]:
        """How many addresses are sealed for each key pair."""
        return await self._database.read(contacts.count_by_key)

    async def replace(self, changed: Sequence[tuple[ReplyId, Contact, Contact]]) -> None:
        """Put each second contact of a reply in place of the first."""
        await self._database.write(contacts.replace, changed)

    async def note_reading(self, replies: Sequence[ReplyId], now: datetime) -> None:
        """Write into the trails that the operator read the addresses beside these replies."""
        await self._database.write(_note_reading, replies, now)

    async def _erased(
        self,
        work: Callable[Concatenate[Connection, Given], Gone],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Erased:
        gone = await self._database.write(work, *args, **kwargs)
        return Erased(gone.replies, gone.takedowns, await self.overwrite(OVERWRITE_S))


def _mine(connection: Connection, member: MemberId) -> Mine:
    return Mine(
        replies=reply_reading.written_by(connection, member),
        blocked_on=reply_settings.blocked_on(connection, member),
        acts=acts.count_by(connection, member),
        made=doings.made_by(connection, member),
    )


def _note_reading(connection: Connection, replies: Sequence[ReplyId], now: datetime) -> None:
    for reply_id, guild in reply_reading.servers_of(connection, replies):
        deed = Deed(GuildId(guild), None, now)
        acts.note(connection, ActKind.READ_OFFLINE, deed, reply_id=reply_id)
