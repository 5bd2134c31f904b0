"""Says a sentence in the language that is spoken at the moment: gettext's names and catalogues.

The English sentence in the code is the key; the files of `locales/<code>/` have the others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).with_name("locales")
ENGLISH = "en"
CODES = (ENGLISH, *sorted(path.name for path in LOCALES.iterdir() if path.is_dir()))
_code = ContextVar("language", default=ENGLISH)


def _(text: str, /, **given: object) -> str:
    """The sentence in the language spoken, with what is given in the places named in braces.

    A number in a place like `{count:,}` is grouped as that language does.
    """
    said = _sentences(_code.get()).gettext(text)
    return _FILLED.format(said, **given) if given else said


def ngettext(one: str, many: str, count: int, /, **given: object) -> str:
    """The form of the sentence that goes with `count`, which it may name too."""
    said = _sentences(_code.get()).ngettext(one, many, count)
    return _FILLED.format(said, count=count, **given)


def N_(text: str) -> str:  # noqa: N802 - gettext's name for what is said later
    """The sentence as it stands, to be looked up with `_` when it is said."""
    return text


def spoken() -> str:
    """The code of the language spoken at the moment."""
    return _code.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Says everything within in that language; in English where it is none of `CODES`.

    Discord's names of countries' own forms ("es-ES") count as the language.
    """
    token = _code.set(known(code))
    try:
        yield
    finally:
        _code.reset(token)


def speak(code: str) -> None:
    """Says everything in that language for the rest of this task; see `speaking`."""
    _code.set(known(code))


def known(code: str) -> str:
    """The one of `CODES` that a language or locale is spoken in."""
    return own(code) or ENGLISH


@lru_cache(1000)
def own(code: str) -> str | None:
    """The one of `CODES` that is the language of a locale; None where none is."""
    language = code.replace("_", "-").split("-")[0].lower()
    return language if language in CODES else None


def prepare() -> None:
    """Read all catalogues; else each is read when the first sentence is said in it."""
    for code in CODES:
        _sentences(code)


def files_of(code: str) -> dict[str, Catalog]:
    """A language's catalogues as they are written, by the names of their files."""
    read = dict[str, Catalog]()
    for path in sorted((LOCALES / code).glob("*.po")):
        with path.open("rb") as file:
            read[path.name] = read_po(file, locale=code)
    return read


class _Filled(Formatter):
    """Fills places; "," groups a number as the language spoken does."""

    def format_field(self, value: object, spec: str) -> str:
        if spec == "," and isinstance(value, int):
            return format_decimal(value, locale=_code.get())
        return str(super().format_field(value, spec))


_FILLED = _Filled()


@cache
def _sentences(code: str) -> NullTranslations:
    if code == ENGLISH:
        return NullTranslations()
    whole = Catalog(locale=code)
    for catalogue in files_of(code).values():
        for message in catalogue:
            if message.id and not message.fuzzy:
                whole.add(message.id, message.string)
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)
