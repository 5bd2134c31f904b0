"""What the journals of several processes tell: who held which delivery, and who sent when."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.store.deliveries.claiming import LEASE


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What a process said at a time; `number` is that of a story or a delivery."""

    at: float
    process: int
    word: str
    number: int = 0


def told(folder: Path) -> list[Line]:
    """The lines of all journals in their order; one that a kill cut off is left out."""
    lines = (line for file in folder.glob("*.journal") for line in _lines(file.read_text()))
    return sorted(lines)


def _lines(text: str) -> Iterable[Line]:
    for line in text.split("\n")[:-1]:
        at, process, word, *number = line.split()
        yield Line(float(at), int(process), word, *map(int, number))


def kept(lines: Iterable[Line]) -> set[int]:
    """The numbers of the stories that were said to be kept."""
    return {line.number for line in lines if line.word == "kept"}


def held_twice(lines: Iterable[Line], kills: dict[int, float]) -> int:
    """How often a delivery was claimed while another process, which lived, had it on lease."""
    holders = dict[int, Line]()
    twice = 0
    for line in lines:
        if line.word == "end":
            if line.number in holders and holders[line.number].process == line.process:
                del holders[line.number]
        elif line.word == "claim":
            last = holders.get(line.number)
            twice += last is not None and _is_on_lease(last, line, kills)
            holders[line.number] = line
    return twice


def _is_on_lease(last: Line, now: Line, kills: dict[int, float]) -> bool:
    is_over = now.at - last.at >= LEASE.total_seconds()
    has_died = kills.get(last.process, now.at) < now.at
    return last.process != now.process and not is_over and not has_died


def takeovers(lines: Iterable[Line], kills: dict[int, float]) -> list[float]:
    """The seconds from each kill of the process that had the turn until another had it."""
    turns = [line for line in lines if line.word == "turn"]
    found = []
    for process, at in kills.items():
        before = [turn for turn in turns if turn.at < at]
        later = [turn for turn in turns if turn.at >= at]
        if before and before[-1].process == process and later:
            found.append(later[0].at - at)
    return found
