"""Measuring the pieces of a form: keys, lengths, counts and addresses, with Discord's wording."""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from yarl import URL

from bot.playground.world import Json

# A dotted path in the form ("embeds.0.title"; "" is the form itself), and what is wrong there.
Fault: TypeAlias = tuple[str, str]
REQUIRED = "This field is required"


def under(path: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults with `path` put before theirs."""
    for inner, reason in faults:
        yield ".".join(step for step in (path, inner) if step), reason


def keys(form: Json, known: Collection[str]) -> Iterator[Fault]:
    """Keys that aren't known. Discord ignores most of these; here a misspelling is told."""
    for key in form:
        if key not in known:
            yield key, "Unknown key"


def length(form: Json, key: str, most: int, *, least: int = 0) -> Iterator[Fault]:
    """A text of `least` to `most` characters; one that may be empty may also be absent."""
    value = form.get(key)
    if value is None or value == "":
        if least:
            yield key, REQUIRED
    elif not isinstance(value, str):
        yield key, "Must be a string."
    elif len(value) > most or len(value.strip()) < least:
        yield key, _range("length", least, most)


def count(form: Json, key: str, most: int, *, least: int = 0) -> Iterator[Fault]:
    """A list of `least` to `most` members."""
    members = form.get(key) or ()
    if not least <= len(members) <= most:
        yield key, _range("length", least, most)


def number(form: Json, key: str, least: float, most: float) -> Iterator[Fault]:
    """A number from `least` to `most`, or none."""
    value = form.get(key)
    if value is not None and not least <= value <= most:
        yield key, f"Value must be between {least} and {most}."


def order(form: Json, least: str, most: str) -> Iterator[Fault]:
    """The smaller bound isn't the greater one."""
    low, high = form.get(least), form.get(most)
    if low is not None and high is not None and low > high:
        yield least, f"{least} must be at most {most}."


def address(form: Json, key: str, most: int, *, schemes: Collection[str]) -> Iterator[Fault]:
    """A well-formed address of one of the `schemes`, or none."""
    value = form.get(key)
    if value is None:
        return
    if len(value) > most:
        yield key, _range("length", 0, most)
    try:
        url = URL(value)
    except ValueError:
        yield key, "Not a well formed URL."
        return
    if url.scheme not in schemes:
        yield key, f'Scheme "{url.scheme}" is not supported. Scheme must be one of {schemes}.'
    elif not url.host or any(character.isspace() for character in value):
        yield key, "Not a well formed URL."


def unique(values: Iterable[object], key: str, reason: str) -> Iterator[Fault]:
    """No value comes twice."""
    listed = list(values)
    if len(set(listed)) != len(listed):
        yield key, reason


def members(form: Json, key: str) -> Iterator[tuple[str, Json]]:
    """Each member of a list with its path."""
    for index, member in enumerate(form.get(key) or ()):
        yield f"{key}.{index}", member


def _range(what: str, least: int, most: int) -> str:
    if least:
        return f"Must be between {least} and {most} in {what}."
    return f"Must be {most} or fewer in {what}."
