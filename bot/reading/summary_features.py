"""What the ranker looks at in an article's words, pairs of words and lines."""

import re
from collections.abc import Callable, Mapping

import numpy as np

from bot.reading.summary_rules import has_loose_stop, leans
from bot.reading.summary_text import Column, Text
from bot.reading.summary_words import DAYS, FIRST_PERSON, NEWS, SAYING

Features = Mapping[str, Column]

# Two lines are alike above this cosine: the threshold that LexRank was published with is 0.1.
ALIKE = 0.08
# A word that occurs once tells little about what the article is about.
WEIGHT_OF_A_SINGLE_WORD = 0.3
FEWEST_WORDS = 5


def of_words(text: Text) -> Features:
    """One column for each feature, one value for each stem of `text`."""
    return {**_of_counts(text), **_of_opening(text)}


def _of_counts(text: Text) -> Features:
    total, common, capital = text.words.total, text.common, text.capitals
    lines_with, height = text.words.present.sum(axis=0), len(text.shown)
    content, often = 1 - common, np.log(total)
    length = np.array([len(stem) for stem in text.stems], float)
    rank = _rank(total * content)
    size = np.full(len(total), np.log(height))
    return {
        "common": common,
        "often": often,
        "lines": np.log(lines_with),
        "often, content": often * content,
        "often, common": often * common,
        "against most": content * total / max((total * content).max(), 1.0),
        "share of words": 100 * total / total.sum(),
        "lines, relative": np.log(lines_with) - size,
        "share of lines": content * lines_with / height,
        "capital": capital,
        "capital, often": capital * often,
        "digit, often": _digits(text) * often,
        "length": np.minimum(length, 12) / 10,
        "short": (length <= 2).astype(float),
        "size": size,
        "words": np.full(len(total), np.log(total.sum())),
        "top 5": (rank < 5).astype(float),
        "top 10": (rank < 10).astype(float),
        "top 20": (rank < 20).astype(float),
        "once": (total == 1) * content,
    }


def _of_opening(text: Text) -> Features:
    total, first, height = text.words.total, text.words.first, len(text.shown)
    content, often, digit = 1 - text.common, np.log(total), _digits(text)
    in_first, in_opening = (first == 0).astype(float), (first < 3).astype(float)
    return {
        "in first": in_first,
        "first in second": (first == 1).astype(float),
        "first in third": (first == 2).astype(float),
        "first, relative": first / height,
        "first, inverse": 1 / (1 + first),
        "first, log": np.log(1 + first),
        "twice in opening": (text.counts[:3].sum(axis=0) >= 2).astype(float),
        "often, in first": in_first * often * content,
        "often, in opening": in_opening * often * content,
        "capital, in first": text.capitals * in_first,
        "capital, in opening": text.capitals * in_opening,
        "digit": digit,
        "digit, in opening": digit * in_opening,
        "size, in first": np.log(height) * in_first,
        "top 10, in first": (_rank(total * content) < 10) * in_first,
    }


def _digits(text: Text) -> Column:
    """1.0 at the stems that open with a digit."""
    return np.array([stem[0].isdigit() for stem in text.stems], float)


def _rank(amounts: Column) -> Column:
    """The place of each amount among them, the greatest 0; of equals the earlier comes first."""
    rank = np.empty(len(amounts))
    rank[np.argsort(-amounts, kind="stable")] = np.arange(len(amounts))
    return rank


def of_pairs(text: Text, word_logits: Column) -> Features:
    """One column for each feature, one value for each pair; `word_logits` from the word model."""
    total, first = text.pairs.total, text.pairs.first
    often, height = np.log(total), len(text.shown)
    common = text.common
    left, right = word_logits[text.left], word_logits[text.right]
    left_common, right_common = common[text.left], common[text.right]
    capitals = text.capitals[text.left] * text.capitals[text.right]
    digit = _digits(text)
    in_first = (first == 0).astype(float)
    size = np.full(len(total), np.log(height))
    return {
        "left": left,
        "right": right,
        "both": sigmoid(left) * sigmoid(right),
        "lesser": np.minimum(left, right),
        "often": often,
        "often, content": often * (1 - left_common) * (1 - right_common),
        "thrice": (total >= 3).astype(float),
        "in first": in_first,
        "first in second": (first == 1).astype(float),
        "first in third": (first == 2).astype(float),
        "first, inverse": 1 / (1 + first),
        "first, log": np.log(1 + first),
        "first, relative": first / height,
        "left common": left_common,
        "right common": right_common,
        "both common": left_common * right_common,
        "left common, right": left_common * right,
        "right common, left": right_common * left,
        "capitals": capitals,
        "capitals, often": capitals * often,
        "capitals, in opening": capitals * (first < 2),
        "left digit": digit[text.left],
        "right digit": digit[text.right],
        "size": size,
        "size, in first": size * in_first,
        "often, in first": often * in_first,
        "often, in opening": often * (first < 3),
    }


def weighted(text: Text) -> Column:
    """For each line (row), its content words' (columns) logarithmic counts, single words less."""
    spread = np.where(text.words.present.sum(axis=0) > 1, 1.0, WEIGHT_OF_A_SINGLE_WORD)
    damped = np.log(np.maximum(text.counts, 1)) + text.words.present
    lines: Column = damped * (spread * (1 - text.common))
    return lines


def likeness(lines: Column) -> Column:
    """The cosine between any two rows of `lines`, 0 on the diagonal."""
    lengths = np.linalg.norm(lines, axis=1) + 1e-9
    lines = lines[:, (lines > 0).sum(axis=0) > 1]
    alike: Column = (lines @ lines.T) / np.outer(lengths, lengths)
    np.fill_diagonal(alike, 0.0)
    return alike


def shared(text: Text) -> Column:
    """For any two lines, the share of the shorter one's content words that the other has too.

    0 on the diagonal; lines of fewer than FEWEST_WORDS content words count as having so many.
    """
    content = text.words.present * (1 - text.common)
    sizes = np.maximum(content.sum(axis=1), FEWEST_WORDS)
    content = content[:, content.sum(axis=0) > 1]
    share: Column = (content @ content.T) / np.minimum.outer(sizes, sizes)
    np.fill_diagonal(share, 0.0)
    return share


def of_lines(text: Text, words: Column, pairs: Column, *, alike: Column, share: Column) -> Features:
    """One column for each feature, one value for each line.

    `words` and `pairs` are the chances of each stem and each pair to be in a good summary, `alike`
    the lines' likeness and `share` what they have in common.
    """
    return {
        **_of_place(text),
        **_of_subject(text, alike, share),
        **_of_length(text),
        **_of_worth(text, words, pairs),
        **_of_style(text),
    }


def _of_place(text: Text) -> Features:
    height = len(text.shown)
    place = np.arange(height, dtype=float)
    size = np.full(height, np.log(height))
    characters = np.cumsum([0, *map(len, text.shown)])[:-1]
    return {
        **{f"line {n + 1}": (place == n).astype(float) for n in range(4)},
        "place, inverse": 1 / (1 + place),
        "place, relative": place / height,
        "place, log": np.log(1 + place),
        "place to 5": np.minimum(place, 5),
        "last three": (height - place <= 3).astype(float),
        "size": size,
        "size, first": size * (place == 0),
        "size, opening": size * (place < 3),
        "characters before": characters / 1000,
    }


def _of_subject(text: Text, alike: Column, share: Column) -> Features:
    lines = weighted(text)
    centre = lines.sum(axis=0)
    lengths = np.linalg.norm(lines, axis=1) + 1e-9
    central = lines @ centre / lengths / (np.linalg.norm(centre) + 1e-9)
    total, content = text.words.total, 1 - text.common
    counts = text.counts * content
    words = np.maximum(counts.sum(axis=1), 1.0)
    opening = text.words.present[:2].any(axis=0)
    top = _rank(total * content) < 10
    return {
        "central": central,
        "central, relative": central / max(central.max(), 1e-9),
        "neighbours": (alike > ALIKE).mean(axis=1),
        "likeness": alike.mean(axis=1),
        "said before": np.tril(share).max(axis=1),
        "said again": np.triu(share).max(axis=1),
        "opening's words": ((counts > 0) @ opening) / words,
        "top words": counts @ top.astype(float),
        "mean count": 100 * (counts @ total) / words / max((total * content).sum(), 1.0),
        "share of repeated": counts @ (total >= 2) / words,
        "thrice": counts @ (total >= 3),
    }


def _of_length(text: Text) -> Features:
    length = text.lengths
    content = text.counts @ (1 - text.common)
    return {
        "length": length,
        "length, log": np.log(length),
        "short": (length < 8).astype(float),
        "long": (length > 35).astype(float),
        "content share": content / length,
        "length of first": np.full(len(length), length[0]),
        "from 18 words": np.abs(length - 18),
    }


def _of_worth(text: Text, words: Column, pairs: Column) -> Features:
    length = text.lengths
    hits, pair_hits = text.words.present @ words, text.pairs.present @ pairs
    return {
        "hits": hits,
        "hits a word": hits / length,
        "expected": 2 * hits / (length + 15),
        "pair hits": pair_hits,
        "pair hits a word": pair_hits / length,
        "pairs expected": 2 * pair_hits / (length + 13),
    }


_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<!\S)\d")
_CAPITAL = re.compile(r"(?<=\s)[A-Z]")
_WORD = re.compile(r"[^\W_]+")
_STYLE: Mapping[str, Callable[[str, frozenset[str]], float]] = {
    "quotes": lambda line, _: any(mark in line for mark in '"“”'),
    "two quote marks": lambda line, _: sum(map(line.count, '"“”')) >= 2,
    "opens with quote": lambda line, _: line[0] in '"“‘',
    "leans": lambda line, _: leans(line),
    "says": lambda _, words: not SAYING.isdisjoint(words),
    "asks": lambda line, _: line.rstrip("\"”’'")[-1:] in {"?", "!"},
    "aside": lambda line, _: "(" in line,
    "commas": lambda line, _: line.count(","),
    "colon": lambda line, _: ":" in line,
    "first person": lambda _, words: not FIRST_PERSON.isdisjoint(words),
    "loose stop": lambda line, _: has_loose_stop(line),
    "capitals": lambda line, _: len(_CAPITAL.findall(line)),
    "numbers": lambda line, _: len(_NUMBER.findall(line)),
    "has number": lambda line, _: _DIGIT.search(line) is not None,
    "day": lambda _, words: not DAYS.isdisjoint(words),
    "news word": lambda _, words: not NEWS.isdisjoint(words),
}


def _of_style(text: Text) -> Features:
    seen = [(line, frozenset(_WORD.findall(line))) for line in text.shown]
    return {
        name: np.array([measure(line, words) for line, words in seen], float)
        for name, measure in _STYLE.items()
    }


def sigmoid(logits: Column) -> Column:
    """The chances that the `logits` stand for."""
    chances: Column = 1 / (1 + np.exp(-logits))
    return chances
