"""How feeds stand, in words: their state, their rhythm, and what servers are told of them."""

from datetime import datetime, timedelta

from bot.cards.frame import in_words
from bot.cards.plain import escaped, titled
from bot.feed import Entry, FeedState, FollowedFeed
from bot.languages import _, ngettext
from bot.notice import Notice, NoticeKind

MOST_HEADLINE = 150
MOST_ERROR = 200
MOST_ADDRESS = 300


def state_in_words(followed: FollowedFeed) -> str:
    """How a followed feed stands, on one line."""
    state = followed.state
    if followed.follow.is_paused:
        return _("⏸ paused")
    if state.is_gone:
        return _(
            "✖ {error} `/feed resume` tries it again.",
            error=escaped(_(state.error or ""), MOST_ERROR),
        )
    if state.failures:
        return ngettext(
            "⚠ failed once: {error}",
            "⚠ failed {count} times in a row: {error}",
            state.failures,
            error=escaped(_(state.error or ""), MOST_ERROR),
        )
    return _("✔ fine") if state.is_seeded else _("… not looked at yet")


def next_look_in_words(followed: FollowedFeed) -> str:
    """When the feed is looked at next, in the reader's own time; empty where it isn't."""
    if followed.follow.is_paused or followed.state.is_gone:
        return ""
    return _("next look <t:{moment}:R>", moment=int(followed.state.next_look.timestamp()))


def rhythm_in_words(wait: timedelta) -> str:
    """How often a feed is looked at."""
    minutes = round(wait.total_seconds() / 60)
    if minutes < 90:
        return ngettext("about every minute", "about every {count} minutes", minutes)
    hours = round(minutes / 60)
    if hours >= 24:
        return _("about once a day")
    return ngettext("about every hour", "about every {count} hours", hours)


def headline_in_words(entry: Entry, now: datetime) -> str:
    """An entry's headline with the moment that it claims, a day without an invented hour."""
    headline = f"• {titled(entry.title, MOST_HEADLINE)}"
    published = entry.published
    if published is None:
        return headline
    if published.is_day_only:
        return f"{headline} · {in_words(published.moment)}"
    ahead = _(" (a time in the future)") if published.moment > now else ""
    return f"{headline} · <t:{int(published.moment.timestamp())}:R>{ahead}"


def move_in_words(state: FeedState) -> str:
    """That the feed's site sends visitors elsewhere for good; empty where it doesn't."""
    if state.moving_to is None:
        return ""
    return _(
        "The site sends visitors to another address for good. Once it has done so at three looks in"
        " a row, the feed is followed there."
    )


def feed_sentence(notice: Notice) -> str | None:
    """What a server is told of a feed; None for a notice of something else."""
    title = titled(notice.subject, MOST_HEADLINE)
    match notice.kind:
        case NoticeKind.FEED_GONE:
            return _(
                "The feed **{title}** is gone for good, its site says, and isn't looked at any"
                " more. `/feed remove` takes it off the list; `/feed resume` tries it again.",
                title=title,
            )
        case NoticeKind.FEED_FAILING:
            error = escaped(_(notice.detail), MOST_ERROR)
            return _(
                "The feed **{title}** has failed many times in a row: {error} It is looked at less"
                " often until it comes back. `/feed test` looks now.",
                title=title,
                error=error,
            )
        case NoticeKind.FEED_MOVED:
            address = escaped(notice.detail, MOST_ADDRESS)
            return _(
                "The feed **{title}** has moved for good and is followed at its new address:"
                " {address}",
                title=title,
                address=address,
            )
        case _:
            return None
