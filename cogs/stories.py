"""`/story`: taking stories in and out; for those who may manage messages."""

from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of, telling
from bot.asking import one_story, story_asked, story_choices
from bot.cards.card import MOST_OPTIONS, Button, Card, Verb
from bot.cards.looks.story_looks import RemovalLook, RemoveLook, RestoreLook, StoryLook
from bot.cards.note_cards import done_card, quiet_card
from bot.cards.plain import escaped
from bot.cards.stories.posted_card import MOST_NOTE
from bot.cards.stories.story_cards import story_card
from bot.editing import Edits
from bot.errors import NotFound
from bot.forms import Pasted, StoryForm
from bot.languages import N_, _
from bot.story import Kept, Outcome
from bot.subscription import Correction

MOST_FILE = 2 * 1024 * 1024
# Among so many that fit, those are looked for that were pasted here.
MOST_LOOKED_AT = 500
OWN_STORY = N_("A text that was pasted here: type a few letters")
WHOLE_TEXT = N_("The whole text, headline first, as a file; leave it out to change it in a form")

OUTCOMES = {
    Outcome.NEW: N_("Taken in."),
    Outcome.SAME: N_("This story is here already, unchanged."),
    Outcome.REVISED: N_("This story was here; its text has changed, and the new one is kept."),
}


@app_commands.default_permissions(manage_messages=True)
class Stories(commands.GroupCog, name="story", description="Add, change and remove stories"):
    """What stands in the newsroom."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.intake = bot.desk.intake
        self.edits = Edits(bot)
        bot.draws(RemovalLook.card, self.draw_removal)
        bot.acts(RemoveLook.card, self.remove_now)
        bot.acts(RestoreLook.card, self.restore)

    @app_commands.command(description="Take a story in: from an address, a file, or pasted text")
    @app_commands.describe(
        url="The address of the article; leave it out to paste the text",
        file="Or a text or HTML file of up to 2 MB",
    )
    @app_commands.checks.has_permissions(manage_messages=True)
    async def add(
        self,
        interaction: discord.Interaction,
        url: app_commands.Range[str, 1, 2048] | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Take a story in."""
        if url is None and file is None:
            await interaction.response.send_modal(StoryForm(self.bot, self.take_in))
            return
        asker = asker_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        now = datetime.now(UTC)

        progress = telling(interaction)
        if url is not None:
            kept = await self.intake.take_url(url, guild=asker.guild, now=now, progress=progress)
        else:
            kept = await self.intake.take_file(await _bytes_of(file), guild=asker.guild, now=now)
        await self.tell(interaction, kept)

    @app_commands.command(description="Change a text that was pasted here; posted cards follow")
    @app_commands.describe(story=OWN_STORY, file=WHOLE_TEXT)
    @app_commands.checks.has_permissions(manage_messages=True)
    async def edit(
        self,
        interaction: discord.Interaction,
        story: str,
        file: discord.Attachment | None = None,
    ) -> None:
        """Change a story of the server's own."""
        await self.change(interaction, story, None, file)

    @app_commands.command(description="Correct a text that was pasted here; posted cards say so")
    @app_commands.describe(
        story=OWN_STORY,
        note="What was wrong, in a sentence: it stands on the cards",
        major="Also tell it in the threads under the cards",
        file=WHOLE_TEXT,
    )
    @app_commands.checks.has_permissions(manage_messages=True)
    async def correct(
        self,
        interaction: discord.Interaction,
        story: str,
        note: app_commands.Range[str, 1, MOST_NOTE],
        major: bool = False,
        file: discord.Attachment | None = None,
    ) -> None:
        """Correct a story of the server's own."""
        await self.change(interaction, story, Correction(note, is_major=major), file)

    async def change(
        self,
        interaction: discord.Interaction,
        typed: str,
        correction: Correction | None,
        file: discord.Attachment | None,
    ) -> None:
        """Change a story by the form, or by a file."""
        story = await one_story(self.store, asker_of(interaction).guild, typed)
        if file is None:
            await self.edits.begin(interaction, story, correction)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self.edits.take_file(interaction, story, correction, await _bytes_of(file))

    @edit.autocomplete("story")
    @correct.autocomplete("story")
    async def suggest_own(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Texts that were pasted here and fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        found = await self.store.suggest_stories(guild, typed, MOST_LOOKED_AT)
        return story_choices([line for line in found if line.url is None][:MOST_OPTIONS])

    @app_commands.command(description="Remove a story with all that hangs on it")
    @app_commands.describe(story="A story that is here: type a few letters")
    @app_commands.checks.has_permissions(manage_messages=True)
    async def remove(self, interaction: discord.Interaction, story: str) -> None:
        """Ask whether to remove the story."""
        guild = asker_of(interaction).guild
        shown = await story_asked(self.store, guild, story, lambda each: RemovalLook(each).look())
        await self.bot.answer_with(interaction, shown)

    @remove.autocomplete("story")
    async def suggest_stories(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))

    async def take_in(self, interaction: discord.Interaction, pasted: Pasted) -> None:
        """Take in what was typed into the form."""
        asker = asker_of(interaction)
        kept = await self.intake.take_text(
            pasted.text,
            headline=pasted.headline or None,
            outlet=pasted.outlet or None,
            guild=asker.guild,
            now=datetime.now(UTC),
        )
        await self.tell(interaction, kept)

    async def tell(self, interaction: discord.Interaction, kept: Kept) -> None:
        """Show what taking an article in came to: the story's card, with a way back."""
        asker = asker_of(interaction)
        card = story_card(await self.store.story(asker.guild, kept.story))
        undo = Button(_("Undo"), RemoveLook(kept.story).look(), Verb.DO, is_grave=True)
        rows = (*card.rows, (undo,)) if kept.outcome is Outcome.NEW else card.rows
        await self.bot.answer(
            interaction, Card(card.embed, rows), above=f"**{_(OUTCOMES[kept.outcome])}**"
        )

    async def draw_removal(self, asker: Asker, state: str) -> Card:
        """The question whether to remove the story."""
        story = await self.store.story(asker.guild, StoryLook.of(state).story)
        remove = Button(_("Remove"), RemoveLook(story.id).look(), Verb.DO, is_grave=True)
        keep = Button(_("Keep it"), StoryLook(story.id).look())
        headline = escaped(story.article.headline, 200)
        text = _("**{headline}**\nIts text, quotes and summary go with it.", headline=headline)
        return quiet_card(_("Remove this story?"), text, (remove, keep))

    async def remove_now(self, asker: Asker, state: str) -> Card:
        """Remove the story and offer to bring it back."""
        asker.must_edit()
        story = await self.store.story(asker.guild, StoryLook.of(state).story)
        await self.store.remove(asker.guild, story.id, now=datetime.now(UTC))
        undo = Button(_("Bring it back"), RestoreLook(story.id).look(), Verb.DO)
        return done_card(
            _("Removed: **{headline}**", headline=escaped(story.article.headline, 200)), (undo,)
        )

    async def restore(self, asker: Asker, state: str) -> Card:
        """Bring back a story that was removed a short while ago."""
        asker.must_edit()
        story = StoryLook.of(state).story
        await self.store.restore(asker.guild, story, now=datetime.now(UTC))
        return story_card(await self.store.story(asker.guild, story))


async def _bytes_of(file: discord.Attachment | None) -> bytes:
    if file is None or file.size > MOST_FILE:
        raise NotFound("file", reader=N_("That file is larger than 2 MB. Send the article alone."))
    return await file.read()


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Stories(bot))
