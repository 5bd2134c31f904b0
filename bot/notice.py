"""What the place that a server's owner chose is told of, each once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.story import GuildId

NoticeId = NewType("NoticeId", int)


class NoticeKind(StrEnum):
    """What has happened."""

    FEED_GONE = "feed gone"
    FEED_FAILING = "feed failing"
    FEED_MOVED = "feed moved"
    DELIVERY_PAUSED = "delivery paused"
    ROLE_GONE = "role gone"
    DIGEST_PAUSED = "digest paused"
    # Told as it happens: noted for when it was.
    HELLO = "hello"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell a server. `subject` is what it is about, `detail` the rest, both as given.

    Texts from outside: whoever draws them escapes them.
    """

    id: NoticeId
    guild: GuildId
    kind: NoticeKind
    subject: str
    detail: str
    made_at: datetime
