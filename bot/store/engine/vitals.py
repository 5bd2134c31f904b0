"""Whether the database answers and how long it takes, for whoever watches over the program."""

from sqlalchemy import Connection, literal, select

from bot.figures import Durations
from bot.store.engine.database import Database


class Vitals:
    """What is known of the store without looking at what it keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def writes(self) -> Durations:
        """How long each write took, from the asking until it was kept, waiting included."""
        return self._database.writes

    @property
    def reads(self) -> Durations:
        """The same of reads."""
        return self._database.reads

    @property
    def log_bytes(self) -> int | None:
        """How much was written that isn't in SQLite's file yet; None where a server keeps it."""
        return self._database.log_bytes

    async def beat(self) -> None:
        """Write nothing, as everything is written. Raises StoreError where that can't be done."""
        await self._database.write(_nothing)


def _nothing(connection: Connection) -> None:
    connection.execute(select(literal(1)))
