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
from bot.form import Form
from bot.languages import _
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


class StoryForm(Form):
    """The form for a story's text. `take_in` answers the interaction, which is deferred."""

    def __init__(self, bot: Dateline, take_in: TakeIn) -> None:
        super().__init__(bot, _("Add a story"))
        self._take_in = take_in
        self._headline = ui.TextInput[ui.Modal](required=False, max_length=MOST_HEADLINE)
        self._text = _long_field()
        self._outlet = ui.TextInput[ui.Modal](required=False, max_length=100)
        note = _("Leave empty if it is the first line of the text.")
        self.add_item(_labelled(_("Headline"), self._headline, note))
        note = _(
            "Paragraphs as they are. Longer than {most:,} characters: use a file instead.",
            most=MOST_TEXT,
        )
        self.add_item(_labelled(_("Text"), self._text, note))
        self.add_item(_labelled(_("Outlet"), self._outlet, _("Who published it.")))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Take the text in, or give it back with what is wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        pasted = Pasted(_typed(self._headline), _typed(self._text), _typed(self._outlet))
        await _taken_or_given_back(interaction, pasted, self._take_in)


class EditForm(Form):
    """The form with a story's text as it is, to be changed. `take_in` answers, as for a new one.

    Discord's fields hold 4,000 characters: see `fits_form`.
    """

    def __init__(self, bot: Dateline, title: str, article: Article, take_in: TakeIn) -> None:
        super().__init__(bot, title)
        self._take_in = take_in
        self._headline = ui.TextInput[ui.Modal](max_length=MOST_HEADLINE, default=article.headline)
        self._text = _long_field(article.body)
        self.add_item(_labelled(_("Headline"), self._headline))
        self.add_item(_labelled(_("Text"), self._text, _("Paragraphs as they are to be.")))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Take the text in, or give it back with what is wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        pasted = Pasted(_typed(self._headline), _typed(self._text), "")
        await _taken_or_given_back(interaction, pasted, self._take_in)


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


def _labelled(
    name: str, field: ui.TextInput[ui.Modal], note: str | None = None
) -> ui.Label[ui.Modal]:
    return ui.Label(text=name, description=note, component=field)


def _long_field(text: str | None = None) -> ui.TextInput[ui.Modal]:
    style = discord.TextStyle.paragraph
    return ui.TextInput(style=style, max_length=MOST_TEXT, default=text)


def _typed(field: ui.TextInput[ui.Modal]) -> str:
    return field.value.strip()


async def _give_back(interaction: discord.Interaction, sentence: str, text: str) -> None:
    card = trouble_card(
        _("{sentence} Your text is below, so that nothing is lost.", sentence=sentence)
    )
    await interaction.edit_original_response(
        embed=card.embed,
        attachments=[discord.File(io.BytesIO(text.encode()), "your-text.txt")],
        allowed_mentions=NOBODY,
    )
