"""What was typed and sent back, kept in memory alone and for a short while, to be edited."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.reply import Draft, ReplyId
from bot.story import GuildId, MemberId, StoryId

KEPT_FOR = timedelta(minutes=15)
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Spot:
    """Who writes what for where."""

    guild: GuildId
    member: MemberId
    story: StoryId
    answers: ReplyId | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    draft: Draft = field(repr=False)
    until: datetime


class Drafts:
    """The latest drafts, each masked before it comes here; the oldest give way to new ones."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Spot, _Kept] = OrderedDict()

    def keep(self, spot: Spot, draft: Draft, now: datetime) -> None:
        """Keep a draft in the place of an earlier one."""
        self._forget_old(now)
        self._kept.pop(spot, None)
        self._kept[spot] = _Kept(draft, now + KEPT_FOR)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def of(self, spot: Spot, now: datetime) -> Draft | None:
        """The draft that is kept for a spot, None where there is none (any more)."""
        self._forget_old(now)
        kept = self._kept.get(spot)
        return kept.draft if kept else None

    def forget(self, member: MemberId) -> None:
        """Forget all drafts of a member."""
        for spot in [spot for spot in self._kept if spot.member == member]:
            del self._kept[spot]

    def _forget_old(self, now: datetime) -> None:
        while self._kept and next(iter(self._kept.values())).until <= now:
            self._kept.popitem(last=False)
