"""Copies of the whole database as files: made while the bot runs, checked, and put back.

SQLite's are databases themselves, made page by page by its online backup, so that writers wait for
milliseconds only; PostgreSQL's are what its own pg_dump writes.
"""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event
from time import monotonic

from bot.errors import NotCopied, StoreError, StoreFull
from bot.store.engine import postgres, sqlite
from bot.store.engine.database import NAME

FOLDER = "backups"
KINDS = (".sqlite3", ".dump")
# Read together, a few at a time: the longest that a writer then waits is a few milliseconds.
PAGES = 100
LONGEST_S = 3600
LOOK_S = 0.5
NO_PROGRAM = (
    "PostgreSQL's own {} isn't on this machine. Install the PostgreSQL client (on Debian:"
    " postgresql-client), in the server's version or a newer one."
)


def save(folder: Path, url: str | None, now: datetime, stop: Event | None = None) -> Path:
    """Save the database in `folder`, or at `url`, under `folder`/backups; the checked file.

    Raises NotCopied where there is none, the copy isn't whole or `stop` is set meanwhile,
    StoreFull where it doesn't fit.
    """
    kind = KINDS[url is not None]
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFull(f"no folder for backups: {error.strerror}") from error
    made = folder / FOLDER / f"dateline-{now:%Y%m%d-%H%M%S}{kind}"
    half = made.with_suffix(".half")
    try:
        if url is None:
            _save_file(folder / NAME, half, stop)
        else:
            how = ("--format=custom", "--no-owner", f"--file={half}")
            _run("pg_dump", url, *how, stop=stop)
        check(half)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    return half.rename(made)


def saved(folder: Path) -> list[Path]:
    """The backups of `folder`, the newest first."""
    files = (folder / FOLDER).glob("dateline-*.*")
    return sorted((file for file in files if file.suffix in KINDS), reverse=True)


def drop_old(folder: Path, keep: int) -> None:
    """Delete all backups but the `keep` newest."""
    for old in saved(folder)[keep:]:
        old.unlink()


def check(backup: Path) -> None:
    """Raise NotCopied where a backup can't be read from end to end."""
    if _is_dump(backup):
        _run("pg_restore", None, "--list", str(backup))
        return
    try:
        with closing(sqlite3.connect(f"file:{backup}?mode=ro&immutable=1", uri=True)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check").fetchone()
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        verdict = type(error).__name__
    if verdict != "ok":
        raise NotCopied(
            f"a backup isn't whole: {verdict}",
            reader="That backup isn't whole: put an older one back.",
        )


def put_back(backup: Path, folder: Path, url: str | None, *, must_replace: bool) -> Path | None:
    """Make the database what `backup` holds; where one was there, the file that it was saved to.

    Raises NotCopied where one is there and mustn't be replaced, where the backup isn't whole or is
    of the other kind of database; StoreBusy where a bot is running on the folder.
    """
    if not backup.is_file():
        raise NotCopied("no such backup", reader=f"There is no file {backup}.")
    check(backup)
    if _is_dump(backup) is (url is None):
        raise NotCopied("a backup of the other kind", reader=OTHER_KIND)
    if url is not None:
        how = ("--clean", "--if-exists") if must_replace else ()
        _run(
            "pg_restore", url, "--no-owner", "--single-transaction", "--exit-on-error", *how, backup
        )
        return None
    with sqlite.only_process(folder):
        return _put_file_back(backup, folder / NAME, must_replace=must_replace)


OTHER_KIND = (
    "That backup is of the other kind of database (a .dump is PostgreSQL's, a .sqlite3 isn't). Put"
    " it back where it came from, then move it with `python -m bot database copy`."
)
THERE = (
    "A database is there already. With --replace it is saved beside the backup first, and then"
    " replaced."
)


def _is_dump(backup: Path) -> bool:
    with backup.open("rb") as file:
        return file.read(5) == b"PGDMP"


def _save_file(path: Path, made: Path, stop: Event | None = None) -> None:
    if not path.is_file():
        raise NotCopied("no database", reader=f"There is no database at {path}.")
    try:
        with (
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(made)) as target,
        ):
            # One state of it throughout: a write meanwhile would have it begin anew each time.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            source.backup(target, pages=PAGES, progress=lambda *_: _go_on(stop))
            # One file, without the log that the original has beside it.
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", type(error).__name__)
        raise StoreFull(code) if "FULL" in code else StoreError(code) from error


def _go_on(stop: Event | None) -> None:
    if stop is not None and stop.is_set():
        raise NotCopied("stopped", reader="The backup was stopped. Begin it again.")


def _put_file_back(backup: Path, path: Path, *, must_replace: bool) -> Path | None:
    aside = None
    if path.exists():
        if not must_replace:
            raise NotCopied("a database is there", reader=THERE)
        aside = path.with_name(f"replaced-by-{backup.stem}.sqlite3")
        _save_file(path, aside)
    fresh = path.with_name(f"{path.name}.fresh")
    shutil.copyfile(backup, fresh)
    for log in ("-wal", "-shm"):
        path.with_name(path.name + log).unlink(missing_ok=True)
    fresh.replace(path)
    return aside


def _run(program: str, url: str | None, *arguments: object, stop: Event | None = None) -> None:
    """Run a program of PostgreSQL's on the database at `url`; its password isn't in the arguments.

    Raises NotCopied with what was wrong, or where `stop` was set.
    """
    found = shutil.which(program)
    if found is None:
        raise NotCopied(f"no {program}", reader=NO_PROGRAM.format(program))
    command = (found, *map(str, arguments))
    password: dict[str, str] = {}
    if url is not None:
        address = postgres.address(url).set(drivername="postgresql")
        password = {"PGPASSWORD": str(address.password or "")}
        bare = address.set(password=None).render_as_string()
        command = (found, f"--dbname={bare}", *map(str, arguments))
    with subprocess.Popen(  # noqa: S603 - our own words and files
        command, env=password, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        said = _said_at_end(running, stop)
    if running.returncode:
        raise NotCopied(f"{program} ended with {running.returncode}", reader=_why(program, said))


def _said_at_end(running: "subprocess.Popen[bytes]", stop: Event | None) -> bytes:
    end = monotonic() + LONGEST_S
    while True:
        try:
            return running.communicate(timeout=LOOK_S)[1]
        except subprocess.TimeoutExpired:
            if monotonic() > end or (stop is not None and stop.is_set()):
                running.terminate()


def _why(program: str, said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    if any("already exists" in line for line in lines):
        return THERE
    return f"{program} failed: {lines[0] if lines else 'it said nothing'}"
