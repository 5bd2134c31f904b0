"""One process of the live bot that talks to a loopback, so that a test can end and kill it."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatelineError
from bot.log import start_log
from bot.playground.loopback import TOKEN
from bot.playground.pointing import point_client
from bot.roles import Role, live
from bot.settings import Secret, Settings

IS_ITS_TURN = "it is this process's turn as sender"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the loopback and the database are; no `database` is SQLite in `folder`."""

    folder: Path
    api: str
    gateway: str
    cdn: str
    database: str | None = None


class RoleProcess:
    """A process that does the work of a role; its log is in `lines`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self._news = asyncio.Condition()
        self._reading = asyncio.ensure_future(self._read())

    @classmethod
    async def start(cls, role: Role, where: Addresses) -> "RoleProcess":
        """Start it; it has loaded nothing yet."""
        told = (str(where.folder), where.api, where.gateway, where.cdn, where.database or "")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.roles.role_process",
            role.value,
            *told,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        return cls(process)

    async def says(self, words: str, within_s: float = 60.0) -> None:
        """Wait until its log has a line with `words`."""
        async with asyncio.timeout(within_s), self._news:
            await self._news.wait_for(lambda: any(words in line for line in self.lines))

    async def ended(self) -> int:
        """Wait until it has ended; its exit code."""
        code = await self.process.wait()
        await self._reading
        return code

    async def killed(self) -> None:
        """Kill it, if it hasn't ended; a test that fails shows what it said."""
        if self.process.returncode is None:
            self.process.kill()
        await self.ended()
        sys.stdout.writelines(
            [f"--- process {self.process.pid}, {self.process.returncode}\n", *self.lines]
        )

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            async with self._news:
                self.lines.append(line.decode())
                self._news.notify_all()


def main() -> int:
    """Do the work of the role in the arguments."""
    role, folder, api, gateway, cdn, database = sys.argv[1:]
    settings = Settings(
        token=Secret(TOKEN),
        data=Path(folder),
        database=Secret(database) if database else None,
        pipeline=None,
        private_hosts=("127.0.0.1",),
        health=None,
    )
    start_log("INFO")
    with point_client(api, gateway, cdn):
        try:
            asyncio.run(live(settings, Role(role)))
        except DatelineError as error:
            sys.stderr.write(error.reader)
            return 1
        except asyncio.CancelledError:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
