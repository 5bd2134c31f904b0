"""Lists of feeds: taken in from the file of another reader, feed by feed, and written as one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.desk import Desk
from bot.errors import DatelineError, FetchFailed, PageRefused, StoreError, WorkerBusy
from bot.feed import Follow, FollowedFeed
from bot.languages import N_
from bot.story import GuildId, MemberId
from bot.wire.finding import feeds_at
from bot.wire.opml import Outline, opml_of, outlines_in

# A feed that doesn't answer takes 15 seconds, and an answer may be changed for 15 minutes.
AT_ONCE = 16


class Outcome(StrEnum):
    """What became of one feed of a list."""

    FOLLOWED = N_("followed")
    SILENT = N_("followed, though it doesn't answer now")
    ALREADY = N_("followed before")
    FAILED = N_("not followed")


NEW = (Outcome.FOLLOWED, Outcome.SILENT)


@dataclass(frozen=True, slots=True)
class Imported:
    """One feed of a list with what became of it; `error` says what was wrong with it."""

    outline: Outline
    outcome: Outcome
    error: str = ""


Progress = Callable[[int, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Importer:
    """Follows the feeds of a list for a server, in the name of a member."""

    desk: Desk
    guild: GuildId
    member: MemberId

    async def take(self, content: bytes, *, now: datetime, progress: Progress) -> list[Imported]:
        """What became of each feed of an OPML file, in its order; `progress` hears how many of all.

        A feed that doesn't answer is followed all the same: it may be back tomorrow. Raises
        IntakeError for a file that is no list.
        """
        outlines = await self.desk.intake.pages.run(outlines_in, content)
        turns = asyncio.Semaphore(AT_ONCE)
        done = 0

        async def one(outline: Outline) -> Imported:
            nonlocal done
            async with turns:
                imported = await self._follow(outline, now)
            done += 1
            await progress(done, len(outlines))
            return imported

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(outline)) for outline in outlines]
        self.desk.poller.wake()
        return [task.result() for task in tasks]

    async def _follow(self, outline: Outline, now: datetime) -> Imported:
        address, error = outline.feed, ""
        try:
            intake = self.desk.intake
            found = await feeds_at(address, fetcher=intake.fetcher, pages=intake.pages)
            address = found[0].address
        except PageRefused as refused:
            return Imported(outline, Outcome.FAILED, refused.said())
        except (FetchFailed, WorkerBusy) as silent:
            error = silent.said()
        except DatelineError as refused:
            return Imported(outline, Outcome.FAILED, refused.said())
        try:
            is_new = await self._keep(outline, address, now)
        except StoreError:
            raise
        except DatelineError as refused:
            return Imported(outline, Outcome.FAILED, refused.said())
        if not is_new:
            return Imported(outline, Outcome.ALREADY)
        return Imported(outline, Outcome.SILENT if error else Outcome.FOLLOWED, error)

    async def _keep(self, outline: Outline, address: str, now: datetime) -> bool:
        feeds = self.desk.store.feeds
        feed = await feeds.note(address, title=outline.title, site=outline.site, now=now)
        wanted = Follow(self.guild, feed, outline.title, self.member, now, outline.folders)
        return await feeds.follow(wanted)


def exported(title: str, feeds: Sequence[FollowedFeed]) -> bytes:
    """An OPML file of the feeds, with the server's titles and folders."""
    return opml_of(
        title,
        (
            Outline(one.follow.title, one.state.address, one.site, one.follow.folders)
            for one in feeds
        ),
    )
