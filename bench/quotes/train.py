"""Trains the reading's ensembles on the annotated news: `python -m bench.quotes.train`.

Needs the extra `train` and the data beside the checkout. Deterministic on one version of
scikit-learn; takes about ten minutes on one core. Writes the weights beside the reading's code and
prints how sure a voice must be for a share of right ones, measured on articles held out in turn.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.quotes import plain
from bench.quotes.gold import Marked, articles, names_source, quoted, shared
from bot.reading import content_figures, contents, cueing, direct, sources

READING = Path(__file__).resolve().parents[2] / "bot/reading"
CACHE = Path(__file__).resolve().parents[2] / "data/local/training"
FOLDS = 3
LEAST_CUE = 0.08

Row = list[float]
# scikit-learn carries no types.
Model: TypeAlias = Any


def main() -> int:
    """Train all ensembles in their order: each later one reads what the first says of cues."""
    marked = list(articles("train", CACHE))
    chances = _cue(marked)
    _content(marked, chances)
    _source(marked)
    _voice(marked, chances)
    plain.train(READING / "plain.json")
    return 0


def _cue(marked: Sequence[Marked]) -> list[dict[int, float]]:
    rows = [[cueing.measure(m.page, cue) for cue in m.cues] for m in marked]
    right = [[cue in m.said for cue in m.cues] for m in marked]
    held_out = _held_out(rows, right)
    _write("cue", _fit(_flat(rows), _flat(right), rounds=150))
    return [dict(zip(m.cues, c, strict=True)) for m, c in zip(marked, held_out, strict=True)]


def _content(marked: Sequence[Marked], chances: list[dict[int, float]]) -> None:
    rows: list[Row] = []
    close: list[bool] = []
    exact: list[bool] = []
    for m, chance in zip(marked, chances, strict=True):
        for cue in m.cues:
            if chance[cue] < LEAST_CUE:
                continue
            for content in contents.contents(m.page, cue):
                agree = max(
                    (shared(m, content, held) for _, held in m.said.get(cue, [])), default=0
                )
                rows.append(content_figures.measure(m.page, content, chance))
                close.append(agree >= 0.5)
                exact.append(agree == 1)
    _write("content", _fit(rows, close))
    _write("boundary", _fit(rows, exact))


def _source(marked: Sequence[Marked]) -> None:
    rows: list[Row] = []
    right: list[bool] = []
    for m in marked:
        for cue, said in m.said.items():
            for source in sources.sources(m.page, cue):
                rows.append(sources.measure(m.page, source))
                right.append(any(names_source(m, s, source.head) for s, _ in said))
    _write("source", _fit(rows, right))


def _voice(marked: Sequence[Marked], chances: list[dict[int, float]]) -> None:
    rows: list[list[Row]] = []
    right: list[list[bool]] = []
    stretches: list[list[int]] = []
    for m, chance in zip(marked, chances, strict=True):
        found = _voices_of(m, chance)
        rows.append([row for _, row, _ in found])
        right.append([ok for _, _, ok in found])
        stretches.append([stretch for stretch, _, _ in found])
    _tell_precision(_held_out(rows, right), right, stretches)
    _write("voice", _fit(_flat(rows), _flat(right), rounds=150, rate=0.08))


def _voices_of(m: Marked, chance: dict[int, float]) -> list[tuple[int, Row, bool]]:
    """The voices of an article's stretches; the one before is the annotated one."""
    found = []
    previous = -1
    for stretch, said in quoted(m).items():
        follows = -1
        for voice in direct.voices(m.page, stretch, chance, previous):
            ok = said is not None and voice.head >= 0 and names_source(m, said, voice.head)
            found.append((stretch, direct.measure(m.page, voice, chance, previous), ok))
            follows = voice.head if (ok and voice.cue >= 0) or (ok and follows < 0) else follows
        previous = follows
    return found


def _tell_precision(
    chances: list[list[float]], right: list[list[bool]], stretches: list[list[int]]
) -> None:
    best: list[tuple[float, bool]] = []
    for c, r, s in zip(chances, right, stretches, strict=True):
        top: dict[int, tuple[float, bool]] = {}
        for chance, ok, stretch in zip(c, r, s, strict=True):
            top[stretch] = max(top.get(stretch, (-1.0, False)), (chance, ok))
        best += top.values()
    for least in (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9):
        shown = [ok for chance, ok in best if chance >= least]
        print(f"voices of {least:.2f} and more: {len(shown)}, right {sum(shown) / len(shown):.3f}")


def _held_out(rows: list[list[Row]], right: list[list[bool]]) -> list[list[float]]:
    """The chances of each article's rows by a model that saw none of that article."""
    chances: list[list[float]] = [[] for _ in rows]
    for fold in range(FOLDS):
        seen = [i for i in range(len(rows)) if i % FOLDS != fold]
        model = _fit(_flat([rows[i] for i in seen]), _flat([right[i] for i in seen]))
        for i in range(fold, len(rows), FOLDS):
            if rows[i]:
                chances[i] = model.predict_proba(np.array(rows[i], dtype=np.float32))[:, 1].tolist()
    return chances


def _fit(rows: list[Row], right: list[bool], *, rounds: int = 120, rate: float = 0.1) -> Model:
    model = HistGradientBoostingClassifier(
        random_state=0,
        early_stopping=False,
        max_leaf_nodes=31,
        max_depth=7,
        learning_rate=rate,
        max_iter=rounds,
        min_samples_leaf=20,
        l2_regularization=1.0,
    )
    return model.fit(np.array(rows, dtype=np.float32), np.array(right))


def _flat(parts: list[list[Any]]) -> list[Any]:
    return [row for part in parts for row in part]


def _write(name: str, model: Model) -> None:
    """Write an ensemble as bot.reading.trees reads it."""
    out: dict[str, list[Any]] = {
        key: [] for key in ("roots", "feature", "threshold", "left", "right", "value")
    }
    depth = 0
    for (tree,) in model._predictors:  # noqa: SLF001 - scikit-learn has no public way to the trees
        offset = len(out["feature"])
        out["roots"].append(offset)
        depth = max(depth, int(tree.nodes["depth"].max()))
        for number, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            out["feature"].append(0 if leaf else int(node["feature_idx"]))
            out["threshold"].append(0 if leaf else float(f"{node['num_threshold']:.6g}"))
            out["left"].append(offset + (number if leaf else int(node["left"])))
            out["right"].append(offset + (number if leaf else int(node["right"])))
            out["value"].append(round(float(node["value"]), 4) if leaf else 0)
    out["base"] = [round(float(np.ravel(model._baseline_prediction)[0]), 5)]  # noqa: SLF001
    out["depth"] = [depth]
    (READING / f"{name}.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
    print(f"{name}: {len(out['roots'])} trees, {len(out['feature'])} nodes", flush=True)


if __name__ == "__main__":
    sys.exit(main())
