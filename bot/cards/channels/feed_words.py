"""How feeds stand, in words: their state, their rhythm, and what servers are told of them."""

from datetime import datetime, timedelta

from bot.cards.frame import in_words
from bot.cards.plain import escaped, titled
from bot.feed import Entry, FeedState, FollowedFeed
from bot.notice import Notice, NoticeKind

MOST_HEADLINE = 150
MOST_ERROR = 200
MOST_ADDRESS = 300


def state_in_words(followed: FollowedFeed) -> str:
    """How a followed feed stands, on one line."""
    state = followed.state
    if followed.follow.is_paused:
        return "⏸ paused"
    if state.is_gone:
        return f"✖ {escaped(state.error or '', MOST_ERROR)} `/feed resume` tries it again."
    if state.failures:
        times = "once" if state.failures == 1 else f"{state.failures} times in a row"
        return f"⚠ failed {times}: {escaped(state.error or '', MOST_ERROR)}"
    return "✔ fine" if state.is_seeded else "… not looked at yet"


def next_look_in_words(followed: FollowedFeed) -> str:
    """When the feed is looked at next, in the reader's own time; empty where it isn't."""
    if followed.follow.is_paused or followed.state.is_gone:
        return ""
    return f"next look <t:{int(followed.state.next_look.timestamp())}:R>"


def rhythm_in_words(wait: timedelta) -> str:
    """How often a feed is looked at."""
    minutes = round(wait.total_seconds() / 60)
    if minutes < 90:
        return f"about every {minutes} minutes"
    hours = round(minutes / 60)
    return f"about every {hours} hours" if hours < 24 else "about once a day"


def headline_in_words(entry: Entry, now: datetime) -> str:
    """An entry's headline with the moment that it claims, a day without an invented hour."""
    headline = f"• {titled(entry.title, MOST_HEADLINE)}"
    published = entry.published
    if published is None:
        return headline
    if published.is_day_only:
        return f"{headline} · {in_words(published.moment)}"
    ahead = " (a time in the future)" if published.moment > now else ""
    return f"{headline} · <t:{int(published.moment.timestamp())}:R>{ahead}"


def move_in_words(state: FeedState) -> str:
    """That the feed's site sends visitors elsewhere for good; empty where it doesn't."""
    if state.moving_to is None:
        return ""
    return (
        "The site sends visitors to another address for good. Once it has done so at three looks in"
        " a row, the feed is followed there."
    )


def feed_sentence(notice: Notice) -> str | None:
    """What a server is told of a feed; None for a notice of something else."""
    title = f"The feed **{titled(notice.subject, MOST_HEADLINE)}**"
    match notice.kind:
        case NoticeKind.FEED_GONE:
            return (
                f"{title} is gone for good, its site says, and isn't looked at any more."
                " `/feed remove` takes it off the list; `/feed resume` tries it again."
            )
        case NoticeKind.FEED_FAILING:
            error = escaped(notice.detail, MOST_ERROR)
            return (
                f"{title} has failed many times in a row: {error} It is looked at less often until"
                " it comes back. `/feed test` looks now."
            )
        case NoticeKind.FEED_MOVED:
            address = escaped(notice.detail, MOST_ADDRESS)
            return f"{title} has moved for good and is followed at its new address: {address}"
        case _:
            return None
