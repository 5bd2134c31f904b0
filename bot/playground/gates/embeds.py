"""The limits of embeds."""

from collections.abc import Iterator

from bot.playground.gates.measures import Fault, address, count, keys, length, members, under
from bot.playground.world import Json

MOST_EMBEDS = 10
MOST_CHARACTERS = 6000
MOST_URL = 2048
MOST_TOLD = 4096
WEB = ("http", "https")
WEB_OR_FILE = ("http", "https", "attachment")
SHOWN = ("fields", "author", "footer", "image", "thumbnail", "timestamp")
KEYS = (
    *("type", "title", "description", "url", "timestamp", "color", "flags", "content_scan_version"),
    *("footer", "image", "thumbnail", "video", "provider", "author", "fields"),
)


def faults_of_embeds(form: Json) -> Iterator[Fault]:
    """What is wrong with a form's embeds, each and all together."""
    yield from count(form, "embeds", MOST_EMBEDS)
    for path, embed in members(form, "embeds"):
        yield from under(path, _faults_of(embed))
    characters = sum(characters_of(embed) for embed in form.get("embeds") or ())
    if characters > MOST_CHARACTERS:
        yield "embeds", f"Embed size exceeds maximum size of {MOST_CHARACTERS}"


def characters_of(embed: Json) -> int:
    """What an embed adds to the total of a message."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or ():
        texts += [field.get("name"), field.get("value")]
    return sum(len(text or "") for text in texts)


def is_empty(embed: Json) -> bool:
    """True where an embed shows nothing; blanks show nothing."""
    words = (embed.get("title") or "", embed.get("description") or "")
    return not any(word.strip() for word in words) and not any(embed.get(part) for part in SHOWN)


def _faults_of(embed: Json) -> Iterator[Fault]:
    yield from keys(embed, KEYS)
    yield from length(embed, "title", 256)
    yield from length(embed, "description", 4096)
    yield from address(embed, "url", MOST_URL, schemes=WEB)
    yield from count(embed, "fields", 25)
    for path, field in members(embed, "fields"):
        yield from under(path, _faults_of_field(field))
    footer = embed.get("footer") or {}
    yield from under("footer", length(footer, "text", 2048))
    yield from under("footer", address(footer, "icon_url", MOST_URL, schemes=WEB_OR_FILE))
    author = embed.get("author") or {}
    yield from under("author", length(author, "name", 256, least=int("author" in embed)))
    yield from under("author", address(author, "url", MOST_URL, schemes=WEB))
    yield from under("author", address(author, "icon_url", MOST_URL, schemes=WEB_OR_FILE))
    for part in ("image", "thumbnail"):
        picture = embed.get(part) or {}
        yield from under(part, address(picture, "url", MOST_URL, schemes=WEB_OR_FILE))
        yield from under(part, length(picture, "description", MOST_TOLD))


def _faults_of_field(field: Json) -> Iterator[Fault]:
    yield from keys(field, ("name", "value", "inline"))
    yield from length(field, "name", 256, least=1)
    yield from length(field, "value", 1024, least=1)
