"""A PostgreSQL server of its own in a folder that goes with it: for tests and measurements."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Nothing of a test must outlive a power cut.
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server on a socket in its own folder; `options` are those of `postgres`."""

    programs: Path
    home: Path
    options: str

    @property
    def url(self) -> str:
        """The address of the server's own database."""
        return f"postgresql://dateline@/postgres?host={self.home}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-k {self.home} -c listen_addresses='' -c max_connections=200 {self.options}"
        self._run("pg_ctl", "-l", self.home / "log", "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop it as if its machine had failed: nobody is waited for, nothing is written."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def prepare(self) -> None:
        """Make its files."""
        how = ("-U", "dateline", "--auth=trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        self._run("initdb", *how)

    def _run(self, program: str, *arguments: object) -> None:
        command = [self.programs / program, "-D", self.home / "data", *arguments]
        subprocess.run(  # noqa: S603 - our own words
            [str(part) for part in command],
            check=True,
            cwd=self.home,
            user=_who(),
            group=_who(),
            extra_groups=None if _who() is None else (),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def started(programs: Path, options: str = QUICK) -> Iterator[Server]:
    """A server for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="dateline-pg-") as home:
        if (who := _who()) is not None:
            shutil.chown(home, who, who)
        server = Server(programs, Path(home), options)
        server.prepare()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def found_programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest where there are several; None without any."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if installed:
        return installed[-1].parent
    named = shutil.which("initdb")
    return Path(named).parent if named else None


def _version(initdb: Path) -> float:
    return float(initdb.parts[-3])


def _who() -> str | None:
    """Whose process it is: the server refuses to be root's, so root lends it another user."""
    return "postgres" if os.getuid() == 0 and _is_known("postgres") else None


def _is_known(name: str) -> bool:
    return any(one.pw_name == name for one in pwd.getpwall())
