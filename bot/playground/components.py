"""Discord's components, and walking through nested ones."""

from collections.abc import Iterable, Iterator
from enum import IntEnum

from bot.playground.world import Json

LINK_STYLE = 5
PREMIUM_STYLE = 6


class Kind(IntEnum):
    """Component types, of messages and of forms."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    UPLOAD = 19
    RADIO = 21
    CHECKBOXES = 22
    CHECKBOX = 23


SELECTS = (
    Kind.STRING_SELECT,
    Kind.USER_SELECT,
    Kind.ROLE_SELECT,
    Kind.MENTIONABLE_SELECT,
    Kind.CHANNEL_SELECT,
)


def walked(components: Iterable[Json]) -> Iterator[Json]:
    """Every component, nested ones after the one that holds them."""
    for component in components:
        yield component
        yield from walked(component.get("components") or ())
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walked([component[key]])
