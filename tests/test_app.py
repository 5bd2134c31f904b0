"""The client itself: starting, telling Discord of commands, and failing quietly."""

import logging

import discord
import pytest

import bot.command_list
from bot.app import Dateline
from bot.desk import open_desk
from bot.errors import DatelineError, StoreBusy
from bot.playground.loopback import Loopback
from bot.playground.running import running
from bot.settings import Settings


async def test_commands_are_sent_again_only_when_they_changed(loopback, desk, tmp_path, caplog):
    caplog.set_level(logging.INFO, "bot.command_list")
    synced = tmp_path / "commands"
    for _ in range(2):
        async with running(Dateline(desk, synced=synced, ready_s=0.05), loopback):
            pass
    told = [record.message for record in caplog.records if record.name == "bot.command_list"]
    assert [line.split(":")[0] for line in told] == [
        "commands sent to Discord",
        "commands unchanged",
    ]
    caplog.clear()
    client = Dateline(desk, synced=synced, ready_s=0.05)

    @client.tree.command(description="A new one")
    async def newer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("x")

    async with running(client, loopback):
        pass
    assert "commands sent to Discord" in caplog.text


async def test_no_privileged_intent_is_asked_for(desk):
    privileged = discord.Intents(members=True, presences=True, message_content=True)
    async with Dateline(desk) as client:
        assert not client.intents.value & privileged.value


async def test_a_cog_that_fails_to_load_stops_the_start(loopback, desk, monkeypatch):
    monkeypatch.setattr(bot.command_list, "COGS", ("cogs.no_such_cog",))
    with pytest.raises(DatelineError, match="ModuleNotFoundError") as failed:
        async with running(Dateline(desk, ready_s=0.05), loopback):
            pass
    assert "cogs/no_such_cog.py can't be loaded" in failed.value.reader


async def test_what_was_not_foreseen_is_a_reference_not_a_traceback(loopback, dateline, caplog):
    async def broken(asker, state):
        raise ZeroDivisionError("secret detail")

    dateline.draws("list", broken)
    answer = await loopback.seat("Rita").slash("latest")
    assert answer.is_private
    assert "Something broke on our side" in answer.text
    assert "secret detail" not in answer.text
    reference = answer.text.split("`")[1]
    assert reference in caplog.text


async def test_a_database_that_is_locked_is_told_in_one_sentence(loopback, dateline):
    async def locked(asker, state):
        raise StoreBusy("locked")

    dateline.draws("list", locked)
    answer = await loopback.seat("Rita").slash("latest")
    assert "Try again in a moment" in answer.text


async def test_an_unknown_button_is_told_in_one_sentence(loopback, dateline):
    answer = await loopback.seat("Rita").slash("latest")
    dateline._draws.clear()
    answer = await loopback.seat("Rita").slash("dateline help")
    refused = await answer.press("Latest stories")
    assert "isn't here any more" in refused.text


async def test_an_answer_that_comes_too_late_is_only_logged(desk, caplog):
    client = Dateline(desk, ready_s=0.05)
    async with Loopback(answer_within_s=0.0) as hasty, running(client, hasty):
        answer = await hasty.seat("Rita").slash("dateline help")
        assert answer.error == "unanswered"
        await hasty.scene.until(lambda: hasty.refusals, within_s=5)
        hasty.interactions.answer_within_s = 3.0
        again = await hasty.seat("Rita").slash("dateline help")
        assert again.error is None
    assert {refusal.code for refusal in hasty.refusals} == {10062}
    assert "came too late" in caplog.text
    assert "unforeseen" not in caplog.text


async def test_a_second_process_on_the_same_folder_is_refused(tmp_path):
    settings = Settings(data=tmp_path, pipeline=None)
    async with open_desk(settings):
        with pytest.raises(StoreBusy):
            async with open_desk(settings):
                pass
