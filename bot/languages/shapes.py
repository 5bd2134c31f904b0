"""Lists, days and hours in the shape that the language spoken gives them."""

from collections.abc import Iterable
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from bot.languages.speaking import known, spoken


def listed(parts: Iterable[str]) -> str:
    """The parts as a sentence names them: "a, b and c"."""
    # British English sets no comma before the last, as we do.
    locale = "en_GB" if spoken() == "en" else spoken()
    return format_list(list(parts), locale=locale)


def weekday(moment: date | datetime) -> str:
    """The name of the day: "Wednesday"."""
    return format_date(moment, "EEEE", locale=spoken())


def day_named(moment: date | datetime) -> str:
    """The day with its month: "3 November 2026"."""
    return format_date(moment, "long", locale="en_GB" if spoken() == "en" else spoken())


def called(code: str) -> str:
    """What the speakers of a language call it: "Deutsch"."""
    name = Locale.parse(known(code)).get_display_name()
    return name[0].upper() + name[1:] if name else code
