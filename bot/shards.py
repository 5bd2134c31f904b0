"""Which of a bot's connections to Discord one process holds."""

import re
from dataclasses import dataclass

from bot.errors import SettingsError

# Discord knows no bot with more; a slip of the finger mustn't open thousands of connections.
MOST = 4096


@dataclass(frozen=True, slots=True)
class Shards:
    """The connections `first` to `last` of the `of` that all processes hold together.

    A server is told of over connection (its id >> 22) % `of`: Discord's rule.
    """

    first: int
    last: int
    of: int

    @property
    def ids(self) -> list[int]:
        """Their numbers, as discord.py takes them."""
        return list(range(self.first, self.last + 1))


def shards_from(written: str, of: int | None) -> Shards:
    """`0-7` or `3`, and how many there are in all (by default those up to the last).

    Raises SettingsError for what isn't such a range.
    """
    match = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", written)
    if match is None:
        raise SettingsError(reader="--shards is a number or a range of them: --shards 0-7.")
    first, last = int(match[1]), int(match[2] or match[1])
    total = last + 1 if of is None else of
    if not first <= last < total <= MOST:
        raise SettingsError(
            reader=f"--shards {written} doesn't fit --of {total}: they are numbered from 0 to"
            f" {total - 1}, the smaller first."
        )
    return Shards(first, last, total)
