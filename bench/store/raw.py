"""The same rows by hand through sqlite3: what the store's way of writing is measured against."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.store import raw_events
from bot.store.engine.columns import EPOCH, MILLISECOND
from bot.store.engine.keys import address_key, name_key, text_key
from bot.store.engine.sqlite import PRAGMAS
from bot.story import Article, Reading, Span


def connected(path: Path) -> sqlite3.Connection:
    """A connection with the settings that the store's writer has."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def keep(
    connection: sqlite3.Connection,
    article: Article,
    reading: Reading,
    *,
    guild: int,
    times: tuple[datetime, datetime],
) -> None:
    """Put a story that isn't there yet on a shelf; call it in a transaction.

    `times` are when it is taken in, and since when stories are new enough to be compared.
    """
    run = connection.execute
    key = text_key(article.headline, article.body)
    at, week = ((moment - EPOCH) // MILLISECOND for moment in times)
    address = address_key(article.url or "")
    assert run("SELECT story_id FROM address WHERE key = ?", (address,)).fetchone() is None
    outlet = _found_or_made(connection, "outlet", {"key": name_key(article.outlet or "")})
    row = (article.url, article.outlet, outlet)
    story = run("INSERT INTO story (url, outlet, outlet_id, revision) VALUES (?,?,?,1)", row)
    run("INSERT INTO address VALUES (?,?,?)", (address, article.url, story.lastrowid))
    published = article.published and (article.published.moment - EPOCH) // MILLISECOND
    text = run(
        "INSERT INTO text (story_id, revision, headline, body, byline, published, is_day_only,"
        " is_partial, key, taken_at) VALUES (?,1,?,?,?,?,0,0,?,?)",
        (
            *(story.lastrowid, article.headline, article.body),
            *(json.dumps(article.byline), published, key, at),
        ),
    ).lastrowid
    _read(connection, text or 0, article.body, reading)
    shelf = run(
        "INSERT INTO shelf (guild_id, story_id, text_id, outlet_id, taken_at) VALUES (?,?,?,?,?)",
        (guild, story.lastrowid, text, outlet, at),
    ).lastrowid
    _count(connection, (guild, outlet, shelf or 0, text or 0))
    ids = (story.lastrowid or 0, text or 0)
    raw_events.tell(connection, ids, reading, at=at, week=week)
    raw_events.announce(connection, ids[0], guild=guild, at=at)


def _count(connection: sqlite3.Connection, kept: tuple[int, int, int, int]) -> None:
    guild, outlet, shelf, text = kept
    run = connection.execute
    run(
        "INSERT INTO stock VALUES (?,?,1) ON CONFLICT DO UPDATE SET stories = stories + 1",
        (guild, outlet),
    )
    run(
        "INSERT INTO renown (guild_id, speaker_id, quotes, stories, newest)"
        " SELECT ?, speaker_id, count(*), 1, text_id FROM quote WHERE text_id = ? GROUP BY 2"
        " ON CONFLICT DO UPDATE SET quotes = quotes + excluded.quotes, stories = stories + 1,"
        " newest = excluded.newest",
        (guild, text),
    )
    run(
        "INSERT INTO heard (guild_id, speaker_id, outlet_id, stories)"
        " SELECT DISTINCT ?, speaker_id, ?, 1 FROM quote WHERE text_id = ?"
        " ON CONFLICT DO UPDATE SET stories = stories + 1",
        (guild, outlet, text),
    )
    run(
        "INSERT INTO saying SELECT ?, speaker_id, ?, count(*) FROM quote WHERE text_id = ?"
        " GROUP BY 2",
        (guild, shelf, text),
    )


def _read(connection: sqlite3.Connection, text: int, body: str, reading: Reading) -> None:
    summary = reading.summary
    parts = (reading.sentences, summary.headline, summary.brief, summary.full, (), (), (), ())
    connection.execute(
        "INSERT INTO reading VALUES (?,?,?,1,?,?,?,?,?,?,?,?)",
        (text, reading.engine, reading.language, *map(_flat, parts)),
    )
    ids = {
        one.name: _found_or_made(
            connection, "speaker", {"key": name_key(one.name), "kind": one.kind.value}
        )
        for one in reading.speakers
    }
    places = {name: n for n, name in enumerate(ids)}
    connection.executemany(
        "INSERT INTO mention VALUES (?,?,?,?,?,?)",
        [
            (text, n, ids[one.name], one.name, one.role, json.dumps(one.spellings))
            for n, one in enumerate(reading.speakers)
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO alias VALUES (?,?,?)",
        [(name_key(s), ids[one.name], text) for one in reading.speakers for s in one.spellings],
    )
    connection.executemany(
        "INSERT INTO quote (text_id, place, kind, content, source, cue, speaker_id, mention, role,"
        " confidence, weight, words, named, paragraph) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (
                *(text, n, one.kind.value, _flat(one.content), _flat(one.source), _flat(one.cue)),
                *(ids[one.speaker or ""], places[one.speaker or ""], one.role, one.confidence),
                *(one.weight, one.words(body), one.named(body), 1),
            )
            for n, one in enumerate(reading.quotes)
        ],
    )


def _found_or_made(connection: sqlite3.Connection, table: str, row: dict[str, str]) -> int:
    where = " AND ".join(f"{column} = ?" for column in row)
    found = connection.execute(
        f"SELECT id FROM {table} WHERE {where}",  # noqa: S608 - our own names
        tuple(row.values()),
    ).fetchone()
    if found:
        return int(found[0])
    values = f"({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    made = connection.execute(f"INSERT INTO {table} {values}", tuple(row.values()))
    return made.lastrowid or 0


def _flat(spans: Sequence[Span]) -> str:
    return json.dumps([edge for span in spans for edge in (span.start, span.end)])
