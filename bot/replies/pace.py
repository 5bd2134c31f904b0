"""Turns a flood of forms away before the database is asked anything about them."""

from collections import deque
from datetime import datetime, timedelta

from bot.replies.rules import BETWEEN_REPLIES, hurried
from bot.reply import Verdict
from bot.story import GuildId, MemberId

# Somebody who mends a form that was sent back sends it a few times.
MOST_FORMS, WITHIN = 6, timedelta(minutes=1)
# Past this what is older than any limit is let go.
MOST_REMEMBERED = 5000


class Pace:
    """Remembers, for a minute and in memory alone, who has sent forms where.

    The rules hold the same limits again by what was kept; these only keep the rest from costing.
    """

    def __init__(self) -> None:
        self._forms: dict[tuple[GuildId, MemberId], deque[datetime]] = {}
        self._kept: dict[tuple[GuildId, MemberId], datetime] = {}

    def verdict(self, guild: GuildId, member: MemberId, now: datetime) -> Verdict | None:
        """A refusal for who is too fast; otherwise None, and this form counts."""
        self._forget(now)
        who = (guild, member)
        free_at = self._kept.get(who, now - BETWEEN_REPLIES) + BETWEEN_REPLIES
        forms = self._forms.setdefault(who, deque(maxlen=MOST_FORMS))
        if len(forms) == MOST_FORMS:
            free_at = max(free_at, forms[0] + WITHIN)
        if free_at > now:
            return hurried(free_at - now)
        forms.append(now)
        return None

    def kept(self, guild: GuildId, member: MemberId, now: datetime) -> None:
        """A reply of the member was kept."""
        self._kept[guild, member] = now

    def _forget(self, now: datetime) -> None:
        if len(self._forms) > MOST_REMEMBERED:
            since = now - WITHIN
            self._forms = {
                who: forms for who, forms in self._forms.items() if forms and forms[-1] > since
            }
            self._kept = {who: at for who, at in self._kept.items() if at > since}
