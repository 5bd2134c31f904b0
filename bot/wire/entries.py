"""The nouns of feeds: a feed and its entries as they came, before anything is made of them."""

from dataclasses import dataclass

from bot.story import Published


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `title` is never empty; `link` is absolute and http(s), None where there is none.

    `published` is what the feed claims, even where that lies in the future. `summary` is plain
    text, cut at MOST_SUMMARY characters.
    """

    title: str
    link: str | None = None
    guid: str | None = None
    published: Published | None = None
    summary: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its site's address, its entries in its own order, its wished rhythm.

    `is_cut` means that the document ended before its last entry could.
    """

    title: str
    link: str | None
    entries: tuple[Entry, ...]
    every_s: int | None = None
    is_cut: bool = False
