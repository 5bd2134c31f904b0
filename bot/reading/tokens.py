"""The words and marks of a text, without a parser."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

from bot.reading.cues import SAYING
from bot.reading.marks import Stretch

_TOKEN: Final = re.compile(r"\n+|\w+(?:[.’'&-]\w+)*\.?|[^\w\s]")
_ABBREVIATED: Final = frozenset(
    "Mr. Mrs. Ms. Dr. Prof. Sen. Rep. Gov. Gen. Col. Capt. Lt. Sgt. Rev. St. Jr. Sr. "
    "Hon. Cllr.".split()
)


class Tokens:
    """A text's words and marks with line, sentence and stretch of each."""

    def __init__(self, text: str, quoted: tuple[Stretch, ...]) -> None:
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _TOKEN.finditer(text):
            word = match.group()
            start, end = match.span()
            is_long = word[-1] == "." and len(word) > 3
            if is_long and word not in _ABBREVIATED and "." not in word[:-1]:
                words += (word[:-1], ".")
                starts += (start, end - 1)
                ends += (end - 1, end)
            else:
                words.append(word)
                starts.append(start)
                ends.append(end)
        self.words, self.starts, self.ends = words, starts, ends
        self.lower = [word.lower() for word in self.words]
        self.inside = self._inside(quoted)
        self.line, self.sentence = self._numbered()
        self.verbs = [i for i, w in enumerate(self.lower) if w in SAYING and self.inside[i] < 0]

    def _inside(self, quoted: tuple[Stretch, ...]) -> list[int]:
        inside = [-1] * len(self.words)
        for number, stretch in enumerate(quoted):
            first, after = self.between(stretch.start, stretch.end)
            inside[first:after] = [number] * (after - first)
        return inside

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first token of `start` to `end`, and the one after the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def _numbered(self) -> tuple[list[int], list[int]]:
        lines, sentences = [], []
        line = sentence = 0
        for i, word in enumerate(self.words):
            lines.append(line)
            sentences.append(sentence)
            if word[0] == "\n":
                line += 1
                sentence += 1
            elif self.inside[i] < 0:
                sentence += word in ".!?"
            elif i + 1 < len(self.words) and self.inside[i + 1] < 0 and self.words[i - 1] in ".!?":
                sentence += 1
        return lines, sentences
