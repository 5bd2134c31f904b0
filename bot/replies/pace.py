"""Turns a flood of forms away before the database is asked anything about them."""

from collections import deque
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Generic, TypeAlias, TypeVar

from bot.replies.rules import BETWEEN_REPLIES, hurried
from bot.reply import Verdict
from bot.story import GuildId, MemberId

# Somebody who mends a form that was sent back sends it a few times.
MOST_FORMS, WITHIN = 6, timedelta(minutes=1)
# One who looks at a form, leaves it and opens another does so less often than every five seconds.
MOST_OPENED = 2 * MOST_FORMS
# A server where this many forms are opened together is being flooded: more would make all of its
# members wait for their answers.
MOST_TOGETHER, TOGETHER_WITHIN = 6, timedelta(seconds=1)
# Past this what is older than any limit is let go.
MOST_REMEMBERED = 5000

By = TypeVar("By")
Who: TypeAlias = tuple[GuildId, MemberId]


class Opening(Enum):
    """Whether a form is opened: `TOO_MANY` says the member opened many, `CROWDED` that all did."""

    FREE = auto()
    TOO_MANY = auto()
    CROWDED = auto()


class Pace:
    """Remembers, for a minute and in memory alone, who has opened and sent forms where.

    The rules hold the limits of replies again by what was kept; these only keep the rest from
    costing.
    """

    def __init__(self) -> None:
        self._opened = _Latest[Who](MOST_OPENED, WITHIN)
        self._crowds = _Latest[GuildId](MOST_TOGETHER, TOGETHER_WITHIN)
        self._forms = _Latest[Who](MOST_FORMS, WITHIN)
        self._kept: dict[Who, datetime] = {}
        self._forget_at = datetime.min.replace(tzinfo=UTC)

    def opening(self, guild: GuildId, member: MemberId, now: datetime) -> Opening:
        """Whether a form may be opened now; one that is `FREE` counts."""
        self._forget(now)
        if self._opened.free_at((guild, member), now) > now:
            return Opening.TOO_MANY
        if self._crowds.free_at(guild, now) > now:
            return Opening.CROWDED
        self._opened.note((guild, member), now)
        self._crowds.note(guild, now)
        return Opening.FREE

    def foreseen(self, guild: GuildId, member: MemberId, now: datetime) -> Verdict | None:
        """What `verdict` would say; nothing counts."""
        who = (guild, member)
        kept_until = self._kept.get(who, now - BETWEEN_REPLIES) + BETWEEN_REPLIES
        free_at = max(kept_until, self._forms.free_at(who, now))
        return hurried(free_at - now) if free_at > now else None

    def verdict(self, guild: GuildId, member: MemberId, now: datetime) -> Verdict | None:
        """A refusal for who is too fast; otherwise None, and this form counts."""
        self._forget(now)
        verdict = self.foreseen(guild, member, now)
        if verdict is None:
            self._forms.note((guild, member), now)
        return verdict

    def kept(self, guild: GuildId, member: MemberId, now: datetime) -> None:
        """A reply of the member was kept."""
        self._kept[guild, member] = now

    def _forget(self, now: datetime) -> None:
        """Let go what is old, at most twice a minute: in a flood of many it takes a while."""
        if now < self._forget_at or len(self._opened) + len(self._forms) <= MOST_REMEMBERED:
            return
        self._forget_at = now + WITHIN / 2
        since = now - WITHIN
        self._opened.forget(since)
        self._crowds.forget(since)
        self._forms.forget(since)
        self._kept = {who: at for who, at in self._kept.items() if at > since}


class _Latest(Generic[By]):
    """When each did something last, up to `most` times; so often it is free `within` that time."""

    def __init__(self, most: int, within: timedelta) -> None:
        self._most, self._within = most, within
        self._times: dict[By, deque[datetime]] = {}

    def __len__(self) -> int:
        return len(self._times)

    def free_at(self, who: By, now: datetime) -> datetime:
        """When it may be done again, `now` where nothing is in the way."""
        times = self._times.get(who)
        if times is None or len(times) < self._most:
            return now
        return max(now, times[0] + self._within)

    def note(self, who: By, now: datetime) -> None:
        """It is done now."""
        self._times.setdefault(who, deque(maxlen=self._most)).append(now)

    def forget(self, since: datetime) -> None:
        """Forget whoever did nothing after that moment."""
        self._times = {who: times for who, times in self._times.items() if times[-1] > since}
