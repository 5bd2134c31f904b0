"""The limits of a message's buttons, menus and laid-out components."""

from collections.abc import Iterator

from bot.playground.components import LINK_STYLE, PREMIUM_STYLE, SELECTS, Kind, walked
from bot.playground.gates.measures import (
    REQUIRED,
    Fault,
    address,
    count,
    keys,
    length,
    members,
    number,
    order,
    under,
    unique,
)
from bot.playground.world import Json

MOST_ROWS = 5
MOST_COMPONENTS = 40
MOST_TEXT = 4000
MOST_OPTIONS = 25
IN_CONTAINER = (Kind.ROW, Kind.TEXT, Kind.SECTION, Kind.GALLERY, Kind.SEPARATOR, Kind.FILE)
LAID_OUT = (*IN_CONTAINER, Kind.CONTAINER)
SELECT_KEYS = (
    *("custom_id", "placeholder", "min_values", "max_values", "disabled"),
    *("required", "options", "channel_types", "default_values"),
)
KEYS = {
    Kind.ROW: ("components",),
    Kind.BUTTON: ("style", "label", "emoji", "custom_id", "url", "sku_id", "disabled"),
    **dict.fromkeys(SELECTS, SELECT_KEYS),
    Kind.SECTION: ("components", "accessory"),
    Kind.TEXT: ("content",),
    Kind.THUMBNAIL: ("media", "description", "spoiler"),
    Kind.GALLERY: ("items",),
    Kind.FILE: ("file", "spoiler"),
    Kind.SEPARATOR: ("divider", "spacing"),
    Kind.CONTAINER: ("components", "accent_color", "spoiler"),
}


def faults_of_components(form: Json, *, is_laid_out: bool) -> Iterator[Fault]:
    """What is wrong with a message's components; `is_laid_out`: it has the Components V2 flag."""
    top = form.get("components") or ()
    allowed = LAID_OUT if is_laid_out else (Kind.ROW,)
    if not is_laid_out:
        yield from count(form, "components", MOST_ROWS)
    every = tuple(walked(top))
    if len(every) > MOST_COMPONENTS:
        yield "components", f"Must be {MOST_COMPONENTS} or fewer components, nested ones counted."
    yield from unique_custom_ids(every)
    text = sum(len(part.get("content") or "") for part in every if part.get("type") == Kind.TEXT)
    if text > MOST_TEXT:
        yield "components", f"Must be {MOST_TEXT} or fewer characters over all text displays."
    yield from _faults_within(form, allowed)


def unique_custom_ids(every: tuple[Json, ...]) -> Iterator[Fault]:
    """No custom_id comes twice in a message or form."""
    named = [part["custom_id"] for part in every if part.get("custom_id")]
    yield from unique(named, "components", "Component custom id cannot be duplicated")


def faults_of_select(select: Json) -> Iterator[Fault]:
    """What is wrong with one select menu, in a message or a form."""
    yield from length(select, "custom_id", 100, least=1)
    yield from length(select, "placeholder", 150)
    yield from number(select, "min_values", 0, MOST_OPTIONS)
    yield from number(select, "max_values", 1, MOST_OPTIONS)
    yield from order(select, "min_values", "max_values")
    if select["type"] == Kind.STRING_SELECT:
        yield from count(select, "options", MOST_OPTIONS, least=1)
        yield from faults_of_options(select)
        if (select.get("max_values") or 1) > len(select.get("options") or ()):
            yield "max_values", "Must not be greater than the number of options."


def faults_of_options(chooser: Json) -> Iterator[Fault]:
    """What is wrong with the options of a menu, a radio or a checkbox group."""
    for path, option in members(chooser, "options"):
        yield from under(path, keys(option, ("label", "value", "description", "emoji", "default")))
        yield from under(path, length(option, "label", 100, least=1))
        yield from under(path, length(option, "value", 100, least=1))
        yield from under(path, length(option, "description", 100))
    values = [option.get("value") for option in chooser.get("options") or ()]
    yield from unique(values, "options", "The specified option value is already used")


def _faults_within(holder: Json, allowed: tuple[Kind, ...]) -> Iterator[Fault]:
    for path, part in members(holder, "components"):
        if part.get("type") not in allowed:
            kinds = ", ".join(str(int(kind)) for kind in allowed)
            yield f"{path}.type", f'Value of field "type" must be one of ({kinds}).'
        else:
            yield from under(path, _faults_of(part))


def _faults_of(part: Json) -> Iterator[Fault]:
    kind = Kind(part["type"])
    yield from keys(part, ("type", "id", *KEYS[kind]))
    if kind in SELECTS:
        yield from faults_of_select(part)
        return
    match kind:
        case Kind.ROW:
            yield from _faults_of_row(part)
        case Kind.BUTTON:
            yield from _faults_of_button(part)
        case Kind.SECTION:
            yield from _faults_of_section(part)
        case Kind.CONTAINER:
            yield from count(part, "components", MOST_COMPONENTS, least=1)
            yield from _faults_within(part, IN_CONTAINER)
        case _:
            yield from _faults_of_leaf(kind, part)


def _faults_of_leaf(kind: Kind, part: Json) -> Iterator[Fault]:
    match kind:
        case Kind.TEXT:
            yield from length(part, "content", MOST_TEXT, least=1)
        case Kind.GALLERY:
            yield from count(part, "items", 10, least=1)
        case Kind.THUMBNAIL:
            yield from length(part, "description", 1024)
        case Kind.SEPARATOR:
            yield from number(part, "spacing", 1, 2)


def _faults_of_row(row: Json) -> Iterator[Fault]:
    yield from count(row, "components", 5, least=1)
    yield from _faults_within(row, (Kind.BUTTON, *SELECTS))
    kinds = [part.get("type") for part in row.get("components") or ()]
    if len(kinds) > 1 and any(kind in SELECTS for kind in kinds):
        yield "components", "A select menu stands alone in its row."


def _faults_of_section(section: Json) -> Iterator[Fault]:
    yield from count(section, "components", 3, least=1)
    yield from _faults_within(section, (Kind.TEXT,))
    accessory = section.get("accessory")
    if not accessory:
        yield "accessory", REQUIRED
    elif accessory.get("type") not in (Kind.BUTTON, Kind.THUMBNAIL):
        yield "accessory", "Must be a button or a thumbnail."
    else:
        yield from under("accessory", _faults_of(accessory))


def _faults_of_button(button: Json) -> Iterator[Fault]:
    yield from length(button, "label", 80)
    yield from number(button, "style", 1, PREMIUM_STYLE)
    style = button.get("style")
    if style == LINK_STYLE:
        if not button.get("url"):
            yield "url", REQUIRED
        yield from address(button, "url", 512, schemes=("http", "https", "discord"))
    elif style != PREMIUM_STYLE:
        yield from length(button, "custom_id", 100, least=1)
    if style != LINK_STYLE and button.get("url"):
        yield "url", "A custom id and url cannot both be specified"
    if style in (LINK_STYLE, PREMIUM_STYLE) and button.get("custom_id"):
        yield "custom_id", "A custom id and url cannot both be specified"
    if style != PREMIUM_STYLE and not (button.get("label") or button.get("emoji")):
        yield "label", "A button must have a label or an emoji."
