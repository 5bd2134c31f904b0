"""What a member may do, in groups, with examples to be pressed; and what to try next."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord

from bot.cards.card import Button, Card, Colour, Look, Row
from bot.cards.channels.health_card import HEALTH
from bot.cards.looks.event_looks import TimelineLook
from bot.cards.looks.feed_looks import FeedsLook
from bot.cards.looks.reply_looks import MyDataLook, PrivacyLook, QueueLook
from bot.cards.looks.settings_looks import SettingsLook
from bot.cards.looks.setup_looks import SetupLook
from bot.cards.looks.story_looks import (
    JoinsLook,
    ListLook,
    QuotesLook,
    SaidLook,
    SummaryLook,
    WhoLook,
)
from bot.cards.looks.subscription_looks import SubscriptionsLook
from bot.cards.note_cards import quiet_card
from bot.cards.plain import titled
from bot.languages import N_, _
from bot.story import SpeakerLine, Story

HELP = "help"
TIPS = "tips"
MOST_HEADLINE = 200
MOST_NAME = 40
# An em space keeps what belongs together apart from the next.
GAP = "\u2003"


@dataclass(frozen=True, slots=True)
class May:
    """What a member may do: on a server, or in direct messages where they are `is_direct`."""

    edit: bool = False
    manage: bool = False
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that belong together, by the names that are typed."""

    title: str
    names: tuple[str, ...]


OWN = Group(
    N_("What is kept of you; in direct messages too"),
    ("mydata show", "mydata erase", "dateline privacy", "dateline help"),
)
TALKING = Group(N_("Reply, and see what is kept of you"), ("reply", *OWN.names))
READING = (
    Group(N_("What happened"), ("latest", "search", "summary", "timeline", "compare")),
    Group(N_("Who said it, and in which words"), ("quotes", "whosaid", "checkquote", "trends")),
)
MENUS = Group(
    N_("In a message's menu, under Apps"),
    (N_("Check this quote"), N_("Summarise the links"), N_("Leave a reply")),
)
EDITING = (
    Group(
        N_("For moderators: stories, events and names"),
        (
            *("story add", "story edit", "story correct", "story remove"),
            *("event split", "event join", "speaker join", "speaker part", "speaker list"),
        ),
    ),
    Group(
        N_("For moderators: readers' replies"),
        (
            *("replies queue", "replies log", "replies show", "replies block", "replies unblock"),
            *("replies words", "replies close", "replies open", "replies export"),
            "replies erase",
        ),
    ),
)
MANAGING = (
    Group(
        N_("Set up this server"),
        ("settings", "dateline setup", "dateline health", "replies settings"),
    ),
    Group(
        N_("Where stories come from"),
        (
            *("feed add", "feed list", "feed edit", "feed pause", "feed resume", "feed test"),
            *("feed remove", "feed import", "feed export"),
        ),
    ),
    Group(
        N_("Which channel gets them"),
        (
            *("subscription add", "subscription list", "subscription edit", "subscription pause"),
            *("subscription resume", "subscription test", "subscription remove"),
            *("subscription why", "digest set", "digest preview", "digest off"),
        ),
    ),
)


def help_card(may: May) -> Card:
    """The commands that this member may use, with buttons for those that only look."""
    embed = discord.Embed(title="Dateline", colour=discord.Colour(Colour.QUIET))
    embed.description = _(
        "Dateline keeps news stories and says what happened, who said it, in which words, and where"
        " that is written: `¶3` is the story's third paragraph. Answers are for you alone; **Post"
        " here** shows one to everybody."
    )
    for group in groups_for(may):
        embed.add_field(name=_(group.title), value=_named(group), inline=False)
    return Card(embed, tuple(_examples(may)))


def groups_for(may: May) -> tuple[Group, ...]:
    """The groups of commands for a member."""
    if may.is_direct:
        return (OWN,)
    editing = EDITING if may.edit else ()
    managing = MANAGING if may.manage else ()
    return (*READING, TALKING, MENUS, *editing, *managing)


def tips_card(story: Story, speaker: SpeakerLine | None) -> Card:
    """What to try next, with the newest story and the most quoted speaker of the server."""
    headline = titled(story.article.headline, MOST_HEADLINE)
    lines = [
        _("The newest story here: **{headline}**", headline=headline),
        "",
        _("`/summary`: what happened, in the article's own sentences"),
        _("`/quotes`: who was quoted, in which words, in which paragraph"),
        _("`/timeline`: what came when, and the other stories of the event"),
    ]
    quotes = len(story.reading.attributed)
    ways: list[Button] = [
        Button(_("Summary"), SummaryLook(story.id).look()),
        Button(_("Quotes"), QuotesLook(story.id).look(), is_off=not quotes),
        Button(_("Who said what"), WhoLook(story.id).look(), is_off=not quotes),
        Button(_("Timeline"), TimelineLook(story.id).look()),
    ]
    further: tuple[Button, ...] = ()
    if speaker is not None:
        name = titled(speaker.name, MOST_NAME)
        lines.append(_("`/whosaid`: all that {name} said, across stories", name=name))
        further = (Button(_("What {name} said", name=speaker.name), SaidLook(speaker.id).look()),)
    lines.append(_("`/checkquote`: paste a quote, and see whether it is real"))
    back = Button(_("All commands"), Look(HELP, ""))
    return quiet_card(_("What to try next"), "\n".join(lines), tuple(ways), (*further, back))


def no_tips_card(may: May) -> Card:
    """What to do on a server that has no stories yet."""
    back = Button(_("All commands"), Look(HELP, ""))
    if may.manage:
        text = _("There are no stories here yet. The setup brings them in two minutes.")
        begin = Button(_("Set up"), SetupLook().look())
        return quiet_card(_("What to try next"), text, (begin, back))
    if may.edit:
        text = _(
            "There are no stories here yet: `/story add` takes one in, by its address, as a file or"
            " as pasted text."
        )
        return quiet_card(_("What to try next"), text, (back,))
    text = _(
        "There are no stories here yet. Whoever manages this server can bring some with `/dateline"
        " setup`; meanwhile `/summary` with a page's `url` tells you what it says."
    )
    return quiet_card(_("What to try next"), text, (back,))


def _named(group: Group) -> str:
    """The commands one after the other, those of one root together: "`/feed` add · list"."""
    if group is MENUS:
        return " · ".join(f"**{_(name)}**" for name in group.names)
    roots: dict[str, list[str]] = {}
    for name in group.names:
        root, _blank, rest = name.partition(" ")
        roots.setdefault(root, []).extend([rest] if rest else [])
    named = [" ".join((f"`/{root}`", " · ".join(rests))) for root, rests in roots.items()]
    return GAP.join(each.strip() for each in named)


def _examples(may: May) -> Iterator[Row]:
    mine = (
        Button(_("What is kept of me"), MyDataLook().look()),
        Button(_("Privacy"), PrivacyLook().look()),
    )
    if may.is_direct:
        yield mine
        return
    yield (
        Button(_("Latest stories"), ListLook().look()),
        Button(_("What to try next"), Look(TIPS, "")),
        *mine,
    )
    if may.edit:
        yield (
            Button(_("Replies that wait"), QueueLook().look()),
            Button(_("Joined names"), JoinsLook().look()),
        )
    if may.manage:
        yield (
            Button(_("Set up"), SetupLook().look()),
            Button(_("Settings"), SettingsLook().look()),
            Button(_("Feeds"), FeedsLook().look()),
            Button(_("Subscriptions"), SubscriptionsLook().look()),
            Button(_("Health"), Look(HEALTH, "")),
        )
