"""The cards of feeds: the list, one of them, what was found at an address, what a test saw."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.card import MOST_LINK, MOST_OPTIONS, Button, Card, Choice, Link, Option, Verb
from bot.cards.channels.feed_words import (
    headline_in_words,
    move_in_words,
    next_look_in_words,
    rhythm_in_words,
    state_in_words,
)
from bot.cards.frame import page_note, page_row
from bot.cards.looks.feed_looks import (
    FeedLook,
    FeedsLook,
    FollowAgainLook,
    FollowLook,
    PauseFeedLook,
    ResumeFeedLook,
    TryFeedLook,
    UnfollowLook,
)
from bot.cards.note_cards import done_card, quiet_card, trouble_card
from bot.cards.plain import titled, web_link
from bot.feed import Entry, Feed, FeedState, FollowedFeed
from bot.subscription import FeedId

FEEDS_A_PAGE = 8
MOST_TITLE = 100
HEADLINES = 3
NEXT_STEP = "`/subscription add` brings its stories to a channel; `/latest` shows them here."


def feeds_card(feeds: Sequence[FollowedFeed], look: FeedsLook) -> Card:
    """A page of what the server follows, by folders and title."""
    if not feeds:
        return quiet_card(
            "Feeds",
            "This server follows no feeds yet: `/feed add` takes the address of a feed or of a"
            " site, `/feed import` a list from a feed reader.",
        )
    pages = -(-len(feeds) // FEEDS_A_PAGE)
    page = min(look.page, pages - 1)
    shown = feeds[page * FEEDS_A_PAGE :][:FEEDS_A_PAGE]
    lines = []
    for number, one in enumerate(shown):
        folders = one.follow.folders
        if folders and (number == 0 or folders != shown[number - 1].follow.folders):
            lines.append(f"__{titled(' / '.join(folders), MOST_TITLE)}__")
        lines.append(_entry(one))
    before, after = (FeedsLook(max(0, page + by)).look() for by in (-1, 1))
    options = tuple(_option(one) for one in shown)
    card = quiet_card(
        "Feeds",
        "\n".join(lines),
        Choice("Look at one of them", options),
        page_row(before, after, page=page, pages=pages),
    )
    count = "1 feed" if len(feeds) == 1 else f"{len(feeds)} feeds"
    card.embed.set_footer(text=" · ".join((count, *page_note(page, pages))))
    return card


def feed_card(one: FollowedFeed) -> Card:
    """One feed with what can be done about it."""
    follow, state = one.follow, one.state
    lines = [
        state_in_words(one),
        " · ".join(filter(None, (rhythm_in_words(state.wait), next_look_in_words(one)))),
        f"Stories so far: {one.stories}",
        f"In the folder {titled(' / '.join(follow.folders), MOST_TITLE)}" if follow.folders else "",
        move_in_words(state),
        f"-# followed since <t:{int(follow.at.timestamp())}:D>, by <@{follow.by}>",
    ]
    going = (
        Button("Resume", ResumeFeedLook(follow.feed).look(), Verb.DO)
        if follow.is_paused or state.is_gone
        else Button("Pause", PauseFeedLook(follow.feed).look(), Verb.DO)
    )
    row: tuple[Button | Link, ...] = (
        Button("Test now", TryFeedLook(follow.feed).look()),
        going,
        Button("Remove", UnfollowLook(follow.feed).look(), Verb.DO, is_grave=True),
        Button("All feeds", FeedsLook().look()),
    )
    if site := web_link(one.site, MOST_LINK):
        row = (*row, Link("Site", site))
    text = "\n".join(line for line in lines if line)
    return quiet_card(titled(follow.title, MOST_TITLE), text, row)


def followed_card(one: FollowedFeed, feed: Feed | None, now: datetime, *, is_new: bool) -> Card:
    """That the server follows a feed now, with what was found where it was just looked at."""
    told = "Followed" if is_new else "This server follows it already"
    lines = [f"{told}: **{titled(one.follow.title, MOST_TITLE)}**"]
    if feed is not None:
        lines += _headlines(feed.entries, now)
        lines.append(f"It is looked at {rhythm_in_words(one.state.wait)}.")
    if is_new:
        lines.append(
            "Its newest stories are put on the shelf now, telling nobody; what comes from now on"
            f" is told. {NEXT_STEP}"
        )
    undo = Button("Undo", UnfollowLook(one.follow.feed).look(), Verb.DO)
    ways = (Button("This feed", FeedLook(one.follow.feed).look()),)
    return done_card("\n".join(lines), (undo, *ways) if is_new else ways)


def which_feed_card(found: Sequence[tuple[FeedId, str, Feed]]) -> Card:
    """Which of several feeds of a site to follow."""
    options = tuple(
        Option(
            title,
            FollowLook(number).look(),
            note=feed.entries[0].title if feed.entries else "no entries yet",
        )
        for number, title, feed in found[:MOST_OPTIONS]
    )
    text = "That site has several feeds. Each line below shows a feed and its newest headline."
    return quiet_card("Which feed?", text, Choice("Choose one to follow", options, Verb.DO))


def removed_card(title: str, feed: FeedId) -> Card:
    """That a feed isn't followed any more; the button brings it back."""
    back = Button("Bring it back", FollowAgainLook(feed).look(), Verb.DO)
    text = f"Removed: **{titled(title, MOST_TITLE)}**\nThe stories that it brought stay."
    return done_card(text, (back,))


def tried_card(one: FollowedFeed, state: FeedState, feed: Feed | None, now: datetime) -> Card:
    """What a look just now saw; nothing of it was kept."""
    title = titled(one.follow.title, MOST_TITLE)
    row = (Button("This feed", FeedLook(one.follow.feed).look()),)
    if feed is None:
        trouble = trouble_card(
            f"**{title}** can't be read now: {state.error}\nNothing was changed."
        )
        return Card(trouble.embed, (row,))
    count = "1 entry" if len(feed.entries) == 1 else f"{len(feed.entries)} entries"
    dated = sum(entry.published is not None for entry in feed.entries)
    lines = [
        f"**{title}** answers and lists {count}, {dated} of them with a date. The newest:",
        *_headlines(feed.entries, now),
        f"By its own rhythm it is looked at {rhythm_in_words(state.wait)}.",
        "It ends in the middle: its last entry was left out." if feed.is_cut else "",
        move_in_words(state),
        "Nothing was kept or told.",
    ]
    return quiet_card("Test", "\n".join(line for line in lines if line), row)


def _entry(one: FollowedFeed) -> str:
    words = (state_in_words(one), next_look_in_words(one))
    title = titled(one.follow.title, MOST_TITLE)
    return f"**{title}**\n-# {' · '.join(filter(None, words))}"


def _option(one: FollowedFeed) -> Option:
    return Option(one.follow.title, FeedLook(one.follow.feed).look())


def _headlines(entries: Sequence[Entry], now: datetime) -> list[str]:
    """The newest entries, by their dates where all have one."""
    ordered = list(entries)
    if all(entry.published for entry in entries):
        ordered.sort(key=lambda entry: _moment(entry, now), reverse=True)
    return [headline_in_words(entry, now) for entry in ordered[:HEADLINES]]


def _moment(entry: Entry, now: datetime) -> datetime:
    return min(entry.published.moment, now) if entry.published else now
