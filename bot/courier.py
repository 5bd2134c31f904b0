"""The client of a process that sends for all others: it knows channels and answers nobody."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import LONGEST_LIMIT_S, NOBODY
from bot.cards.card import Look, Verb
from bot.delivery.digest_rounds import DigestRounds
from bot.delivery.pacing import Pacer
from bot.delivery.reply_posting import ReplyPosting
from bot.delivery.rounds import Rounds
from bot.delivery.sender import Sender
from bot.languages import prepare
from bot.store.store import Store

# Replies are taken and decided in other processes: so often the store is asked for them.
LOOK_S = 3.0


class Deaf(app_commands.CommandTree["Courier"]):
    """Discord tells every connection of a command; a gateway answers it."""

    async def interaction_check(self, _: discord.Interaction["Courier"]) -> bool:
        """No command is for this process."""
        return False


class Courier(commands.AutoShardedBot):
    """Has connections of its own to Discord, of which it hears about servers and channels alone.

    So it knows where it may write without asking Discord for each message, and one that waits for
    its turn knows it already.
    """

    def __init__(self, store: Store, *, ready_s: float = 2.0) -> None:
        """`ready_s` is how long after the last server it waits for another one."""
        self.pacer = pacer = Pacer()
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Deaf,
            intents=discord.Intents(guilds=True),
            max_messages=None,
            allowed_mentions=NOBODY,
            guild_ready_timeout=ready_s,
            http_trace=pacer.trace(),
            max_ratelimit_timeout=LONGEST_LIMIT_S,
        )
        self.sender = Sender(self, store, pacer)
        self._posting = ReplyPosting(self, store)
        self._posting.look_s = LOOK_S
        digests = DigestRounds(self, store, pacer)
        self.rounds = Rounds(store.turns, self.sender, digests, self._posting)
        self._replies: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Wait for the turn."""
        await asyncio.to_thread(prepare)
        self.sender.listen()
        self._replies = asyncio.get_running_loop().create_task(self._posting.run())
        self.rounds.start()

    async def close(self) -> None:
        """End in order: what is being sent arrives first."""
        await self.rounds.stop()
        if self._replies is not None:
            self._replies.cancel()
            await asyncio.wait([self._replies])
        await super().close()

    async def on_message(self, message: discord.Message) -> None:
        """No message is for this process."""

    async def show(self, interaction: discord.Interaction, look: Look, verb: Verb) -> None:
        """A press on a card that was sent here is for a gateway to answer."""
