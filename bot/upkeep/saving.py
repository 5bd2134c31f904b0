"""Saving the database, putting it back, moving it to another one."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from bot.settings import Settings
from bot.store.saving import backups, copying


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`backup`, `restore` and `database copy` on the command line."""
    backup = commands.add_parser("backup", help="save the database; the bot may be running")
    backup.set_defaults(run=_back_up)
    restore = commands.add_parser("restore", help="put a backup back; the bot must be stopped")
    restore.add_argument("backup", type=Path, metavar="FILE", help="what `backup` wrote")
    restore.add_argument("--replace", action="store_true", help="in place of what is there now")
    restore.set_defaults(run=_restore)
    database = commands.add_parser("database", help="move everything to another database")
    moves = database.add_subparsers(metavar="copy", required=True)
    copy = moves.add_parser(
        "copy", help="SQLite to PostgreSQL or back, checked; stop the bot first"
    )
    copy.add_argument(
        "source", metavar="FROM", help="a folder with dateline.sqlite3, or an address"
    )
    copy.add_argument("target", metavar="TO", help="postgresql://…, or a folder")
    copy.set_defaults(run=_copy)


async def _back_up(settings: Settings, _: argparse.Namespace) -> int:
    console = Console(markup=False)
    with Console(stderr=True).status("Saving …"):
        made = backups.save(settings.data, _url(settings), datetime.now(UTC))
    size = made.stat().st_size / 1_000_000
    console.print(f"Saved and checked: {made} ({size:.1f} MB).", soft_wrap=True)
    console.print("Copy it to another machine: a disk that dies takes both.")
    return 0


async def _restore(settings: Settings, given: argparse.Namespace) -> int:
    with Console(stderr=True).status("Putting back …"):
        aside = backups.put_back(
            given.backup, settings.data, _url(settings), must_replace=given.replace
        )
    console = Console(markup=False)
    console.print(f"The database is as {given.backup.name} has it.", soft_wrap=True)
    if aside is not None:
        console.print(f"What was there before lies in {aside}.", soft_wrap=True)
    return 0


async def _copy(_: Settings, given: argparse.Namespace) -> int:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bars = dict[str, TaskID]()

        def tell(step: copying.Copied) -> None:
            if step.table not in bars:
                bars[step.table] = progress.add_task(step.table, total=step.of)
            progress.update(bars[step.table], completed=step.rows)

        copied = copying.copy_between(given.source, given.target, tell)
    console = Console(markup=False)
    for each in copied:
        console.print(f"{each.table:24} {each.rows:10,}  {each.digest}", highlight=False)
    console.print(f"All {sum(each.rows for each in copied):,} rows are there, and the same.")
    return 0


def _url(settings: Settings) -> str | None:
    return settings.database.reveal() if settings.database else None
