"""What the program counts of itself while it runs: how many things took how long."""

from bisect import bisect_left
from itertools import accumulate

# Upper bounds in seconds: fine where answers are made (Discord waits for 3 s), coarse above.
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0, 60.0)


class Durations:
    """How many of something took how long; a note costs less than a microsecond."""

    def __init__(self) -> None:
        self._counts = [0] * (len(BOUNDS) + 1)
        self.total_s = 0.0

    def note(self, seconds: float) -> None:
        """One took so long."""
        self._counts[bisect_left(BOUNDS, seconds)] += 1
        self.total_s += seconds

    @property
    def count(self) -> int:
        """How many there were."""
        return sum(self._counts)

    def up_to(self) -> list[tuple[str, int]]:
        """How many took at most so many seconds, for each bound; `+Inf` is all of them."""
        named = (*map(str, BOUNDS), "+Inf")
        return list(zip(named, accumulate(self._counts), strict=True))
