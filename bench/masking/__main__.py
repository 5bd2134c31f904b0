"""How well and how fast addresses are masked: `python -m bench.masking [--fuzz N] [FILE …]`.

Without files the project's own shapes are scored, the held-out third apart. A line of a file holds
`text` and either `is_address` or `must_hide`, the pieces that may not survive (none: nothing may
be masked).
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bench.masking.disguises import ADDRESSES, DISGUISES
from bench.masking.hostile import BLOCKS, LENGTH, hostile_texts
from bot.replies.masking import mask

GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "replies" / "golden"
OWN = "mara.holt@example.com"
PROSE = (
    "The council voted on Tuesday to keep the library open until the end of the year, and the"
    " mayor, who had argued for closing it, said at a press conference that she would not stand in"
    " the way. Readers wrote in by the dozen; ask @newsdesk or look at example.com for more. "
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Score masking")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--fuzz", type=int, default=0, help="mask this many random strings")
    given = parser.parse_args()
    for path in given.files or (GOLDEN / "shapes.jsonl", GOLDEN / "held_out.jsonl"):
        score(path)
    score_own()
    time_ordinary()
    time_hostile()
    if given.fuzz:
        fuzz(given.fuzz)


def score(path: Path) -> None:
    """Print shapes found, spoken forms found and false alarms of one file."""
    found: dict[str, list[bool]] = {"shapes": [], "spoken": [], "false alarms": []}
    for line in path.read_text("utf-8").split("\n"):
        if not line.strip():
            continue
        row = json.loads(line)
        masked = mask(row["text"])
        pieces = row.get("must_hide", [])
        if row.get("is_address", bool(pieces)):
            is_hidden = masked.count > 0 and not any(piece in masked.text for piece in pieces)
            found["spoken" if row["category"] == "spoken" else "shapes"].append(is_hidden)
        else:
            found["false alarms"].append(masked.text != row["text"])
    print(path.name, *(f"{name} {sum(hits)}/{len(hits)}" for name, hits in found.items()), sep="  ")


def score_own() -> None:
    """Print how the writer's own address fares in disguise."""
    masked = doubtful = 0
    missed: list[str] = []
    for address in ADDRESSES:
        for disguise in DISGUISES:
            text = f"Write me: {disguise(address)} - thanks"
            result = mask(text, own=address)
            masked += result.count > 0
            doubtful += result.count == 0 and result.is_doubtful
            if not result.count and not result.is_doubtful:
                missed.append(text)
    total = len(ADDRESSES) * len(DISGUISES)
    print(
        f"own address: {masked}/{total} masked, {doubtful} before a moderator", *missed, sep="\n  "
    )


def time_ordinary() -> None:
    """Print the speed on prose with an address in it now and then."""
    text = (PROSE * 14 + "Or write to mara@example.com. ")[-LENGTH:]
    p50 = statistics.median(timed(text) for _ in range(60))
    rate = len(text) / p50 / 1e6
    print(f"ordinary: p50 {p50 * 1e3:.1f} ms per {len(text)} characters, {rate:.2f} MB/s")


def time_hostile() -> None:
    """Print the slowest of the texts made to be slow."""
    timings = [(min(timed(text), timed(text)), name) for name, text in hostile_texts()]
    p50 = statistics.median(seconds for seconds, _ in timings)
    worst, name = max(timings)
    print(
        f"hostile: {len(timings)} texts, p50 {p50 * 1e3:.1f} ms,"
        f" worst {worst * 1e3:.1f} ms ({name!r}) per {LENGTH} characters"
    )


def fuzz(count: int) -> None:
    """Mask `count` random strings: an exception ends it; every tenth is masked once more."""
    started = time.perf_counter()
    unsettled = 0
    for number, text in enumerate(random_texts(count, random.Random(8))):
        masked = mask(text, own=OWN, phones=True).text
        if number % 10 == 0:
            unsettled += mask(masked, own=OWN, phones=True).text != masked
    seconds = time.perf_counter() - started
    print(f"fuzz: {count:,} strings in {seconds:.0f} s, no exception, {unsettled} changed again")


def random_texts(count: int, chance: random.Random) -> Iterator[str]:
    for _ in range(count):
        pieces = chance.choices(BLOCKS, k=chance.randint(1, 12))
        pieces[chance.randrange(len(pieces))] = chr(chance.randrange(0x110000))
        yield "".join(pieces)


def timed(text: str) -> float:
    """Seconds of processor time, so that a busy machine doesn't count."""
    started = time.process_time()
    mask(text, own=OWN, phones=True)
    return time.process_time() - started


if __name__ == "__main__":
    main()
