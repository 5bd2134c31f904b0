"""The ledger of erased replies: a file beside the database that a restored backup can't set back.

A line is a reply's number and when it was erased, in milliseconds since 1970. It is written before
the erasure is, so that an erasure which a crash cut off is made good at the next opening. A number
may be given twice after a backup was restored: only what was written before its erasure is meant.
"""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bot.errors import StoreFull
from bot.reply import ReplyId
from bot.store.engine.columns import EPOCH, MILLISECOND

NAME = "erased-replies.txt"
_LINE = re.compile(r"([0-9]{1,18}) ([0-9]{1,14})\n")


class Ledger:
    """The ledger in a data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def add(self, replies: Sequence[int], now: datetime) -> None:
        """Write down that replies are erased; on the disk when this returns.

        Raises StoreFull where it can't be written.
        """
        if not replies:
            return
        moment = (now - EPOCH) // MILLISECOND
        lines = "".join(f"{reply} {moment}\n" for reply in replies)
        try:
            with self._path.open("a", encoding="ascii") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreFull(f"the ledger can't be written: {error.strerror}") from error

    def entries(self) -> Iterator[tuple[ReplyId, datetime]]:
        """All erasures in their order; a line that a crash cut off is passed over."""
        if not self._path.exists():
            return
        with self._path.open(encoding="ascii", errors="replace") as file:
            for line in file:
                if entry := _LINE.fullmatch(line):
                    yield ReplyId(int(entry[1])), EPOCH + int(entry[2]) * MILLISECOND
