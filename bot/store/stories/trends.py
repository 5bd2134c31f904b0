"""Who is quoted most in a server's stories over a time: how often, by day and by outlet.

A story counts for the day on which it was published, or taken in where that isn't told; a quote
for the speaker under whom the server is shown it, as in `tally.py`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    type_coerce,
)

from bot.store.engine.columns import Id
from bot.store.engine.database import Database
from bot.store.stories import joins, outlets, speakers
from bot.store.stories.shelves import GUILD, HERE
from bot.store.tables.story_tables import joined, quote, shelf, text
from bot.story import GuildId, OutletId, SpeakerId

MOST_SPEAKERS = 10
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Term:
    """Days from `first` to `last`, both among them, counted from 1970 in UTC."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many there are."""
        return self.last - self.first + 1

    def moved(self, terms: int) -> "Term":
        """As many days, so many times their number later."""
        by = terms * self.days
        return Term(self.first + by, self.last + by)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose quotes are counted: in which days, of one outlet or speaker alone where given."""

    term: Term
    outlet: OutletId | None = None
    speaker: SpeakerId | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """One speaker: quotes and stories in the time asked for, and quotes in as long before it.

    `days` has the quotes of each day with any, `outlets` those of each outlet, the most first;
    None stands for stories that name no outlet.
    """

    speaker: SpeakerId
    name: str
    quotes: int
    stories: int
    before: int
    days: tuple[tuple[int, int], ...]
    outlets: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The most quoted, the first the most; `quotes` and `before` count those of all speakers."""

    term: Term
    rows: tuple[Quoted, ...]
    quotes: int
    speakers: int
    before: int
    has_stories: bool


class Trends:
    """Who is quoted most. Any call may raise StoreBusy or StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def most_quoted(self, guild: GuildId, asked: Asked) -> Trend:
        """At most MOST_SPEAKERS, with what is the same in all: see `Trend`."""
        return await self._database.read(most_quoted, guild, asked)


def most_quoted(connection: Connection, guild: GuildId, asked: Asked) -> Trend:
    """See `Trends.most_quoted`."""
    given: dict[str, Any] = {
        "guild": guild,
        "before": _moment(asked.term.moved(-1).first),
        "since": _moment(asked.term.first),
        "until": _moment(asked.term.last + 1),
        "outlet": asked.outlet,
    }
    if asked.speaker is not None:
        given["voices"] = [joins.voice(connection, guild, asked.speaker)]
    counted = connection.execute(
        _counted(has_outlet=asked.outlet is not None, has_voices="voices" in given), given
    ).all()
    top = [row for row in counted if row.quotes][:MOST_SPEAKERS]
    return Trend(
        term=asked.term,
        rows=_quoted(connection, guild, top, given),
        quotes=sum(row.quotes for row in counted),
        speakers=sum(1 for row in counted if row.quotes),
        before=sum(row.before for row in counted),
        has_stories=connection.scalar(ANY_STORY, given) is not None,
    )


def _quoted(
    connection: Connection, guild: GuildId, top: Sequence[Any], given: dict[str, Any]
) -> tuple[Quoted, ...]:
    voices = [row.voice for row in top]
    given = given | {"voices": voices}
    cells = connection.execute(_cells(has_outlet=given["outlet"] is not None), given).all()
    days: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    papers: dict[int, dict[int | None, int]] = defaultdict(lambda: defaultdict(int))
    for row in cells:
        days[row.voice][row.day] += row.quotes
        papers[row.voice][row.outlet_id] += row.quotes
    names = {line.id: line.name for line in speakers.lines_of(connection, guild, voices)}
    called = {line.id: line.name for line in outlets.all_of(connection, guild)}
    return tuple(
        Quoted(
            speaker=SpeakerId(row.voice),
            name=names.get(row.voice, ""),
            quotes=row.quotes,
            stories=row.stories,
            before=row.before,
            days=tuple(sorted(days[row.voice].items())),
            outlets=_named(papers[row.voice], called),
        )
        for row in top
    )


def _named(
    counts: dict[int | None, int], called: dict[OutletId, str]
) -> tuple[tuple[str | None, int], ...]:
    named = [(called.get(OutletId(key or 0)), count) for key, count in counts.items()]
    return tuple(sorted(named, key=lambda one: (-one[1], one[0] or "")))


def _moment(day: int) -> datetime:
    return EPOCH + timedelta(days=day)


MOMENT = text.c.published.type
VOICE = func.coalesce(joined.c.into_id, quote.c.speaker_id)
VOICES = bindparam("voices", expanding=True, type_=Id)
SPOKEN = and_(joined.c.speaker_id == quote.c.speaker_id, joined.c.guild_id == shelf.c.guild_id)
_MEMBERS = select(joined.c.speaker_id).where(
    joined.c.guild_id == GUILD, joined.c.into_id.in_(VOICES)
)
TOLD = func.coalesce(text.c.published, shelf.c.taken_at, type_=MOMENT)
DAY = type_coerce(TOLD, BigInteger) // DAY_MS
IS_WITHIN = bindparam("since", type_=MOMENT) <= TOLD
ANY_STORY = select(shelf.c.id).where(shelf.c.guild_id == GUILD).limit(1)


def _told(*columns: Any, since: str, has_outlet: bool, has_voices: bool) -> Select[Any]:  # noqa: ANN401 - whatever is selected
    """Columns of the quotes with a speaker that the server's stories told from `since` on."""
    asked = (
        select(VOICE.label("voice"), *columns)
        .join_from(quote, shelf, shelf.c.text_id == quote.c.text_id)
        .join(text, text.c.id == shelf.c.text_id)
        .outerjoin(joined, SPOKEN)
        .where(quote.c.speaker_id.is_not(None))
        .where(bindparam(since, type_=MOMENT) <= TOLD, bindparam("until", type_=MOMENT) > TOLD)
        .where(HERE if has_voices else shelf.c.guild_id == GUILD)
    )
    if has_outlet:
        asked = asked.where(shelf.c.outlet_id == bindparam("outlet"))
    if has_voices:
        asked = asked.where(or_(quote.c.speaker_id.in_(VOICES), quote.c.speaker_id.in_(_MEMBERS)))
        # One who is joined to another is no voice here, also where it is one of those asked for.
        asked = asked.where(VOICE.in_(VOICES))
    return asked


@cache
def _counted(*, has_outlet: bool, has_voices: bool) -> Select[Any]:
    """All speakers quoted in the time or in the one before, the most quoted in the time first."""
    quotes = func.sum(case((IS_WITHIN, 1), else_=0)).label("quotes")
    stories = func.count(case((IS_WITHIN, shelf.c.text_id)).distinct()).label("stories")
    before = func.sum(case((IS_WITHIN, 0), else_=1)).label("before")
    asked = _told(
        quotes, stories, before, since="before", has_outlet=has_outlet, has_voices=has_voices
    )
    return asked.group_by(VOICE).order_by(quotes.desc(), stories.desc(), VOICE)


@cache
def _cells(*, has_outlet: bool) -> Select[Any]:
    """How often each of the voices is quoted on each day by each outlet."""
    columns = (DAY.label("day"), shelf.c.outlet_id, func.count().label("quotes"))
    asked = _told(*columns, since="since", has_outlet=has_outlet, has_voices=True)
    return asked.group_by(VOICE, DAY, shelf.c.outlet_id)
