"""The forms that members fill in; what was typed is given back where it can't be used."""

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

import discord
from discord import ui

from bot.app import NOBODY, Dateline
from bot.cards.note_cards import trouble_card
from bot.cards.plain import length
from bot.cards.sentences import sentence_for
from bot.story import Article

MOST_TEXT = 4000  # Discord's limit for one field of a form; longer texts come as a file
MOST_HEADLINE = 300


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was typed into the story form; the two small fields may be empty."""

    headline: str
    text: str
    outlet: str


TakeIn: TypeAlias = Callable[[discord.Interaction, Pasted], Awaitable[None]]


class StoryForm(ui.Modal, title="Add a story"):
    """The form for a story's text. `take_in` answers the interaction, which is deferred."""

    headline: ui.Label[ui.Modal] = ui.Label(
        text="Headline",
        description="Leave empty if it is the first line of the text.",
        component=ui.TextInput(required=False, max_length=MOST_HEADLINE),
    )
    text: ui.Label[ui.Modal] = ui.Label(
        text="Text",
        description="Paragraphs as they are. Longer than 4,000 characters: use a file instead.",
        component=ui.TextInput(style=discord.TextStyle.paragraph, max_length=MOST_TEXT),
    )
    outlet: ui.Label[ui.Modal] = ui.Label(
        text="Outlet",
        description="Who published it.",
        component=ui.TextInput(required=False, max_length=100),
    )

    def __init__(self, bot: Dateline, take_in: TakeIn) -> None:
        super().__init__()
        self._bot = bot
        self._take_in = take_in

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Take the text in, or give it back with what is wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        pasted = Pasted(_typed(self.headline), _typed(self.text), _typed(self.outlet))
        await _taken_or_given_back(interaction, pasted, self._take_in)

    async def on_error(  # type: ignore[override]  # as discord.py's own Modal narrows it
        self, interaction: discord.Interaction, error: Exception
    ) -> None:
        """Say that something broke; the details go to the log alone."""
        await self._bot.refuse(interaction, error)


class EditForm(ui.Modal):
    """The form with a story's text as it is, to be changed. `take_in` answers, as for a new one.

    Discord's fields hold 4,000 characters: see `fits_form`.
    """

    headline: ui.Label[ui.Modal] = ui.Label(
        text="Headline", component=ui.TextInput(max_length=MOST_HEADLINE)
    )
    text: ui.Label[ui.Modal] = ui.Label(
        text="Text",
        description="Paragraphs as they are to be.",
        component=ui.TextInput(style=discord.TextStyle.paragraph, max_length=MOST_TEXT),
    )

    def __init__(self, bot: Dateline, title: str, article: Article, take_in: TakeIn) -> None:
        super().__init__(title=title)
        self._bot = bot
        self._take_in = take_in
        for label, now in ((self.headline, article.headline), (self.text, article.body)):
            if isinstance(label.component, ui.TextInput):
                label.component.default = now

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Take the text in, or give it back with what is wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        pasted = Pasted(_typed(self.headline), _typed(self.text), "")
        await _taken_or_given_back(interaction, pasted, self._take_in)

    async def on_error(  # type: ignore[override]  # as discord.py's own Modal narrows it
        self, interaction: discord.Interaction, error: Exception
    ) -> None:
        """Say that something broke; the details go to the log alone."""
        await self._bot.refuse(interaction, error)


def fits_form(article: Article) -> bool:
    """Whether a form's fields have room for the article's headline and text."""
    return length(article.headline) <= MOST_HEADLINE and length(article.body) <= MOST_TEXT


async def _taken_or_given_back(
    interaction: discord.Interaction, pasted: Pasted, take_in: TakeIn
) -> None:
    try:
        await take_in(interaction, pasted)
    except Exception as error:  # noqa: BLE001 - whatever happened, what was typed comes back
        await _give_back(interaction, sentence_for(error), pasted.text)


def _typed(label: ui.Label[ui.Modal]) -> str:
    field = label.component
    return field.value.strip() if isinstance(field, ui.TextInput) else ""


async def _give_back(interaction: discord.Interaction, sentence: str, text: str) -> None:
    card = trouble_card(f"{sentence} Your text is below, so that nothing is lost.")
    await interaction.edit_original_response(
        embed=card.embed,
        attachments=[discord.File(io.BytesIO(text.encode()), "your-text.txt")],
        allowed_mentions=NOBODY,
    )
