"""`check`: what is right and what is missing, in words."""

import argparse
from pathlib import Path

import pytest

from bot.playground.pointing import point_client
from bot.settings import Secret, Settings
from bot.upkeep.checkup import Finding, add_commands, findings_of, next_step, of_discord
from bot.upkeep.knocking import Heard, heard_from


def finding(settings: Settings, what: str) -> Finding:
    (found,) = (each for each in findings_of(settings) if each.what == what)
    return found


@pytest.mark.parametrize(
    ("pipeline", "is_right", "words"),
    [
        ("en_core_web_sm", True, "spaCy pipeline en_core_web_sm"),
        ("xx_not_installed", False, "xx_not_installed isn't installed"),
        (None, None, "quotation marks alone"),
    ],
    ids=["the usual one", "none such", "none wanted"],
)
def test_a_pipeline_is_right_where_it_is_installed(pipeline, is_right, words, tmp_path: Path):
    found = finding(Settings(data=tmp_path, pipeline=pipeline), "reading")
    assert found.is_right is is_right
    assert words in found.said


def test_nothing_is_wrong_before_anything_is_set_up(tmp_path: Path):
    findings = list(findings_of(Settings(data=tmp_path / "data", health=None)))
    assert [each for each in findings if each.is_right is False] == []


async def test_what_stands_in_brackets_is_printed_too(tmp_path: Path, capsys):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    given = parser.parse_args(["check"])
    await given.run(Settings(data=tmp_path / "[llm]"), given)
    assert f"{tmp_path}/[llm] (made by the first start)" in capsys.readouterr().out


async def test_discord_is_asked_whether_it_knows_the_token_and_who_let_the_bot_in(loopback):
    with loopback.pointed():
        heard = await heard_from(Secret(loopback.token))
    assert heard.is_known
    assert "It knows the bot as Dateline" in heard.said
    assert heard.invite is not None
    assert f"client_id={loopback.world.bot.id}" in heard.invite
    assert heard.clock_off_s is not None
    assert abs(heard.clock_off_s) < 60
    assert [each.what for each in of_discord(heard)] == ["Discord", "invite"]


async def test_a_token_that_discord_doesnt_know_is_told_with_what_to_do(loopback):
    with loopback.pointed(), loopback.expecting(0):
        heard = await heard_from(Secret("one.two.three"))
    assert heard.is_known is False
    assert "Reset it on the Bot page" in heard.said
    assert "one.two" not in heard.said


async def test_without_a_network_the_invite_is_read_off_the_token(loopback):
    url, token = loopback.url, Secret("MTIzNDU2Nzg5MDEyMzQ1Njc4.abc.defghi")
    await loopback.__aexit__()
    with point_client(f"{url}/api/v10", "ws://127.0.0.1:9", url):
        heard = await heard_from(token)
    assert heard.is_known is None
    assert "can't be reached" in heard.said
    assert heard.invite is not None
    assert "client_id=123456789012345678" in heard.invite


@pytest.mark.parametrize(
    ("off_s", "words"), [(200.0, "200 s ahead of"), (-3600.0, "3,600 s behind")]
)
def test_a_clock_that_is_off_is_told(off_s, words):
    heard = Heard("It knows the bot.", is_known=True, clock_off_s=off_s)
    *_, clock = of_discord(heard)
    assert clock.is_right is False
    assert words in clock.said


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (None, "Go live"),
        (Heard("", is_known=True), "open the invite"),
        (Heard("", is_known=True, servers=2), "/dateline setup"),
    ],
    ids=["no token", "in no server", "in two servers"],
)
def test_the_last_line_is_the_next_step(heard, words):
    assert words in next_step([Finding("token", "")], heard)
    assert next_step([Finding("token", "", is_right=False)], heard) == "1 to be mended."
