"""What lies in deploy/ and stands in docs/operations.md fits the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import _parser
from bot.delivery.sender import LAST_WORDS_S
from bot.settings import USUAL_HEALTH, settings_from
from bot.watch.pulse import BEAT_LONGEST_S

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
HADOLINT = Path(sys.executable).with_name("hadolint")
ANALYZE = shutil.which("systemd-analyze")


def said_by(*command: str | Path) -> str:
    """What a checker says of what it doesn't like."""
    done = subprocess.run(  # noqa: S603 - our own words and files
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def given_in(text: str) -> dict[str, str]:
    """The settings that a file gives, by name."""
    found = re.findall(r'\b((?:DATELINE|DISCORD)_[A-Z_]+|DATABASE_URL)[=:] ?"?([^\s"\\]*)', text)
    return dict(found)


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_setting_that_is_given_is_one_and_can_be_read(path):
    explained = (ROOT / ".env.example").read_text()
    given = given_in(path.read_text())
    for name in given:
        assert f"# {name}=" in explained, f"{name} in {path.name}"
    settings_from(given)


def test_the_image_s_health_check_asks_where_health_is_told():
    told = f"{USUAL_HEALTH.host}:{USUAL_HEALTH.port}"
    for name in ("Dockerfile", "compose.sqlite.yaml", "compose.postgres.yaml"):
        assert set(re.findall(r"127\.0\.0\.1:\d+", (DEPLOY / name).read_text())) == {told}
    assert told in OPERATIONS
    assert told in (ROOT / ".env.example").read_text()


def test_every_process_of_the_compose_file_is_a_command():
    compose = (DEPLOY / "compose.postgres.yaml").read_text()
    named = re.findall(r'^    command: \["(\w+)"\]', compose, re.MULTILINE)
    assert sorted(named) == ["gateway", "poller", "sender", "worker"]
    for command in named:
        assert _parser().parse_args([command]).role == command


def test_every_command_in_the_text_is_one():
    written = re.findall(r"`python -m bot ([a-z]+(?: [a-z]+)?)([^`]*)`", OPERATIONS)
    assert len(written) >= 8
    for command, options in written:
        values = re.sub(r"\b[A-Z]+\b", "1", options).replace("…", "")
        _parser().parse_args([*command.split(), *values.split()])


def test_every_figure_in_the_text_is_told():
    measuring = (ROOT / "bot" / "watch" / "measuring.py").read_text()
    for name in set(re.findall(r"`dateline_([a-z_]+?)(?:_seconds)?[`{]", OPERATIONS)):
        stem = name.removesuffix("_total")
        assert f'"{stem}' in measuring or f'"dateline_{stem}"' in measuring, name


def test_every_figure_that_is_told_stands_in_the_text():
    measuring = (ROOT / "bot" / "watch" / "measuring.py").read_text()
    told = re.findall(r'_(?:gauge|histogram)\(\s*"([a-z_]+)"', measuring)
    assert len(told) >= 10
    for name in told:
        assert f"dateline_{name}" in OPERATIONS, name


def test_no_secret_can_get_into_an_image():
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    assert "*" in ignored
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    files = {"pyproject.toml", "constraints.txt", "README.md", "LICENSE"}
    assert let_in == files | {"bot", "cogs", "data"}
    assert ignored.index("data/local") > ignored.index("!data")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.M)
    assert {name for line in copied for name in line.split()} == let_in


def test_the_image_runs_as_nobody_special():
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert re.findall(r"^USER (.+)$", dockerfile, re.M) == ["10001:10001"]


@pytest.mark.skipif(not HADOLINT.exists(), reason="hadolint isn't in the environment")
def test_the_dockerfile_is_held_to_its_checker():
    assert said_by(HADOLINT, DEPLOY / "Dockerfile") == ""


@pytest.mark.skipif(ANALYZE is None, reason="systemd isn't on this machine")
@pytest.mark.parametrize("name", ["dateline", "dateline@"])
def test_the_units_are_understood(name, tmp_path):
    text = (DEPLOY / f"{name}.service").read_text()
    text = text.replace("/opt/dateline/.venv/bin/python", sys.executable)
    unit = tmp_path / f"{name}{'one' if '@' in name else ''}.service"
    unit.write_text(text.replace("User=dateline", "User=root"))
    assert said_by(str(ANALYZE), "verify", unit) == ""


def test_a_unit_s_watchdog_and_stop_leave_the_program_its_time():
    for name in ("dateline.service", "dateline@.service"):
        unit = dict(re.findall(r"^(\w+Sec)=(\d+)$", (DEPLOY / name).read_text(), re.M))
        assert int(unit["WatchdogSec"]) > BEAT_LONGEST_S
        assert int(unit["TimeoutStopSec"]) > LAST_WORDS_S + 10
