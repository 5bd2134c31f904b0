"""A site that answers as told under names of its own, and a victim inside that nobody may reach."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from bot.wire.fetch import Fetcher, open_fetcher
from tests.wire.loopback_sites import Names, Site, open_site

LIMIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Web:
    """`site` goes by news.example, which the operator allows; `victim` by victim.example."""

    site: Site
    victim: Site
    names: Names
    fetcher: Fetcher


@pytest_asyncio.fixture
async def web() -> AsyncIterator[Web]:
    async with open_site() as site, open_site() as victim:
        names = Names(victim.port)
        names.add("news.example", "127.0.0.1", port=site.port)
        names.add("victim.example", "127.0.0.1")
        async with open_fetcher(["news.example"], limit_s=LIMIT_S, resolver=names) as fetcher:
            yield Web(site, victim, names, fetcher)
