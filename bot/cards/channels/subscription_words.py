"""A subscription in words: what it wants, where that goes, and whether it does."""

from dataclasses import dataclass

from bot.cards.channels.pause_words import WHAT_TO_DO
from bot.cards.plain import plain, titled
from bot.languages import N_, _
from bot.subscription import Filter, Mode, Quiet, Subscription, Words

MOST_NAME = 80
MOST_WORDS = 120
FEED = N_("of the feed **{name}**")
OUTLET = N_("from **{name}**")
TOPIC = N_("about **{name}**")
SPEAKER = N_("quoting **{name}**")


@dataclass(frozen=True, slots=True)
class Named:
    """The names of what a subscription asks for by number; None where it doesn't."""

    feed: str | None = None
    outlet: str | None = None
    speaker: str | None = None


def wish(one: Subscription, named: Named) -> str:
    """Which stories it wants, escaped: "stories from **The Herald** about **Floods**"."""
    asked = one.filter
    parts = [_("all stories") if asked == Filter() else _("stories")]
    for phrase, name in (
        (FEED, named.feed),
        (OUTLET, named.outlet),
        (TOPIC, asked.topic),
        (SPEAKER, named.speaker),
    ):
        if name is not None:
            parts.append(_(phrase, name=titled(name, MOST_NAME)))
    if asked.include is not None:
        parts.append(_("with {words}", words=words_told(asked.include)))
    if asked.exclude is not None:
        parts.append(_("without {words}", words=words_told(asked.exclude)))
    return " ".join(parts)


def words_told(words: Words) -> str:
    """The words or the pattern, escaped."""
    text = titled(words.text, MOST_WORDS)
    return _("the pattern /{text}/", text=text) if words.is_pattern else f"“{text}”"


def manner(one: Subscription) -> str:
    """How it delivers, escaped: one part after another, with dots between."""
    parts = [_("in the digest") if one.mode is Mode.DIGEST else _("each story")]
    if one.role is not None:
        parts.append(_("mentions <@&{role}>", role=one.role))
    if one.quiet is not None:
        parts.append(_("held {hours}", hours=hours(one.quiet)))
    if one.publishes:
        parts.append(_("published to followers"))
    return " · ".join(parts)


def hours(quiet: Quiet) -> str:
    """The quiet hours, as "22:00-07:00"."""
    return f"{quiet.start:%H:%M}-{quiet.end:%H:%M}"


def state(one: Subscription) -> str:
    """Whether it delivers, in words."""
    return _("on") if one.pause is None else _(WHAT_TO_DO[one.pause])


def label(one: Subscription, named: Named, channel: str) -> str:
    """A line for lists where nothing is rendered: "#news · The Herald · Floods"."""
    asked = one.filter
    parts = [f"#{channel}", named.feed, named.outlet, asked.topic, named.speaker]
    parts += [each.text for each in (asked.include, asked.exclude) if each is not None]
    told = [plain(part, MOST_NAME) for part in parts if part]
    told += [_("everything")] if len(told) == 1 else []
    return plain(" · ".join(told), 90) + (_(" (paused)") if one.pause else "")
