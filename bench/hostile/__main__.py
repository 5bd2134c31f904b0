"""Fetches every hostile answer and reads every hostile document: `python -m bench.hostile`.

With the limits that the bot has: 15 s an answer, 5 s a document. Prints how each group ended, the
longest turn of the event loop in CPU time, and how far this process's memory grew while the sites,
which make the bombs, ran in another. Fails past MOST_GROWTH_MB, and where anything but an error of
the project's own came out.
"""

import asyncio
import resource
import sys
import time
from collections import Counter
from datetime import UTC, datetime

from bench.feeds.holding import timed
from bench.hostile.documents import DOCUMENTS
from bot.desk import PAGE_LIMIT_S
from bot.errors import DatelineError
from bot.wire.fetch import LIMIT_S, Fetcher, open_fetcher
from bot.wire.page import article_from_page, load
from bot.worker import Worker

MOST_GROWTH_MB = 64
# An answer or a document is over its limit when it takes this much longer.
PATIENCE_S = 3
OWN = {"FetchFailed", "TooLarge", "AddressRefused"}


def main() -> int:
    is_bad, longest = timed(run)
    print(f"the event loop was held for {longest:.0f} ms of CPU at most")
    return 1 if is_bad else 0


async def run() -> bool:
    """Whether anything broke a bound."""
    # This process never holds the bombs, so that its memory tells what they do to a bot.
    site = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.hostile.site"), stdout=asyncio.subprocess.PIPE
    )
    assert site.stdout is not None
    try:
        port, quick, endless = map(int, (await site.stdout.readline()).split())
        is_bad = await answers(f"http://127.0.0.1:{port}", quick, endless)
    finally:
        site.terminate()
        await site.wait()
    return await documents() or is_bad


async def answers(site: str, quick: int, endless: int) -> bool:
    """Whether one of the answers, of which the last ones have no end, broke a bound."""
    async with open_fetcher(["127.0.0.1"]) as fetcher:
        await outcome(fetcher, f"{site}/none")
        before = resident_mb()
        ended = [await outcome(fetcher, f"{site}/{number}") for number in range(quick)]
        # Three at a time from one host, and all of them within the time of one.
        given_up = await asyncio.gather(
            *(outcome(fetcher, f"{site}/{quick + number}") for number in range(endless))
        )
    grown = resident_mb() - before
    longest = max(seconds for _, seconds in (*ended, *given_up))
    print(f"{quick} answers that end: {dict(Counter(name for name, _ in ended))}")
    print(f"{endless} without end: {dict(Counter(name for name, _ in given_up))}")
    print(f"longest {longest:.1f} s, memory +{grown:.0f} MB", flush=True)
    names = {name for name, _ in (*ended, *given_up)}
    return longest > LIMIT_S + PATIENCE_S or grown > MOST_GROWTH_MB or not names <= OWN


async def outcome(fetcher: Fetcher, address: str) -> tuple[str, float]:
    started = time.monotonic()
    try:
        await fetcher.fetch(address)
    except DatelineError as error:
        return type(error).__name__, time.monotonic() - started
    return "an answer", time.monotonic() - started


async def documents() -> bool:
    """Whether a document broke a bound."""
    is_bad = False
    async with Worker(load, limit_s=PAGE_LIMIT_S) as pages:
        for name, make in DOCUMENTS.items():
            await pages.run(int)  # waits until a process stands in for one that was ended
            html, started = make(), time.monotonic()
            try:
                article = await pages.run(
                    article_from_page, html, "https://news.example/a", now=datetime.now(UTC)
                )
                ended = f"{len(article.body)} characters of text"
            except (DatelineError, MemoryError) as error:
                ended = type(error).__name__
            seconds = time.monotonic() - started
            is_bad |= seconds > PAGE_LIMIT_S + PATIENCE_S
            print(f"{name}, {len(html) // 1000} kB: {ended} in {seconds:.1f} s", flush=True)
    return is_bad


def resident_mb() -> float:
    """The most memory that this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform == "linux" else 1024 * 1024)


if __name__ == "__main__":
    sys.exit(main())
