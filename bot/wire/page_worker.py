"""What a worker process that parses strangers' pages and feeds is started with."""

import logging
import sys

LIMIT_S = 5.0
# The program with its libraries takes about 400 MiB of address space, a 2 MiB page 200 more.
MOST_MEMORY = 1024 * 1024 * 1024


def load() -> None:
    """Bound the memory of this process, silence the parsers' logs, and import the parsers.

    Past the bound a parser gets MemoryError. Only systems with setrlimit have the bound.
    """
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is no such module on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    import bot.wire.page  # noqa: F401, PLC0415 - half a second that the first page shouldn't wait
