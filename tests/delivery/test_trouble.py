"""What a failed request means: may it be repeated, and whom does it concern."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.delivery.pacing import MayHaveArrived
from bot.delivery.trouble import LONGEST_WAIT_S, Fate, Trouble, meant_by, wait_s
from bot.subscription import Pause


def refused(status: int, code: int) -> discord.HTTPException:
    answer: Any = SimpleNamespace(status=status, reason="said so")
    return discord.HTTPException(answer, {"code": code, "message": "@everyone"})


@pytest.mark.parametrize(
    ("status", "code", "fate", "pause"),
    [
        (404, 10003, Fate.PAUSE, Pause.CHANNEL_GONE),
        (404, 10004, Fate.PAUSE, Pause.CHANNEL_GONE),
        (403, 50001, Fate.PAUSE, Pause.NO_PERMISSION),
        (403, 50013, Fate.PAUSE, Pause.NO_PERMISSION),
        (400, 160005, Fate.PAUSE, Pause.THREAD_LOCKED),
        (400, 40067, Fate.PAUSE, Pause.TAG_NEEDED),
        (404, 10008, Fate.POST_ANEW, None),
        (400, 50083, Fate.REOPEN, None),
        (400, 200000, Fate.LEAVE, None),
        (400, 200001, Fate.LEAVE, None),
        (401, 0, Fate.AGAIN, None),
        (429, 0, Fate.AGAIN, None),
        (403, 0, Fate.AGAIN, None),
        (403, 50007, Fate.PAUSE, Pause.NO_PERMISSION),
        (400, 50035, Fate.DROP, None),
        (404, 0, Fate.DROP, None),
    ],
)
def test_a_refusal_concerns_what_discord_names(status, code, fate, pause):
    words = f"Discord refused it ({status}, code {code})"
    assert meant_by(refused(status, code)) == Trouble(fate, words, pause)


@pytest.mark.parametrize(
    "error",
    [aiohttp.ClientConnectionError("x"), TimeoutError("x"), OSError("x")],
    ids=["connection", "time", "socket"],
)
def test_without_an_answer_somebody_must_look_first(error):
    assert meant_by(error) == Trouble(Fate.LOOK, "Discord's answer didn't come")


def test_after_an_error_of_discord_s_own_somebody_must_look_first():
    answer: Any = SimpleNamespace(status=502, reason="Bad Gateway")
    for error in (MayHaveArrived("502"), discord.DiscordServerError(answer, "html")):
        assert meant_by(error) == Trouble(Fate.LOOK, "Discord had an error of its own")


def test_when_discord_says_how_long_to_wait_that_is_how_long():
    told = meant_by(discord.RateLimited(7.5))
    assert told == Trouble(Fate.AGAIN, "Discord asked for a pause", wait_s=7.5)


def test_what_is_no_request_s_failure_is_raised_again():
    error = ValueError("ours")
    with pytest.raises(ValueError, match="ours") as raised:
        meant_by(error)
    assert raised.value is error


def test_each_wait_is_twice_the_one_before_up_to_a_quarter_of_an_hour():
    waits = [wait_s(attempts, 0.5) for attempts in range(12)]
    assert waits[:3] == [2.0, 4.0, 8.0]
    assert waits[8:] == [512.0, LONGEST_WAIT_S, LONGEST_WAIT_S, LONGEST_WAIT_S]
    assert wait_s(5_000, 0.5) == LONGEST_WAIT_S == 900.0


def test_chance_spreads_a_wait_by_half_to_either_side():
    assert (wait_s(0, 0.0), wait_s(0, 1.0)) == (1.0, 3.0)
