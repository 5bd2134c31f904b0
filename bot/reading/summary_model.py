"""The trained weights of the ranker and what they make of an article."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from bot.reading.summary_features import (
    Features,
    likeness,
    of_lines,
    of_pairs,
    of_words,
    shared,
    sigmoid,
    weighted,
)
from bot.reading.summary_rules import has_captions
from bot.reading.summary_sets import Worth, of_sets
from bot.reading.summary_text import Column, Numbers, Text

# Where the ranker doesn't speak the language: the weight of a line's place and how many lines deep
# it reaches. Set by judgement; no data of ours is in another language.
PLAIN_PLACE, PLAIN_REACH = 1.5, 3.0

PARTS = ("words", "pairs", "lines", "sets", "captions")
WEIGHTS = Path(__file__).with_name("summary_weights.json")


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight for each feature by its name, and a constant."""

    bias: float
    weights: Mapping[str, float]

    def of(self, features: Features) -> Column:
        """The weighted sum of the columns of `features`, which must have the weights' names."""
        if features.keys() != self.weights.keys():
            odd = sorted(features.keys() ^ self.weights.keys())
            raise ValueError(f"weights and features differ in {odd}; train again")
        columns = np.array([features[name] for name in self.weights])
        sums: Column = np.array(list(self.weights.values())) @ columns + self.bias
        return sums


@dataclass(frozen=True, slots=True)
class Ranker:
    """Linear models: words, pairs of words and lines by logit, sets of lines by gain.

    Trained by bench/summary/train.py; the gain is the expected ROUGE of a set of three lines
    against the others of the same article, so only differences mean something. Texts with captions
    mixed in have a model of sets of their own, `captions`.
    """

    words: Linear
    pairs: Linear
    lines: Linear
    sets: Linear
    captions: Linear

    @classmethod
    def load(cls) -> Self:
        """The ranker that is kept beside the code."""
        kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        return cls(**{part: Linear(**kept[part]) for part in PARTS})

    def worth(self, text: Text) -> Worth:
        """What the words, pairs and lines of `text` are worth."""
        word_logits = self.words.of(of_words(text))
        words = sigmoid(word_logits)
        pairs = sigmoid(self.pairs.of(of_pairs(text, word_logits)))
        alike, share = likeness(weighted(text)), shared(text)
        return Worth(
            text=text,
            words=words,
            pairs=pairs,
            lines=self.lines.of(of_lines(text, words, pairs, alike=alike, share=share)),
            likeness=alike,
            shared=share,
        )

    def gains(self, worth: Worth, sets: Numbers) -> Column:
        """The expected gain of each row of `sets`."""
        model = self.captions if has_captions(worth.text.shown) else self.sets
        return model.of(of_sets(worth, sets))


@cache
def ranker() -> Ranker:
    """The ranker that is kept beside the code, read once."""
    return Ranker.load()


def plain_worth(text: Text) -> Worth:
    """What lines are worth by place and by likeness to the others alone, in any language.

    The weight of the place makes the first lines win unless one further down is much more like
    the rest.
    """
    alike = likeness(weighted(text))
    central = alike.mean(axis=1)
    place = np.exp(-np.arange(len(text.shown)) / PLAIN_REACH)
    return Worth(
        text=text,
        words=np.zeros(len(text.stems)),
        pairs=np.zeros(len(text.left)),
        lines=central / max(central.max(), 1e-9) + PLAIN_PLACE * place,
        likeness=alike,
        shared=shared(text),
    )
