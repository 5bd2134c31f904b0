"""Replies under a flood, and addresses under every mishap: `python -m bench.replies`."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from bench.replies import canary, flood, forms


def main() -> None:
    parser = argparse.ArgumentParser(description="Try the desk of replies")
    parser.add_argument("--canaries", type=int, default=1000, help="addresses sent through Discord")
    parser.add_argument("--seconds", type=int, default=30, help="of 200 replies each")
    parser.add_argument("--profile", default="-", help="file for where the bot's time went")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(flood.pour(Path(folder), given.seconds))
    with tempfile.TemporaryDirectory() as folder:
        forms.tell(asyncio.run(forms.pour(Path(folder), given.seconds, profile=given.profile)))
    if not given.canaries:
        return
    with tempfile.TemporaryDirectory() as folder:
        done = asyncio.run(canary.run(Path(folder), given.canaries))
    print(
        f"canaries: {done.sent:,} addresses sent, {done.faults:,} met a mishap, {done.kept:,}"
        f" became replies, {len(done.leaks)} leaks",
        *done.leaks[:20],
        sep="\n  ",
    )


if __name__ == "__main__":
    main()
