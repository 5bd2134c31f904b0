"""How right the direct quotes are that are shown with a speaker."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.quotes.gold import DATA

LEAST_WORDS = 3


def line(scorer: ModuleType, predicted: Path, ids: set[str] | None) -> str:
    """Precision and recall of named direct quotes, by the scorer's own judgement of a source."""
    right = named = gold = 0
    for row in map(json.loads, predicted.read_text("utf-8").splitlines()):
        if "id" in row and (ids is None or row["id"] in ids):
            r, n, g = _article(scorer, row)
            right, named, gold = right + r, named + n, gold + g
    return f"precision {100 * right / max(1, named):.1f}, recall {100 * right / max(1, gold):.1f}"


def _article(scorer: ModuleType, row: dict[str, Any]) -> tuple[int, int, int]:
    """Of one article: named segments that are right, named segments, segments with a source."""
    doc = scorer.Doc((DATA / "dev" / f"{row['id']}.txt").read_bytes().decode())
    said = json.loads((DATA / "dev" / f"{row['id']}.json").read_text())["attributions"]
    for s in said:
        s["C"], s["S"] = doc.ids(s["content"]), doc.ids(s["source"])
        s["H"] = doc.ids([s["source_head"]]) if s.get("source_head") else s["S"]
    quotes = [q | {"C": doc.ids(q["content"]), "S": doc.ids(q["source"])} for q in row["quotes"]]
    gold = [(ids, said[k]) for ids, k in scorer.to_segs(doc, said) if len(ids) >= LEAST_WORDS]
    shown = [
        (ids, quotes[k])
        for ids, k in scorer.to_segs(doc, quotes)
        if len(ids) >= LEAST_WORDS and quotes[k]["speaker"]
    ]
    right = sum(
        any(scorer.iou(ids, g) >= 0.8 and scorer.src_match(doc, s, quote) for g, s in gold)
        for ids, quote in shown
    )
    return right, len(shown), sum(1 for _, s in gold if s["S"])
