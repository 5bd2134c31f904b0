"""How right the direct quotes are that are shown with a speaker."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.quotes.gold import DATA
from bot.reading.quotes import SURE

LEAST_WORDS = 3


def line(scorer: ModuleType, predicted: Path, ids: set[str] | None) -> str:
    """Precision and recall of direct quotes that are shown, judged by the scorer's own measure."""
    sure, named = Counter[str](), Counter[str]()
    for row in map(json.loads, predicted.read_text("utf-8").splitlines()):
        if "id" in row and (ids is None or row["id"] in ids):
            sure += _article(scorer, row, lambda q: bool(q["source"]) and q["confidence"] >= SURE)
            named += _article(scorer, row, lambda q: q["speaker"] is not None)
    return f"{_shares(sure)} of sure sources; {_shares(named)} of named speakers"


def _shares(counts: Counter[str]) -> str:
    precision = 100 * counts["right"] / max(1, counts["shown"])
    return f"precision {precision:.1f}, recall {100 * counts['right'] / max(1, counts['gold']):.1f}"


def _article(
    scorer: ModuleType, row: dict[str, Any], is_shown: Callable[[dict[str, Any]], bool]
) -> Counter[str]:
    """Of one article: shown segments, those that are right, and annotated ones with a source."""
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
        if len(ids) >= LEAST_WORDS and is_shown(quotes[k])
    ]
    right = sum(
        any(scorer.iou(ids, g) >= 0.8 and scorer.src_match(doc, s, quote) for g, s in gold)
        for ids, quote in shown
    )
    return Counter(right=right, shown=len(shown), gold=sum(1 for _, s in gold if s["S"]))
