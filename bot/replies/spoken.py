"""Finds e-mail addresses that are spoken: "mara at example dot com" and its kin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.replies.endings import MAIL_HOSTS
from bot.replies.spoken_at import Anchor, Sentence, anchors, is_bridge
from bot.replies.spoken_host import Dot, Host, host_after
from bot.replies.spoken_words import (
    CUES,
    CUES_AND_MY,
    DETERMINERS,
    DOT_WORDS,
    JOINTS,
    PROSE,
    is_prose,
)

# Words to the left in which a cue ("mail me: …") still speaks of the address.
CUE_REACH = 7
MOST_LOCAL_WORDS = 12

_LOCAL_JOINT = re.compile(r"[._+'-]{1,2}\Z")
# No word of any language ends so, but "dotcom" alone.
_GLUED = re.compile(r"(?<![^\W_])[a-z]{2,40}?at[a-z]{3,40}?dot(?:com|org|net)(?![^\W_])")
# A dot that was forgotten: nobody can tell, so a person looks.
_DOTLESS = re.compile(r"\w@[\w-]{2,60}(?:com|org|net)(?![\w.])", re.IGNORECASE)
_CAPITALS = re.compile(
    r"(?<![A-Za-z0-9._-])[a-z0-9][a-z0-9._-]{1,40}(?:AT|@)[a-z0-9-]{2,40}(?:DOT|\.)[a-z]{2,12}"
    r"(?:(?:DOT|\.)[a-z]{2})?(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that may be an address: `first` starts the local part."""

    sentence: Sentence
    anchor: Anchor
    host: Host
    first: int

    @property
    def span(self) -> tuple[int, int]:
        return self.sentence.starts[self.first], self.host.end

    @property
    def is_alone(self) -> bool:
        return self.first == 0 and self.host.last == len(self.sentence.words) - 1

    @property
    def is_near(self) -> bool:
        return not self.is_prose and not self.anchor.is_tight

    @property
    def is_cued(self) -> bool:
        before = self.sentence.words[max(0, self.first - CUE_REACH) : self.first]
        return not CUES.isdisjoint(before)

    @property
    def is_prose(self) -> bool:
        words = self.sentence.words
        local = words[self.anchor.left]
        is_one_word = self.anchor.left == self.first or words[self.first] == "e"  # as in e-mails
        return is_one_word and (is_prose(local) or local.isdigit())


def spoken(text: str) -> Iterator[tuple[int, int]]:
    """Where spoken addresses stand in `text`, which is folded.

    A bare "at" is taken for an address only where the host is spelled out ("dot com"), is a mail
    host, or where the words before say so; "works at example.com" is not.
    """
    yield from (match.span() for match in _CAPITALS.finditer(text) if "AT" in match[0])
    if "dot" in text:
        yield from (match.span() for match in _GLUED.finditer(text))
    for candidate in _candidates(Sentence(text)):
        if _is_address(candidate):
            yield candidate.span


def is_hinted(text: str) -> bool:
    """Whether a person should look at `text`, folded, although no spoken address was found in it.

    A mail host is named after a word for mail, the last dot is missing, or all the text is
    "mara at example.com".
    """
    if "@" in text and _DOTLESS.search(text):
        return True
    sentence = Sentence(text)
    words = sentence.words
    hosts = () if MAIL_HOSTS.isdisjoint(words) else enumerate(words)
    is_named = any(
        word in MAIL_HOSTS and not CUES_AND_MY.isdisjoint(words[max(0, at - CUE_REACH) : at])
        for at, word in hosts
    )
    is_short = len(words) <= 2 * MOST_LOCAL_WORDS
    near = _candidates(sentence) if is_short else ()
    return is_named or any(each.is_alone and each.is_near for each in near)


def _candidates(sentence: Sentence) -> Iterator[_Candidate]:
    for anchor in anchors(sentence):
        host = host_after(sentence, anchor)
        if host is not None:
            first = _local_first(sentence, anchor.left)
            yield _Candidate(sentence, anchor, host, first)


def _local_first(sentence: Sentence, left: int) -> int:
    first = left
    for _ in range(MOST_LOCAL_WORDS):
        if first and _LOCAL_JOINT.match(sentence.gap(first - 1)):
            first -= 1
        elif first > 1 and _is_spoken_joint(sentence, first - 1):
            first -= 2
        else:
            break
    return first


def _is_spoken_joint(sentence: Sentence, at: int) -> bool:
    is_joint = sentence.words[at] in DOT_WORDS or sentence.words[at] in JOINTS
    return is_joint and is_bridge(sentence.gap(at)) and is_bridge(sentence.gap(at - 1))


def _is_address(candidate: _Candidate) -> bool:
    anchor, host = candidate.anchor, candidate.host
    if candidate.sentence.text[host.end : host.end + 1] == "(" and not host.is_mail:
        return False
    if anchor.is_tight:
        return host.dot > Dot.TIGHT or (host.dot is Dot.NONE and host.is_mail)
    if candidate.is_prose:
        local = candidate.sentence.words[anchor.left]
        return anchor.is_framed and host.dot is Dot.SPELLED and local not in PROSE
    if anchor.is_framed:
        return True
    if anchor.is_sign and not anchor.is_handle:
        return host.dot is not Dot.NONE or not host.is_loose
    return _is_said(candidate)


def _is_said(candidate: _Candidate) -> bool:
    """Whether a bare "at" is one of an address."""
    sentence, host, first = candidate.sentence, candidate.host, candidate.first
    is_sure_mail = host.is_mail and not host.is_loose
    is_of_prose = first > 0 and sentence.words[first - 1] in DETERMINERS
    is_joined = candidate.anchor.left != first or sentence.gap(candidate.anchor.left) == "_"
    if candidate.is_cued or is_joined:
        return host.dot is not Dot.NONE or is_sure_mail
    if host.dot > Dot.TIGHT:
        return not is_of_prose
    if candidate.is_alone:
        return host.is_mail
    return host.dot is Dot.TIGHT and is_sure_mail and not is_of_prose
