"""The rows by which a story is found among others and delivered, by hand through sqlite3."""

import sqlite3

from bot.reading.traces import Traces
from bot.store.engine.columns import WRITTEN
from bot.store.engine.keys import name_key
from bot.story import Reading


def announce(connection: sqlite3.Connection, story: int, *, guild: int, at: int) -> None:
    """Say that the story is there to be delivered."""
    connection.execute(
        "INSERT INTO reach (story_id, guild_id, feed_id, is_backlog) VALUES (?,?,0,0)",
        (story, guild),
    )
    connection.execute(
        "INSERT INTO announcement (story_id, revision, made_at, is_major, is_open, post_at,"
        " plain_reach, plain_at, other_reach, other_at, turn) VALUES (?,1,?,0,1,0,0,0,0,0,0)",
        (story, at),
    )


def tell(
    connection: sqlite3.Connection, ids: tuple[int, int], reading: Reading, *, at: int, week: int
) -> None:
    """Say what a story is about, with an event of its own; `ids` are the story's and the text's.

    What it is compared by stays for a week alone: it is left out where `at` is before `week`.
    """
    story, text = ids
    run = connection.execute
    names = sorted({name_key(one.name) for one in reading.subjects})
    connection.executemany(
        "INSERT INTO topic (key) VALUES (?) ON CONFLICT DO NOTHING", [(name,) for name in names]
    )
    connection.executemany(
        "INSERT INTO about SELECT ?, ?, ?, id, ?, ? FROM topic WHERE key = ?",
        [
            (text, one.kind.value, place, one.name, one.mentions, name_key(one.name))
            for place, one in enumerate(reading.subjects)
        ],
    )
    run("INSERT INTO telling VALUES (?,?,?,?)", (story, story, text, at))
    if at >= week:
        run("INSERT INTO account VALUES (?,?,?)", (story, WRITTEN(names), reading.traces))
        signs = sorted(Traces.unpacked(reading.traces).signs)
        connection.executemany("INSERT INTO shingle VALUES (?,?)", [(n, story) for n in signs])
