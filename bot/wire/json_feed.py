"""JSON Feed (jsonfeed.org, versions 1 and 1.1) made a feed's nouns."""

import json
from collections.abc import Iterator

from bot.errors import NoFeed
from bot.feed import Entry, Feed
from bot.wire.address import absolute
from bot.wire.dates import published_from
from bot.wire.json_ld import Json
from bot.wire.markup import categories_of, content_text, summary_text, title_text


def feed_from_json(text: str, address: str, most: int) -> Feed:
    """The feed in `text`, which came from `address`, with `most` entries at most. Raises NoFeed."""
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise NoFeed("broken JSON") from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NoFeed("JSON without items")
    link = absolute(_text(document, "home_page_url"), address)
    items = [item for item in document["items"][:most] if isinstance(item, dict)]
    return Feed(
        title=title_text(_text(document, "title")),
        link=link,
        entries=tuple(_entry(item, link or address) for item in items),
    )


def _entry(item: dict[str, Json], base: str) -> Entry:
    summary = summary_text(_text(item, "summary", "content_text", "content_html"))
    content = _text(item, "content_html", "content_text")
    tags = item.get("tags")
    guid = item.get("id")
    return Entry(
        title=title_text(_text(item, "title")),
        link=absolute(_text(item, "url", "external_url"), base),
        guid=str(guid) if isinstance(guid, str | int) and str(guid).strip() else None,
        published=published_from(_text(item, "date_published", "date_modified")),
        summary=summary,
        authors=tuple(_authors(item)),
        content=content_text(content),
        categories=categories_of(
            tag for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str)
        ),
        updated=published_from(_text(item, "date_modified")),
    )


def _authors(item: dict[str, Json]) -> Iterator[str]:
    given = item.get("authors") or [item.get("author")]
    for author in given if isinstance(given, list) else []:
        if isinstance(author, dict) and (name := title_text(_text(author, "name"))):
            yield name


def _text(node: dict[str, Json], *names: str) -> str | None:
    found = (node.get(name) for name in names)
    return next((text for text in found if isinstance(text, str) and text.strip()), None)
