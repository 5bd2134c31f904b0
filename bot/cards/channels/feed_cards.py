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
from bot.languages import N_, _, ngettext
from bot.subscription import FeedId

FEEDS_A_PAGE = 8
MOST_TITLE = 100
HEADLINES = 3
NEXT_STEP = N_("`/subscription add` brings its stories to a channel; `/latest` shows them here.")


def feeds_card(feeds: Sequence[FollowedFeed], look: FeedsLook) -> Card:
    """A page of what the server follows, by folders and title."""
    if not feeds:
        return quiet_card(
            _("Feeds"),
            _(
                "This server follows no feeds yet: `/feed add` takes the address of a feed or of a"
                " site, `/feed import` a list from a feed reader."
            ),
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
        _("Feeds"),
        "\n".join(lines),
        Choice(_("Look at one of them"), options),
        page_row(before, after, page=page, pages=pages),
    )
    count = ngettext("1 feed", "{count} feeds", len(feeds))
    card.embed.set_footer(text=" · ".join((count, *page_note(page, pages))))
    return card


def feed_card(one: FollowedFeed) -> Card:
    """One feed with what can be done about it."""
    follow, state = one.follow, one.state
    lines = [
        state_in_words(one),
        " · ".join(filter(None, (rhythm_in_words(state.wait), next_look_in_words(one)))),
        _("Stories so far: {stories}", stories=one.stories),
        _("In the folder {folders}", folders=titled(" / ".join(follow.folders), MOST_TITLE))
        if follow.folders
        else "",
        move_in_words(state),
        _(
            "-# followed since <t:{moment}:D>, by <@{by}>",
            moment=int(follow.at.timestamp()),
            by=follow.by,
        ),
    ]
    going = (
        Button(_("Resume"), ResumeFeedLook(follow.feed).look(), Verb.DO)
        if follow.is_paused or state.is_gone
        else Button(_("Pause"), PauseFeedLook(follow.feed).look(), Verb.DO)
    )
    row: tuple[Button | Link, ...] = (
        Button(_("Test now"), TryFeedLook(follow.feed).look()),
        going,
        Button(_("Remove"), UnfollowLook(follow.feed).look(), Verb.DO, is_grave=True),
        Button(_("All feeds"), FeedsLook().look()),
    )
    if site := web_link(one.site, MOST_LINK):
        row = (*row, Link(_("Site"), site))
    text = "\n".join(line for line in lines if line)
    return quiet_card(titled(follow.title, MOST_TITLE), text, row)


def followed_card(one: FollowedFeed, feed: Feed | None, now: datetime, *, is_new: bool) -> Card:
    """That the server follows a feed now, with what was found where it was just looked at."""
    told = _("Followed") if is_new else _("This server follows it already")
    lines = [f"{told}: **{titled(one.follow.title, MOST_TITLE)}**"]
    if feed is not None:
        lines += _headlines(feed.entries, now)
        lines.append(_("It is looked at {rhythm}.", rhythm=rhythm_in_words(one.state.wait)))
    if is_new:
        lines.append(
            _(
                "Its newest stories are put on the shelf now, telling nobody; what comes from now"
                " on is told. {next_step}",
                next_step=_(NEXT_STEP),
            )
        )
    undo = Button(_("Undo"), UnfollowLook(one.follow.feed).look(), Verb.DO)
    ways = (Button(_("This feed"), FeedLook(one.follow.feed).look()),)
    return done_card("\n".join(lines), (undo, *ways) if is_new else ways)


def which_feed_card(found: Sequence[tuple[FeedId, str, Feed]]) -> Card:
    """Which of several feeds of a site to follow."""
    options = tuple(
        Option(
            title,
            FollowLook(number).look(),
            note=feed.entries[0].title if feed.entries else _("no entries yet"),
        )
        for number, title, feed in found[:MOST_OPTIONS]
    )
    text = _("That site has several feeds. Each line below shows a feed and its newest headline.")
    return quiet_card(_("Which feed?"), text, Choice(_("Choose one to follow"), options, Verb.DO))


def removed_card(title: str, feed: FeedId) -> Card:
    """That a feed isn't followed any more; the button brings it back."""
    back = Button(_("Bring it back"), FollowAgainLook(feed).look(), Verb.DO)
    text = _(
        "Removed: **{title}**\nThe stories that it brought stay.", title=titled(title, MOST_TITLE)
    )
    return done_card(text, (back,))


def tried_card(one: FollowedFeed, state: FeedState, feed: Feed | None, now: datetime) -> Card:
    """What a look just now saw; nothing of it was kept."""
    title = titled(one.follow.title, MOST_TITLE)
    row = (Button(_("This feed"), FeedLook(one.follow.feed).look()),)
    if feed is None:
        trouble = trouble_card(
            _(
                "**{title}** can't be read now: {error}\nNothing was changed.",
                title=title,
                error=_(state.error or ""),
            )
        )
        return Card(trouble.embed, (row,))
    dated = sum(entry.published is not None for entry in feed.entries)
    lines = [
        ngettext(
            "**{title}** answers and lists 1 entry, {dated} of them with a date. The newest:",
            "**{title}** answers and lists {count} entries, {dated} of them with a date. The"
            " newest:",
            len(feed.entries),
            title=title,
            dated=dated,
        ),
        *_headlines(feed.entries, now),
        _("By its own rhythm it is looked at {rhythm}.", rhythm=rhythm_in_words(state.wait)),
        _("It ends in the middle: its last entry was left out.") if feed.is_cut else "",
        move_in_words(state),
        _("Nothing was kept or told."),
    ]
    return quiet_card(_("Test"), "\n".join(line for line in lines if line), row)


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
