"""The controls under a card as discord.py views: stateless, so that they outlive a restart."""

import re
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias, cast

import discord
from discord import ui

from bot.cards.card import (
    MOST_LABEL,
    MOST_OPTION,
    MOST_OPTIONS,
    Button,
    Card,
    Choice,
    Link,
    Look,
    Option,
    Pick,
    Row,
    Verb,
)
from bot.cards.plain import plain
from bot.cards.states import base_36
from bot.languages import _

if TYPE_CHECKING:
    from collections.abc import Iterable


class Shows(Protocol):
    """A client that can answer a press with another look."""

    async def show(self, interaction: discord.Interaction, look: Look, verb: Verb) -> None:
        """Answer `interaction` with the card that `look` names."""


class LookButton(
    ui.DynamicItem[ui.Button[ui.View]],
    template=r"b(?P<slot>\d+):(?P<verb>show|post|do|ask):(?P<card>[a-z]+):(?P<state>.*)",
):
    """A button whose custom_id says what it leads to."""

    def __init__(self, button: ui.Button[ui.View], look: Look, verb: Verb) -> None:
        super().__init__(button)
        self._look = look
        self._verb = verb

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py's signature
        item: ui.Item[ui.View],
        match: re.Match[str],
    ) -> Self:
        """The button as it stands on a message sent at any time before."""
        look = Look(match["card"], match["state"])
        return cls(cast("ui.Button[ui.View]", item), look, Verb(match["verb"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show what the button leads to."""
        await cast("Shows", interaction.client).show(interaction, self._look, self._verb)


class LookSelect(
    ui.DynamicItem[ui.Select[ui.View]],
    template=r"c(?P<slot>\d+):(?:(?P<verb>do|ask):)?(?P<card>[a-z]+)",
):
    """A list whose values are the states that its options lead to."""

    def __init__(self, select: ui.Select[ui.View], card: str, verb: Verb) -> None:
        super().__init__(select)
        self._card = card
        self._verb = verb

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py's signature
        item: ui.Item[ui.View],
        match: re.Match[str],
    ) -> Self:
        """The list as it stands on a message sent at any time before."""
        verb = Verb(match["verb"] or Verb.SHOW)
        return cls(cast("ui.Select[ui.View]", item), match["card"], verb)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show, do or ask what the chosen option leads to."""
        look = Look(self._card, self.item.values[0])
        await cast("Shows", interaction.client).show(interaction, look, self._verb)


Picking: TypeAlias = ui.ChannelSelect[ui.View] | ui.RoleSelect[ui.View]


class LookPick(ui.DynamicItem[Picking], template=r"p(?P<slot>\d+):(?P<card>[a-z]+):(?P<state>.*)"):
    """A list of channels or roles whose custom_id says what is done with the picked one."""

    def __init__(self, select: Picking, look: Look) -> None:
        super().__init__(select)
        self._look = look

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py's signature
        item: ui.Item[ui.View],
        match: re.Match[str],
    ) -> Self:
        """The list as it stands on a message sent at any time before."""
        return cls(cast("Picking", item), Look(match["card"], match["state"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Do what is done with what was picked; Discord offers what the member can see alone."""
        picked = "".join(base_36(each.id) for each in self.item.values)
        look = Look(self._look.card, self._look.state + picked)
        await cast("Shows", interaction.client).show(interaction, look, Verb.DO)


def view_of(card: Card, *, is_posted: bool = False, first_slot: int = 0) -> ui.View | None:
    """The controls of `card`, None where it has none; a card `is_posted` can't be posted again.

    The items are plain ones: a press is answered by `LookButton` or `LookSelect`, whose template
    its custom_id fits. The slots that tell them apart count from `first_slot`.
    """
    rows = [controls for controls in map(_left if is_posted else _all, card.rows) if controls]
    if not rows:
        return None
    view = ui.View(timeout=None)
    slot = first_slot
    for row, controls in enumerate(rows):
        for item in _items(controls, slot):
            item.row = row
            view.add_item(item)
            slot += 1
    # Presses are found by their custom_id: nothing needs to wait for them in memory.
    view.stop()
    return view


def _all(row: Row) -> Row:
    return row


def _left(row: Row) -> Row:
    if isinstance(row, Choice | Pick):
        return row
    return tuple(c for c in row if isinstance(c, Link) or c.verb is not Verb.POST)


def _items(row: Row, slot: int) -> "Iterable[ui.Item[Any]]":
    if isinstance(row, Choice):
        yield _select(row, slot)
        return
    if isinstance(row, Pick):
        yield _pick(row, slot)
        return
    for number, control in enumerate(row, slot):
        yield _link(control) if isinstance(control, Link) else _button(control, number)


def _link(link: Link) -> ui.Button[ui.View]:
    return ui.Button(label=plain(link.label, MOST_LABEL), url=link.url)


def _button(button: Button, slot: int) -> ui.Button[ui.View]:
    style = discord.ButtonStyle.danger if button.is_grave else discord.ButtonStyle.secondary
    if button.verb is Verb.POST:
        style = discord.ButtonStyle.primary
    return ui.Button(
        label=plain(button.label, MOST_LABEL),
        style=style,
        disabled=button.is_off,
        custom_id=f"b{slot}:{button.verb}:{button.look.card}:{button.look.state}",
    )


def _select(choice: Choice, slot: int) -> ui.Select[ui.View]:
    verb = "" if choice.verb is Verb.SHOW else f"{choice.verb}:"
    return ui.Select(
        custom_id=f"c{slot}:{verb}{choice.options[0].look.card}",
        placeholder=plain(choice.prompt, MOST_OPTION),
        options=[
            discord.SelectOption(
                label=plain(option.label, MOST_OPTION) or _("(untitled)"),
                value=option.look.state,
                description=plain(option.note, MOST_OPTION) or None,
                default=option.is_chosen,
            )
            for option in _distinct(choice.options)[:MOST_OPTIONS]
        ],
    )


def _pick(pick: Pick, slot: int) -> Picking:
    of = discord.SelectDefaultValueType
    kind = of.channel if pick.kinds else of.role
    chosen = [] if pick.chosen is None else [discord.SelectDefaultValue(id=pick.chosen, type=kind)]
    given: dict[str, Any] = {
        "custom_id": f"p{slot}:{pick.look.card}:{pick.look.state}",
        "placeholder": plain(pick.prompt, MOST_OPTION),
        "min_values": 0 if pick.may_be_none else 1,
        "default_values": chosen,
    }
    if pick.kinds:
        return ui.ChannelSelect(channel_types=list(pick.kinds), **given)
    return ui.RoleSelect(**given)


def _distinct(options: "Iterable[Option]") -> list[Option]:
    """Discord refuses a list with two ways to the same: the first one stays."""
    ways: dict[str, Option] = {}
    for option in options:
        ways.setdefault(option.look.state, option)
    return list(ways.values())
