"""The limits of application commands."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category

from discord import Locale

from bot.playground.commands import CHAT_INPUT, MESSAGE_MENU, USER_MENU
from bot.playground.gates.measures import (
    Fault,
    count,
    keys,
    length,
    members,
    number,
    order,
    under,
    unique,
)
from bot.playground.gates.messages import faults_of_choice
from bot.playground.invocation import OptionKind
from bot.playground.world import Json

MOST_OF_KIND = {CHAT_INPUT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MOST_CHARACTERS = 8000
MOST_OPTIONS = 25
COMMAND_KEYS = (
    *("id", "type", "name", "name_localizations", "description", "description_localizations"),
    *("options", "default_member_permissions", "dm_permission", "default_permission"),
    *("contexts", "integration_types", "nsfw", "handler"),
)
OPTION_KEYS = (
    *("type", "name", "name_localizations", "description", "description_localizations"),
    *("required", "choices", "options", "channel_types", "min_value", "max_value"),
    *("min_length", "max_length", "autocomplete"),
)
COMPLETED = (OptionKind.STRING, OptionKind.INTEGER, OptionKind.NUMBER)
LOCALES = frozenset(locale.value for locale in Locale)
# Marks that belong to letters in Devanagari and Thai, which Discord's pattern lets in.
MARKED_SCRIPTS = ((0x0900, 0x097F), (0x0E00, 0x0E7F))


def faults_of_commands(forms: list[Json]) -> Iterator[Fault]:
    """What is wrong with a scope's commands, each and all together."""
    kinds = Counter(form.get("type") or CHAT_INPUT for form in forms)
    for kind, number_of in kinds.items():
        if number_of > MOST_OF_KIND.get(kind, 0):
            yield "", f"Maximum number of application commands of type {kind} reached."
    names = [(form.get("type") or CHAT_INPUT, form.get("name")) for form in forms]
    yield from unique(names, "", "Application command names must be unique")
    for index, form in enumerate(forms):
        yield from under(str(index), faults_of_command(form))


def faults_of_command(form: Json) -> Iterator[Fault]:
    """What is wrong with one command."""
    yield from keys(form, COMMAND_KEYS)
    if (form.get("type") or CHAT_INPUT) == CHAT_INPUT:
        yield from _faults_of_named(form)
        yield from _faults_of_options(form, depth=0)
        if characters_of(form) > MOST_CHARACTERS:
            yield "", f"Command exceeds maximum size ({MOST_CHARACTERS})"
    else:
        yield from length(form, "name", 32, least=1)
        for key in ("description", "options"):
            if form.get(key):
                yield key, "A menu's command has none."


def characters_of(form: Json) -> int:
    """A command's names, descriptions and values; of translations the longest counts."""
    own = _longest(form, "name") + _longest(form, "description")
    own += len(form["value"]) if isinstance(form.get("value"), str) else 0
    inner = [*(form.get("options") or ()), *(form.get("choices") or ())]
    return own + sum(characters_of(part) for part in inner)


@lru_cache(1000)
def is_command_name(name: str) -> bool:
    r"""Discord's ``^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$``, in small letters."""
    return 0 < len(name) <= 32 and name == name.lower() and all(map(_is_of_names, name))


def _is_of_names(character: str) -> bool:
    is_marked = any(low <= ord(character) <= high for low, high in MARKED_SCRIPTS)
    return character in "-_'" or category(character)[0] in "LN" or is_marked


def _faults_of_named(form: Json) -> Iterator[Fault]:
    if not is_command_name(form.get("name") or ""):
        yield "name", "Command name is invalid"
    yield from length(form, "description", 100, least=1)
    for locale, name in (form.get("name_localizations") or {}).items():
        if locale not in LOCALES:
            yield "name_localizations", f"Unknown locale {locale!r}"
        if not is_command_name(name):
            yield f"name_localizations.{locale}", "Command name is invalid"
    described = form.get("description_localizations") or {}
    for locale in described:
        yield from under("description_localizations", length(described, locale, 100, least=1))


def _faults_of_options(form: Json, *, depth: int) -> Iterator[Fault]:
    options = form.get("options") or []
    yield from count(form, "options", MOST_OPTIONS)
    yield from unique([o.get("name") for o in options], "options", "Option names must be unique")
    kinds = {option.get("type") for option in options}
    nested = kinds & {OptionKind.SUB_COMMAND, OptionKind.GROUP}
    if nested and kinds - nested:
        yield "options", "Sub-command option types are mutually exclusive to base option types"
    if depth == 1 and OptionKind.GROUP in kinds:
        yield "options", "Sub-command groups cannot be nested"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield "options", "Required options must be placed before non-required options"
    for path, option in members(form, "options"):
        yield from under(path, _faults_of_option(option, depth))


def _faults_of_option(option: Json, depth: int) -> Iterator[Fault]:
    yield from keys(option, OPTION_KEYS)
    yield from _faults_of_named(option)
    kind = option.get("type")
    if kind not in list(OptionKind):
        yield "type", "Unknown option type"
    elif kind <= OptionKind.GROUP:
        inner = depth + 1 if kind == OptionKind.GROUP else depth + 2
        yield from _faults_of_options(option, depth=inner)
    yield from _faults_of_choices(option)
    yield from number(option, "min_length", 0, 6000)
    yield from number(option, "max_length", 1, 6000)
    yield from order(option, "min_length", "max_length")
    yield from order(option, "min_value", "max_value")


def _faults_of_choices(option: Json) -> Iterator[Fault]:
    yield from count(option, "choices", 25)
    for path, choice in members(option, "choices"):
        yield from under(path, faults_of_choice(choice))
    names = [choice.get("name") for choice in option.get("choices") or ()]
    yield from unique(names, "choices", "Choice names must be unique")
    if option.get("autocomplete"):
        if option.get("choices"):
            yield "choices", "Choices and autocomplete are mutually exclusive"
        if option.get("type") not in COMPLETED:
            yield "autocomplete", "This option type can't be completed"


def _longest(form: Json, key: str) -> int:
    translated = (form.get(f"{key}_localizations") or {}).values()
    return max(len(text or "") for text in (form.get(key), *translated))
