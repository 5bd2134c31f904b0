"""Says a sentence in the language that is spoken at the moment: gettext's names and catalogues.

The English sentence in the code is the key; `locales/<code>.po` beside this file has the others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).with_name("locales")
ENGLISH = "en"
CODES = (ENGLISH, *sorted(path.stem for path in LOCALES.glob("*.po")))
_code = ContextVar("language", default=ENGLISH)


def _(text: str, **given: object) -> str:
    """The sentence in the language spoken, with what is given in the places named in braces."""
    said = _catalogue(_code.get()).gettext(text)
    return said.format(**given) if given else said


def ngettext(one: str, many: str, count: int, **given: object) -> str:
    """The form of the sentence that goes with `count`, which it may name too."""
    said = _catalogue(_code.get()).ngettext(one, many, count)
    return said.format(count=count, **given)


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


def known(code: str) -> str:
    """The one of `CODES` that a language or locale is spoken in."""
    language = code.replace("_", "-").split("-")[0].lower()
    return language if language in CODES else ENGLISH


@cache
def _catalogue(code: str) -> NullTranslations:
    """A language's sentences; reading them takes a moment, the first time."""
    if code == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with (LOCALES / f"{code}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
