"""The bot itself: a discord.py client that answers with cards and never with a traceback."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.cards.card import Card, Look, Verb
from bot.cards.controls import LookButton, LookPick, LookSelect
from bot.cards.message import as_new, in_place
from bot.cards.note_cards import PROGRESS, trouble_card
from bot.cards.sentences import sentence_for
from bot.command_list import load_cogs, tell_commands
from bot.delivery.digest_rounds import DigestRounds
from bot.delivery.pacing import Pacer
from bot.delivery.rounds import Rounds
from bot.delivery.sender import Sender
from bot.desk import Desk
from bot.errors import NotAllowed, NotFound
from bot.invite import invite_of
from bot.languages import N_, _, prepare
from bot.shards import Shards
from bot.story import GuildId, MemberId
from bot.tongues import Tree, speak_with
from bot.wire.intake import Progress, Stage

log = logging.getLogger(__name__)

# Rather come back later than hold a place among those under way; the least discord.py takes.
LONGEST_LIMIT_S = 30.0
NOBODY = discord.AllowedMentions.none()
# Discord's code for an interaction that it has given up.
NO_INTERACTION = 10062
# No server: nothing is kept under its number.
NOWHERE = GuildId(0)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the member, the server, and what this member may do there.

    Who `may_edit` changes stories; who `may_manage` sets up what the bot does on the server.
    """

    guild: GuildId
    member: MemberId
    may_edit: bool
    may_manage: bool = False

    def must_edit(self) -> None:
        """Raise NotAllowed where this member may not change stories."""
        if not self.may_edit:
            raise NotAllowed(
                "edit", reader=N_("That needs the permission to manage messages. Ask a moderator.")
            )

    def must_manage(self) -> None:
        """Raise NotAllowed where this member may not set up what the bot does."""
        if not self.may_manage:
            raise NotAllowed(
                "manage",
                reader=N_("That needs the permission to manage the server. Ask its owner."),
            )


Draw: TypeAlias = Callable[[Asker, str], Awaitable[Card]]
Ask: TypeAlias = Callable[[discord.Interaction, str], Awaitable[ui.Modal]]


class Dateline(commands.AutoShardedBot):
    """Cards are registered by the cogs under a name; commands and controls show them by it."""

    def __init__(
        self,
        desk: Desk,
        *,
        synced: Path | None = None,
        ready_s: float = 2.0,
        shards: Shards | None = None,
        is_sending: bool = True,
    ) -> None:
        """`synced` is the file that remembers which commands Discord has; None always sends them.

        `ready_s` is how long after the last server the client waits for another one. Without
        `shards` it holds all that Discord wants. Unless it `is_sending` it only answers members.
        """
        self.pacer = pacer = Pacer()
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            # Of what members write, Discord shows what mentions the bot or answers it with a ping.
            intents=discord.Intents(guilds=True, guild_messages=True),
            max_messages=None,
            allowed_mentions=NOBODY,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            guild_ready_timeout=ready_s,
            shard_ids=shards.ids if shards else None,  # type: ignore[arg-type] # its stubs lack it
            shard_count=shards.of if shards else None,
            http_trace=pacer.trace(),
            max_ratelimit_timeout=LONGEST_LIMIT_S,
        )
        self.desk = desk
        self.sender = Sender(self, desk.store, pacer)
        self.digests = DigestRounds(self, desk.store, pacer)
        self.rounds = Rounds(desk.store.turns, self.sender, self.digests)
        self._is_sending = is_sending
        self._synced = synced
        self._draws, self._acts = dict[str, Draw](), dict[str, Draw]()
        self._asks: dict[str, Ask] = {}
        self._slow, self._direct = dict[str, bool](), set[str]()
        self.tree.error(self._on_command_error)

    def draws(
        self, card: str, draw: Draw, *, is_slow: bool = False, is_painted: bool = False
    ) -> None:
        """Let `draw` make the card of that name from a state; it only reads.

        One that `is_slow` may take longer than Discord waits, and is answered as "thinking" first.
        One that `is_painted` may too, but a private card that is pressed stands until it is there.
        """
        self._draws[card] = draw
        if is_slow or is_painted:
            self._slow[card] = is_painted

    def acts(self, name: str, act: Draw) -> None:
        """Let `act` do what a button of that name stands for, and make the card that says so."""
        self._acts[name] = act

    def asks(self, name: str, ask: Ask) -> None:
        """Let `ask` make the form that a button of that name opens."""
        self._asks[name] = ask

    def lets_direct(self, *names: str) -> None:
        """Let cards and acts of these names be used in direct messages too, asked by `NOWHERE`."""
        self._direct.update(names)

    async def on_message(self, message: discord.Message) -> None:
        """No message is a command; a cog that wants to hear of messages listens for itself."""

    async def setup_hook(self) -> None:
        """Load every cog (one that fails stops the start) and tell Discord of changed commands."""
        self.add_dynamic_items(LookButton, LookSelect, LookPick)
        await asyncio.to_thread(prepare)
        await load_cogs(self)
        if 0 in (self.shard_ids or [0]):
            await tell_commands(self, self._synced)
        self.sender.listen()
        if self._is_sending:
            self.rounds.start()

    async def close(self) -> None:
        """End in order: what is being sent arrives first."""
        await self.rounds.stop()
        await super().close()

    async def show(self, interaction: discord.Interaction, look: Look, verb: Verb) -> None:
        """Answer a press: in place where only the presser sees it, else as a private copy.

        A button that opens a form is answered by the form.
        """
        try:
            await speak_with(self.desk.store, interaction)
            if verb is Verb.ASK:
                await interaction.response.send_modal(await self._form(interaction, look))
                return
            if verb is Verb.POST:
                _must_post(interaction)
                await speak_with(self.desk.store, interaction, is_public=True)
            if look.card in self._slow:
                is_post = verb is Verb.POST
                stands = self._slow[look.card] and not is_post and _is_private(interaction)
                await interaction.response.defer(ephemeral=not is_post, thinking=not stands)
            await self._display(interaction, await self._card(interaction, look, verb), verb)
        except Exception as error:  # noqa: BLE001 - the border to Discord: nothing goes further
            await self.refuse(interaction, error)

    async def answer(
        self, interaction: discord.Interaction, card: Card, *, above: str | None = None
    ) -> None:
        """Show `card` to the asker alone, as the first answer or in place of "thinking".

        `above` is a sentence of ours that stands over the card.
        """
        if interaction.response.is_done():
            await interaction.edit_original_response(content=above, **in_place(card))
            return
        await interaction.response.send_message(above, **as_new(card), ephemeral=True)

    async def replace(self, interaction: discord.Interaction, card: Card) -> None:
        """Show `card` in place of the private one that was pressed, else as a private copy.

        A card that `is_shared` takes the place of whichever was pressed.
        """
        is_own = _is_private(interaction) or (card.is_shared and interaction.message is not None)
        if not is_own or interaction.response.is_done():
            await self.answer(interaction, card)
            return
        # A sentence above the card ("Taken in.") was for the look before.
        await interaction.response.edit_message(content=None, **in_place(card))

    async def answer_with(self, interaction: discord.Interaction, shown: Look | Card) -> None:
        """Show a card, or the one that a look names, to the asker alone."""
        if isinstance(shown, Look):
            shown = await self._card(interaction, shown, Verb.SHOW)
        await self.answer(interaction, shown)

    def invite(self) -> str:
        """The address where an owner lets the bot into a server; known after the login."""
        return invite_of(self.application_id or 0)

    async def _card(self, interaction: discord.Interaction, look: Look, verb: Verb) -> Card:
        made_by = self._acts if verb is Verb.DO else self._draws
        if look.card not in made_by:
            raise NotFound(f"no card is called {look.card}")
        asker = asker_of(interaction, may_be_direct=look.card in self._direct)
        return await made_by[look.card](asker, look.state)

    async def _form(self, interaction: discord.Interaction, look: Look) -> ui.Modal:
        if look.card not in self._asks:
            raise NotFound(f"no form is called {look.card}")
        return await self._asks[look.card](interaction, look.state)

    async def _display(self, interaction: discord.Interaction, card: Card, verb: Verb) -> None:
        if verb is not Verb.POST:
            await self.replace(interaction, card)
            return
        if interaction.response.is_done():
            await interaction.edit_original_response(**in_place(card, is_posted=True))
        else:
            await interaction.response.send_message(**as_new(card, is_posted=True))

    async def _on_command_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        await self.refuse(interaction, getattr(error, "original", error))

    async def refuse(self, interaction: discord.Interaction, error: Exception) -> None:
        """Answer with one sentence; see `sentence_for`."""
        if isinstance(error, discord.NotFound) and error.code == NO_INTERACTION:
            # Answered too late: nobody is left to tell, and a second answer would be late too.
            log.warning("an answer came too late (code %s)", error.code)
            return
        try:
            await self.answer(interaction, trouble_card(sentence_for(error)))
        except discord.HTTPException as late:
            # The interaction is gone by now, or was deleted.
            log.warning("an answer came too late (code %s)", late.code)


def asker_of(interaction: discord.Interaction, *, may_be_direct: bool = False) -> Asker:
    """Who asks; outside a server NotAllowed, or somebody `NOWHERE` where that `may_be_direct`."""
    if interaction.guild_id is None:
        if may_be_direct:
            return Asker(NOWHERE, MemberId(interaction.user.id), may_edit=False)
        raise NotAllowed("outside a server", reader=N_("Ask me that in a server."))
    return Asker(
        GuildId(interaction.guild_id),
        MemberId(interaction.user.id),
        may_edit=interaction.permissions.manage_messages,
        may_manage=interaction.permissions.manage_guild,
    )


def _is_private(interaction: discord.Interaction) -> bool:
    """Whether what was pressed is seen by the presser alone."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def telling(interaction: discord.Interaction) -> Progress:
    """Tells the asker, over a deferred answer, what an intake is busy with."""

    async def tell(stage: Stage) -> None:
        # What can't be told must not end the work, which others may wait for too.
        with suppress(discord.HTTPException):
            await interaction.edit_original_response(content=_(PROGRESS[stage]))

    return tell


def _must_post(interaction: discord.Interaction) -> None:
    """Raise NotAllowed where the member couldn't write the message that is to be posted."""
    allowed = interaction.permissions
    is_thread = isinstance(interaction.channel, discord.Thread)
    if not (allowed.send_messages_in_threads if is_thread else allowed.send_messages):
        raise NotAllowed(
            "post",
            reader=N_(
                "You can't send messages in this channel, so nothing was posted. Try it in"
                " another one."
            ),
        )
