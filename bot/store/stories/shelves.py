"""What stands on a server's shelf: the statements that every list of stories or quotes starts from.

Statements are built once and take their values as parameters (`guild`, `upto`, `size`, `skipped`
and those of `Asked`): building one takes longer than running it. `speaker` is whom the server is
shown.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    bindparam,
    func,
    select,
)

from bot.store.engine.asked import Page
from bot.store.engine.columns import Id
from bot.store.tables.story_tables import shelf, story, text
from bot.store.tables.tally_tables import renown, saying
from bot.story import GuildId, Listing, Published, StoryId, StoryLine

Made = TypeVar("Made")

GUILD = bindparam("guild", type_=shelf.c.guild_id.type)
SPEAKER = bindparam("speaker", type_=Id)
SIZE = bindparam("size", type_=Integer)
SKIPPED = bindparam("skipped", type_=Integer)

ON_SHELF = select(shelf.c.id).where(
    shelf.c.guild_id == GUILD, shelf.c.story_id == bindparam("story")
)

# Where a statement begins with a few quotes or names: the sum keeps SQLite from beginning with all
# that is on the shelf (at 10,000 stories: 146 ms and not 1).
HERE = shelf.c.guild_id + 0 == GUILD


# What is counted of the speaker asked for, and what that speaker says in which story.
IS_KNOWN = and_(renown.c.guild_id == GUILD, renown.c.speaker_id == SPEAKER)
SAID_HERE = and_(saying.c.guild_id == GUILD, saying.c.speaker_id == SPEAKER)


def is_newest(one: FromClause) -> ColumnElement[bool]:
    """Joins a text to its story where it is that story's newest."""
    return and_(one.c.story_id == story.c.id, one.c.revision == story.c.revision)


def shelved(*columns: Any) -> Select[Any]:  # noqa: ANN401 - whatever is selected
    """Columns of what a server has on its shelf: shelf, story and newest text joined."""
    return (
        select(*columns)
        .select_from(shelf)
        .join(story, story.c.id == shelf.c.story_id)
        .join(text, text.c.id == shelf.c.text_id)
        .where(shelf.c.guild_id == GUILD)
    )


def totalled(found: Subquery, all_of_them: Select[Any] | None) -> Select[Any]:
    """The columns of what was found with the `total` of its rows: `all_of_them`, or counted."""
    counted_here = func.count().over()
    total = counted_here if all_of_them is None else all_of_them.scalar_subquery()
    return select(found, total.label("total")).limit(SIZE).offset(SKIPPED)


def counted(all_of_them: Select[Any], later: Select[Any]) -> Select[Any]:
    """How many are counted, less those that came later."""
    return select(all_of_them.scalar_subquery() - func.coalesce(later.scalar_subquery(), 0))


def limit_to(name: str) -> ColumnElement[bool]:
    """What the parameter of that name asks of a story."""
    told = func.coalesce(text.c.published, shelf.c.taken_at, type_=text.c.published.type)
    limits: dict[str, ColumnElement[bool]] = {
        "outlet": shelf.c.outlet_id == bindparam("outlet"),
        "since": told >= bindparam("since"),
        "until": told <= bindparam("until"),
        "upto": shelf.c.id <= PLACE,
    }
    return limits[name]


def newest_of(connection: Connection, guild: GuildId, page: Page) -> StoryId | None:
    """The story that a list ends at: the one the page names while it is there, else the newest."""
    named = page.upto and connection.scalar(NAMED, {"guild": guild, "upto": page.upto})
    return named or connection.scalar(NEWEST, {"guild": guild})


def listing(
    connection: Connection,
    statements: tuple[Select[Any], Select[Any]],
    given: dict[str, Any],
    page: Page,
    made: Callable[[Row[Any]], Made],
) -> Listing[Made]:
    """A page of a list, each row `made` into what is listed.

    `statements` are that of the page, whose rows tell the `total` of all pages, and that of the
    total, which is asked where the page is empty. `given` has the list's end as `upto`.
    """
    statement, total = statements
    rows = connection.execute(statement, given | page.given).all()
    return Listing(
        rows=tuple(map(made, rows)),
        page=page.number,
        total=rows[0].total if rows else connection.scalar(total, given) or 0,
        upto=given["upto"],
    )


# What `line` needs of a row of `shelved`.
LINE = (
    story.c.id.label("story_id"),
    story.c.outlet,
    story.c.url,
    text.c.revision,
    text.c.headline,
    text.c.published,
    text.c.is_day_only,
    shelf.c.taken_at,
)


def line(row: Row[Any]) -> StoryLine:
    """The story of a row with the columns `LINE`."""
    return StoryLine(
        id=StoryId(row.story_id),
        headline=row.headline,
        outlet=row.outlet,
        url=row.url,
        published=published(row),
        taken_at=row.taken_at,
        revision=row.revision,
    )


def published(row: Row[Any]) -> Published | None:
    """When the text of a row was published."""
    if row.published is None:
        return None
    return Published(moment=row.published, is_day_only=row.is_day_only)


_last = shelf.alias()
PLACE = (
    select(_last.c.id)
    .where(_last.c.guild_id == GUILD, _last.c.story_id == bindparam("upto"))
    .scalar_subquery()
)
_here = select(shelf.c.story_id).where(shelf.c.guild_id == GUILD)
SAID_BY_THEN = saying.c.shelf_id <= PLACE
NAMED = _here.where(shelf.c.story_id == bindparam("upto"))
NEWEST = _here.order_by(shelf.c.id.desc()).limit(1)
