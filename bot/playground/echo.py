"""How Discord gives back what a bot wrote: numbered, with defaults, addresses and counts."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import UTC, datetime, timedelta

from bot.playground.components import SELECTS, Kind, walked
from bot.playground.world import Attachment, Json, Message

DEFAULTS: dict[int, Json] = {
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
    Kind.CONTAINER: {"accent_color": None, "spoiler": False},
    Kind.THUMBNAIL: {"description": None, "spoiler": False},
    Kind.SEPARATOR: {"spacing": 1, "divider": True},
}
POLL_LASTS_H = 24


def of_embed(embed: Json, files: tuple[Attachment, ...]) -> Json:
    """An embed with its kind, and the addresses of pictures that came as files."""
    written = {"type": "rich", **{key: value for key, value in embed.items() if value is not None}}
    for part in ("image", "thumbnail"):
        if isinstance(written.get(part), dict):
            url = _served(written[part].get("url", ""), files)
            written[part] = {**written[part], "url": url, "proxy_url": url}
    return written


def own_files(message: Message) -> tuple[Attachment, ...]:
    """The files that stand for themselves: one that an embed shows isn't told a second time."""
    shown = {
        (embed.get(part) or {}).get("url")
        for embed in message.embeds
        for part in ("image", "thumbnail")
    }
    return tuple(file for file in message.attachments if file.url not in shown)


def of_components(parts: Iterable[Json], files: tuple[Attachment, ...]) -> tuple[Json, ...]:
    """Components with their numbers and defaults."""
    copies = deepcopy(tuple(parts))
    for number, part in enumerate(walked(copies), start=1):
        part.setdefault("id", number)
        for key, value in DEFAULTS.get(part["type"], {}).items():
            if part.get(key) is None:
                part[key] = value
        for item in (part, *(part.get("items") or ())):
            if "media" in item:
                item["media"] = _of_media(item["media"], number, files)
        _write_parts(part)
        if part["type"] == Kind.FILE:
            part.update(_of_file(part, number, files))
    return copies


def of_poll(poll: Json) -> Json:
    """A poll without votes."""
    ends = datetime.now(UTC) + timedelta(hours=poll.get("duration") or POLL_LASTS_H)
    answers = [{"answer_id": n, **answer} for n, answer in enumerate(poll["answers"], start=1)]
    return {
        "question": poll["question"],
        "answers": answers,
        "expiry": ends.isoformat(),
        "allow_multiselect": bool(poll.get("allow_multiselect")),
        "layout_type": poll.get("layout_type") or 1,
        "results": {"answer_counts": [], "is_finalized": False},
    }


def _write_parts(part: Json) -> None:
    for chosen in part.get("default_values") or ():
        chosen["id"] = str(chosen["id"])
    for item in part.get("items") or ():
        item.setdefault("description", None)
        item.setdefault("spoiler", False)


def _of_media(media: Json, number: int, files: tuple[Attachment, ...]) -> Json:
    url = _served(media.get("url", ""), files)
    return {"id": str(number), "url": url, "proxy_url": url, "width": None, "height": None}


def _of_file(part: Json, number: int, files: tuple[Attachment, ...]) -> Json:
    file = _of_media(part["file"], number, files)
    sizes = {attachment.url: (attachment.name, attachment.size) for attachment in files}
    name, size = sizes.get(file["url"], ("", 0))
    return {"file": file, "name": name, "size": size, "spoiler": bool(part.get("spoiler"))}


def _served(url: str, files: tuple[Attachment, ...]) -> str:
    for attachment in files:
        if url == f"attachment://{attachment.name}":
            return attachment.url
    return url
