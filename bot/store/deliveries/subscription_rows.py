"""A subscription as a row, and back."""

import json
from datetime import time
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Row

from bot.store.tables.delivery_tables import subscription
from bot.story import GuildId, MemberId
from bot.subscription import (
    ChannelId,
    ChannelKind,
    Filter,
    Mode,
    Pause,
    Quiet,
    Subscription,
    SubscriptionId,
    Words,
)

# What `loaded` needs of a row.
COLUMNS = tuple(column for column in subscription.c if column.name not in ("removed_at", "before"))
# What a change may have changed.
CHOSEN = (
    *("channel_id", "kind", "feed_id", "outlet_id", "topic", "speaker_id"),
    *("include", "include_is_pattern", "exclude", "exclude_is_pattern"),
    *("mode", "role_id", "tag_id", "quiet_from", "quiet_to", "publishes"),
)


def written(one: Subscription) -> dict[str, object]:
    """The row of a subscription, without its number and without what its pauses say."""
    wanted, include, exclude = one.filter, one.filter.include, one.filter.exclude
    is_plain = not any((wanted.topic, wanted.speaker, include, exclude, one.quiet))
    return {
        "guild_id": one.guild,
        "channel_id": one.channel,
        "kind": one.kind.value,
        "made_by": one.made_by,
        "since": one.since,
        "feed_id": wanted.feed,
        "outlet_id": wanted.outlet,
        "topic": wanted.topic,
        "speaker_id": wanted.speaker,
        "include": include and include.text,
        "include_is_pattern": include is not None and include.is_pattern,
        "exclude": exclude and exclude.text,
        "exclude_is_pattern": exclude is not None and exclude.is_pattern,
        "mode": one.mode.value,
        "role_id": one.role,
        "tag_id": one.tag,
        "quiet_from": one.quiet and _minutes(one.quiet.start),
        "quiet_to": one.quiet and _minutes(one.quiet.end),
        "publishes": one.publishes,
        "is_plain": is_plain,
        "pause": one.pause and one.pause.value,
    }


def loaded(row: Row[Any]) -> Subscription:
    """The subscription of a row with the columns `COLUMNS`."""
    return Subscription(
        id=SubscriptionId(row.id),
        guild=GuildId(row.guild_id),
        channel=ChannelId(row.channel_id),
        kind=ChannelKind(row.kind),
        made_by=MemberId(row.made_by),
        since=row.since,
        filter=Filter(
            feed=row.feed_id,
            outlet=row.outlet_id,
            topic=row.topic,
            speaker=row.speaker_id,
            include=_words(row.include, is_pattern=row.include_is_pattern),
            exclude=_words(row.exclude, is_pattern=row.exclude_is_pattern),
        ),
        mode=Mode(row.mode),
        role=row.role_id,
        tag=row.tag_id,
        quiet=_quiet(row),
        publishes=row.publishes,
        pause=None if row.pause is None else Pause(row.pause),
    )


def noted(one: Subscription) -> str:
    """What was chosen for it, as a text that `as_noted` reads."""
    row = written(one)
    return json.dumps({name: row[name] for name in CHOSEN})


def as_noted(one: Subscription, note: str) -> Subscription:
    """The subscription with what was chosen as `noted` says."""
    row = SimpleNamespace(**(written(one) | json.loads(note)), id=one.id)
    return loaded(cast("Row[Any]", row))


def _words(text: str | None, *, is_pattern: bool) -> Words | None:
    return None if text is None else Words(text, is_pattern)


def _quiet(row: Row[Any]) -> Quiet | None:
    if row.quiet_from is None or row.quiet_to is None:
        return None
    return Quiet(_clock(row.quiet_from), _clock(row.quiet_to))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))
