"""Scores and times the reading on the annotated news beside the checkout."""

import importlib.util
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from bench.quotes import predict, shown
from bench.quotes.gold import DATA
from bot.reading import plain
from bot.reading.engine import Engine
from bot.reading.parser import DEFAULT_PACKAGE
from bot.story import Article

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = (
    "a_direct_detect",
    "b_attr_acc",
    "e_direct_who_said_what",
    "c_all_relaxed",
    "c_all_exact",
    "d_source_relaxed",
    "d_source_exact",
    "e_who_said_what",
)
MOST_TEXTS = 40


def main() -> int:
    """Print speed, then the scorer's figures for all dev articles and the 50 of the table."""
    if not DATA.is_dir():
        print("No annotated news lies beside the checkout; nothing to measure.")
        return 0
    _speed()
    scorer = _scorer()
    listed = set((DATA / "ids50.txt").read_text().split())
    for pipeline in ("en_core_web_sm", None):
        print(f"\n{pipeline or 'marks alone'}")
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "predicted.jsonl"
            predict.main(DATA / "dev", out, pipeline)
            for name, ids in (("50 articles", listed), ("84 articles", None)):
                figures, _ = scorer.score(str(DATA / "dev"), str(out), ids)
                print(f"  {name}: " + "  ".join(_figure(figures, key) for key in FIGURES))
                print(f"    shown directs: {shown.line(scorer, out, ids)}")
            print(f"  {out.read_text().splitlines()[-1]}")
    return 0


def _figure(figures: dict[str, Any], key: str) -> str:
    value = figures[key]
    return f"{key} {value['F1'] if isinstance(value, dict) else value}"


def _scorer() -> ModuleType:
    sys.path.insert(0, str(DATA))
    spec = importlib.util.spec_from_file_location("score_quotes", DATA / "score_quotes.py")
    if spec is None or spec.loader is None:
        raise SystemExit("The scorer isn't there.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _speed() -> None:
    """Words a second on one core: the bare pipeline as it is used, the reading, marks alone."""
    import spacy  # noqa: PLC0415 - so that its load is timed with the pipeline's

    files = sorted((DATA / "dev").glob("*.txt"))[:MOST_TEXTS]
    texts = [file.read_bytes().decode() for file in files]
    words = sum(len(text.split()) for text in texts)
    began = time.perf_counter()
    engine = Engine.load("en_core_web_sm")
    print(f"engine loaded in {time.perf_counter() - began:.2f} s")
    bare = spacy.load(DEFAULT_PACKAGE)
    jobs: dict[str, Callable[[str], object]] = {
        "bare spaCy pipeline, all pipes": bare,
        "whole reading": lambda text: engine.read(Article("", text)),
        "marks alone: the pass": plain.sayings,
        "marks alone: whole reading": lambda text: Engine(None).read(Article("", text)),
    }
    spent = dict.fromkeys(jobs, 0.0)
    for job in jobs.values():
        job(texts[0])
    for text in texts:
        for name, job in jobs.items():
            began = time.process_time()
            job(text)
            spent[name] += time.process_time() - began
    base = spent["bare spaCy pipeline, all pipes"]
    for name, seconds in spent.items():
        print(f"{name}: {words / seconds:,.0f} words/s, {seconds / base:.2f} of the bare pipeline")


if __name__ == "__main__":
    sys.exit(main())
