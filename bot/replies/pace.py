"""Turns a flood of forms away before the database is asked anything about them."""

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from bot.replies.rules import BETWEEN_REPLIES, hurried
from bot.reply import Verdict
from bot.story import GuildId, MemberId

# Somebody who mends a form that was sent back sends it a few times.
MOST_FORMS, WITHIN = 6, timedelta(minutes=1)
# One who looks at a form, leaves it and opens another does so less often than every five seconds.
MOST_OPENED = 2 * MOST_FORMS
# Past this what is older than any limit is let go.
MOST_REMEMBERED = 5000

Who: TypeAlias = tuple[GuildId, MemberId]


class Pace:
    """Remembers, for a minute and in memory alone, who has opened and sent forms where.

    The rules hold the limits of replies again by what was kept; these only keep the rest from
    costing.
    """

    def __init__(self) -> None:
        self._opened = _Latest(MOST_OPENED)
        self._forms = _Latest(MOST_FORMS)
        self._kept: dict[Who, datetime] = {}
        self._forget_at = datetime.min.replace(tzinfo=UTC)

    def may_open(self, guild: GuildId, member: MemberId, now: datetime) -> bool:
        """False for who opens forms as no hand does; otherwise this one counts."""
        self._forget(now)
        is_free = self._opened.free_at((guild, member), now) <= now
        if is_free:
            self._opened.note((guild, member), now)
        return is_free

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
        self._forms.forget(since)
        self._kept = {who: at for who, at in self._kept.items() if at > since}


class _Latest:
    """When each member did something last, up to `most` times; so often it is free `WITHIN`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: dict[Who, deque[datetime]] = {}

    def __len__(self) -> int:
        return len(self._times)

    def free_at(self, who: Who, now: datetime) -> datetime:
        """When the member may do it again, `now` where nothing is in the way."""
        times = self._times.get(who)
        if times is None or len(times) < self._most:
            return now
        return max(now, times[0] + WITHIN)

    def note(self, who: Who, now: datetime) -> None:
        """The member does it now."""
        self._times.setdefault(who, deque(maxlen=self._most)).append(now)

    def forget(self, since: datetime) -> None:
        """Forget whoever did nothing after that moment."""
        self._times = {who: times for who, times in self._times.items() if times[-1] > since}
