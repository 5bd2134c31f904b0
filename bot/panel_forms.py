"""Small forms that a card's buttons open; what was typed is told back where it can't be used."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

import discord
from discord import ui

from bot.app import Dateline
from bot.cards.note_cards import trouble_card
from bot.cards.plain import escaped
from bot.cards.sentences import sentence_for
from bot.form import Form
from bot.languages import _

MOST_FIELD = 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to type; `value` stands in it at first."""

    label: str
    note: str = ""
    value: str = ""
    most: int = 100
    is_required: bool = False


Take: TypeAlias = Callable[[discord.Interaction, tuple[str, ...]], Awaitable[None]]


class LineForm(Form):
    """A form of a few lines. `take` answers the interaction with what was typed, in their order."""

    def __init__(self, bot: Dateline, title: str, lines: tuple[Line, ...], take: Take) -> None:
        super().__init__(bot, title)
        self._take = take
        self._fields = [_field(line) for line in lines]
        for line, field in zip(lines, self._fields, strict=True):
            self.add_item(ui.Label(text=line.label, description=line.note, component=field))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Hand on what was typed, or tell it back with what is wrong."""
        typed = tuple(field.value.strip() for field in self._fields)
        try:
            await self._take(interaction, typed)
        except Exception as error:  # noqa: BLE001 - whatever happened, what was typed comes back
            card = trouble_card(sentence_for(error))
            for text in filter(None, typed):
                card.embed.add_field(name=_("You typed"), value=escaped(text, MOST_FIELD) or "…")
            await self._bot.answer(interaction, card)


def _field(line: Line) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(default=line.value or None, required=line.is_required, max_length=line.most)
