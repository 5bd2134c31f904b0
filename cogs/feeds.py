"""`/feed`: which feeds a server follows; for those who may manage it."""

import io
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import NOBODY, Dateline, Draw, asker_of
from bot.cards.card import Card
from bot.cards.channels.feed_cards import feed_card, feeds_card
from bot.cards.channels.import_cards import imported_card, progress_line, rest_of_import
from bot.cards.controls import view_of
from bot.cards.looks.feed_looks import FeedLook, FeedsLook, TakeBackLook
from bot.cards.note_cards import done_card
from bot.channels.choices import feed_choices
from bot.channels.feed_named import feed_meant
from bot.channels.feed_panel import FeedPanel
from bot.errors import NotFound
from bot.feed_lists import NEW, Importer, Progress, exported
from bot.languages import N_, _, ngettext
from bot.wire.lines import clean_line

Address: TypeAlias = app_commands.Range[str, 1, 2048]
Title: TypeAlias = app_commands.Range[str, 1, 100]
Choices: TypeAlias = list[app_commands.Choice[str]]

MOST_FILE = 2 * 1024 * 1024
# Discord lets an answer be changed about once a second.
TELL_EVERY_S = 3.0

may_manage = app_commands.checks.has_permissions(manage_guild=True)
picked = app_commands.describe(feed=N_("Which one: type a few letters"))


@app_commands.default_permissions(manage_guild=True)
class Feeds(commands.GroupCog, name="feed", description="Which feeds this server follows"):
    """What a server follows."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.feeds = bot.desk.store.feeds
        self.panel = FeedPanel(bot)

    @app_commands.command(description="Follow a feed: its address, or that of a site which has one")
    @app_commands.describe(
        url="The address of a feed or of a site",
        title="What to call it here; its own title where you leave it out",
        folder="Where to file it, such as News/World",
    )
    @may_manage
    async def add(
        self,
        interaction: discord.Interaction,
        url: Address,
        title: Title | None = None,
        folder: Title | None = None,
    ) -> None:
        """Follow a feed, or ask which of a site's."""
        asker = asker_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        card = await self.panel.add(asker, url, title=title or "", folders=folders_in(folder))
        await self.bot.answer(interaction, card)

    @app_commands.command(description="The feeds that this server follows, and how they are")
    @may_manage
    async def list(self, interaction: discord.Interaction) -> None:
        """Show all feeds."""
        card = await self.panel.draw_list(asker_of(interaction), FeedsLook().state)
        await self.bot.answer(interaction, card)

    @app_commands.command(description="Change what a feed is called here, or where it is filed")
    @picked
    @app_commands.describe(title="What to call it here", folder="Such as News/World; - for none")
    @may_manage
    async def edit(
        self,
        interaction: discord.Interaction,
        feed: Title,
        title: Title | None = None,
        folder: Title | None = None,
    ) -> None:
        """Rename or file a feed."""
        asker = asker_of(interaction)
        one = await feed_meant(self.bot.desk.store, asker.guild, feed)
        folders = None if folder is None else folders_in(folder)
        changed = await self.feeds.edit(asker.guild, one.follow.feed, title=title, folders=folders)
        await self.bot.answer(interaction, feed_card(changed))

    @app_commands.command(description="Keep nothing of a feed until you resume it")
    @picked
    @may_manage
    async def pause(self, interaction: discord.Interaction, feed: Title) -> None:
        """Pause a feed."""
        await self.do(interaction, feed, self.panel.pause_now)

    @app_commands.command(description="Let a paused feed go on, or try one again that was gone")
    @picked
    @may_manage
    async def resume(self, interaction: discord.Interaction, feed: Title) -> None:
        """Resume a feed."""
        await self.do(interaction, feed, self.panel.resume_now)

    @app_commands.command(description="Look at a feed now and say what is seen; nothing is kept")
    @picked
    @may_manage
    async def test(self, interaction: discord.Interaction, feed: Title) -> None:
        """Try a feed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self.do(interaction, feed, self.panel.draw_trial)

    @app_commands.command(description="Follow a feed no longer; the stories that it brought stay")
    @picked
    @may_manage
    async def remove(self, interaction: discord.Interaction, feed: Title) -> None:
        """Remove a feed."""
        await self.do(interaction, feed, self.panel.unfollow_now)

    @app_commands.command(
        name="import", description="Follow all feeds of a list (OPML) from a feed reader"
    )
    @app_commands.describe(file="The OPML file that a feed reader exports")
    @may_manage
    async def import_(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Take a list in."""
        asker = asker_of(interaction)
        if file.size > MOST_FILE:
            raise NotFound("file", reader=N_("That file is larger than 2 MB. Send an OPML file."))
        await interaction.response.defer(ephemeral=True, thinking=True)
        importer = Importer(self.bot.desk, asker.guild, asker.member)
        now = datetime.now(UTC)
        content = await file.read()
        imported = await importer.take(content, now=now, progress=_telling(interaction))
        is_any_new = any(one.outcome in NEW for one in imported)
        told = [(one.outline.title, one.outcome.value, one.error) for one in imported]
        addresses = [one.outline.feed for one in imported]
        rest = rest_of_import([*zip(told, addresses, strict=True)])
        card = imported_card(told, TakeBackLook.to(now) if is_any_new else None)
        await self.answer_with_file(interaction, card, rest.encode(), "not-followed.txt")

    @app_commands.command(description="All feeds of this server as a list (OPML) for a feed reader")
    @may_manage
    async def export(self, interaction: discord.Interaction) -> None:
        """Give the list out."""
        asker = asker_of(interaction)
        feeds = await self.feeds.of(asker.guild)
        if not feeds:
            await self.bot.answer(interaction, feeds_card(feeds, FeedsLook()))
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        name = interaction.guild.name if interaction.guild else _("Feeds")
        card = done_card(
            ngettext(
                "1 feed, with its title and folders.",
                "{count} feeds, with their titles and folders.",
                len(feeds),
            )
        )
        await self.answer_with_file(interaction, card, exported(name, feeds), "feeds.opml")

    @edit.autocomplete("feed")
    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    @test.autocomplete("feed")
    @remove.autocomplete("feed")
    async def suggest_feeds(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Followed feeds with what is typed in their title."""
        return await feed_choices(self.bot.desk.store, asker_of(interaction).guild, typed)

    async def do(self, interaction: discord.Interaction, typed: str, act: Draw) -> None:
        """Do `act` with the feed that is typed, and show what it made."""
        asker = asker_of(interaction)
        one = await feed_meant(self.bot.desk.store, asker.guild, typed)
        await self.bot.answer(interaction, await act(asker, FeedLook(one.follow.feed).state))

    async def answer_with_file(
        self, interaction: discord.Interaction, card: Card, content: bytes, name: str
    ) -> None:
        """Show `card` to the asker with a file, unless that is empty."""
        files = [discord.File(io.BytesIO(content), name)] if content else []
        await interaction.edit_original_response(
            content=None,
            embed=card.embed,
            view=view_of(card),
            attachments=files,
            allowed_mentions=NOBODY,
        )


def folders_in(typed: str | None) -> tuple[str, ...]:
    """The folders that "News/World" names, from the outermost in; none for "-"."""
    named = (clean_line(part) for part in (typed or "").split("/"))
    return tuple(name for name in named if name and name != "-")


def _telling(interaction: discord.Interaction) -> Progress:
    """Tells the asker, now and then, how far an import is."""
    told_at = monotonic()

    async def tell(done: int, total: int) -> None:
        nonlocal told_at
        if monotonic() - told_at < TELL_EVERY_S:
            return
        told_at = monotonic()
        # What can't be told must not end the work.
        with suppress(discord.HTTPException):
            await interaction.edit_original_response(content=progress_line(done, total))

    return tell


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Feeds(bot))
