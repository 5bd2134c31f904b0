"""`/replies`: the queue, the log and what else moderators do with readers' replies."""

import io
from datetime import UTC, datetime
from typing import TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import NOBODY, Asker, Dateline, asker_of
from bot.asking import one_story, story_choices
from bot.cards.card import Card
from bot.cards.looks.reply_looks import (
    EraseLook,
    HeldLook,
    QueueLook,
    ReplyLogLook,
    ReplySettingsLook,
)
from bot.cards.note_cards import done_card
from bot.cards.replies.reply_cards import blocked_card
from bot.cards.replies.reply_lines import account
from bot.cards.replies.reply_lists import (
    ACTS_A_PAGE,
    HELD_A_PAGE,
    blocks_card,
    log_card,
    queue_card,
)
from bot.languages import _, ngettext
from bot.replies.exporting import ExportForm
from bot.reply import ReplyId
from bot.reply_forms import address_form, words_form
from bot.store.engine.asked import Page
from bot.store.replies.acts import Deed
from bot.story import MemberId

Number: TypeAlias = app_commands.Range[int, 1, 2**53 - 1]
Choices: TypeAlias = list[app_commands.Choice[str]]


@app_commands.default_permissions(manage_messages=True)
class Queue(commands.GroupCog, name="replies", description="Readers' replies, for moderators"):
    """What moderators ask for by command."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.replies = bot.desk.replies
        bot.draws(QueueLook.card, self.draw_queue)
        bot.draws(ReplyLogLook.card, self.draw_log)

    @app_commands.command(description="The replies that wait for a moderator")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def queue(self, interaction: discord.Interaction) -> None:
        """Show what waits."""
        await self.bot.answer_with(interaction, QueueLook().look())

    @app_commands.command(description="Who did what with replies, and when")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def log(self, interaction: discord.Interaction) -> None:
        """Show the audit trail."""
        await self.bot.answer_with(interaction, ReplyLogLook().look())

    @app_commands.command(description="One reply with all that moderators may know of it")
    @app_commands.describe(reply="The reply's number, as cards and the log give it")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def show(self, interaction: discord.Interaction, reply: Number) -> None:
        """Show a reply."""
        await self.bot.answer_with(interaction, HeldLook(ReplyId(reply)).look())

    @app_commands.command(description="Take no more replies from a member")
    @app_commands.describe(member="Whose replies are to be taken no more")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def block(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Block a member, and send back what waits of theirs."""
        asker = asker_of(interaction)
        blocked = await self.store.replies.block(MemberId(member.id), _deed(asker))
        self.bot.dispatch("replies_decided", blocked.rejected)
        card = blocked_card(
            MemberId(member.id), is_new=blocked.is_new, rejected=len(blocked.rejected)
        )
        await self.bot.answer(interaction, card)

    @app_commands.command(description="Take replies from a member again, or see who is blocked")
    @app_commands.describe(member="Who may reply again; leave it out to see all who are blocked")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def unblock(
        self, interaction: discord.Interaction, member: discord.User | None = None
    ) -> None:
        """Unblock a member, or list who is blocked."""
        asker = asker_of(interaction)
        if member is None:
            card = blocks_card(await self.store.replies.blocked(asker.guild))
        else:
            was = await self.store.replies.unblock(MemberId(member.id), _deed(asker))
            whom = account(MemberId(member.id))
            card = done_card(
                _("{member} may reply again.", member=whom)
                if was
                else _("{member} isn't blocked.", member=whom)
            )
        await self.bot.answer(interaction, card)

    @app_commands.command(description="The words that hold a reply for a moderator")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def words(self, interaction: discord.Interaction) -> None:
        """Open the list of words."""
        words = await self.store.replies.words(asker_of(interaction).guild)
        await interaction.response.send_modal(words_form(words))

    @app_commands.command(description="Whose replies wait, and whether an e-mail is asked for")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(self, interaction: discord.Interaction) -> None:
        """Show the panel."""
        await self.bot.answer_with(interaction, ReplySettingsLook().look())

    @app_commands.command(description="Take no more replies to a story")
    @app_commands.describe(story="A story that is here: type a few letters")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def close(self, interaction: discord.Interaction, story: str) -> None:
        """Close a story."""
        asker = asker_of(interaction)
        number = await one_story(self.store, asker.guild, story)
        await self.store.story(asker.guild, number)
        is_new = await self.store.replies.close(number, _deed(asker))
        told = (
            _("Story `#{number}` takes no more replies.", number=number)
            if is_new
            else _("Story `#{number}` took no replies already.", number=number)
        )
        await self.bot.answer(interaction, done_card(told))

    @app_commands.command(description="Take replies to a story again")
    @app_commands.describe(story="A story that is here: type a few letters")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def open(self, interaction: discord.Interaction, story: str) -> None:
        """Open a story again."""
        asker = asker_of(interaction)
        number = await one_story(self.store, asker.guild, story)
        await self.store.story(asker.guild, number)
        is_new = await self.store.replies.reopen(number, _deed(asker))
        told = (
            _("Story `#{number}` takes replies again.", number=number)
            if is_new
            else _("Story `#{number}` takes replies already.", number=number)
        )
        await self.bot.answer(interaction, done_card(told))

    @close.autocomplete("story")
    @open.autocomplete("story")
    async def suggest_stories(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))

    @app_commands.command(description="All replies of this server as a file, without addresses")
    @app_commands.describe(form="CSV for a table, JSON for a program")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def export(
        self, interaction: discord.Interaction, form: ExportForm = ExportForm.CSV
    ) -> None:
        """Send the replies as a file."""
        asker = asker_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        export = await self.replies.export(form, _deed(asker))
        card = done_card(_exported(export.count, is_whole=export.is_whole))
        await interaction.edit_original_response(
            embed=card.embed,
            attachments=[discord.File(io.BytesIO(export.content), export.name)],
            allowed_mentions=NOBODY,
        )

    @app_commands.command(description="Erase a reply for good, or all replies with an address")
    @app_commands.describe(reply="The reply's number; leave it out to name an e-mail address")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def erase(self, interaction: discord.Interaction, reply: Number | None = None) -> None:
        """Ask whether to erase the reply, or for the address."""
        if reply is None:
            await interaction.response.send_modal(address_form())
        else:
            await self.bot.answer_with(interaction, EraseLook(ReplyId(reply)).look())

    async def draw_queue(self, asker: Asker, state: str) -> Card:
        """A page of what waits."""
        asker.must_edit()
        look = QueueLook.of(state)
        page = Page(look.page + 1, HELD_A_PAGE)
        has_desk = (await self.store.servers.of(asker.guild)).desk is not None
        found = await self.store.replies.held(asker.guild, page)
        return queue_card(found, look, has_desk=has_desk)

    async def draw_log(self, asker: Asker, state: str) -> Card:
        """A page of the audit trail."""
        asker.must_edit()
        look = ReplyLogLook.of(state)
        page = Page(look.page + 1, ACTS_A_PAGE)
        return log_card(await self.store.replies.acts(asker.guild, page), look)


def _deed(asker: Asker) -> Deed:
    return Deed(asker.guild, asker.member, datetime.now(UTC))


def _exported(count: int, *, is_whole: bool) -> str:
    if not count:
        return _(
            "There are no replies here yet. Readers leave them with the button under a card, or"
            " `/reply`."
        )
    if is_whole:
        return ngettext(
            "{count} reply; e-mail addresses aren't in it.",
            "{count:,} replies; e-mail addresses aren't in it.",
            count,
        )
    return _(
        "The newest {count:,} replies: older ones don't fit into one file. No addresses are in it.",
        count=count,
    )


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Queue(bot))
