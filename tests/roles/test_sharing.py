"""Several processes on one PostgreSQL, some of them killed."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

import pytest

from bot.feed import Follow
from bot.roles import Role
from bot.store.engine.asked import Asked
from bot.store.store import Store
from bot.story import GuildId, MemberId
from tests.cogs.feed_site import feed_site
from tests.made import BRIDGE, article, reading
from tests.roles.role_process import IS_ITS_TURN, Addresses, RoleProcess
from tests.roles.test_ending import with_a_story
from tests.waiting import until

FERRY = article(
    "Ferry stopped over crack in rudder",
    "The ferry to Stenholm was taken out of service after divers found a crack in its rudder.",
    url="https://herald.example/ferry",
    outlet="The Harbour Herald",
)
# So many of what stands in a feed at its first look are taken in.
FIRST_ENTRIES = 5


@pytest.fixture
def shared(where: Addresses, postgres_url: str) -> Addresses:
    return replace(where, database=postgres_url)


def posted(loopback) -> int:
    own = loopback.world.bot.id
    return sum(m.author == own and not m.is_private for m in loopback.world.messages.values())


async def whose_turn_it_is(senders: list[RoleProcess]) -> RoleProcess:
    def first() -> list[RoleProcess]:
        return [each for each in senders if any(IS_ITS_TURN in line for line in each.lines)]

    await until(lambda: bool(first()), within_s=60)
    (only,) = first()
    return only


@pytest.mark.timeout(150)
async def test_a_killed_sender_is_followed_and_a_gateway_answers_alone(
    loopback, shared, start, postgres_url
):
    async with Store.open(shared.folder, postgres_url) as store:
        senders = [await start(Role.SENDER, shared) for _ in range(2)]
        await start(Role.GATEWAY, shared)
        await until(lambda: len(loopback.gateway.sessions) == 3, within_s=90)
        await with_a_story(store, loopback)
        sending = await whose_turn_it_is(senders)
        await until(lambda: posted(loopback) == 1, within_s=60)
        answer = await loopback.seat("Rita").slash("latest")
        assert BRIDGE.headline in answer.text
        (card,) = (m for m in loopback.world.messages.values() if not m.is_private)
        shown = await loopback.seat("Rita").press(card, "Summary")
        assert shown.is_private
        # A sending that the killed one leaves under way keeps its channel until the lease is over.
        while True:
            left, _ = await store.deliveries.pending()
            if not left:
                break
            await asyncio.sleep(0.01)
        await sending.killed()
        began = monotonic()
        (guild,) = map(GuildId, loopback.world.guilds)
        await store.keep(FERRY, reading(FERRY), guild=guild, now=datetime.now(UTC))
        await until(lambda: posted(loopback) == 2, within_s=60)
        assert monotonic() - began < 10


@pytest.mark.timeout(150)
async def test_a_poller_looks_and_workers_share_what_it_finds(
    loopback, shared, start, postgres_url, guild
):
    async with feed_site() as site, Store.open(shared.folder, postgres_url) as store:
        site.add(*(f"Ferry number {number} sails again" for number in range(FIRST_ENTRIES)))
        now = datetime.now(UTC)
        feed = await store.feeds.note(f"{site.url}/feed.xml", title="Norrvik Times", now=now)
        await store.feeds.follow(Follow(guild, feed, "Norrvik Times", MemberId(1), now))
        for role in (Role.WORKER, Role.WORKER, Role.POLLER):
            await start(role, shared)

        async with asyncio.timeout(100):
            while True:
                if (await store.search(guild, Asked())).total >= FIRST_ENTRIES:
                    break
                await asyncio.sleep(0.1)
    fetched = [path for path in site.requests if path.startswith("/story/")]
    assert len(fetched) == len(set(fetched)) == FIRST_ENTRIES
