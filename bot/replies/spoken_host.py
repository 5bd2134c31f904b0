"""Reads a host that is spoken, after the word for "at": "example dot com"."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.replies.endings import LOOSE_MAIL_HOSTS, MAIL_HOSTS, UNMISTAKABLE, ending_of, is_known
from bot.replies.spoken_at import Anchor, Sentence, is_bridge, is_frame
from bot.replies.spoken_words import (
    ALL_DOTS,
    DETERMINERS,
    DOT_WORDS,
    ENDINGS_AFTER_LOOSE_DOT,
    HYPHENS,
    PROSE,
)
from bot.replies.unveiling import WALL

MOST_LABELS = 6

_LOOSE_DOT = re.compile(r"(?:\s+\.\s+|\s*[(\[{<|\"'*]\s*\.\s*[)\]}>|\"'*]\s*)\Z")
_SLIPPED_DOT = re.compile(r"(?:\s?[.,;]\s?|\s)\Z")
_GLUED_DOT = re.compile(r"[a-z0-9]{3}dot(?:com|org|net)\Z")
_HOST_JOINT = re.compile(r"[-_]{1,2}\Z")


class Dot(IntEnum):
    """How the dots of a spoken host are written; the greater, the more it is spelled out."""

    NONE = 0
    TIGHT = 1
    SLIPPED = 2
    SPELLED = 3


@dataclass(frozen=True, slots=True)
class Host:
    """A host up to the character `end` and the word `last`; of several dots the clearest counts.

    `is_mail` says that it is one of the well-known mail hosts, `is_loose` that its name is a
    company's or a word as well.
    """

    last: int
    end: int
    dot: Dot
    is_mail: bool
    is_loose: bool


def host_after(sentence: Sentence, anchor: Anchor) -> Host | None:
    """The longest host that stands after `anchor`: with a known ending, or a mail host without."""
    at = anchor.right
    if at >= len(sentence.words) or sentence.words[at] in DETERMINERS:
        return None
    best: Host | None = None
    dot = Dot.NONE
    for _ in range(MOST_LABELS):
        at = _label_end(sentence, at)
        if _GLUED_DOT.search(sentence.words[at]):
            return _host(sentence, anchor, at, dot=Dot.SPELLED)
        if best is None and sentence.words[at] in MAIL_HOSTS:
            best = _host(sentence, anchor, at, dot=Dot.NONE)
        step = _dot_after(sentence, at, anchor)
        if step is None or (step[1] is Dot.SLIPPED and best is not None and best.dot):
            return best
        at, kind = step
        dot = max(dot, kind)
        ending = ending_of(sentence.words[at])
        if ending and is_known(ending) and (kind is not Dot.SLIPPED or ending in UNMISTAKABLE):
            best = _host(sentence, anchor, at, dot=dot, length=len(ending))
    return best


def _host(
    sentence: Sentence, anchor: Anchor, last: int, *, dot: Dot, length: int | None = None
) -> Host:
    labels = sentence.words[anchor.right : last + 1]
    end = sentence.ends[last] if length is None else sentence.starts[last] + length
    is_mail = not MAIL_HOSTS.isdisjoint(labels)
    return Host(last, end, dot, is_mail, is_loose=not LOOSE_MAIL_HOSTS.isdisjoint(labels))


def _label_end(sentence: Sentence, at: int) -> int:
    for _ in range(MOST_LABELS):
        gap = sentence.gap(at)
        if _HOST_JOINT.match(gap) and sentence.words[at + 1] not in ALL_DOTS:
            at += 1
        elif gap == " " == sentence.gap(at + 1) and sentence.words[at + 1] in HYPHENS:
            at += 2
        else:
            break
    return at


def _dot_after(sentence: Sentence, at: int, anchor: Anchor) -> tuple[int, Dot] | None:
    gap = sentence.gap(at)
    if gap == ".":
        return at + 1, Dot.TIGHT
    if gap[:1] == WALL:
        return None
    if _LOOSE_DOT.match(gap):
        return at + 1, Dot.SPELLED
    word = sentence.words[at + 1]
    if word in ALL_DOTS and is_bridge(gap) and is_bridge(sentence.gap(at + 1)):
        is_sure = word in DOT_WORDS or is_frame(gap) or _is_spoken_abroad(sentence, anchor)
        is_fit = sentence.words[at + 2] in ENDINGS_AFTER_LOOSE_DOT.get(word, ())
        if is_sure or (is_fit and sentence.words[at] not in PROSE):
            return at + 2, Dot.SPELLED
    is_slip = (anchor.is_tight or sentence.words[at] in MAIL_HOSTS) and _SLIPPED_DOT.match(gap)
    return (at + 1, Dot.SLIPPED) if is_slip else None


def _is_spoken_abroad(sentence: Sentence, anchor: Anchor) -> bool:
    between = sentence.words[anchor.left + 1 : anchor.right]
    return anchor.is_sign or anchor.is_framed or (bool(between) and between[0] != "at")
