"""Events as the other rooms see them: each call is one transaction."""

from datetime import datetime

from bot.store.engine.database import Database
from bot.store.events import grouping
from bot.story import GuildId, MemberId, StoryId, StoryLine


class Events:
    """Which stories of a server tell one event.

    That is decided when a story is taken in; what a server's moderators say of it is heard first,
    there alone. Any call may raise StoreBusy, StoreFull or StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lines(self, guild: GuildId, story: StoryId) -> tuple[StoryLine, ...]:
        """The stories of a story's event with itself, the first one told first.

        Raises NotFound where the story isn't on the server's shelf.
        """
        return await self._database.read(grouping.lines, guild, story)

    async def other_outlets(self, guild: GuildId, story: StoryId) -> int:
        """How many other outlets tell a story's event. Raises NotFound as `lines` does."""
        told = await self.lines(guild, story)
        (own,) = (line.outlet for line in told if line.id == story)
        return len({line.outlet or line.id for line in told if line.id != story} - {own})

    async def split(
        self, story: StoryId, *, guild: GuildId, member: MemberId, now: datetime
    ) -> StoryId:
        """Show a story apart from its event; another story of that is returned, for `unsplit`.

        Raises NotFound where it isn't on the shelf, NotGrouped where it stands alone already.
        """
        ruling = grouping.Ruling(guild=guild, member=member, now=now)
        return await self._database.write(grouping.part, story, ruling)

    async def unsplit(
        self, story: StoryId, other: StoryId, *, guild: GuildId, member: MemberId, now: datetime
    ) -> None:
        """Undo `split`: show a story with `other` again. Raises NotFound where one has gone."""
        ruling = grouping.Ruling(guild=guild, member=member, now=now)
        await self._database.write(grouping.unpart, story, other, ruling)

    async def join(
        self, story: StoryId, into: StoryId, *, guild: GuildId, member: MemberId, now: datetime
    ) -> int:
        """Show the events of two stories as one; the number by which `unjoin` undoes it.

        Raises NotFound where one isn't on the shelf, NotGrouped where they are one event already.
        """
        ruling = grouping.Ruling(guild=guild, member=member, now=now)
        return await self._database.write(grouping.merge, story, into, ruling)

    async def unjoin(self, guild: GuildId, number: int) -> None:
        """Undo a `join`. Raises NotFound where that was undone before."""
        await self._database.write(grouping.unmerge, guild, number)
