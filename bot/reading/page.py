"""One text made ready for attribution: its parse, its quoted stretches, its paragraphs."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from bot.reading.cues import SAYING
from bot.reading.marks import Stretch, stretches
from bot.reading.parser import Parse


@dataclass
class Page:
    """A parsed text with its stretches, all by token.

    `inside` holds for each token the number of the stretch that it stands in, or -1; the marks
    belong to the stretch. `paragraph` numbers the lines, `sentence` the sentences; `bounds` holds
    for each sentence its first token and the one after its last.
    """

    text: str
    parse: Parse
    stretches: tuple[Stretch, ...]
    inside: list[int]
    paragraph: list[int]
    sentence: list[int]
    bounds: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str, parse: Parse) -> Self:
        """The page of `text` with its `parse`."""
        quoted = stretches(text)
        inside = [-1] * len(parse)
        for number, stretch in enumerate(quoted):
            for i in tokens(parse, stretch.start, stretch.end):
                inside[i] = number
        paragraph, line = [], 0
        for word in parse.words:
            paragraph.append(line)
            line += "\n" in word
        return cls(text, parse, quoted, inside, paragraph, parse.sent, _bounds(parse.sent))

    def at(self, offset: int) -> int:
        """The token at a character, or the one before it."""
        return max(0, bisect_right(self.parse.start, offset) - 1)

    @cached_property
    def firsts(self) -> list[int]:
        """For each stretch its first token, -1 for one without tokens of its own."""
        firsts = [-1] * len(self.stretches)
        for i, stretch in enumerate(self.inside):
            if stretch >= 0 and firsts[stretch] < 0:
                firsts[stretch] = i
        return firsts

    @cached_property
    def spoken(self) -> frozenset[int]:
        """The subjects that stand right beside a verb of saying."""
        parse = self.parse
        return frozenset(
            k
            for i, word in enumerate(parse.lower)
            if word in SAYING
            for k in parse.children[i]
            if parse.dep[k] == "nsubj" and abs(k - i) <= 2
        )

    @cached_property
    def extent(self) -> list[tuple[int, int]]:
        """For each token the first and last token of its subtree within its sentence."""
        parse = self.parse
        low, high = list(range(len(parse))), list(range(len(parse)))
        for first, after in self.bounds:
            for i in _upwards(parse, first, after):
                head = parse.head[i]
                if head != i and first <= head < after:
                    low[head] = min(low[head], low[i])
                    high[head] = max(high[head], high[i])
        return list(zip(low, high, strict=True))

    @cached_property
    def depth(self) -> list[int]:
        """How many heads stand above each token."""
        depth = [-1] * len(self.parse)
        for i in range(len(self.parse)):
            path = []
            at = i
            while depth[at] < 0 and self.parse.head[at] != at:
                path.append(at)
                at = self.parse.head[at]
            below = max(depth[at], 0)
            depth[at] = below
            for step in reversed(path):
                below += 1
                depth[step] = below
        return depth


def tokens(parse: Parse, start: int, end: int) -> range:
    """The tokens that share a character with `start` to `end`."""
    return range(bisect_right(parse.end, start), bisect_left(parse.start, end))


def _bounds(sent: list[int]) -> list[tuple[int, int]]:
    firsts = [i for i, number in enumerate(sent) if i == 0 or sent[i - 1] != number]
    return list(zip(firsts, [*firsts[1:], len(sent)][: len(firsts)], strict=True))


def _upwards(parse: Parse, first: int, after: int) -> list[int]:
    """The tokens of a sentence, each before its head."""
    depths = []
    for i in range(first, after):
        steps, at = 0, i
        while parse.head[at] != at:
            at = parse.head[at]
            steps += 1
        depths.append((-steps, i))
    return [i for _, i in sorted(depths)]
