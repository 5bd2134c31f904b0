"""Forms that outlive a restart: what is sent in says by itself which form it was."""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import discord
from discord import ui

from bot.app import Dateline
from bot.cards.card import Look
from bot.errors import NotFound
from bot.languages import N_
from bot.tongues import speak_with

Json: TypeAlias = Mapping[str, Any]

# Thousands, as English or as others part them.
_GROUPED = re.compile(r"[,.\s](?=\d{3}(?:\D|$))")
_CUSTOM_ID = re.compile(r"f:([a-z]+):(.*)")


class StandingForm(ui.Modal):
    """A form that is taken in by whatever `takes` named for its look; nothing waits for it."""

    def __init__(self, title: str, look: Look) -> None:
        super().__init__(title=title, custom_id=f"f:{look.card}:{look.state}")
        # Else discord.py keeps every form that was ever opened, most of which are never sent.
        self.stop()

    def ask(self, label: str, field: ui.TextInput[Any], note: str | None = None) -> None:
        """Add a field under `label`, with a `note` above it."""
        labelled: ui.Label[Any] = ui.Label(text=label, description=note, component=field)
        self.add_item(labelled)

    def tell(self, text: str) -> None:
        """Add a text of ours, which Discord renders."""
        shown: ui.TextDisplay[Any] = ui.TextDisplay(text)
        self.add_item(shown)


class Typed:
    """What was typed into a form, field by field; it prints none of it."""

    __slots__ = ("_texts",)

    def __init__(self, data: Json) -> None:
        self._texts = dict(_texts(data.get("components", ())))

    def of(self, field: str) -> str:
        """What stands in the field of that custom_id; nothing where there is no such field."""
        return self._texts.get(field, "")


Take: TypeAlias = Callable[[discord.Interaction, str, Typed], Awaitable[None]]

_TAKEN: WeakKeyDictionary[Dateline, dict[str, Take]] = WeakKeyDictionary()


def takes(bot: Dateline, name: str, take: Take) -> None:
    """Let `take` answer each form of that name that is sent in; it is given the look's state."""
    if bot not in _TAKEN:
        _TAKEN[bot] = {}
        # One for all forms: each listener is started for every interaction, of whatever kind.
        bot.add_listener(partial(_hear, bot), "on_interaction")
    _TAKEN[bot][name] = take


async def _hear(bot: Dateline, interaction: discord.Interaction) -> None:
    if interaction.type is not discord.InteractionType.modal_submit:
        return
    data: Json = interaction.data or {}
    match = _CUSTOM_ID.fullmatch(data.get("custom_id", ""))
    if match is None or match[1] not in _TAKEN[bot]:
        return
    try:
        await speak_with(bot.desk.store, interaction)
        await _TAKEN[bot][match[1]](interaction, match[2], Typed(data))
    except Exception as error:  # noqa: BLE001 - the border to Discord: nothing goes further
        await bot.refuse(interaction, error)


def number_typed(text: str, most: int) -> int:
    """The whole number from 0 to `most` that was typed. Raises NotFound for anything else."""
    digits = _GROUPED.sub("", text.strip())
    if not digits.isdecimal() or len(digits) > len(str(most)) or int(digits) > most:
        raise NotFound(
            "no number",
            reader=N_("A number from 0 to {most:,} belongs there. Nothing was changed."),
            given={"most": most},
        )
    return int(digits)


def _texts(parts: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    for part in parts:
        inner = part.get("component")
        yield from _texts((*part.get("components", ()), *((inner,) if inner else ())))
        if isinstance(part.get("value"), str):
            yield part.get("custom_id", ""), part["value"]
