"""How long finding a story's event takes among many candidates, beside keeping the story."""

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

from sqlalchemy import Connection, Engine, delete, select

from bench.store.newsroom import Newsroom
from bot.reading.traces import MOST_SIGNS, traces_of
from bot.store.engine import migrating, sqlite
from bot.store.engine.columns import EPOCH, MILLISECOND, WRITTEN
from bot.store.events import tellings
from bot.store.keeping import keeping
from bot.store.tables.event_tables import account, shingle, telling
from bot.store.tables.story_tables import text
from bot.story import GuildId, Reading, SpeakerKind, Subject

NOW = datetime(2026, 11, 20, tzinfo=UTC)
WEEK_S = 7 * 24 * 3600
NAMES, PEOPLE = 8, 20_000
# The candidates' numbers are those of texts as long as real ones, of which there are only so many.
TEXTS = 300
MEASURED = 150
# No candidate's text is read; to index them all would take longer than everything else.
BODY = "Told elsewhere."


def times(candidates: int) -> tuple[float, float]:
    """Milliseconds of processor time: for a story's event, and for keeping the story with that."""
    newsroom = Newsroom(3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speed.sqlite3"
        engine = sqlite.writer_engine(path)
        with engine.begin() as connection:
            migrating.upgrade(connection)
        with closing(sqlite3.connect(path)) as raw:
            _fill(raw, candidates, newsroom)
        found = [_timed(engine, newsroom) for _ in range(MEASURED)]
        engine.dispose()
    places, keeps = zip(*found, strict=True)
    return _middle(places), _middle(keeps)


def _timed(engine: Engine, newsroom: Newsroom) -> tuple[float, float]:
    article, read = newsroom.story()
    chance = random.Random(article.headline)
    read = _about(read, chance)
    read = replace(read, traces=traces_of(article, read).packed)
    taken = keeping.Taken(guild=GuildId(1), now=NOW)
    with engine.begin() as connection:
        start = process_time()
        kept = keeping.keep(connection, article, read, taken)
        whole = process_time() - start
        text_id = _forgotten(connection, kept.story)
        start = process_time()
        tellings.place(connection, (kept.story, text_id), article, read, NOW)
        return (process_time() - start) * 1000, whole * 1000


def _forgotten(connection: Connection, story_id: int) -> int:
    for table in (telling, shingle, account):
        connection.execute(delete(table).where(table.c.story_id == story_id))
    return int(connection.scalars(select(text.c.id).where(text.c.story_id == story_id)).one())


def _about(read: Reading, chance: random.Random) -> Reading:
    names = (f"Person {n}" for n in _people(chance))
    return replace(read, subjects=tuple(Subject(name, SpeakerKind.PERSON, 1) for name in names))


def _people(chance: random.Random) -> set[int]:
    """Some of PEOPLE, as uneven as in life: the first one is named in every tenth story."""
    return {min(int(chance.paretovariate(0.35)), PEOPLE) for _ in range(NAMES)}


def _fill(raw: sqlite3.Connection, candidates: int, newsroom: Newsroom) -> None:
    chance = random.Random(5)
    raw.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    stories = [newsroom.story() for _ in range(TEXTS)]
    packed = [traces_of(article, reading).packed for article, reading in stories]
    topics = [(n, f"person {n}") for n in range(1, PEOPLE + 1)]
    raw.executemany("INSERT INTO topic VALUES (?, ?)", topics)
    for n in range(1, candidates + 1):
        at = NOW - timedelta(seconds=WEEK_S * (candidates - n) / candidates)
        ms = (at - EPOCH) // MILLISECOND
        people = _people(chance)
        raw.execute(
            "INSERT INTO story (id, url, outlet, revision) VALUES (?, ?, ?, 1)",
            (n, f"https://old.example/{n}", f"Old {n % 40}"),
        )
        raw.execute(
            "INSERT INTO text (id, story_id, revision, headline, body, byline, is_day_only,"
            " is_partial, key, taken_at) VALUES (?, ?, 1, ?, ?, '[]', 0, 0, ?, ?)",
            (n, n, f"Old story {n}", BODY, f"k{n}", ms),
        )
        raw.execute("INSERT INTO telling VALUES (?, ?, ?, ?)", (n, n, n, ms))
        raw.executemany("INSERT INTO shingle VALUES (?, ?)", _shingles(n, chance))
        names = WRITTEN([f"person {one}" for one in people])
        raw.execute("INSERT INTO account VALUES (?, ?, ?)", (n, names, packed[n % TEXTS]))
        raw.executemany(
            "INSERT INTO about VALUES (?, 'person', ?, ?, ?, 1)",
            [(n, place, one, f"Person {one}") for place, one in enumerate(people)],
        )
    raw.commit()


def _shingles(story: int, chance: random.Random) -> Iterator[tuple[int, int]]:
    for number in chance.sample(range(2**32), MOST_SIGNS):
        yield number, story


def _middle(times: tuple[float, ...]) -> float:
    return sorted(times)[len(times) // 2]
