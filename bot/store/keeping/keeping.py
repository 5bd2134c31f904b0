"""Puts an article and its reading away as a story on a server's shelf."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.store.deliveries.fanning import Arrival, announce, announce_revision
from bot.store.engine.keys import address_key, name_key, text_key
from bot.store.engine.rows import add_row
from bot.store.events import tellings
from bot.store.keeping.erasing import forget_unused
from bot.store.stories import readings, subjects, tally
from bot.store.stories.shelves import GUILD, ON_SHELF, is_newest
from bot.store.tables.story_tables import address, outlet, removed, shelf, story, text
from bot.story import Article, GuildId, Kept, Outcome, Reading, StoryId


@dataclass(frozen=True, slots=True)
class Taken:
    """On which server an article was taken in, and when."""

    guild: GuildId
    now: datetime


@dataclass(frozen=True, slots=True)
class Newest:
    """What is asked of a story's newest text before the story is shelved or revised.

    `id` is the text's own number. Of a story that `is_new`, no server can know anything.
    """

    id: int
    story_id: StoryId
    revision: int
    key: str
    is_partial: bool
    outlet: str | None
    outlet_id: int | None
    is_new: bool = False


def keep(connection: Connection, article: Article, reading: Reading, taken: Taken) -> Kept:
    """The story that the article became: a new one, one that was here, or one revised by it.

    An address leads to one story for all servers; a text without one belongs to its server. A
    text cut short by a paywall doesn't replace a whole one.
    """
    newest, is_revised = write_story(connection, article, reading, taken)
    is_new = put_on_shelf(connection, newest, taken)
    if is_new:
        arrival = Arrival(taken.guild, taken.now)
        announce(connection, (newest.story_id, newest.revision), arrival)
    outcome = Outcome.NEW if is_new else Outcome.REVISED if is_revised else Outcome.SAME
    return Kept(story=newest.story_id, revision=newest.revision, outcome=outcome)


def write_story(
    connection: Connection, article: Article, reading: Reading, taken: Taken
) -> tuple[Newest, bool]:
    """The newest text of the story that the article is of, and whether this revised it.

    No shelf changes but those that have the story already.
    """
    story_id = _known(connection, article, taken.guild)
    if story_id is None:
        return _new(connection, article, reading, taken), False
    is_revised = revise(connection, story_id, article, reading, taken.now)
    _remember_addresses(connection, story_id, article)
    return newest_text(connection, story_id), is_revised


def newest_text(connection: Connection, story_id: int) -> Newest:
    """A story's newest text, of a story that is there."""
    return Newest(*connection.execute(NEWEST, {"story": story_id}).one())


def shelve(connection: Connection, newest: Newest, own: Mapping[str, Any]) -> None:
    """Put a story on the shelf of a server that hasn't got it there.

    `own` is what the story doesn't tell of the row: the server, when it was taken in, and the
    row's number where it had one.
    """
    story_id, guild = newest.story_id, own["guild_id"]
    if not newest.is_new:
        connection.execute(NO_MORE_REMOVED, {"guild": guild, "story": story_id})
    row = {"story_id": story_id, "text_id": newest.id, "outlet_id": newest.outlet_id}
    add_row(connection, shelf, row | dict(own))
    tally.add(connection, story_id, newest.id, guild)


def _known(connection: Connection, article: Article, guild: GuildId) -> int | None:
    """The story at the article's address, else at another of its addresses, else of its text."""
    for url in _addresses(article):
        if (found := connection.scalar(AT, {"key": address_key(url)})) is not None:
            return int(found)
    if article.url is not None:
        return None
    key = text_key(article.headline, article.body)
    own = select(story.c.id).where(story.c.guild_id == guild, story.c.text_key == key)
    return connection.scalar(own)


def _new(connection: Connection, article: Article, reading: Reading, taken: Taken) -> Newest:
    is_shared = article.url is not None
    key = text_key(article.headline, article.body)
    outlet_id = _outlet_id(connection, article.outlet)
    row = {
        "guild_id": None if is_shared else taken.guild,
        "text_key": None if is_shared else key,
        "url": article.url,
        "outlet": article.outlet,
        "outlet_id": outlet_id,
        "revision": 1,
    }
    story_id = add_row(connection, story, row)
    text_id = _write(connection, story_id, article, reading, (1, taken.now))
    tellings.place(connection, (story_id, text_id), article, reading, taken.now)
    _add_addresses(connection, story_id, _by_key(article))
    about = (key, article.is_partial, article.outlet, outlet_id)
    return Newest(text_id, StoryId(story_id), 1, *about, is_new=True)


def revise(
    connection: Connection, story_id: int, article: Article, reading: Reading, now: datetime
) -> bool:
    """Whether the article changes the story: then its text is the newest one on every shelf."""
    newest = newest_text(connection, story_id)
    if not _is_change(newest, article):
        return False
    revision = newest.revision + 1
    text_id = _write(connection, story_id, article, reading, (revision, now))
    tally.subtract(connection, story_id, newest.id)
    if article.outlet is not None and article.outlet != newest.outlet:
        _set_outlet(connection, story_id, article.outlet, was=newest.outlet_id)
    connection.execute(update(story).where(story.c.id == story_id).values(revision=revision))
    connection.execute(update(shelf).where(shelf.c.story_id == story_id).values(text_id=text_id))
    tally.add(connection, story_id, text_id)
    told = replace(article, outlet=article.outlet or newest.outlet)
    tellings.replace(connection, (story_id, text_id), told, reading, now)
    announce_revision(connection, (StoryId(story_id), revision), now)
    return True


def _is_change(newest: Newest, article: Article) -> bool:
    if article.is_partial and not newest.is_partial:
        return False
    return bool(newest.key != text_key(article.headline, article.body))


def _write(
    connection: Connection,
    story_id: int,
    article: Article,
    reading: Reading,
    made: tuple[int, datetime],
) -> int:
    revision, now = made
    published = article.published
    row = {
        "story_id": story_id,
        "revision": revision,
        "headline": article.headline,
        "body": article.body,
        "byline": article.byline,
        "published": published and published.moment,
        "is_day_only": published is not None and published.is_day_only,
        "is_partial": article.is_partial,
        "key": text_key(article.headline, article.body),
        "taken_at": now,
    }
    text_id = add_row(connection, text, row)
    readings.write(connection, text_id, reading, article.body)
    subjects.write(connection, text_id, reading.subjects, article.topics)
    return text_id


def _remember_addresses(connection: Connection, story_id: int, article: Article) -> None:
    found = _by_key(article)
    if found:
        known = set(connection.scalars(REMEMBERED, {"keys": list(found)}))
        new = {key: url for key, url in found.items() if key not in known}
        _add_addresses(connection, story_id, new)


def _add_addresses(connection: Connection, story_id: int, found: Mapping[str, str]) -> None:
    rows = [{"key": key, "url": url, "story_id": story_id} for key, url in found.items()]
    if rows:
        connection.execute(ADD_ADDRESSES, rows)


def _by_key(article: Article) -> dict[str, str]:
    return {address_key(url): url for url in _addresses(article)}


def put_on_shelf(connection: Connection, newest: Newest, taken: Taken) -> bool:
    """Put the story on the server's shelf; whether it wasn't there before."""
    here = {"guild": taken.guild, "story": newest.story_id}
    if not newest.is_new and connection.scalar(ON_SHELF, here) is not None:
        return False
    shelve(connection, newest, {"guild_id": taken.guild, "taken_at": taken.now})
    return True


def _outlet_id(connection: Connection, name: str | None) -> int | None:
    if name is None:
        return None
    key = name_key(name)
    found = connection.scalar(OUTLET, {"key": key})
    if found is not None:
        return int(found)
    return add_row(connection, outlet, {"key": key})


def _set_outlet(connection: Connection, story_id: int, name: str, *, was: int | None) -> None:
    outlet_id = _outlet_id(connection, name)
    of_story = update(story).where(story.c.id == story_id)
    connection.execute(of_story.values(outlet=name, outlet_id=outlet_id))
    on_shelves = update(shelf).where(shelf.c.story_id == story_id)
    connection.execute(on_shelves.values(outlet_id=outlet_id))
    forget_unused(connection, was)


def _addresses(article: Article) -> tuple[str, ...]:
    return () if article.url is None else (article.url, *article.also_at)


# Built once: for each story, building them again took longer than running them.
AT = select(address.c.story_id).where(address.c.key == bindparam("key"))
REMEMBERED = select(address.c.key).where(
    address.c.key.in_(bindparam("keys", expanding=True, type_=address.c.key.type))
)
ADD_ADDRESSES = insert(address)
NO_MORE_REMOVED = delete(removed).where(
    removed.c.guild_id == GUILD, removed.c.story_id == bindparam("story")
)
OUTLET = select(outlet.c.id).where(outlet.c.key == bindparam("key"))
NEWEST = (
    select(text.c.id, text.c.story_id, text.c.revision, text.c.key, text.c.is_partial)
    .add_columns(story.c.outlet, story.c.outlet_id)
    .join_from(text, story, is_newest(text))
    .where(story.c.id == bindparam("story"))
)
