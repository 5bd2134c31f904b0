"""Edits and corrections of a server's own stories, from the form or the file to the card."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import discord

from bot.app import Asker, Dateline, asker_of
from bot.cards.card import Button, Card, Verb
from bot.cards.looks.story_looks import StoryLook, UneditLook
from bot.cards.note_cards import done_card
from bot.cards.plain import escaped
from bot.cards.stories.story_cards import story_card
from bot.errors import NotFound
from bot.forms import EditForm, Pasted, fits_form
from bot.languages import N_, _
from bot.store.keeping.correcting import Edit, not_own
from bot.story import Article, Story, StoryId
from bot.subscription import Correction


@dataclass(frozen=True, slots=True)
class Draft:
    """The story that is edited, as its editor saw it, and what the edit corrects, if anything."""

    story: Story
    correction: Correction | None


class Edits:
    """Changes stories that were pasted here; an outlet's changes with its page alone."""

    def __init__(self, bot: Dateline) -> None:
        self._bot = bot
        self._store = bot.desk.store
        self._intake = bot.desk.intake
        bot.acts(UneditLook.card, self.undo)

    async def begin(
        self, interaction: discord.Interaction, story_id: StoryId, correction: Correction | None
    ) -> None:
        """Open the form with the story's text as it is."""
        draft = await self._draft(asker_of(interaction), story_id, correction)
        article = draft.story.article
        if not fits_form(article):
            raise NotFound(
                "a text too long for a form",
                reader=N_(
                    "That text is longer than a form of Discord's holds. Give the whole text,"
                    " headline first, as `file` instead."
                ),
            )
        title = _("Edit a story") if correction is None else _("Correct a story")
        take_in = partial(self._take_typed, draft)
        await interaction.response.send_modal(EditForm(self._bot, title, article, take_in))

    async def take_file(
        self,
        interaction: discord.Interaction,
        story_id: StoryId,
        correction: Correction | None,
        content: bytes,
    ) -> None:
        """Take the whole text, headline first, from a file; the answer is deferred."""
        draft = await self._draft(asker_of(interaction), story_id, correction)
        await self._take(interaction, draft, await self._intake.article_of(content))

    async def undo(self, asker: Asker, state: str) -> Card:
        """Bring back the text that the story had before an edit."""
        asker.must_edit()
        look = UneditLook.of(state)
        before = await self._store.revision(asker.guild, look.story, look.revision - 1)
        edit = Edit(before.article, before.reading, over=look.revision)
        await self._store.edit(look.story, edit, guild=asker.guild, now=datetime.now(UTC))
        headline = escaped(before.article.headline, 200)
        show = Button(_("Show it"), StoryLook(look.story).look())
        return done_card(
            _("**{headline}** has the text again that it had before.", headline=headline), (show,)
        )

    async def _draft(self, asker: Asker, story_id: StoryId, correction: Correction | None) -> Draft:
        story = await self._store.story(asker.guild, story_id)
        if story.article.url is not None:
            raise not_own(story_id)
        return Draft(story, correction)

    async def _take_typed(
        self, draft: Draft, interaction: discord.Interaction, pasted: Pasted
    ) -> None:
        headline = pasted.headline or draft.story.article.headline
        article = await self._intake.article_of(pasted.text, headline=headline)
        await self._take(interaction, draft, article)

    async def _take(self, interaction: discord.Interaction, draft: Draft, written: Article) -> None:
        """Keep what was written under the story's own outlet and byline, and show the card."""
        asker, was = asker_of(interaction), draft.story
        article = replace(was.article, headline=written.headline, body=written.body)
        reading = await self._intake.reading_of(article)
        edit = Edit(article, reading, over=was.revision, correction=draft.correction)
        now = datetime.now(UTC)
        revision = await self._store.edit(was.id, edit, guild=asker.guild, now=now)
        card = story_card(await self._store.story(asker.guild, was.id))
        if revision == was.revision:
            await self._bot.answer(
                interaction, card, above=_("**No word differs: nothing changed.**")
            )
            return
        undo = Button(_("Undo"), UneditLook(was.id, revision).look(), Verb.DO, is_grave=True)
        above = (
            _("**Changed. Cards of it that were posted say so in a moment.**")
            if draft.correction is None
            else _("**Corrected. Cards of it that were posted say so in a moment.**")
        )
        await self._bot.answer(interaction, Card(card.embed, (*card.rows, (undo,))), above=above)
