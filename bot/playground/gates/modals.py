"""The limits of forms (modals)."""

from collections.abc import Iterator

from bot.playground.components import SELECTS, Kind, walked
from bot.playground.gates.components import (
    faults_of_options,
    faults_of_select,
    unique_custom_ids,
)
from bot.playground.gates.measures import (
    REQUIRED,
    Fault,
    count,
    keys,
    length,
    members,
    number,
    order,
    under,
)
from bot.playground.world import Json

MOST_PARTS = 5
MOST_TITLE = 45
MOST_INPUT = 4000
IN_LABEL = (Kind.TEXT_INPUT, *SELECTS, Kind.UPLOAD, Kind.RADIO, Kind.CHECKBOXES, Kind.CHECKBOX)
INPUT_KEYS = (
    *("type", "id", "custom_id", "style", "label", "min_length", "max_length"),
    *("required", "value", "placeholder"),
)


def faults_of_modal(form: Json) -> Iterator[Fault]:
    """What is wrong with a form."""
    yield from keys(form, ("title", "custom_id", "components"))
    yield from length(form, "title", MOST_TITLE, least=1)
    yield from length(form, "custom_id", 100, least=1)
    yield from count(form, "components", MOST_PARTS, least=1)
    yield from unique_custom_ids(tuple(walked(form.get("components") or ())))
    for path, part in members(form, "components"):
        yield from under(path, _faults_of_part(part))


def _faults_of_part(part: Json) -> Iterator[Fault]:
    match part.get("type"):
        case Kind.LABEL:
            yield from _faults_of_label(part)
        case Kind.TEXT:
            yield from length(part, "content", MOST_INPUT, least=1)
        case Kind.ROW:
            yield from count(part, "components", 1, least=1)
            for path, inner in members(part, "components"):
                yield from under(path, length(inner, "label", MOST_TITLE, least=1))
                yield from under(path, _faults_of_input(inner))
        case _:
            yield "type", "Must be a label, a text display or a row."


def _faults_of_label(label: Json) -> Iterator[Fault]:
    yield from keys(label, ("type", "id", "label", "description", "component"))
    yield from length(label, "label", MOST_TITLE, least=1)
    yield from length(label, "description", 100)
    inner = label.get("component")
    if not inner:
        yield "component", REQUIRED
        return
    kind = inner.get("type")
    if kind not in IN_LABEL:
        yield "component.type", "A label holds a text input, a choice or an upload."
    elif kind == Kind.TEXT_INPUT:
        yield from under("component", _faults_of_input(inner))
        if inner.get("label"):
            yield "component.label", "A text input in a label has no label of its own."
    elif kind in SELECTS:
        yield from under("component", faults_of_select(inner))
    else:
        yield from under("component", _faults_of_choice(Kind(kind), inner))


def _faults_of_input(inner: Json) -> Iterator[Fault]:
    yield from keys(inner, INPUT_KEYS)
    yield from length(inner, "custom_id", 100, least=1)
    yield from number(inner, "style", 1, 2)
    yield from number(inner, "min_length", 0, MOST_INPUT)
    yield from number(inner, "max_length", 1, MOST_INPUT)
    yield from order(inner, "min_length", "max_length")
    yield from length(inner, "value", inner.get("max_length") or MOST_INPUT)
    yield from length(inner, "placeholder", 100)


def _faults_of_choice(kind: Kind, inner: Json) -> Iterator[Fault]:
    yield from length(inner, "custom_id", 100, least=1)
    if kind in (Kind.RADIO, Kind.CHECKBOXES):
        yield from count(inner, "options", 10, least=2 if kind is Kind.RADIO else 1)
        yield from faults_of_options(inner)
    yield from order(inner, "min_values", "max_values")
