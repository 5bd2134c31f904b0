"""Time zones as members look for them: by city, country, zone or offset."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

MOST_FOUND = 25
# Below it a misspelt city finds others as well: "Berlni" scores 83 with Berlin, 73 with Bern.
LEAST_ALIKE = 80
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A zone of the list: its name, and what it is found by, folded."""

    name: str
    city: str
    words: str


def zones_like(typed: str, now: datetime, most: int = MOST_FOUND) -> tuple[str, ...]:
    """Names of zones that `typed` may mean, the likeliest first; all where nothing is typed.

    A city or country ("Germany"), a zone's own name, an offset at `now` ("UTC+1"), or something
    close to a city. Source of cities and countries: the time zone database's zone.tab.
    """
    wanted = _folded(typed)
    if offset := OFFSET.fullmatch(typed.strip()):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        minutes = -minutes if offset[1] == "-" else minutes
        return tuple(each.name for each in zones() if _minutes(each.name, now) == minutes)[:most]
    found = [each for each in zones() if wanted in each.words]
    found.sort(key=lambda each: _distance(each, wanted))
    if not found:
        cities = {each.name: each.city for each in zones()}
        alike = process.extract(
            wanted, cities, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=most
        )
        return tuple(name for _, _, name in alike)
    return tuple(each.name for each in found[:most])


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of exactly that name, whatever its case."""
    wanted = name.strip().casefold()
    return next((ZoneInfo(each.name) for each in zones() if each.name.casefold() == wanted), None)


def offset_of(zone: ZoneInfo, now: datetime) -> str:
    """How far the zone's wall clock is from UTC, as "UTC+5:30"."""
    minutes = _minutes(zone.key, now)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


@cache
def zones() -> tuple[Listed, ...]:
    """UTC and every zone with a place in it, in the order of their names."""
    data = files("tzdata") / "zoneinfo"
    countries = dict(_rows((data / "iso3166.tab").read_text(encoding="utf-8")))
    listed = [Listed("UTC", "utc", "utc universal time greenwich gmt")]
    for code, _, name, *note in _rows((data / "zone.tab").read_text(encoding="utf-8")):
        city = _folded(name.rpartition("/")[2])
        words = " ".join((_folded(name), _folded(countries[code]), *map(_folded, note)))
        listed.append(Listed(name, city, words))
    return (listed[0], *sorted(listed[1:], key=lambda each: each.name))


def _distance(each: Listed, wanted: str) -> tuple[bool, ...]:
    is_word = f" {wanted} " in f" {each.words} "
    return (not is_word, not each.city.startswith(wanted), wanted not in each.city)


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if not line.startswith("#")]


def _minutes(name: str, now: datetime) -> int:
    offset = now.astimezone(ZoneInfo(name)).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[_/]", " ", bare).casefold().split())
