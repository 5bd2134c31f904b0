"""The card of the setup: what is set already, the step that it is at, and how to go on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot.cards.card import Button, Card, Choice, Colour, Option, Pick, Row, Verb
from bot.cards.channels.settings_card import DESK_KINDS, DeskState, clock
from bot.cards.channels.subscription_cards import Shown
from bot.cards.looks.setup_looks import (
    SetupDeskLook,
    SetupFeedLook,
    SetupLook,
    SetupPlaceLook,
    SetupTryLook,
    SetupUnfollowLook,
    SetupUnsubscribeLook,
    SetupUntryLook,
    SetupZoneLook,
    Step,
)
from bot.cards.looks.story_looks import ListLook
from bot.cards.plain import escaped, titled
from bot.feed import FollowedFeed
from bot.languages import N_, _, ngettext
from bot.permits import KINDS
from bot.server import UTC_ZONE, ServerSettings
from bot.subscription import FeedId

MOST_NAME = 60
MOST_PLACES = 3
NAMES = {
    Step.ZONE: N_("Time zone"),
    Step.FEED: N_("Feed"),
    Step.PLACE: N_("Channel for stories"),
    Step.DESK: N_("Moderators' channel"),
    Step.TEST: N_("Test"),
}
QUESTIONS = {
    Step.ZONE: N_(
        "**Where are you?** Digests and quiet hours go by that clock. A large city, a country or"
        " an offset will do."
    ),
    Step.FEED: N_(
        "**Where do stories come from?** Give the address of a news site: its feed is found by"
        " itself. More of them come with `/feed add`."
    ),
    Step.PLACE: N_(
        "**Which channel gets the stories?** Each one is posted there as it comes in;"
        " `/subscription edit` narrows that down to topics, speakers or words."
    ),
    Step.DESK: N_(
        "**Where do your moderators work?** Replies that need a look and all trouble are told"
        " there. Choose a channel that only they can read."
    ),
    Step.TEST: N_(
        "**See how a story will look.** A sample card is posted in the channel, notifying nobody;"
        " you can delete it again."
    ),
}


@dataclass(frozen=True, slots=True)
class Here:
    """What a server has by now; `subscriptions` with what is in their way."""

    settings: ServerSettings
    desk: DeskState
    feeds: tuple[FollowedFeed, ...]
    subscriptions: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What was just done: our sentence, whether it went well, the way back, what is asked now."""

    words: str
    is_done: bool = True
    undo: SetupLook | None = None
    asks: Choice | None = None


def setup_card(here: Here, look: SetupLook, now: datetime, told: Told | None = None) -> Card:
    """The step that `look` is at."""
    parts = ["\n".join(_line(each, here, look, now) for each in NAMES)]
    if told is not None:
        parts.append(told.words)
    if look.step is not Step.END:
        parts.append(_(QUESTIONS[look.step]))
    text = "\n\n".join(parts)
    embed = discord.Embed(title=_title(look.step), description=text, colour=_colour(look, told))
    if look.step is Step.END:
        embed.add_field(name=_("Try next"), value=_next_commands(here), inline=False)
        return Card(embed, (_ways_on(here), _ways_back(look)))
    undo = () if told is None or told.undo is None else (_undo(told.undo),)
    asked: tuple[Row, ...] = () if told is None or told.asks is None else (told.asks,)
    return Card(embed, (*asked, *_controls(here, look, undo), _turning(here, look)))


def zone_choice(look: SetupLook, names: Sequence[str], now: datetime) -> Choice:
    """Which of several time zones is meant."""
    of = SetupZoneLook.beside(look)
    options = tuple(Option(name, replace(of, zone=name).look(), clock(name, now)) for name in names)
    return Choice(_("Choose one"), options, Verb.DO)


def feed_choice(look: SetupLook, found: Sequence[tuple[FeedId, str, str]]) -> Choice:
    """Which of a site's feeds to follow: number, title and newest headline of each."""
    of = SetupFeedLook.beside(look)
    options = tuple(
        Option(title, replace(of, picked=feed).look(), headline) for feed, title, headline in found
    )
    return Choice(_("Choose one to follow"), options, Verb.DO)


def hello_card(server: str) -> Card:
    """What the bot says when a server has let it in."""
    embed = discord.Embed(
        title=_("Hello, {server}", server=titled(server, MOST_NAME)),
        description=_(
            "I keep the articles themselves and answer what happened, who said it, in which"
            " words, and where that is written.\n\nWhoever manages this server can set me up in two"
            " minutes. `/dateline help` tells everybody else what to ask."
        ),
        colour=discord.Colour(Colour.NEW),
    )
    return Card(embed, ((Button(_("Set up"), SetupLook().look()),),))


def _colour(look: SetupLook, told: Told | None) -> discord.Colour:
    if told is None or told.asks is not None:
        return discord.Colour(Colour.DONE if look.step is Step.END else Colour.QUIET)
    return discord.Colour(Colour.DONE if told.is_done else Colour.TROUBLE)


def _title(at: Step) -> str:
    if at is Step.END:
        return _("Dateline is set up")
    return _("Set up Dateline: step {step} of {steps}", step=int(at), steps=len(NAMES))


def _line(at: Step, here: Here, look: SetupLook, now: datetime) -> str:
    """A step as the list above shows it."""
    sign = "▶" if at is look.step else "✓" if _is_done(at, here, look) else "○"
    name, value = _(NAMES[at]), _value(at, here, look, now)
    return f"{sign} **{name}** · {value}"


def _is_done(at: Step, here: Here, look: SetupLook) -> bool:
    match at:
        case Step.ZONE:
            return here.settings.zone != UTC_ZONE
        case Step.FEED:
            return bool(here.feeds)
        case Step.PLACE:
            return any(each.subscription.pause is None for each in here.subscriptions)
        case Step.DESK:
            return here.settings.desk is not None and not here.desk.is_gone
        case _:
            return look.test is not None


def _value(at: Step, here: Here, look: SetupLook, now: datetime) -> str:
    match at:
        case Step.ZONE:
            key = here.settings.zone.key
            return f"{escaped(key, MOST_NAME)}, {clock(key, now)}"
        case Step.FEED:
            return _feeds([one.follow.title for one in here.feeds])
        case Step.PLACE:
            return _places(here.subscriptions)
        case Step.DESK:
            return _desk(here)
        case _:
            return _("posted") if look.test is not None else _("not posted")


def _feeds(titles: Sequence[str]) -> str:
    if not titles:
        return _("none yet")
    first = escaped(titles[0], MOST_NAME)
    if len(titles) == 1:
        return first
    more = len(titles) - 1
    return ngettext("{first} and {count} more", "{first} and {count} more", more, first=first)


def _places(every: Sequence[Shown]) -> str:
    if not every:
        return _("none yet")
    channels = list(dict.fromkeys(each.subscription.channel for each in every))
    named = " ".join(f"<#{channel}>" for channel in channels[:MOST_PLACES])
    rest = " …" if len(channels) > MOST_PLACES else ""
    warned = " ⚠" if any(each.snags or each.subscription.pause for each in every) else ""
    return f"{named}{rest}{warned}"


def _desk(here: Here) -> str:
    if here.settings.desk is None:
        return _("none yet")
    if here.desk.is_gone:
        return _("⚠ I can't see it any more")
    return f"<#{here.settings.desk}>"


def _controls(here: Here, look: SetupLook, undo: tuple[Button, ...]) -> tuple[Row, ...]:
    """What can be set in the step, and how that is undone."""
    match look.step:
        case Step.ZONE:
            choose = Button(_("Time zone …"), SetupZoneLook.beside(look).look(), Verb.ASK)
            return ((choose, *undo),)
        case Step.FEED:
            find = Button(_("Find a feed …"), SetupFeedLook.beside(look).look(), Verb.ASK)
            return ((find, *(undo or _undo_feed(look))),)
        case Step.PLACE:
            pick = Pick(_("Channel"), SetupPlaceLook.beside(look).look(), tuple(KINDS))
            return (pick, undo or _undo_place(look))
        case Step.DESK:
            desk, kinds = SetupDeskLook.beside(look).look(), DESK_KINDS
            chosen = here.settings.desk
            prompt = _("The moderators' channel")
            return (Pick(prompt, desk, kinds, chosen, may_be_none=True), undo)
        case _:
            # One at a time: the state has room for one to be deleted again.
            is_off = not here.subscriptions or look.test is not None
            test = SetupTryLook.beside(look).look()
            post = Button(_("Post a test card"), test, Verb.DO, is_off=is_off)
            return ((post, *_undo_test(look)),)


def _turning(here: Here, look: SetupLook) -> Row:
    """To the step before, and on to the next: skipping where nothing is set."""
    is_done = _is_done(look.step, here, look)
    on = _("Finish") if look.step is Step.TEST else _("Next") if is_done else _("Skip")
    before, after = Step(max(Step.ZONE, look.step - 1)), Step(look.step + 1)
    return (
        Button(_("Back"), _at(look, before).look(), is_off=look.step is Step.ZONE),
        Button(on, _at(look, after).look()),
    )


def _at(look: SetupLook, step: Step) -> SetupLook:
    return replace(SetupLook.beside(look), step=step)


def _undo(look: SetupLook) -> Button:
    return Button(_("Undo"), look.look(), Verb.DO)


def _undo_feed(look: SetupLook) -> tuple[Button, ...]:
    if look.feed is None:
        return ()
    away = SetupUnfollowLook.beside(look).look()
    return (Button(_("Remove the feed"), away, Verb.DO),)


def _undo_place(look: SetupLook) -> tuple[Button, ...]:
    if look.subscription is None:
        return ()
    away = SetupUnsubscribeLook.beside(look).look()
    return (Button(_("Remove the subscription"), away, Verb.DO),)


def _undo_test(look: SetupLook) -> tuple[Button, ...]:
    if look.test is None:
        return ()
    return (Button(_("Delete the test"), SetupUntryLook.beside(look).look(), Verb.DO),)


def _next_commands(here: Here) -> str:
    """The three commands to try next; stories come first where none can come by themselves."""
    first = (
        _("`/latest`: what has come in")
        if here.feeds
        else _("`/story add`: take an article in by its address")
    )
    lines = (
        first,
        _("`/summary`: what happened, in the article's own sentences"),
        _("`/whosaid`: what somebody said, across all stories"),
    )
    return "\n".join(lines)


def _ways_on(here: Here) -> Row:
    return (Button(_("Latest stories"), ListLook().look()),) if here.feeds else ()


def _ways_back(look: SetupLook) -> Row:
    undone = (*_undo_feed(look), *_undo_place(look), *_undo_test(look))
    return (Button(_("Back"), _at(look, Step.TEST).look()), *undone)
