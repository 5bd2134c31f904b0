"""Whether a story is one that a subscription wants, stage by stage, each told in words.

Members' regular expressions run in RE2, whose time grows with the text alone: one that `re` would
never end with is done in microseconds, and none needs to be watched or killed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Protocol, cast
from zoneinfo import ZoneInfo

import re2

from bot.errors import BadSubscription
from bot.languages import N_
from bot.story import OutletId, SpeakerId
from bot.subscription import FeedId, Quiet, Subscription, Words

MOST_WORDS = 50
MOST_WORDS_TEXT = 400
MOST_PATTERN = 200
# A pattern that needs more to be compiled is refused: 256 kB serve any of 200 letters that isn't
# made of nested repetitions.
PATTERN_MEMORY = 1 << 18

# Scripts without blanks between words: there a word begins and ends anywhere.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Stage(StrEnum):
    """What is asked of a story, in this order."""

    SINCE = "since"
    OUTLET = "outlet"
    FEED = "feed"
    TOPIC = "topic"
    SPEAKER = "speaker"
    INCLUDE = "include"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one stage says of a story; `words` is a sentence of ours."""

    stage: Stage
    is_met: bool
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What subscriptions ask of a story: its newest text as one server has it.

    `feeds` brought it there; `topics` are what `topic_key` makes of them.
    """

    taken_at: datetime
    headline: str
    body: str
    outlet: OutletId | None = None
    feeds: frozenset[FeedId] = frozenset()
    topics: frozenset[str] = frozenset()
    speakers: frozenset[SpeakerId] = frozenset()


class Finder(Protocol):
    """A compiled expression."""

    def search(self, text: str) -> object | None:
        """The first place in `text` where it fits, None where it fits nowhere."""


def wants(subscription: Subscription, facts: Facts) -> bool:
    """Whether the story meets every part of the filter."""
    return all(verdict.is_met for verdict in verdicts(subscription, facts))


def verdicts(subscription: Subscription, facts: Facts) -> Iterator[Verdict]:
    """What each stage that is set says, one after another."""
    asked = subscription.filter
    is_new = facts.taken_at >= subscription.since
    yield _said(
        Stage.SINCE,
        is_new,
        N_("It came in after the subscription began"),
        N_("It was here before the subscription was made or resumed"),
    )
    if asked.outlet is not None:
        is_met = facts.outlet == asked.outlet
        yield _said(
            Stage.OUTLET, is_met, N_("It is from that outlet"), N_("It is from another outlet")
        )
    if asked.feed is not None:
        is_met = asked.feed in facts.feeds
        yield _said(Stage.FEED, is_met, N_("That feed brought it"), N_("That feed didn't bring it"))
    if asked.topic is not None:
        is_met = topic_key(asked.topic) in facts.topics
        yield _said(
            Stage.TOPIC, is_met, N_("It is about that topic"), N_("It isn't about that topic")
        )
    if asked.speaker is not None:
        is_met = asked.speaker in facts.speakers
        yield _said(
            Stage.SPEAKER, is_met, N_("It quotes that speaker"), N_("It doesn't quote that speaker")
        )
    yield from _wording(asked.include, asked.exclude, facts)


def held_until(quiet: Quiet | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The UTC moment when the quiet hours that `now` lies in end; None outside of them.

    By the wall clock: an end that a clock change skips is the first minute after it, one that
    comes twice is the first of the two.
    """
    if quiet is None or quiet.start == quiet.end:
        return None
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    if quiet.start < quiet.end:
        is_quiet = quiet.start <= clock < quiet.end
    else:
        is_quiet = clock >= quiet.start or clock < quiet.end
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=clock >= quiet.end)
    end = datetime.combine(day, quiet.end, zone).astimezone(now.tzinfo)
    # The second pass of a doubled hour: its end has been once already.
    return end if end > now else None


def check(words: Words) -> None:
    """Raise BadSubscription, with what to change, where `words` can't be looked for."""
    _finder(words)


@lru_cache(maxsize=4096)
def topic_key(topic: str) -> str:
    """Equal for topics that differ in case, diacritics, full stops and white space only."""
    return _folded(topic.replace(".", ""))


def _wording(include: Words | None, exclude: Words | None, facts: Facts) -> Iterator[Verdict]:
    if include is not None:
        is_met = _finds(include, facts)
        yield _said(
            Stage.INCLUDE,
            is_met,
            N_("Headline or text has what must be there"),
            N_("Neither headline nor text has what must be there"),
        )
    if exclude is not None:
        is_met = not _finds(exclude, facts)
        yield _said(
            Stage.EXCLUDE,
            is_met,
            N_("Nothing that is excluded is in it"),
            N_("Headline or text has what is excluded"),
        )


def _said(stage: Stage, is_met: bool, met: str, unmet: str) -> Verdict:
    return Verdict(stage, is_met, f"{met if is_met else unmet}.")


def _finds(words: Words, facts: Facts) -> bool:
    text = f"{facts.headline}\n{facts.body}"
    return _finder(words).search(text if words.is_pattern else _text_folded(text)) is not None


@lru_cache(maxsize=16)
def _text_folded(text: str) -> str:
    """Kept for a moment: one story is asked for by many subscriptions in a row."""
    return _folded(text)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.split())


@lru_cache(maxsize=1024)
def _finder(words: Words) -> Finder:
    return _pattern(words.text) if words.is_pattern else _phrases(words.text)


def _pattern(text: str) -> Finder:
    if not text.strip() or len(text) > MOST_PATTERN:
        raise BadSubscription(
            "a pattern of no or too many letters",
            reader=N_("A pattern has 1 to {most} characters."),
            given={"most": MOST_PATTERN},
        )
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = PATTERN_MEMORY
    try:
        return cast("Finder", re2.compile(text, options))
    except re2.error as error:
        raise BadSubscription(
            "a pattern that RE2 refuses",
            reader=N_(
                "That pattern can't be used. Check its brackets; look-around (`(?=`), repeated"
                " groups (`\\1`) and repetitions of more than 1,000 aren't understood."
            ),
        ) from error


def _phrases(text: str) -> Finder:
    phrases = [phrase for phrase in map(_folded, text.split(",")) if phrase]
    if not phrases or len(phrases) > MOST_WORDS or len(text) > MOST_WORDS_TEXT:
        raise BadSubscription(
            "no or too many words",
            reader=N_(
                "Give 1 to {most} words or phrases with commas between, at most {characters}"
                " characters in all."
            ),
            given={"most": MOST_WORDS, "characters": MOST_WORDS_TEXT},
        )
    return re.compile("|".join(map(_whole, phrases)))


def _whole(phrase: str) -> str:
    before = r"(?<!\w)" if _is_edge(phrase[0]) else ""
    after = r"(?!\w)" if _is_edge(phrase[-1]) else ""
    return before + re.escape(phrase) + after


def _is_edge(letter: str) -> bool:
    return (letter.isalnum() or letter == "_") and not _UNSPACED.match(letter)
