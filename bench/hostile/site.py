"""The site that gives the hostile answers at /0, /1, …; prints its port and how many there are."""

import asyncio

from tests.wire.hostile_answers import ENDLESS, QUICK
from tests.wire.loopback_sites import open_site, redirect


async def serve() -> None:
    async with open_site() as site:
        answers = (*(answer for answer, _ in QUICK.values()), *ENDLESS.values())
        site.answers |= {f"/{number}": answer for number, answer in enumerate(answers)}
        site.answers["/a"] = redirect("/a")
        print(site.port, len(QUICK), len(ENDLESS), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
