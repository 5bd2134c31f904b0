"""The playground from start to end, as a person starts it."""

import asyncio
import io
import sys

import discord
import pytest

from bot.playground.play import play
from tests.playground.sample_bot import SampleBot


async def test_piped_lines_are_answered_and_their_end_closes_everything(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("/say word:truth times:2\n"))
    bots: list[discord.Client] = []

    def make_bot():
        bots.append(SampleBot())
        return bots[0]

    await play(make_bot)
    assert "truth truth" in capsys.readouterr().out
    assert bots[0].is_closed()


async def test_without_terminal_it_runs_until_it_is_cancelled():
    bot = SampleBot()
    playing = asyncio.ensure_future(play(lambda: bot, terminal=False))
    await asyncio.wait_for(bot.started.wait(), 5)
    assert not playing.done()
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing
    assert bot.is_closed()


async def test_a_port_in_use_is_an_error(loopback):
    port = int(loopback.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        await play(SampleBot, port=port)
