"""Reads every .txt of a folder: `python bench/quotes/predict.py DIR OUT.jsonl [PIPELINE]`.

Each file is one article's text; each line of the output its quotes, with offsets into the file,
and the last line the time and memory that it took. PIPELINE "none" reads marks alone.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.reading.engine import LONGEST_BODY, Engine
from bot.story import Article, Quote, Reading, Span

MB = 1024


def main(folder: Path, out: Path, pipeline: str | None) -> int:
    """Write the predictions for `folder`; the exit code."""
    began = time.perf_counter()
    engine = Engine.load(pipeline)
    loaded = time.perf_counter() - began
    files = sorted(folder.glob("*.txt"))
    words, spent = 0, 0.0
    with out.open("w", encoding="utf-8") as lines:
        for file in files:
            text = file.read_bytes().decode("utf-8")
            words += len(text.split())
            began = time.process_time()
            quotes = [quote for part, at in parts(text) for quote in _read(engine, part, at)]
            spent += time.process_time() - began
            lines.write(json.dumps({"id": file.stem, "quotes": quotes}, ensure_ascii=False) + "\n")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
        meta = {"words": words, "process_s": spent, "load_s": loaded, "rss_mb": round(peak)}
        lines.write(json.dumps({"meta": meta}) + "\n")
    return 0


def parts(text: str) -> list[tuple[str, int]]:
    """A text in parts short enough to be read, cut between lines, with where each begins."""
    found, at = [], 0
    while len(text) - at > LONGEST_BODY:
        cut = text.rfind("\n", at + 1, at + LONGEST_BODY)
        cut = at + LONGEST_BODY if cut < 0 else cut
        found.append((text[at:cut], at))
        at = cut
    return [*found, (text[at:], at)]


def _read(engine: Engine, text: str, at: int) -> list[dict[str, Any]]:
    reading: Reading = engine.read(Article("", text))
    return [_line(quote, at) for quote in reading.quotes]


def _line(quote: Quote, at: int) -> dict[str, Any]:
    return {
        "content": _spans(quote.clause or quote.content, at),
        "source": _spans(quote.source, at) or None,
        "speaker": quote.speaker,
        "cue": _spans(quote.cue, at) or None,
        "role": quote.role,
        "kind": quote.kind.value,
        "confidence": quote.confidence,
        "weight": quote.weight,
    }


def _spans(spans: tuple[Span, ...], at: int) -> list[list[int]]:
    return [[span.start + at, span.end + at] for span in spans]


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    named = sys.argv[3] if len(sys.argv) == 4 else "en_core_web_sm"
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), None if named == "none" else named))
