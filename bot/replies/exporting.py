"""A server's replies as a file for its moderators: what they see, and so no address."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.moderation import Moderated

# Discord takes 10 MiB in a server without boosts.
MOST_BYTES = 8_000_000
# A table program takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = b"\xef\xbb\xbf"


class ExportForm(StrEnum):
    """What kind of file."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Export:
    """A file of `count` replies, the newest first; without the oldest where not `is_whole`."""

    name: str
    content: bytes = field(repr=False)
    count: int
    is_whole: bool


def exported(replies: Iterable[Moderated], form: ExportForm) -> Export:
    """As many of `replies` as fit into a file."""
    written = _lines(replies) if form is ExportForm.JSON else _rows(replies)
    pieces, size, is_whole = [], 0, True
    for piece in written:
        size += len(piece) + 2
        if size > MOST_BYTES:
            is_whole = False
            break
        pieces.append(piece)
    name = f"replies.{form}"
    if form is ExportForm.JSON:
        content = b"[\n" + b",\n".join(pieces) + b"\n]\n"
        return Export(name, content, len(pieces), is_whole)
    # Excel reads UTF-8 only where the file says that it is.
    content = b"".join((_BOM, _row(COLUMNS), *pieces))
    return Export(name, content, len(pieces), is_whole)


COLUMNS = (
    "id", "story", "answers", "state", "name", "comment", "account", "written_at",
    "decided_by", "decided_at", "reason", "matched",
)  # fmt: skip


def _values(one: Moderated) -> tuple[object, ...]:
    reply, decision = one.reply, one.decision
    return (
        reply.id,
        reply.story,
        reply.answers,
        reply.state.value,
        reply.name,
        reply.comment,
        # Past 2**53 programs round numbers.
        str(one.member),
        reply.written_at.isoformat(),
        None if decision is None or decision.by is None else str(decision.by),
        decision and decision.at.isoformat(),
        decision and decision.reason,
        " ".join(matched.why.said() for matched in one.matched),
    )


def _lines(replies: Iterable[Moderated]) -> Iterator[bytes]:
    for one in replies:
        values = dict(zip(COLUMNS, _values(one), strict=True))
        yield json.dumps(values, ensure_ascii=False).encode()


def _rows(replies: Iterable[Moderated]) -> Iterator[bytes]:
    for one in replies:
        yield _row(tuple(map(_cell, _values(one))))


def _row(cells: tuple[object, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
