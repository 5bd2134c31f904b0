"""The playground from start to end, as a person starts it."""

import asyncio
import io
import sys

import discord
import pytest

from bot.playground.play import staged
from tests.playground.sample_bot import SampleBot


async def test_piped_lines_are_answered_and_their_end_closes_everything(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("/say word:truth times:2\n"))
    bots: list[discord.Client] = []

    def make_bot():
        bots.append(SampleBot())
        return bots[0]

    async with staged() as stage:
        await stage.play_in_terminal(make_bot)
    assert "truth truth" in capsys.readouterr().out
    assert bots[0].is_closed()


async def test_the_page_is_open_until_it_is_stopped(capsys):
    bot = SampleBot()
    async with staged() as stage:
        playing = asyncio.ensure_future(stage.play_in_page(lambda: bot))
        await asyncio.wait_for(bot.started.wait(), 5)
        assert not playing.done()
        playing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await playing
        assert stage.page.address in capsys.readouterr().out
    assert bot.is_closed()


async def test_a_port_in_use_is_an_error(loopback):
    port = int(loopback.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with staged(port=port):
            pass
