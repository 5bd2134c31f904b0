"""The nouns of feeds: what a feed lists, what is remembered of it, and who follows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from bot.notice import NoticeKind
from bot.story import GuildId, MemberId, Published, StoryId
from bot.subscription import FeedId

EntryId = NewType("EntryId", int)

# How long is waited between two looks at a feed whose rhythm isn't known.
UNKNOWN_RHYTHM = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `title` is never empty; `link` is absolute and http(s), None where there is none.

    `published` is what the feed claims, even where that lies in the future; `updated` is when it
    says that it changed the entry last. `summary` is plain text, cut at LONGEST_SUMMARY characters;
    `content` are the paragraphs of the entry's own text, joined by one empty line, empty where the
    feed gives a summary alone. `categories` are the feed's own words for what it is about.
    """

    title: str
    link: str | None = None
    guid: str | None = None
    published: Published | None = None
    summary: str = ""
    authors: tuple[str, ...] = ()
    content: str = ""
    categories: tuple[str, ...] = ()
    updated: Published | None = None


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


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names; the title is the page's word for it."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry as one look saw it.

    `keys` are what it is known by, surest first. `page` is the address of a page of its own, None
    where it shares one with other entries. Another `letters` means that its words have changed;
    another `wording` alone may be a number, a date or a counter.
    """

    entry: Entry
    keys: tuple[str, ...]
    page: str | None
    letters: str
    wording: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last answer is known by, sent so that an unchanged feed isn't sent again."""

    etag: str | None = None
    last_modified: str | None = None


NONE_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between two looks. Times are aware UTC.

    `known` are the validators of the last full answer and `known_at` its time; `body` is a digest
    of its content. `error` is the last failure in words, None after a success.
    """

    address: str
    next_look: datetime
    wait: timedelta = UNKNOWN_RHYTHM
    known: Validators = NONE_KNOWN
    known_at: datetime | None = None
    body: str | None = None
    failures: int = 0
    error: str | None = None
    moving_to: str | None = None
    moving_looks: int = 0
    is_seeded: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a feed came to: its next state, and its entries where their document is new.

    `title` and `site` are the feed's own. With `is_late` the feed couldn't be looked at for so long
    that only the newest of what is new is announced by itself.
    """

    feed: FeedId
    state: FeedState
    notice: NoticeKind | None = None
    title: str = ""
    site: str | None = None
    sightings: tuple[Sighting, ...] | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed whose look is due."""

    id: FeedId
    host: str
    state: FeedState


@dataclass(frozen=True, slots=True)
class DueEntry:
    """An entry whose story is to be fetched: a new one, or a changed one of the story `story`.

    `tries` counts the attempts, this one included. `outlet` is the feed's own title. What
    `is_quiet` is announced to nobody; what `is_backlog` is one of many after an outage.
    """

    id: EntryId
    feed: FeedId
    host: str
    entry: Entry
    page: str | None
    tries: int
    outlet: str = ""
    is_quiet: bool = False
    is_backlog: bool = False
    story: StoryId | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """That a server follows a feed: under which title, in which folders, since when, by whom."""

    guild: GuildId
    feed: FeedId
    title: str
    by: MemberId
    at: datetime
    folders: tuple[str, ...] = ()
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A feed as a server sees it: its own words for it, and how the last looks went.

    `stories` counts what the feed has brought so far.
    """

    follow: Follow
    state: FeedState
    site: str | None = None
    stories: int = 0
