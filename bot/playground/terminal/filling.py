"""Filling in a form line by line."""

from collections.abc import Awaitable, Callable

from rich.console import Console
from rich.text import Text

from bot.playground.components import Kind
from bot.playground.modal import Entry, Field, Modal
from bot.playground.terminal.markup import plain

CANCEL = ":cancel"
END_OF_TEXT = "."
LONG_STYLE = 2

Ask = Callable[[str], Awaitable[str]]


async def filled(modal: Modal, ask: Ask, console: Console) -> dict[str, Entry] | None:
    """The entries by custom_id; None where the person types `:cancel`."""
    console.print(Text(f"▤ {plain(modal.title)}", "bold"))
    console.print(Text(f"{CANCEL} closes the form.", "dim"))
    for text in modal.texts:
        console.print(Text(plain(text), "dim"))
    entries: dict[str, Entry] = {}
    for field in modal.fields:
        _explain(field, console)
        line = await _typed(field, ask)
        if line.strip() == CANCEL:
            return None
        if line:
            entries[field.custom_id] = _entry(field, line)
    return entries


def _explain(field: Field, console: Console) -> None:
    if field.description:
        console.print(Text(plain(field.description), "dim"))
    for number, option in enumerate(field.options, start=1):
        console.print(Text(f"  {number} {plain(option['label'])}"))


async def _typed(field: Field, ask: Ask) -> str:
    # Discord marks so what must be filled in, and a form may say what the mark means.
    mark = " *" if field.is_required else " (may stay empty)"
    if field.written["type"] != Kind.TEXT_INPUT or field.written.get("style") != LONG_STYLE:
        return await ask(f"  {plain(field.label)}{mark}: ")
    lines: list[str] = []
    line = await ask(f"  {plain(field.label)}{mark}, ends with a line of one dot: ")
    while line not in (END_OF_TEXT, CANCEL):
        lines.append(line)
        line = await ask("  … ")
    return line if line == CANCEL else "\n".join(lines)


def _entry(field: Field, line: str) -> Entry:
    if field.written["type"] == Kind.CHECKBOX:
        return line.strip().casefold() in ("y", "yes", "true", "1")
    if not field.options:
        return line if field.written["type"] == Kind.TEXT_INPUT else line.split()
    words = [word.strip() for word in line.split(",")]
    return [numbered(word, [option["label"] for option in field.options]) for word in words]


def numbered(word: str, labels: list[str]) -> str:
    """The label of that number (from 1), or the word itself."""
    is_number = word.isdecimal() and 1 <= int(word) <= len(labels)
    return labels[int(word) - 1] if is_number and word not in labels else word
