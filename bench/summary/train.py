"""Train the summary's ranker: python bench/summary/train.py TRAIN.jsonl [--folds N].

Lines of TRAIN are {"id", "text", "highlights": [sentence, …]}. Writes the weights beside the code;
with --folds only prints the cross-validated gain over the first three sentences. Deterministic.
Needs the extra `train` (scikit-learn).
"""

import argparse
import json
import sys
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.summary.rouge import Reference, Words, reference, rouge, words_of
from bot.reading.sentences import split
from bot.reading.summary_choice import Wanted, best_set, coherent, shortlist, wanted
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
from bot.reading.summary_model import PARTS, WEIGHTS, Linear, Ranker
from bot.reading.summary_rules import Line, has_captions, lines, without_dateline
from bot.reading.summary_sets import Worth, of_sets, of_size
from bot.reading.summary_text import Column, Text, counted

# Lines by their own ROUGE, of which all sets of three are tried for the labels.
ORACLE_LINES = 11
# Sets whose ROUGE-1 + ROUGE-2 is this much lower count 1/e as much in the labels.
TEMPERATURE = 0.04
# Parts of the training articles, each judged by models of the others, for the model of sets.
FOLDS = 4
UNTRAINED = Linear(0.0, {})
# How much ROUGE-2 counts beside ROUGE-1 when sets are compared.
PAIRS_COUNT = 2.0
# Strengths of the penalties: three inverse ones of scikit-learn, and one beside a variance of 1.
WORDS_C, PAIRS_C, LINES_C, SETS_ALPHA = 0.1, 0.1, 0.02, 0.0005


@dataclass(frozen=True, slots=True)
class Lesson:
    """One training article: its lines, their words, and what its highlights say of them."""

    lines: tuple[Line, ...]
    wish: Wanted | None
    text: Text
    words: tuple[Words, ...]
    lead: tuple[Words, ...]
    against: Reference
    word_labels: Column
    pair_labels: Column
    line_labels: Column


def lesson(body: str, highlights: list[str]) -> Lesson:
    sentences = split(body)
    found = lines(body, sentences)
    text = counted([line.span.of(body) for line in found])
    words = tuple(words_of(line) for line in text.shown)
    lead = tuple(words_of(without_dateline(body, span).of(body)) for span in sentences[:3])
    told = counted(highlights)
    stems = set(told.stems)
    pairs = {(told.stems[a], told.stems[b]) for a, b in zip(told.left, told.right, strict=True)}
    against = reference(highlights)
    return Lesson(
        lines=found,
        wish=wanted(body, found),
        text=text,
        words=words,
        lead=lead,
        against=against,
        word_labels=np.array([stem in stems for stem in text.stems], float),
        pair_labels=np.array(
            [
                (text.stems[a], text.stems[b]) in pairs
                for a, b in zip(text.left, text.right, strict=True)
            ],
            float,
        ),
        line_labels=soft_oracle(words, against),
    )


def soft_oracle(words: tuple[Words, ...], against: Reference) -> Column:
    """For each line, its share in the best sets of three, better sets weighing more."""
    own = [sum(rouge([line], against)) for line in words]
    best = sorted(sorted(range(len(words)), key=lambda n: -own[n])[:ORACLE_LINES])
    sets = list(combinations(best, min(3, len(best))))
    scores = np.array([sum(rouge([words[n] for n in chosen], against)) for chosen in sets])
    weights = np.exp((scores - scores.max()) / TEMPERATURE)
    labels = np.zeros(len(words))
    for chosen, weight in zip(sets, weights / weights.sum(), strict=True):
        labels[list(chosen)] += weight
    return labels.clip(0, 1)


def logistic(features: list[Features], labels: list[Column], strength: float) -> Linear:
    """A logistic regression whose labels may lie between 0 and 1."""
    names, columns, centre, spread = _standard(features)
    target = np.concatenate(labels)
    weight = np.concatenate([target, 1 - target])
    used = weight > 0
    model = LogisticRegression(C=strength, max_iter=1000)
    model.fit(
        np.vstack([columns, columns])[used],
        np.repeat([1, 0], len(target))[used],
        sample_weight=weight[used],
    )
    weights = model.coef_[0] / spread
    return _linear(names, weights, float(model.intercept_[0] - weights @ centre))


def _standard(features: list[Features]) -> tuple[list[str], Column, Column, Column]:
    names = list(features[0])
    columns = np.vstack([np.column_stack([each[name] for name in names]) for each in features])
    centre, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    return names, (columns - centre) / spread, centre, spread


def _linear(names: list[str], weights: Column, bias: float) -> Linear:
    return Linear(
        round(bias, 5), {name: round(float(w), 5) for name, w in zip(names, weights, strict=True)}
    )


def trained(lessons: list[Lesson]) -> Ranker:
    """All models; that of sets learns from worths of models that hadn't seen the article."""
    return with_sets(until_lines(lessons), lessons, held_out(lessons, FOLDS))


def held_out(lessons: list[Lesson], folds: int) -> list[Worth]:
    """The worth of each lesson by models that learnt from the other folds."""
    worths: dict[int, Worth] = {}
    for fold in range(folds):
        ranker = until_lines([each for n, each in enumerate(lessons) if n % folds != fold])
        for n in range(fold, len(lessons), folds):
            worths[n] = ranker.worth(lessons[n].text)
    return [worths[n] for n in range(len(lessons))]


def until_lines(lessons: list[Lesson]) -> Ranker:
    """Models of words, pairs and lines, each on what those before it make of the same articles."""
    words = logistic(
        [of_words(each.text) for each in lessons],
        [each.word_labels for each in lessons],
        WORDS_C,
    )
    logits = [words.of(of_words(each.text)) for each in lessons]
    pair_features = [of_pairs(each.text, w) for each, w in zip(lessons, logits, strict=True)]
    pairs = logistic(pair_features, [each.pair_labels for each in lessons], PAIRS_C)
    line_features = [
        of_lines(
            each.text,
            sigmoid(w),
            sigmoid(pairs.of(p)),
            alike=likeness(weighted(each.text)),
            share=shared(each.text),
        )
        for each, w, p in zip(lessons, logits, pair_features, strict=True)
    ]
    by_line = logistic(line_features, [each.line_labels for each in lessons], LINES_C)
    return Ranker(words, pairs, by_line, UNTRAINED, UNTRAINED)


def with_sets(ranker: Ranker, lessons: list[Lesson], worths: list[Worth]) -> Ranker:
    """`ranker` with ridge regressions of the differences in ROUGE between sets of one article.

    Those for texts without captions and with are drawn towards each other.
    """
    columns, targets, weights = [], [], []
    names: list[str] = []
    for each, worth in zip(lessons, worths, strict=True):
        sets = coherent(worth, each.lines, of_size(3, shortlist(worth, each.lines)))
        if len(sets) < 2:
            continue
        features = of_sets(worth, sets)
        names = list(features)
        matrix = np.column_stack(list(features.values()))
        scores = np.array([_score(each, tuple(chosen)) for chosen in sets])
        matrix -= matrix.mean(axis=0)
        columns.append(np.hstack([matrix, matrix * has_captions(each.text.shown)]))
        targets.append(scores - scores.mean())
        weights.append(np.full(len(sets), 1 / len(sets)))
    stacked, weight = np.vstack(columns), np.concatenate(weights)
    weight /= weight.sum()
    spread = np.sqrt(weight @ stacked**2) + 1e-9
    model = Ridge(alpha=SETS_ALPHA, fit_intercept=False)
    model.fit(stacked / spread, np.concatenate(targets), sample_weight=weight)
    plain, more = np.split(model.coef_ / spread, 2)
    return replace(
        ranker, sets=_linear(names, plain, 0.0), captions=_linear(names, plain + more, 0.0)
    )


def _score(each: Lesson, chosen: tuple[int, ...]) -> float:
    one, two = rouge([each.words[n] for n in chosen], each.against)
    return one + PAIRS_COUNT * two


def cross_validated(lessons: list[Lesson], folds: int) -> Column:
    """The gains of each article by models that learnt from the other folds."""
    worths = held_out(lessons, folds)
    untrained = Ranker(UNTRAINED, UNTRAINED, UNTRAINED, UNTRAINED, UNTRAINED)
    found = []
    for fold in range(folds):
        rest = [n for n in range(len(lessons)) if n % folds != fold]
        ranker = with_sets(untrained, [lessons[n] for n in rest], [worths[n] for n in rest])
        found.append(gains(ranker, lessons[fold::folds], worths[fold::folds]))
    return np.vstack(found)


def gains(ranker: Ranker, lessons: list[Lesson], worths: list[Worth]) -> Column:
    """For each article, the gain in ROUGE-1 and ROUGE-2 points over its first three sentences."""
    rows = []
    for each, worth in zip(lessons, worths, strict=True):
        wish = each.wish
        chosen = best_set(ranker, worth, each.lines, size=3, wish=wish) if wish else ()
        ours = rouge([each.words[n] for n in chosen], each.against)
        lead = rouge(each.lead, each.against)
        rows.append([100 * (a - b) for a, b in zip(ours, lead, strict=True)])
    return np.array(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    chosen = parser.parse_args()
    rows = [json.loads(line) for line in chosen.articles.read_text(encoding="utf-8").splitlines()]
    lessons = [lesson(row["text"], row["highlights"]) for row in rows]
    if chosen.folds:
        found = cross_validated(lessons, chosen.folds)
        error = 1.96 * found.std(axis=0) / np.sqrt(len(found))
        for name, mean, half in zip(("ROUGE-1", "ROUGE-2"), found.mean(axis=0), error, strict=True):
            print(f"{name} against the first three sentences: {mean:+.2f} ± {half:.2f}")
        return
    ranker = trained(lessons)
    kept = {
        part: {"bias": model.bias, "weights": dict(model.weights)}
        for part in PARTS
        if (model := getattr(ranker, part))
    }
    WEIGHTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
