"""The words of a text, and every place in it where somebody may be saying "at"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from bot.replies.folding import lowered
from bot.replies.spoken_words import AFTER_AT, ALL_AT, SIGN_NAMES
from bot.replies.unveiling import WALL

# Signs and blanks that may stand between two words of one address.
MOST_GAP = 9

_WORD = re.compile(r"([a-z0-9]+|[^\W_a-z0-9]+)")
_BLANK_OR_FRAME = re.compile(r"(?:[\s()\[\]{}<>*~|\"'`«»/\\=:_+^#$!-]*|,\s?|\.{2,4})\Z")
_FRAME = re.compile(r"[()\[\]{}<>*~|\"'`«»/\\=^#$!]|(?<=\s)-|-(?=\s)")
_SIGN = re.compile(r"[\s()\[\]{}<>*~|\"'`«»_-]*@{1,3}[\s()\[\]{}<>*~|\"'`«»_-]*\Z")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An "at" or a loose "@": the local part ends with word `left`, the host starts with `right`.

    `is_sign` says that it can hardly mean anything else, `is_tight` that nothing parts the words
    but the sign, `is_framed` that brackets or the like stand around it, `is_handle` that the sign
    is glued to the host alone, as in "@name".
    """

    left: int
    right: int
    is_sign: bool = False
    is_tight: bool = False
    is_framed: bool = False
    is_handle: bool = False


class Sentence:
    """The words of a folded text, in lower case, with what stands between them."""

    def __init__(self, text: str) -> None:
        self.text = lowered(text)
        self._cased = text
        pieces = _WORD.split(self.text)
        places = list(accumulate(map(len, pieces)))
        self.words = pieces[1::2]
        self.starts = places[0::2]
        self.ends = places[1::2]
        self._gaps = [*pieces[2:-1:2], WALL]

    def gap(self, word: int) -> str:
        """What stands between `word` (-1 at least) and the next; a wall beyond either end."""
        return self._gaps[word]

    def is_loud(self, word: int) -> bool:
        """Whether `word` is in capitals and the one before it isn't."""
        before = self._cased[self.starts[word - 1] : self.ends[word - 1]] if word else ""
        return self._cased[self.starts[word] : self.ends[word]].isupper() and not before.isupper()

    def places_of_at(self) -> list[int]:
        """The words that may be an "at", and those with a sign after them."""
        pairs = enumerate(zip(self.words, self._gaps, strict=False))
        return [at for at, (word, gap) in pairs if word in ALL_AT or "@" in gap]


def anchors(sentence: Sentence) -> Iterator[Anchor]:
    """Every "at" of the sentence that may join a local part and a host."""
    for at in sentence.places_of_at():
        gap = sentence.gap(at)
        if "@" in gap:
            if len(gap) <= MOST_GAP and _SIGN.match(gap):
                yield _sign_anchor(at, gap)
            continue
        anchor = _word_anchor(sentence, at)
        if anchor:
            yield anchor


def _sign_anchor(at: int, gap: str) -> Anchor:
    before, _, after = gap.partition("@")
    return Anchor(
        at,
        at + 1,
        is_sign=True,
        is_tight=not gap.strip("@"),
        is_framed=is_frame(before) and is_frame(after),
        is_handle=before != "" and after.strip("@") == "",
    )


def _word_anchor(sentence: Sentence, at: int) -> Anchor | None:
    word, last = sentence.words[at], _at_end(sentence, at)
    before, after = sentence.gap(at - 1), sentence.gap(last)
    if not (is_bridge(before) and is_bridge(after)):
        return None
    is_framed = is_frame(before) and is_frame(after)
    if word == "a" and not is_framed:
        return None
    is_sign = word in SIGN_NAMES or last > at or (word == "at" and sentence.is_loud(at))
    return Anchor(at - 1, last + 1, is_sign=is_sign, is_framed=is_framed)


def _at_end(sentence: Sentence, at: int) -> int:
    following = sentence.words[at + 1 : at + 4]
    if following[:2] == ["the", "rate"]:
        return at + 3 if following[2:] == ["of"] else at + 2
    if not AFTER_AT.isdisjoint(following[:1]):
        return at + 1
    return at + 1 if sentence.words[at] in SIGN_NAMES and following[:1] == ["a"] else at


def is_bridge(gap: str) -> bool:
    """Whether `gap` may stand between two words of one address."""
    return len(gap) <= MOST_GAP and _BLANK_OR_FRAME.match(gap) is not None and "\n\n" not in gap


def is_frame(gap: str) -> bool:
    """Whether `gap` holds a bracket, a quotation mark or another sign that sets a word off."""
    return _FRAME.search(gap) is not None
