"""A form that the bot opened: its fields, and what a member's entries are sent as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.components import Kind
from bot.playground.invocation import NotOffered
from bot.playground.world import Json

Entry = str | bool | Sequence[str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in; `written` is the component itself in Discord's JSON."""

    label: str
    written: Json
    description: str = ""

    @property
    def custom_id(self) -> str:
        """The field's custom_id."""
        return str(self.written["custom_id"])

    @property
    def is_required(self) -> bool:
        """Discord's default is that a field must be filled in; a checkbox needn't be."""
        return self.written["type"] != Kind.CHECKBOX and bool(self.written.get("required", True))

    @property
    def options(self) -> tuple[Json, ...]:
        """What can be chosen."""
        return tuple(self.written.get("options") or ())

    def sent(self, entry: Entry | None) -> Json:
        """The field with an entry, None for untouched. Raises NotOffered for a wrong one."""
        bare: Json = {
            key: self.written[key] for key in ("type", "id", "custom_id") if key in self.written
        }
        match self.written["type"]:
            case Kind.TEXT_INPUT:
                return {**bare, "value": self._text(entry)}
            case Kind.CHECKBOX:
                return {
                    **bare,
                    "value": bool(self.written.get("default") if entry is None else entry),
                }
            case Kind.RADIO:
                chosen = self._chosen(entry)
                return {**bare, "value": chosen[0] if chosen else None}
            case Kind.UPLOAD if entry:
                raise NotOffered("Files can't be sent in the playground's forms.")
            case _:
                return {**bare, "values": self._chosen(entry)}

    def _text(self, entry: Entry | None) -> str:
        text = str(self.written.get("value") or "") if entry is None else str(entry)
        if not text and not self.is_required:
            return text
        least = max(self.written.get("min_length") or 0, int(self.is_required))
        most = self.written.get("max_length") or 4000
        if not least <= len(text) <= most:
            raise NotOffered(f"{self.label!r} takes {least} to {most} characters.")
        return text

    def _chosen(self, entry: Entry | None) -> list[str]:
        if entry is None:
            chosen = [o["value"] for o in self.options if o.get("default")]
        else:
            chosen = [self._value(e) for e in _listed(entry)]
        if self.is_required and not chosen:
            raise NotOffered(f"{self.label!r} must be chosen.")
        return chosen

    def _value(self, entry: str) -> str:
        for option in self.options:
            if entry in (option["value"], option["label"]):
                return str(option["value"])
        if self.options:
            labels = ", ".join(option["label"] for option in self.options)
            raise NotOffered(f"{self.label!r} is one of: {labels}.")
        return entry


@dataclass(frozen=True, slots=True)
class Modal:
    """The form itself; `written` is the callback's data in Discord's JSON."""

    written: Json

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.written["title"])

    @property
    def fields(self) -> tuple[Field, ...]:
        """What can be filled in, in order."""
        return tuple(field for part in self.written["components"] for field in _fields(part))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that only stand there."""
        parts = self.written["components"]
        return tuple(part["content"] for part in parts if part["type"] == Kind.TEXT)

    def data(self, entries: Mapping[str, Entry]) -> Json:
        """What is sent for `entries` by label or custom_id. Raises NotOffered for a wrong one."""
        known = {name for field in self.fields for name in (field.label, field.custom_id)}
        if unknown := [name for name in entries if name not in known]:
            raise NotOffered(f"The form has no {unknown[0]!r}.")
        sent = [
            _sent(part, entries, number)
            for number, part in enumerate(self.written["components"], 1)
        ]
        return {"custom_id": self.written["custom_id"], "components": sent, "resolved": {}}


def _fields(part: Json) -> tuple[Field, ...]:
    if part["type"] == Kind.LABEL:
        return (Field(part["label"], part["component"], part.get("description") or ""),)
    if part["type"] == Kind.ROW:
        return tuple(Field(inner.get("label", ""), inner) for inner in part["components"])
    return ()


def _listed(entry: Entry) -> list[str]:
    if isinstance(entry, bool):
        raise NotOffered("Only a checkbox is true or false.")
    return [entry] if isinstance(entry, str) else list(entry)


def _sent(part: Json, entries: Mapping[str, Entry], number: int) -> Json:
    fields = [field.sent(_entry(field, entries)) for field in _fields(part)]
    bare: dict[str, Any] = {"type": part["type"], "id": part.get("id", number)}
    if part["type"] == Kind.LABEL:
        return {**bare, "component": fields[0]}
    return {**bare, "components": fields} if part["type"] == Kind.ROW else bare


def _entry(field: Field, entries: Mapping[str, Entry]) -> Entry | None:
    return entries.get(field.label, entries.get(field.custom_id))
