"""Summarise articles for the scorer: python bench/summary/predict.py IN.jsonl OUT.jsonl.

Lines of IN are {"id", "text"}; of OUT {"id", "sentences": the brief, "lead3": the first three
sentences without dateline}. Prints the time an article takes, from text to summary, and the memory.
"""

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.reading.sentences import split
from bot.reading.summary import summarise
from bot.reading.summary_rules import without_dateline


def main(given: str, wanted: str) -> None:
    taken: list[float] = []
    with Path(wanted).open("w", encoding="utf-8") as out:
        for line in Path(given).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            row, seconds = predicted(article["text"])
            taken.append(1000 * seconds)
            out.write(json.dumps({"id": article["id"], **row}, ensure_ascii=False) + "\n")
    taken.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(taken)} articles: mean {sum(taken) / len(taken):.1f} ms, "
        f"median {taken[len(taken) // 2]:.1f}, p95 {taken[int(len(taken) * 0.95)]:.1f}, "
        f"most {taken[-1]:.1f}; peak memory {memory:.0f} MB"
    )


def predicted(body: str) -> tuple[dict[str, list[str]], float]:
    """The scorer's fields for one article, and the seconds that it took."""
    start = time.process_time()
    sentences = split(body)
    summary = summarise(body, "", sentences, ())
    seconds = time.process_time() - start
    lead = [without_dateline(body, span) for span in sentences[:3]]
    return {
        "sentences": [span.of(body) for span in summary.brief],
        "lead3": [span.of(body) for span in lead],
    }, seconds


if __name__ == "__main__":
    main(*sys.argv[1:3])
