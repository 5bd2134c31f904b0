"""What Discord would refuse of a card."""

import discord

from bot.cards.card import Card
from bot.cards.controls import view_of
from bot.cards.fitting import measured
from bot.cards.plain import length


def check(card: Card) -> None:
    """Fail where Discord would refuse the card, shown or posted."""
    embed = card.embed
    assert measured(embed) <= 6000
    assert embed.title is None or 0 < length(embed.title) <= 256
    assert embed.description is None or 0 < length(embed.description) <= 4096
    assert len(embed.fields) <= 25
    for field in embed.fields:
        assert 0 < length(field.name or "") <= 256
        assert 0 < length(field.value or "") <= 1024
    assert length(embed.footer.text or "") <= 2048
    assert embed.author.name is None or 0 < length(embed.author.name) <= 256
    for is_posted in (False, True):
        check_controls(view_of(card, is_posted=is_posted))


def check_controls(view: discord.ui.View | None) -> None:
    if view is None:
        return
    children = list(view.walk_children())
    ids = [c.custom_id for c in children if hasattr(c, "custom_id") and c.custom_id is not None]
    assert all(0 < len(each) <= 100 for each in ids)
    assert len(set(ids)) == len(ids)
    assert len(view.to_components()) <= 5
    for child in children:
        if isinstance(child, discord.ui.Select):
            values = [option.value for option in child.options]
            assert 0 < len(values) <= 25
            assert len(set(values)) == len(values)
            assert all(0 < len(value) <= 100 for value in values)
            assert all(0 < length(option.label) <= 100 for option in child.options)
            assert all(length(option.description or "") <= 100 for option in child.options)
        elif isinstance(child, discord.ui.Button):
            assert 0 < length(child.label or "") <= 80
            assert length(child.url or "") <= 512
