"""Finds e-mail addresses that are spoken: "mara at example dot com" and its kin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from bot.replies.endings import LOOSE_MAIL_HOSTS, MAIL_HOSTS, UNMISTAKABLE, ending_of, is_known
from bot.replies.spoken_words import (
    AFTER_AT,
    ALL_AT,
    ALL_DOTS,
    CUES,
    CUES_AND_MY,
    DETERMINERS,
    DOT_WORDS,
    HYPHENS,
    JOINTS,
    PROSE,
    SIGN_NAMES,
    is_prose,
)
from bot.replies.unveiling import WALL

# Words to the left in which a cue ("mail me: …") still speaks of the address.
CUE_REACH = 7
MOST_LABELS = 6
MOST_LOCAL_WORDS = 12
# Signs and blanks that may stand between two words of one address.
MOST_GAP = 9

_WORD = re.compile(r"([a-z0-9]+|[^\W_a-z0-9]+)")
_BLANK_OR_FRAME = re.compile(r"[\s()\[\]{}<>*~|\"'«»/\\=:_+^-]*\Z")
_FRAME = re.compile(r"[()\[\]{}<>*~|\"'«»/\\=^]")
_SIGN = re.compile(r"[\s()\[\]{}<>*~|\"'«»_-]*@{1,3}[\s()\[\]{}<>*~|\"'«»_-]*\Z")
_LOOSE_DOT = re.compile(r"(?:\s+\.\s+|\s*[(\[{<|\"'*]\s*\.\s*[)\]}>|\"'*]\s*)\Z")
_SLIPPED_DOT = re.compile(r"(?:\s?[.,]\s?|\s)\Z")
_LOCAL_JOINT = re.compile(r"[._+'-]{1,2}\Z")
_HOST_JOINT = re.compile(r"[-_]{1,2}\Z")
_CAPITALS = re.compile(
    r"(?<![A-Za-z0-9._-])[a-z0-9][a-z0-9._-]{1,40}(?:AT|@)[a-z0-9-]{2,40}(?:DOT|\.)[a-z]{2,12}"
    r"(?:(?:DOT|\.)[a-z]{2})?(?![a-z])"
)


class Dot(IntEnum):
    """How the dots of a spoken host are written; the greater, the more it is spelled out."""

    NONE = 0
    TIGHT = 1
    SLIPPED = 2
    SPELLED = 3


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where an "at" stands: the local part ends with word `left`, the host starts with `right`."""

    left: int
    right: int
    is_sign: bool = False
    is_tight: bool = False
    is_framed: bool = False
    is_handle: bool = False


@dataclass(frozen=True, slots=True)
class _Host:
    last: int
    dot: Dot
    ending: str
    is_mail: bool
    end: int


class Sentence:
    """The words of a folded, lower-case text with what stands between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _WORD.split(text)
        places = list(accumulate(map(len, pieces)))
        self.words = pieces[1::2]
        self.starts = places[0::2]
        self.ends = places[1::2]
        self._gaps = [*pieces[2:-1:2], WALL]

    def gap(self, word: int) -> str:
        """What stands between `word` (-1 at least) and the next; a wall beyond either end."""
        return self._gaps[word]

    def places_of_at(self) -> list[int]:
        """The words that may be an "at", and those with a sign after them."""
        pairs = enumerate(zip(self.words, self._gaps, strict=False))
        return [at for at, (word, gap) in pairs if word in ALL_AT or "@" in gap]


def spoken(text: str, cased: str) -> Iterator[tuple[int, int]]:
    """Where spoken addresses stand in `text` (folded, lower case; `cased` is it before lowering).

    A bare "at" is taken for an address only where the host is spelled out ("dot com"), is a mail
    host, or where the words before say so; "works at example.com" is not.
    """
    yield from (match.span() for match in _CAPITALS.finditer(cased) if "AT" in match[0])
    sentence = Sentence(text)
    for anchor in _anchors(sentence):
        host = _host(sentence, anchor)
        if host is None:
            continue
        first = _local_first(sentence, anchor.left)
        if _is_address(sentence, anchor, host, first=first):
            yield sentence.starts[first], host.end


def is_hinted(text: str) -> bool:
    """Whether a mail host is named after a word for mail, which a person should look at."""
    words = _WORD.findall(text)
    hosts = () if MAIL_HOSTS.isdisjoint(words) else enumerate(words)
    return any(
        not CUES_AND_MY.isdisjoint(words[max(0, at - CUE_REACH) : at])
        for at, word in hosts
        if word in MAIL_HOSTS
    )


def _anchors(sentence: Sentence) -> Iterator[_Anchor]:
    for at in sentence.places_of_at():
        gap = sentence.gap(at)
        if "@" in gap:
            if len(gap) <= MOST_GAP and _SIGN.match(gap):
                yield _sign_anchor(at, gap)
            continue
        anchor = _word_anchor(sentence, at)
        if anchor:
            yield anchor


def _sign_anchor(at: int, gap: str) -> _Anchor:
    before, _, after = gap.partition("@")
    return _Anchor(
        at,
        at + 1,
        is_sign=True,
        is_tight=not gap.strip("@"),
        is_framed=bool(_FRAME.search(before) and _FRAME.search(after)),
        is_handle=before != "" and after.strip("@") == "",
    )


def _word_anchor(sentence: Sentence, at: int) -> _Anchor | None:
    word, following = sentence.words[at], sentence.words[at + 1 : at + 2]
    is_longer = not AFTER_AT.isdisjoint(following) or (word in SIGN_NAMES and following == ["a"])
    last = at + 1 if is_longer else at
    before, after = sentence.gap(at - 1), sentence.gap(last)
    if not (_is_bridge(before) and _is_bridge(after)):
        return None
    is_framed = bool(_FRAME.search(before) and _FRAME.search(after))
    if word == "a" and not is_framed:
        return None
    return _Anchor(at - 1, last + 1, is_sign=word in SIGN_NAMES, is_framed=is_framed)


def _is_bridge(gap: str) -> bool:
    return len(gap) <= MOST_GAP and _BLANK_OR_FRAME.match(gap) is not None and "\n\n" not in gap


def _host(sentence: Sentence, anchor: _Anchor) -> _Host | None:
    best: _Host | None = None
    at, dot = anchor.right, Dot.NONE
    if at >= len(sentence.words) or sentence.words[at] in DETERMINERS:
        return None
    is_mail = False
    for _ in range(MOST_LABELS):
        at = _label_end(sentence, at)
        is_mail = is_mail or sentence.words[at] in MAIL_HOSTS
        if best is None and is_mail:
            best = _Host(at, Dot.NONE, "", is_mail, sentence.ends[at])
        step = _dot_after(sentence, at, anchor)
        if step is None or (step[1] is Dot.SLIPPED and best is not None and best.ending):
            return best
        at, kind = step
        dot = max(dot, kind)
        ending = ending_of(sentence.words[at])
        if ending and is_known(ending) and (kind is not Dot.SLIPPED or ending in UNMISTAKABLE):
            best = _Host(at, dot, ending, is_mail, sentence.starts[at] + len(ending))
    return best


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


def _dot_after(sentence: Sentence, at: int, anchor: _Anchor) -> tuple[int, Dot] | None:
    gap = sentence.gap(at)
    if gap == ".":
        return at + 1, Dot.TIGHT
    if gap[:1] == WALL:
        return None
    if _LOOSE_DOT.match(gap):
        return at + 1, Dot.SPELLED
    word = sentence.words[at + 1]
    if word in ALL_DOTS and _is_bridge(gap) and _is_bridge(sentence.gap(at + 1)):
        is_sure = word in DOT_WORDS or _FRAME.search(gap) or _is_spoken_abroad(sentence, anchor)
        is_com = sentence.words[at + 2] in UNMISTAKABLE and sentence.words[at] not in PROSE
        if is_sure or is_com:
            return at + 2, Dot.SPELLED
    is_slip = (anchor.is_tight or sentence.words[at] in MAIL_HOSTS) and _SLIPPED_DOT.match(gap)
    return (at + 1, Dot.SLIPPED) if is_slip else None


def _is_spoken_abroad(sentence: Sentence, anchor: _Anchor) -> bool:
    between = sentence.words[anchor.left + 1 : anchor.right]
    return anchor.is_sign or anchor.is_framed or (bool(between) and between[0] != "at")


def _local_first(sentence: Sentence, left: int) -> int:
    first = left
    for _ in range(MOST_LOCAL_WORDS):
        if first and _LOCAL_JOINT.match(sentence.gap(first - 1)):
            first -= 1
        elif first > 1 and _is_spoken_joint(sentence, first - 1):
            first -= 2
        elif first and _is_spelled(sentence, first):
            first -= 1
        else:
            break
    return first


def _is_spoken_joint(sentence: Sentence, at: int) -> bool:
    is_joint = sentence.words[at] in DOT_WORDS or sentence.words[at] in JOINTS
    return is_joint and _is_bridge(sentence.gap(at)) and _is_bridge(sentence.gap(at - 1))


def _is_spelled(sentence: Sentence, first: int) -> bool:
    return (
        len(sentence.words[first]) == 1
        and len(sentence.words[first - 1]) == 1
        and sentence.gap(first - 1) in (" ", "-")
    )


def _is_address(sentence: Sentence, anchor: _Anchor, host: _Host, *, first: int) -> bool:
    local = sentence.words[anchor.left]
    is_plain = anchor.left == first and (is_prose(local) or local.isdigit())
    if sentence.text[host.end : host.end + 1] == "(" and not host.is_mail:
        return False
    before = sentence.words[max(0, first - CUE_REACH) : first]
    is_cued = not CUES.isdisjoint(before)
    if anchor.is_tight:
        return host.dot is not Dot.TIGHT and (host.dot is not Dot.NONE or host.is_mail)
    if is_plain:
        return anchor.is_framed and host.dot is Dot.SPELLED and local not in PROSE
    if anchor.is_framed:
        return host.dot is not Dot.NONE or host.is_mail
    if anchor.is_sign and not anchor.is_handle:
        return host.dot is not Dot.NONE
    has_shape = is_cued or anchor.left != first or _is_alone(sentence, first, host.last)
    return _is_said(sentence, host, first, is_cued=is_cued, has_shape=has_shape)


def _is_said(
    sentence: Sentence, host: _Host, first: int, *, is_cued: bool, has_shape: bool
) -> bool:
    is_sure_mail = host.is_mail and sentence.words[host.last - 1] not in LOOSE_MAIL_HOSTS
    if host.dot is Dot.NONE:
        return is_cued and host.is_mail
    if host.dot is Dot.TIGHT:
        return has_shape or is_sure_mail
    is_of_prose = first > 0 and sentence.words[first - 1] in DETERMINERS
    return has_shape or host.is_mail or not is_of_prose


def _is_alone(sentence: Sentence, first: int, last: int) -> bool:
    return first == 0 and last == len(sentence.words) - 1
