"""What one look at a feed saw of each entry, ready to be compared with earlier looks."""

from collections import defaultdict
from hashlib import blake2b

from bot.feed import Entry, Feed, Sighting
from bot.wire.feed import feed_from
from bot.wire.identity import identities, own_links
from bot.wire.wording import letters, wording


def sightings_from(
    content: bytes, address: str, *, charset: str | None = None
) -> tuple[Feed, tuple[Sighting, ...]]:
    """The feed of `feed_from` and its entries' sightings, in the feed's order. Raises NoFeed."""
    feed = feed_from(content, address, charset=charset)
    return feed, sightings_of(feed)


def sightings_of(feed: Feed) -> tuple[Sighting, ...]:
    """One sighting for each entry."""
    own = own_links(feed)
    shared = _shared_links(feed, own)
    return tuple(
        _sighting(entry, keys, None if own[entry.link] in shared else entry.link)
        for entry, keys in zip(feed.entries, identities(feed), strict=True)
    )


def _sighting(entry: Entry, keys: tuple[str, ...], page: str | None) -> Sighting:
    said = wording(entry.title, entry.summary, entry.content)
    updated = entry.updated.moment.isoformat() if entry.updated else ""
    return Sighting(
        entry=entry,
        keys=tuple(map(_digest, keys)),
        page=page,
        letters=_digest(letters(said)),
        wording=_digest(said + updated),
    )


def _shared_links(feed: Feed, own: dict[str | None, str | None]) -> frozenset[str | None]:
    """What is no entry's own link: none at all, and those of entries with different titles."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for entry in feed.entries:
        if (link := own[entry.link]) is not None:
            titles[link].add(letters(wording(entry.title)))
    return frozenset({None, *(link for link, named in titles.items() if len(named) > 1)})


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
