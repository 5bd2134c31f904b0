"""`/digest` through the real client."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.app import Dateline
from bot.playground.invocation import NotOffered
from bot.playground.running import running
from bot.subscription import ChannelId, Mode

pytestmark = pytest.mark.usefixtures("dateline")


@pytest.fixture
def news(loopback):
    """The channel that the tests are in."""
    return ChannelId(loopback.world.find_channel("news").id)


async def test_a_digest_is_set_filled_previewed_and_taken_away(loopback, desk, guild, news, keep):
    seat = loopback.seat("Olivia")
    answer = await seat.slash("digest set", at="7:30", days="Monday to Friday", most=5)
    assert answer.is_private
    assert "comes **Monday to Friday at 07:30** by the clock of **UTC**" in answer.text
    assert "Nothing is collected for that channel yet" in answer.text
    found = (await desk.store.digests.at(guild, news)).digest
    assert (found.at, found.days, found.most) == (time(7, 30), (0, 1, 2, 3, 4), 5)
    await answer.press("Collect all stories")
    (one,) = await desk.store.subscriptions.of(guild)
    assert (one.channel, one.mode) == (news, Mode.DIGEST)
    assert "Nothing is there for it yet" in answer.text
    await keep(now=datetime.now(UTC))
    preview = await seat.slash("digest preview")
    assert "**Bridge to reopen on Monday** — The Tarn Courier" in preview.text
    assert "would be this now" in preview.text
    await preview.press("No digest any more")
    assert await desk.store.digests.of(guild) == ()
    await preview.press("Bring it back")
    assert (await desk.store.digests.at(guild, news)).digest == found


async def test_an_empty_preview_has_the_button_that_its_hint_names(loopback, desk, guild):
    seat = loopback.seat("Olivia")
    await seat.slash("digest set", at="8")
    preview = await seat.slash("digest preview")
    assert "**Collect all stories**" in preview.text
    await preview.press("Collect all stories")
    assert [one.mode for one in await desk.store.subscriptions.of(guild)] == [Mode.DIGEST]
    assert "Nothing is collected" not in preview.text
    assert "Collect all stories" not in preview.buttons


async def test_a_digest_set_anew_is_put_back_after_a_restart(loopback, desk, dateline, guild, news):
    seat = loopback.seat("Olivia")
    first = await seat.slash("digest set", at="8")
    await first.press("Undo")
    assert await desk.store.digests.of(guild) == ()
    await seat.slash("digest set", at="8", days="weekends")
    again = await seat.slash("digest set", at="21:15")
    assert "every day at 21:15" in again.text
    await dateline.close()
    async with running(Dateline(desk, ready_s=0.05), loopback):
        await again.press("Undo")
        assert (await desk.store.digests.at(guild, news)).digest.days == (5, 6)


async def test_another_time_zone_moves_the_hour(loopback, desk, guild, news):
    seat = loopback.seat("Olivia")
    await seat.slash("digest set", at="8")
    await seat.slash("settings", zone="Asia/Tokyo")
    due = (await desk.store.digests.at(guild, news)).next_at
    assert due.astimezone(ZoneInfo("Asia/Tokyo")).hour == 8


async def test_what_cannot_be_is_told(loopback, desk, guild):
    seat = loopback.seat("Olivia")
    for typed, told in (
        ({"at": "25:00"}, "time of day isn't understood"),
        ({"at": "[x](a)"}, "time of day isn't understood"),
        ({"at": "8", "channel": "stories"}, "A forum has a post for each story"),
    ):
        assert told in (await seat.slash("digest set", **typed)).text
    for name in ("preview", "off"):
        assert "No digest is set for that channel" in (await seat.slash(f"digest {name}")).text
    assert await desk.store.digests.of(guild) == ()


async def test_only_those_who_manage_the_server_are_offered_it(loopback):
    for name in ("set", "preview", "off"):
        with pytest.raises(NotOffered):
            await loopback.seat("Max").slash(f"digest {name}")
