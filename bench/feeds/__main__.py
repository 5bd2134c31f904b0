"""Reads a folder of real feeds beside two parsers, in one run: `python -m bench.feeds [DIR]`.

Fails where a feed raises, where an entry lacks title, link or identity, or where either parser
finds more entries than the project's reader, or where a feed of 5 MB holds the event loop longer
than MOST_MS. Rates are entries per second of CPU time.
"""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import fastfeedparser
import feedparser

from bench.feeds.holding import MOST_MS, held
from bot.feed import Feed
from bot.wire.feed import feed_from
from bot.wire.identity import identities

FEEDS = Path(__file__).resolve().parents[2] / "../shared/feeds"
ADDRESS = "https://feeds.example/feed.xml"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FEEDS
    if not folder.is_dir():
        print(f"no feeds in {folder}")
        return 0
    feeds = {
        path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.stem.isalnum()
    }
    feeds.pop("LICENSE", None)
    read = {name: feed_from(content, ADDRESS) for name, content in feeds.items()}
    faults = [fault for name, feed in read.items() for fault in faults_of(name, feed, feeds[name])]
    entries = sum(len(feed.entries) for feed in read.values())
    dated = sum(entry.published is not None for feed in read.values() for entry in feed.entries)
    print(f"{len(read)} feeds, {entries} entries, {dated} with a date")
    for name, parse in PARSERS.items():
        seconds = cpu_seconds(parse, list(feeds.values()))
        print(f"{name}: {entries / seconds:,.0f} entries a second")
    entries, longest = held()
    print(f"a 5 MB feed of {entries} entries holds the loop for {longest:.0f} ms of CPU at most")
    if longest > MOST_MS:
        faults.append(f"the loop was held for {longest:.0f} ms")
    print("\n".join(faults) or "no faults")
    return 1 if faults else 0


def faults_of(name: str, feed: Feed, content: bytes) -> list[str]:
    faults = [f"{name}: no title" for entry in feed.entries if not entry.title]
    faults += [f"{name}: no link" for entry in feed.entries if not entry.link]
    first = [keys[0] for keys in identities(feed)]
    if len(set(first)) < len(first):
        faults.append(f"{name}: {len(first) - len(set(first))} entries share an identity")
    counts = [count(parse, content) for parse in PARSERS.values()]
    if max(counts) > len(feed.entries):
        faults.append(f"{name}: {len(feed.entries)} entries against {max(counts)}")
    return faults


def count(parse: Callable[[bytes], int], content: bytes) -> int:
    try:
        return parse(content)
    except Exception:  # noqa: BLE001 - a parser that breaks has found nothing
        return 0


def cpu_seconds(parse: Callable[[bytes], int], contents: list[bytes]) -> float:
    started = time.process_time()
    for content in contents:
        count(parse, content)
    return time.process_time() - started


PARSERS: dict[str, Callable[[bytes], int]] = {
    "this reader": lambda content: len(feed_from(content, ADDRESS).entries),
    "feedparser as it comes": lambda content: len(feedparser.parse(io.BytesIO(content)).entries),
    "feedparser without sanitising": lambda content: len(
        feedparser.parse(
            io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False
        ).entries
    ),
    "fastfeedparser": lambda content: len(fastfeedparser.parse(content).entries),
}


if __name__ == "__main__":
    sys.exit(main())
