"""Prints how right the groups of stories are, and what finding them costs."""

import sys

from bench.grouping import speed
from bench.grouping.cases import Case, cases
from bench.grouping.copies import copies
from bench.grouping.keeping import grouped
from bench.grouping.scoring import Scores, scores
from bot.reading.engine import Engine

# Tuned: looked at while the rules were set. Held: written before, and looked at once.
PARTS = ("tuned", "held", "samples")
CANDIDATES = (1_000, 10_000, 50_000)


def scored(part: str, engine: Engine) -> Scores:
    """The scores of one part, its bases with all of their copies."""
    written = cases(part)
    made: list[Case] = [copy for one in written if one.role == "base" for copy in copies(one)]
    return scores(grouped([*written, *made], engine))


def main(most: int) -> None:
    """Print a line for each part, all of them together, and each number of candidates."""
    engine = Engine.load(None)
    found = [scored(part, engine) for part in PARTS]
    for part, each in zip(PARTS, found, strict=True):
        print(_line(part, each))
        for one, other in each.wrong:
            print(f"  wrong: {one.event} ({one.role}) with {other.event} ({other.role})")
    print(_line("all", _sum(found)), "  (aims: 0.98, copies 0.95)", sep="")
    for candidates in CANDIDATES:
        if candidates <= most:
            place, keep = speed.times(candidates)
            share = place / keep
            print(
                f"{candidates:6} candidates: {place:5.2f} ms a story, {share:.0%} of keeping it"
                f" ({keep:.2f} ms of processor time)",
                flush=True,
            )


def _sum(found: list[Scores]) -> Scores:
    return Scores(
        right=sum(each.right for each in found),
        wrong=tuple(pair for each in found for pair in each.wrong),
        copies=(sum(e.copies[0] for e in found), sum(e.copies[1] for e in found)),
        retold=(sum(e.retold[0] for e in found), sum(e.retold[1] for e in found)),
    )


def _line(name: str, found: Scores) -> str:
    return (
        f"{name:8} precision {found.precision:.3f} ({found.right} right pairs, {len(found.wrong)}"
        f" wrong)  copies {_share(found.copies)}  told independently {_share(found.retold)}"
    )


def _share(pair: tuple[int, int]) -> str:
    return f"{pair[0] / max(1, pair[1]):.3f} ({pair[0]} of {pair[1]})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else max(CANDIDATES))
