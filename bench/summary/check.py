"""Count faults that readers see: bench/summary/check.py ARTICLES.jsonl PRED.jsonl [--show N].

Written apart from the summariser's own rules. A fault is a sentence that isn't in the article word
for word; one that opens with a word standing for something before it while the text before it isn't
chosen; one with part of a quotation; furniture of the page; or two that say nearly the same. Ends
with code 1 when there is any.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.fuzz import token_set_ratio

STANDING_FOR = (
    "he she it they we him her them his their its this that these those such but however and or "
    "so also instead meanwhile still yet then moreover furthermore therefore thus nevertheless "
    "nonetheless besides otherwise here"
).split()
FURNITURE = re.compile(
    r"(?i)click here|scroll down|follow us|sign up for|subscribe|all rights reserved|cookie|"
    r"contributed to this report|e-?mail address will not|required fields|leave a reply|"
    r"back to top|https?:|getty images"
)
SAME = 90


def openers(text: str) -> str:
    word = re.match(r"[^A-Za-z]*([A-Za-z]+)", text)
    return word[1].lower() if word else ""


def is_cut(text: str) -> bool:
    """Whether double marks, or typographic single ones, open without closing or the reverse."""
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return True
    closing = len(re.findall(r"(?<=[.,!?\w])’(?!\w)", text))
    return text.count("‘") > closing


def is_inside(before: str) -> bool:
    """Whether a straight or curly double quotation is open at the end of `before`."""
    paragraph = before.rsplit("\n", 1)[-1] + " "
    is_open = False
    for mark in re.finditer(r'["“”]', paragraph):
        left, right = paragraph[: mark.start()][-1:] or " ", paragraph[mark.end()]
        if mark[0] in "“”":
            is_open = mark[0] == "“"
        elif left.isspace() and right.isspace():
            is_open = not is_open
        else:
            is_open = left.isspace() or left in "([—-"
    return is_open


def faults(text: str, chosen: list[str]) -> Iterator[tuple[str, str]]:
    end = 0
    for n, sentence in enumerate(chosen):
        at = text.find(sentence, end)
        if at < 0:
            yield "not verbatim", sentence
            continue
        follows = n > 0 and not text[end:at].strip()
        is_ours = openers(sentence) == "we" and sentence[0] in "\"“'‘"
        if openers(sentence) in STANDING_FOR and not follows and not is_ours:
            yield "dangling opener", sentence
        if is_cut(sentence) or is_inside(text[:at]):
            yield "cut quotation", sentence
        if FURNITURE.search(sentence):
            yield "furniture", sentence
        if any(token_set_ratio(sentence, other) >= SAME for other in chosen[:n]):
            yield "said twice", sentence
        end = at + len(sentence)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--show", type=int, default=5)
    wanted = parser.parse_args()
    lines = map(json.loads, wanted.articles.read_text(encoding="utf-8").splitlines())
    texts = {row["id"]: row["text"] for row in lines}
    counts: Counter[str] = Counter()
    for row in map(json.loads, wanted.predictions.read_text(encoding="utf-8").splitlines()):
        counts["sentences"] += len(row["sentences"])
        counts["empty"] += not row["sentences"]
        for kind, sentence in faults(texts[row["id"]], row["sentences"]):
            counts[kind] += 1
            if counts[kind] <= wanted.show:
                print(f"{kind} · {row['id']} · {sentence}")
    total = counts.pop("sentences")
    print(f"{len(texts)} articles, {total} sentences: {dict(counts) or 'no faults'}")
    return int(sum(counts.values()) > 0)


if __name__ == "__main__":
    sys.exit(main())
