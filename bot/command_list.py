"""The bot's commands: loaded from their files, and told to Discord where they have changed."""

import asyncio
import hashlib
import json
import logging
from pathlib import Path

from discord.ext import commands

from bot.errors import DatelineError

log = logging.getLogger(__name__)

COGS = tuple(
    f"cogs.{name}"
    for name in (
        "stories lists readings compare timeline speakers names checks links replies reply_queue"
        " reply_decisions reply_settings reply_answers mydata settings feeds subscriptions digests"
        " about"
    ).split()
)


async def load_cogs(bot: commands.AutoShardedBot) -> None:
    """Load the files of commands; DatelineError says which of them can't be."""
    for name in COGS:
        try:
            await bot.load_extension(name)
        except commands.ExtensionError as error:
            cause = type(getattr(error, "original", error)).__name__
            file = f"{name.replace('.', '/')}.py"
            raise DatelineError(
                f"{name} can't be loaded: {cause}",
                reader=f"The bot doesn't start: the commands in {file} can't be loaded ({cause})."
                " Put the file back as it was released.",
            ) from error


async def tell_commands(bot: commands.AutoShardedBot, told: Path | None) -> None:
    """Send all commands of `bot`, unless the file `told` says that Discord has these.

    Without a file they are always sent.
    """
    commands_now = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
    written = json.dumps([bot.application_id, commands_now], sort_keys=True, default=str)
    print_now = hashlib.sha256(written.encode()).hexdigest()
    if told and await asyncio.to_thread(_text, told) == print_now:
        log.info("commands unchanged")
        return
    sent = await bot.tree.sync()
    log.info("commands sent to Discord: %d", len(sent))
    if told:
        await asyncio.to_thread(told.write_text, print_now)


def _text(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
