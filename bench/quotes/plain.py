"""Trains the linear scorer of the pass without a parser."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.quotes.gold import DATA, PRONOUNS, Said
from bot.reading import plain
from bot.reading.marks import stretches
from bot.reading.tokens import Tokens

LEAST_WEIGHT = 0.02
LEAST_SEEN = 5


def train(out: Path) -> None:
    """Fit on the train articles and write the weights to `out`."""
    rows: list[list[str]] = []
    right: list[bool] = []
    for row, ok in _rows():
        rows.append(row)
        right.append(ok)
    seen = Counter(name for row in rows for name in row)
    table = DictVectorizer(dtype=float)
    values = table.fit_transform(
        [{name: 1.0 for name in row if seen[name] >= LEAST_SEEN} for row in rows]
    )
    values.indices = values.indices.astype("int32")
    values.indptr = values.indptr.astype("int32")
    model = LogisticRegression(C=0.5, solver="liblinear", random_state=0).fit(values, right)
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(table.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }
    weights[""] = round(float(model.intercept_[0]), 3)
    out.write_text(json.dumps(weights, separators=(",", ":"), sort_keys=True) + "\n")
    print(f"plain: {len(rows)} rows, {len(weights)} weights", flush=True)


def _rows() -> Iterator[tuple[list[str], bool]]:
    for file in sorted((DATA / "train").glob("*.txt")):
        text = file.read_bytes().decode()
        gold = json.loads(file.with_suffix(".json").read_text())["attributions"]
        found_stretches = stretches(text)
        tokens = Tokens(text, found_stretches)
        found = plain.mentions(tokens)
        for stretch in found_stretches:
            quote = plain.edges_of(tokens, stretch)
            said = _said(gold, stretch.inner, stretch.outer)
            if said is None or quote.last - quote.first < 4 or not said["source"]:
                continue
            for mention in plain.windows(tokens, found, quote):
                start, end = tokens.starts[mention.first], tokens.ends[mention.last]
                yield (
                    plain.features(tokens, quote, mention),
                    _is_right(text, said, start, end),
                )


def _said(gold: list[Said], start: int, end: int) -> Said | None:
    """The attribution that holds most of a stretch."""
    for said in gold:
        held = sum(max(0, min(end, e) - max(start, s)) for s, e in said["content"])
        if held >= 0.8 * (end - start):
            return said
    return None


def _is_right(text: str, said: Said, start: int, end: int) -> bool:
    head = said.get("source_head") or said["source"][0]
    if start < head[1] and end > head[0]:
        return True
    within = any(s <= start and end <= e for s, e in said["source"])
    return within and (text[start].isupper() or text[start:end].lower() in PRONOUNS)
