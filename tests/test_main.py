"""The command line as a person and as a program use it."""

import json
import sys
from pathlib import Path

import pytest

from bot.__main__ import main

STORY = """Ferry stopped over crack in rudder

The ferry between Norrvik and Stenholm was taken out of service on Thursday after divers found a
crack in its rudder, the operator said.

“We won't sail on a guess,” said harbour master Ingrid Dahl.

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """No setting from outside, marks alone, a folder of its own."""
    for name in ("DISCORD_TOKEN", "DATELINE_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATELINE_PIPELINE", "none")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))


def story_file(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def test_an_article_is_read_for_a_person(tmp_path, capsys):
    assert main(["read", story_file(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "Ferry stopped over crack in rudder" in out
    assert "“We won't sail on a guess" in out
    assert "Ingrid Dahl" in out
    assert "Leave a Reply" not in out


def test_an_article_is_read_for_a_program(tmp_path, capsys):
    assert main(["read", "--json", story_file(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == 1
    (quote,) = [quote for quote in told["quotes"] if quote["kind"] == "direct"]
    assert quote["speaker"] == "Ingrid Dahl"
    for span in (*quote["content"], *told["summary"]["brief"]):
        assert told["body"][span["start"] : span["end"]] == span["text"]


def test_the_keys_of_the_json_are_all_explained(tmp_path, capsys):
    main(["read", "--json", story_file(tmp_path)])
    told = json.loads(capsys.readouterr().out)
    explained = (Path(__file__).parents[1] / "docs" / "json.md").read_text()
    for key in {*told, *told["quotes"][0], *told["summary"], *told["lede"], *told["speakers"][0]}:
        assert f"`{key}`" in explained, f"{key} is missing in docs/json.md"


def test_an_article_comes_through_a_pipe(monkeypatch, tmp_path, capsys):
    with Path(story_file(tmp_path)).open(encoding="utf-8") as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        assert main(["read", "-"]) == 0
    assert "Ingrid Dahl" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\xff\xfe\x00" * 300, "text"),
        (b"word", "too short"),
        (b"x" * 50_000_000, "MB"),
        (b"<html><script>go()</script></html>", "No article"),
    ],
    ids=["empty", "binary", "one word", "50 MB", "script only"],
)
def test_what_is_no_article_is_one_clear_line(tmp_path, capsys, content, told):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert main(["read", str(path)]) == 1
    err = capsys.readouterr().err.strip().splitlines()
    assert told in err[-1]
    assert "Traceback" not in "\n".join(err)


def test_a_file_that_is_not_there_is_one_clear_line(capsys):
    assert main(["read", "/no/such/file"]) == 1
    assert "can't be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("DISCORD_TOKEN", "nonsense", "isn't a bot token"),
        ("DATELINE_LOG_LEVEL", "LOUD", "DATELINE_LOG_LEVEL"),
        ("DATELINE_PIPELINE", "no_such_pipeline", "no_such_pipeline"),
    ],
)
def test_a_wrong_setting_is_one_clear_line_and_exit_code_2(
    monkeypatch, tmp_path, capsys, setting, value, told
):
    monkeypatch.setenv(setting, value)
    assert main(["read", story_file(tmp_path)]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_a_port_that_is_none_is_one_clear_line_and_exit_code_2(capsys, port):
    with pytest.raises(SystemExit) as ended:
        main([f"--port={port}"])
    assert ended.value.code == 2
    assert "a port is a number up to 65535" in capsys.readouterr().err
