"""What an entry is known by, so that it stays one story however its feed changes around it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from yarl import URL

from bot.feed import Entry, Feed
from bot.wire.address import cleaned, is_home, site_of

# Shorter titles ("Weather", "In brief") come again with other stories.
_FEWEST_LETTERS = 12


def identities(feed: Feed) -> tuple[tuple[str, ...], ...]:
    """The keys of each entry, in the feed's order, surest first.

    Two entries that share a key, now or later, are the same story. Keys are the guid and the
    cleaned link, each where it is unique in its document, and site, path and title together (a
    feed may change its guids and move to another host at once); with none of them, title and day,
    and time and summary where those aren't unique either.
    """
    # An entry that stands in its document twice is still one.
    once = set(feed.entries)
    own = own_links(feed)
    unique = _unique(entry.guid for entry in once) | _unique(own[entry.link] for entry in once)
    days = _unique(_title_and_day(entry) for entry in once)
    return tuple(
        tuple(_keys(entry, own[entry.link], unique)) or _last_resort(entry, days)
        for entry in feed.entries
    )


def _keys(entry: Entry, link: str | None, unique: frozenset[str]) -> Iterator[str]:
    if entry.guid in unique:
        yield f"guid {entry.guid}"
    if link in unique:
        yield f"link {link}"
    if link is not None and len(letters := _letters(entry.title)) >= _FEWEST_LETTERS:
        yield f"place {site_of(link)} {URL(link).raw_path_qs} {letters}"


def _last_resort(entry: Entry, unique: frozenset[str]) -> tuple[str]:
    key = _title_and_day(entry)
    if key in unique:
        return (key,)
    rest = f"{entry.published} {entry.summary}"
    return (f"{key} {sha256(rest.encode()).hexdigest()[:16]}",)


def _unique(values: Iterable[str | None]) -> frozenset[str]:
    counted = Counter(values)
    return frozenset(value for value, times in counted.items() if value and times == 1)


def own_links(feed: Feed) -> dict[str | None, str | None]:
    """For each link in `feed` the address of a page that may be the entry's own.

    None for a home page and the feed's site; the same for http and https, with and without www.
    """
    site = cleaned(feed.link or "")
    return {link: _own(link, site) for link in {entry.link for entry in feed.entries}}


def _own(written: str | None, site: str | None) -> str | None:
    link = cleaned(written or "")
    if link is None or link == site or is_home(link):
        return None
    return "https://" + link.partition("://")[2].removeprefix("www.")


def _title_and_day(entry: Entry) -> str:
    day = entry.published.moment.date().isoformat() if entry.published else "no day"
    return f"title {day} {_letters(entry.title) or entry.title}"


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
