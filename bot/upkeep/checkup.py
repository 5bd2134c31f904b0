"""`check`: whether everything that Dateline needs is there and fits together, in words."""

import argparse
import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.markup import escape

from bot.errors import DatelineError
from bot.folders import IS_CHECKOUT, ROOT
from bot.invite import INVITE_PERMISSIONS
from bot.reading.parser import package_of
from bot.replies import opening
from bot.settings import Settings
from bot.store.saving import condition
from bot.upkeep import nightly
from bot.upkeep.knocking import Heard, heard_from

START = "./run" if IS_CHECKOUT else "dateline"
LEAST_FREE_MB = 500
# A minute is more than any clock that is looked after is off.
MOST_CLOCK_OFF_S = 60
# The program is younger than that, so a clock that says otherwise is wrong.
YOUNGEST = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `is_right` is None where nothing is wrong but more could be set."""

    what: str
    said: str
    is_right: bool | None = True


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`check` on the command line."""
    check = commands.add_parser("check", help="say what is right and what is missing")
    check.set_defaults(run=_check)


async def _check(settings: Settings, _: argparse.Namespace) -> int:
    console = Console()
    findings = list(findings_of(settings))
    heard = None if settings.token is None else await heard_from(settings.token)
    if heard is not None:
        findings[2:2] = of_discord(heard)
    for each in findings:
        mark, style = {True: ("ok", "green"), None: ("--", "yellow"), False: ("NO", "bold red")}[
            each.is_right
        ]
        console.print(f"[{style}]{mark}[/]  {each.what:12} {escape(each.said)}", soft_wrap=True)
    console.print(next_step(findings, heard), soft_wrap=True)
    return 1 if any(each.is_right is False for each in findings) else 0


def next_step(findings: Sequence[Finding], heard: Heard | None) -> str:
    """What to do now."""
    if wrong := sum(each.is_right is False for each in findings):
        return f"{wrong} to be mended."
    if heard is None:
        return f"All is well. Next: {START} for the playground, or README.md, “Go live”."
    if heard.servers:
        return f"All is well. Next: {START}, then `/dateline setup` in your server."
    return f"All is well. Next: open the invite, choose your server, then {START}."


def of_discord(heard: Heard) -> Iterator[Finding]:
    """What Discord says of the token, where the bot is let in, and how far the clock is off."""
    yield Finding("Discord", heard.said, is_right=heard.is_known)
    if heard.invite is not None:
        yield Finding("invite", heard.invite)
    if heard.clock_off_s is not None and abs(heard.clock_off_s) > MOST_CLOCK_OFF_S:
        way = "ahead of" if heard.clock_off_s > 0 else "behind"
        said = (
            f"This machine is {abs(heard.clock_off_s):,.0f} s {way} Discord: digests and quiet"
            " hours go wrong. Set the clock, or let it be set: `timedatectl set-ntp true`."
        )
        yield Finding("clock", said, is_right=False)


def findings_of(settings: Settings) -> Iterator[Finding]:
    """Everything looked at, in the order in which an operator would mend it."""
    looks: tuple[Callable[[Settings], Finding], ...] = (
        _python,
        _token,
        _folder,
        _database,
        _backups,
        _clock,
        _pipeline,
        _model,
        _keys,
        _permissions,
    )
    for look in looks:
        try:
            yield look(settings)
        except DatelineError as error:
            yield Finding(look.__name__.strip("_"), error.reader, is_right=False)


def _python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", version, is_right=sys.version_info >= (3, 11))


def _token(settings: Settings) -> Finding:
    if settings.token is not None:
        return Finding("token", "DISCORD_TOKEN has a token's form.")
    where = "behind DISCORD_TOKEN= in .env" if _has_env() else "into .env: cp .env.example .env"
    said = f"None: {START} begins the playground. To go live, put the bot's token {where}."
    return Finding("token", said, is_right=None)


def _has_env() -> bool:
    return (ROOT / ".env").exists()


def _folder(settings: Settings) -> Finding:
    home = next(path for path in (settings.data, *settings.data.parents) if path.exists())
    free = shutil.disk_usage(home).free // 1_000_000
    if not _is_writable(home):
        return Finding("folder", f"{home} can't be written by this user.", is_right=False)
    is_new = "" if settings.data.exists() else " (made by the first start)"
    said = f"{settings.data}{is_new}, {free:,} MB free"
    if free < LEAST_FREE_MB:
        said += f": less than {LEAST_FREE_MB} MB, make room soon"
    return Finding("folder", said, is_right=free >= LEAST_FREE_MB)


def _is_writable(folder: Path) -> bool:
    probe = folder / ".dateline-check"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _database(settings: Settings) -> Finding:
    url = settings.database.reveal() if settings.database else None
    found = condition.of(settings.data, url)
    return Finding("database", found.said, is_right=found.is_right)


def _backups(settings: Settings) -> Finding:
    last = nightly.saved_at(settings)
    if not settings.backups:
        told = "none yet" if last is None else f"the newest is of {last:%Y-%m-%d %H:%M} UTC"
        said = f"None at night (DATELINE_BACKUPS); by hand, {told}."
        return Finding("backups", said, is_right=None)
    if last is None:
        return Finding("backups", "None yet: the first comes with the next start.", is_right=None)
    said = f"nightly, {settings.backups} kept; the newest is of {last:%Y-%m-%d %H:%M} UTC"
    is_late = datetime.now(UTC) - last > nightly.LATE
    if is_late:
        said += ". That is too long ago: is the bot running, and what does its log say?"
    return Finding("backups", said, is_right=not is_late)


def _clock(_: Settings) -> Finding:
    now = datetime.now(UTC)
    try:
        ZoneInfo("Europe/Berlin")
    except ZoneInfoNotFoundError:
        said = "There are no time zones on this machine: pip install tzdata."
        return Finding("clock", said, is_right=False)
    said = f"{now:%Y-%m-%d %H:%M} UTC"
    if now < YOUNGEST:
        said += ": that is before this program was written. Set the clock."
    return Finding("clock", said, is_right=now >= YOUNGEST)


def _pipeline(settings: Settings) -> Finding:
    if settings.pipeline is None:
        said = "DATELINE_PIPELINE=none: quotation marks alone are read, no reported speech."
        return Finding("reading", said, is_right=None)
    if importlib.util.find_spec(package_of(settings.pipeline)) is None:
        said = f"The spaCy pipeline {settings.pipeline} isn't installed: install it, or name none."
        return Finding("reading", said, is_right=False)
    return Finding("reading", f"spaCy pipeline {settings.pipeline}")


def _model(settings: Settings) -> Finding:
    if settings.model is None:
        return Finding("model", "No language model is set; nothing needs one.")
    if importlib.util.find_spec("openai") is None:
        said = "Its client isn't installed: .venv/bin/pip install -e '.[llm]'."
        return Finding("model", said, is_right=False)
    return Finding("model", f"at most {settings.model.most_a_day} stories a day are retold")


def _keys(settings: Settings) -> Finding:
    opening.must_be_elsewhere(settings.data)
    index_key = settings.replies.index_key
    keys = opening.keys_of(settings.replies, index_key.reveal() if index_key else None)
    if keys is None:
        said = (
            "None: readers aren't asked for an e-mail address. `python -m bot keys new` makes some."
        )
        return Finding("keys", said, is_right=None)
    return Finding(
        "keys", "Readers' addresses are sealed; the private key isn't here, as it should."
    )


def _permissions(_: Settings) -> Finding:
    names = [name.replace("_", " ") for name, is_asked in INVITE_PERMISSIONS if is_asked]
    said = (
        "The invite asks for: " + ", ".join(names) + ". In a server, `/dateline health` tells more."
    )
    return Finding("permissions", said)
