"""A subscription in words: what it wants, where that goes, and whether it does."""

from dataclasses import dataclass

from bot.cards.channels.pause_words import WHAT_TO_DO
from bot.cards.plain import plain, titled
from bot.subscription import Filter, Mode, Quiet, Subscription, Words

MOST_NAME = 80
MOST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Named:
    """The names of what a subscription asks for by number; None where it doesn't."""

    feed: str | None = None
    outlet: str | None = None
    speaker: str | None = None


def wish(one: Subscription, named: Named) -> str:
    """Which stories it wants, escaped: "stories from **The Herald** about **Floods**"."""
    asked = one.filter
    parts = ["all stories" if asked == Filter() else "stories"]
    for word, name in (
        ("of the feed", named.feed),
        ("from", named.outlet),
        ("about", asked.topic),
        ("quoting", named.speaker),
    ):
        if name is not None:
            parts.append(f"{word} **{titled(name, MOST_NAME)}**")
    for word, words in (("with", asked.include), ("without", asked.exclude)):
        if words is not None:
            parts.append(f"{word} {words_told(words)}")
    return " ".join(parts)


def words_told(words: Words) -> str:
    """The words or the pattern, escaped."""
    text = titled(words.text, MOST_WORDS)
    return f"the pattern /{text}/" if words.is_pattern else f"“{text}”"


def manner(one: Subscription) -> str:
    """How it delivers, escaped: one part after another, with dots between."""
    parts = ["in the digest" if one.mode is Mode.DIGEST else "each story"]
    if one.role is not None:
        parts.append(f"mentions <@&{one.role}>")
    if one.quiet is not None:
        parts.append(f"held {hours(one.quiet)}")
    if one.publishes:
        parts.append("published to followers")
    return " · ".join(parts)


def hours(quiet: Quiet) -> str:
    """The quiet hours, as "22:00-07:00"."""
    return f"{quiet.start:%H:%M}-{quiet.end:%H:%M}"


def state(one: Subscription) -> str:
    """Whether it delivers, in words."""
    return "on" if one.pause is None else WHAT_TO_DO[one.pause]


def label(one: Subscription, named: Named, channel: str) -> str:
    """A line for lists where nothing is rendered: "#news · The Herald · Floods"."""
    asked = one.filter
    parts = [f"#{channel}", named.feed, named.outlet, asked.topic, named.speaker]
    parts += [each.text for each in (asked.include, asked.exclude) if each is not None]
    told = [plain(part, MOST_NAME) for part in parts if part]
    told += ["everything"] if len(told) == 1 else []
    return plain(" · ".join(told), 90) + (" (paused)" if one.pause else "")
