"""The command line: the bot, the playground, and one article's reading."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from bot import roles
from bot.desk import open_intake
from bot.errors import DatelineError, SettingsError
from bot.log import log_strays, start_log
from bot.printout import print_reading, reading_json
from bot.settings import Settings, read_settings
from bot.tryout import PORT, Wishes, try_out
from bot.upkeep import checkup, command_page, keys, saving
from bot.wire.intake import Stage

log = logging.getLogger(__name__)

WRONG_SETTING = 2
FAILED = 1
LAST_PORT = 65_535


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what `arguments` say (by default the process's own); the exit code."""
    given = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        start_log(settings.log_level, is_json=settings.is_log_json)
        log_strays()
        code: int = asyncio.run(given.run(settings, given))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    except Exception as error:
        log.debug("unforeseen", exc_info=error)
        print(_sentence(error), file=sys.stderr)  # noqa: T201 - the command line speaks
        return WRONG_SETTING if isinstance(error, SettingsError) else FAILED
    return code


def _sentence(error: Exception) -> str:
    if isinstance(error, DatelineError):
        return error.reader
    return (
        f"Something broke on our side ({type(error).__name__})."
        " Run it again with DATELINE_LOG_LEVEL=DEBUG to see where."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Without a command: the bot where DISCORD_TOKEN is set, else the playground.",
    )
    parser.set_defaults(run=_bot_or_playground)
    parser.add_argument("--terminal", action="store_true", help="the playground in this terminal")
    parser.add_argument("--reset", action="store_true", help="the playground as it was at first")
    parser.add_argument("--port", type=_port, default=PORT, help="the playground's (%(default)s)")
    parser.add_argument(
        "--no-browser", action="store_true", help="print the playground's address, open nothing"
    )
    parser.add_argument("--version", action="version", version=f"dateline {version('dateline')}")
    commands = parser.add_subparsers(metavar="COMMAND")
    read = commands.add_parser("read", help="print one article's reading")
    read.add_argument("what", metavar="FILE|URL|-", help="a text or HTML file, a page, or -")
    read.add_argument("--json", action="store_true", help="for programs; see docs/json.md")
    read.set_defaults(run=_read)
    roles.add_commands(commands)
    checkup.add_commands(commands)
    command_page.add_commands(commands)
    saving.add_commands(commands)
    keys.add_commands(commands)
    return parser


def _port(typed: str) -> int:
    if not typed.isdecimal() or int(typed) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number up to {LAST_PORT}, 0 for any")
    return int(typed)


async def _bot_or_playground(settings: Settings, given: argparse.Namespace) -> int:
    if settings.token is None or given.terminal:
        if settings.log_level == "INFO":
            # The prompt and the log share one terminal.
            start_log("WARNING")
        roles.stop_on_terminate()
        await try_out(settings, _wishes(given))
        return 0
    await roles.live(settings)
    return 0


def _wishes(given: argparse.Namespace) -> Wishes:
    return Wishes(
        port=given.port,
        in_terminal=given.terminal,
        is_opening=not given.no_browser,
        afresh=given.reset,
    )


async def _read(settings: Settings, given: argparse.Namespace) -> int:
    console = Console()
    errors = Console(stderr=True)
    async with open_intake(settings, None) as intake:
        with errors.status("Starting …") as status:

            async def progress(stage: Stage) -> None:
                status.update(f"{stage.value.capitalize()} …")

            if given.what.startswith(("http://", "https://")):
                article = await intake.article_at(given.what, progress=progress)
            else:
                article = await intake.article_of(await asyncio.to_thread(_bytes, given.what))
            await progress(Stage.READING)
            reading = await intake.reading_of(article)
    if given.json:
        console.out(reading_json(article, reading), highlight=False)
    else:
        print_reading(console, article, reading)
    return 0


def _bytes(what: str) -> bytes:
    if what == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(what).read_bytes()
    except OSError as error:
        raise DatelineError(
            "unreadable file", reader=f"{what} can't be read: {error.strerror}."
        ) from error


if __name__ == "__main__":
    sys.exit(main())
