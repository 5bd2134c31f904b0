"""The looks of digests: all stories of one, and setting and unsetting them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import ClassVar, Self

from bot.cards.states import Stated, number
from bot.story import GuildId
from bot.subscription import ChannelId, Digest

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class DigestLook(Stated):
    """A page (from 0) of all stories of a channel's digest, between two seconds from 1970."""

    card: ClassVar[str] = "digest"
    reads: ClassVar = (number, number, number, number)

    channel: ChannelId
    since: int
    upto: int
    page: int = 0

    def turned(self, by: int) -> Self:
        """The page `by` pages further."""
        return replace(self, page=max(0, self.page + by))

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The two moments between which its stories came in."""
        return datetime.fromtimestamp(self.since, UTC), datetime.fromtimestamp(self.upto, UTC)


@dataclass(frozen=True, slots=True)
class PreviewLook(Stated):
    """The next digest of a channel as it would be now."""

    card: ClassVar[str] = "digestnext"
    reads: ClassVar = (number,)

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class NoDigestLook(PreviewLook):
    """A channel's digest to be taken away."""

    card: ClassVar[str] = "digestoff"


@dataclass(frozen=True, slots=True)
class CollectLook(PreviewLook):
    """A channel whose digest is to tell of all stories."""

    card: ClassVar[str] = "digestall"


@dataclass(frozen=True, slots=True)
class SetDigestLook(Stated):
    """A channel's digest to be set: minute of the day, days as bits, most lines."""

    card: ClassVar[str] = "digestset"
    reads: ClassVar = (number, number, number, number)

    channel: ChannelId
    minute: int
    days: int
    most: int

    @classmethod
    def that(cls, digest: Digest) -> Self:
        """The look that sets this digest."""
        days = sum(1 << day for day in digest.days)
        return cls(digest.channel, digest.at.hour * 60 + digest.at.minute, days, digest.most)

    def digest(self, guild: GuildId) -> Digest:
        """The digest to be set."""
        at = time(*divmod(self.minute % MINUTES_A_DAY, 60))
        days = tuple(day for day in range(7) if self.days >> day & 1) or tuple(range(7))
        return Digest(guild, self.channel, at, days, self.most)
