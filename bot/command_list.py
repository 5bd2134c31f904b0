"""The bot's commands: loaded from their files, and told to Discord where they have changed."""

import asyncio
import hashlib
import json
import logging
from importlib import import_module
from pathlib import Path

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation, TranslationContextTypes
from discord.ext import commands

from bot.errors import DatelineError
from bot.languages import ENGLISH, _, own, speaking

log = logging.getLogger(__name__)

COGS = tuple(
    f"cogs.{name}"
    for name in (
        "stories lists readings compare trends timeline speakers names checks links replies"
        " reply_queue reply_decisions reply_settings reply_answers mydata settings feeds"
        " subscriptions digests about"
    ).split()
)


# Names stay as they are typed; those of menus are read alone.
TYPED = (
    TranslationContextLocation.command_name,
    TranslationContextLocation.group_name,
    TranslationContextLocation.parameter_name,
)


class Translated(app_commands.Translator):
    """What Discord shows of the commands, for members of each language that the bot speaks."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: TranslationContextTypes,
    ) -> str | None:
        """The sentence in the language of `locale`; None where Discord is to show the English."""
        language = own(locale.value)
        is_menu = isinstance(context.data, app_commands.ContextMenu)
        if language in (None, ENGLISH) or (context.location in TYPED and not is_menu):
            return None
        with speaking(language or ENGLISH):
            return _(string.message)


async def load_cogs(bot: commands.AutoShardedBot) -> None:
    """Load the files of commands; DatelineError says which of them can't be."""
    for name in COGS:
        try:
            # Not as an extension of discord.py, which would run the file again for each bot.
            await import_module(name).setup(bot)
        except Exception as error:
            cause = type(error).__name__
            file = f"{name.replace('.', '/')}.py"
            raise DatelineError(
                f"{name} can't be loaded: {cause}",
                reader=f"The bot doesn't start: the commands in {file} can't be loaded ({cause})."
                " Put the file back as it was released.",
            ) from error


async def tell_commands(bot: commands.AutoShardedBot, told: Path | None) -> None:
    """Send all commands of `bot`, unless the file `told` says that Discord has these.

    Without a file they are always sent. Each is sent in all languages.
    """
    await bot.tree.set_translator(Translated())
    if told is None:
        await _send(bot)
        return
    print_now = await _print(bot)
    if await asyncio.to_thread(_text, told) == print_now:
        log.info("commands unchanged")
        return
    await _send(bot)
    await asyncio.to_thread(told.write_text, print_now)


async def _send(bot: commands.AutoShardedBot) -> None:
    sent = await bot.tree.sync()
    log.info("commands sent to Discord: %d", len(sent))


async def _print(bot: commands.AutoShardedBot) -> str:
    translator = Translated()
    commands_now = [
        await command.get_translated_payload(bot.tree, translator)
        for command in bot.tree.get_commands()
    ]
    written = json.dumps([bot.application_id, commands_now], sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def _text(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
