"""A digest comes once, whatever goes wrong, and not on a day without stories."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.playground import faults
from bot.store.store import Store
from bot.story import MemberId
from bot.subscription import (
    UNSAVED,
    ChannelId,
    ChannelKind,
    Digest,
    Mode,
    Pause,
    Subscription,
)
from tests.made import BRIDGE, BRIDGE_READING

BY = MemberId(7)
A_MINUTE = timedelta(minutes=1)
# Past the lease, and past the time for which Discord knows a nonce.
LATER = timedelta(minutes=3)


class Corner:
    """A channel with a digest: when it is due, and what stands in it."""

    def __init__(self, loopback, dateline, guild, name="news"):
        self.loopback, self.dateline, self.guild = loopback, dateline, guild
        self.store: Store = dateline.desk.store
        self.channel = ChannelId(loopback.world.find_channel(name).id)
        self.began = datetime.now(UTC)

    async def set(self, *, most=10):
        everything = Subscription(
            UNSAVED,
            self.guild,
            self.channel,
            ChannelKind.TEXT,
            BY,
            self.began,
            mode=Mode.DIGEST,
        )
        await self.store.subscriptions.add(everything)
        wanted = Digest(self.guild, self.channel, time(8), most=most)
        await self.store.digests.set(wanted, by=BY, now=self.began)
        return (await self.store.digests.at(self.guild, self.channel)).next_at

    async def tell(self, count=1, outlet="The Tarn Courier"):
        for number in range(count):
            of = replace(
                BRIDGE, headline=f"Bridge {number} opens", url=f"https://example.org/{number}"
            )
            await self.store.keep(
                replace(of, outlet=outlet, body=f"{of.body}\n\nIt is bridge {number}."),
                BRIDGE_READING,
                guild=self.guild,
                now=self.began + A_MINUTE * (number + 1),
            )

    @property
    def messages(self):
        return self.loopback.world.messages_in(self.channel)


@pytest.fixture
def corner(loopback, dateline, guild):
    return Corner(loopback, dateline, guild)


async def test_a_digest_comes_at_its_hour_and_once(corner):
    due = await corner.set()
    await corner.tell(2)
    assert not await corner.dateline.digests.go_round(due - A_MINUTE)
    assert await corner.dateline.digests.go_round(due)
    assert not await corner.dateline.digests.go_round(due + A_MINUTE)
    (message,) = corner.messages
    (embed,) = message.embeds
    assert embed["title"].startswith("Digest for ")
    assert "**Bridge 1 opens** — The Tarn Courier" in embed["description"]
    assert "[read](https://example.org/1)" in embed["description"]
    assert "Maria Lopez" in embed["description"]
    assert embed["footer"]["text"] == "2 stories"
    assert not message.mentioned_roles
    assert not message.mentions_everyone


async def test_on_a_day_without_stories_there_is_none_and_the_next_day_it_goes_on(corner):
    due = await corner.set()
    assert await corner.dateline.digests.go_round(due)
    assert corner.messages == ()
    await corner.tell()
    assert (await corner.store.digests.at(corner.guild, corner.channel)).next_at > due
    # The story came in before the empty digest was due: it belonged to that one.
    assert await corner.dateline.digests.go_round(due + timedelta(days=1))
    assert corner.messages == ()


async def test_a_digest_missed_for_days_is_one_message(corner):
    due = await corner.set()
    await corner.tell()
    assert await corner.dateline.digests.go_round(due + timedelta(days=5))
    assert not await corner.dateline.digests.go_round(due + timedelta(days=5, minutes=1))
    assert len(corner.messages) == 1


async def test_at_most_ten_lines_and_the_rest_behind_a_button(corner):
    due = await corner.set()
    await corner.tell(14)
    await corner.dateline.digests.go_round(due)
    (message,) = corner.messages
    assert message.embeds[0]["description"].count("• ") == 10
    assert message.embeds[0]["footer"]["text"] == "14 stories · the newest 10 are shown"
    answer = await corner.loopback.seat("Rita").press(message, "All 14 stories")
    assert answer.is_private
    assert "page 1 of 2" in answer.text
    await answer.press("More ▶")
    assert "Bridge 0 opens" in answer.text


@pytest.mark.parametrize("way", ["cut", "broken"])
async def test_an_answer_that_is_lost_doubles_nothing(corner, way):
    due = await corner.set()
    await corner.tell()
    lost = faults.cut(is_after=True) if way == "cut" else faults.broken(is_after=True)
    # discord.py repeats a request five times by itself; all of those are lost too.
    corner.loopback.faults.arm(lost, method="POST", path="/messages", times=5)
    await corner.dateline.digests.go_round(due)
    corner.loopback.faults.clear()
    await corner.dateline.digests.go_round(due + A_MINUTE * 2)
    await corner.dateline.digests.go_round(due + timedelta(hours=1))
    assert len(corner.messages) == 1


async def test_a_crash_after_the_message_doubles_nothing(corner):
    due = await corner.set()
    await corner.tell()
    (claimed,) = await corner.store.digests.claim(due)
    guild = corner.dateline.get_guild(corner.guild)
    assert guild is not None
    assert await corner.dateline.digests._sent(claimed, guild, due) is None
    assert not await corner.dateline.digests.go_round(due + A_MINUTE)
    assert await corner.dateline.digests.go_round(due + LATER)
    assert len(corner.messages) == 1
    assert not await corner.dateline.digests.go_round(due + LATER * 2)


async def test_a_crash_before_the_message_loses_nothing(corner):
    due = await corner.set()
    await corner.tell()
    await corner.store.digests.claim(due)
    assert await corner.dateline.digests.go_round(due + LATER)
    assert len(corner.messages) == 1


async def test_what_discord_forbids_pauses_the_digest_and_is_told_once(corner):
    due = await corner.set()
    await corner.tell()
    corner.loopback.faults.arm(faults.denied(), method="POST", path="/messages")
    await corner.dateline.digests.go_round(due)
    found = await corner.store.digests.at(corner.guild, corner.channel)
    assert found.pause is Pause.NO_PERMISSION
    (notice,) = await corner.store.notices.of(corner.guild, 5)
    assert notice.subject == str(corner.channel)
    assert not await corner.dateline.digests.go_round(due + timedelta(days=1))
    await corner.store.digests.set(found.digest, by=BY, now=due)
    assert (await corner.store.digests.at(corner.guild, corner.channel)).pause is None


async def test_stories_of_one_event_are_one_line(corner):
    due = await corner.set()
    for outlet in ("The Herald", "Coast Radio"):
        of = replace(BRIDGE, url=f"https://{outlet[-5:].lower()}.example/b", outlet=outlet)
        await corner.store.keep(of, BRIDGE_READING, guild=corner.guild, now=corner.began + A_MINUTE)
    await corner.dateline.digests.go_round(due)
    (message,) = corner.messages
    described = message.embeds[0]["description"]
    assert described.count("Bridge to reopen on Monday") == 1
    assert "— Coast Radio +1" in described
