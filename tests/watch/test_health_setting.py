"""Where health is told, as an operator sets it."""

import pytest

from bot.errors import SettingsError
from bot.settings import USUAL_HEALTH, HostPort, settings_from


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", USUAL_HEALTH),
        ("off", None),
        ("0.0.0.0:80", HostPort("0.0.0.0", 80)),  # noqa: S104 - read, not opened
        ("[::1]:9640", HostPort("::1", 9640)),
    ],
    ids=["not set", "off", "everywhere", "version 6"],
)
def test_it_is_a_host_and_a_port(text, where):
    assert settings_from({"DATELINE_HEALTH": text}).health == where


def test_nobody_elsewhere_can_ask_unless_that_is_set():
    assert USUAL_HEALTH.host == "127.0.0.1"


@pytest.mark.parametrize("text", ["on", "9640", ":9640", "host:", "host:99999", "host:-1"])
def test_what_is_none_is_one_clear_line(text):
    with pytest.raises(SettingsError) as refused:
        settings_from({"DATELINE_HEALTH": text})
    assert refused.value.reader.startswith("DATELINE_HEALTH must be off, or")


def test_a_log_is_text_or_json():
    assert settings_from({"DATELINE_LOG_FORMAT": "json"}).is_log_json
    with pytest.raises(SettingsError):
        settings_from({"DATELINE_LOG_FORMAT": "xml"})


def test_no_backup_is_made_unasked_and_stories_stay():
    usual = settings_from({"DATELINE_STORY_DAYS": "0"})
    assert (usual.backups, usual.story_days) == (0, None)
    asked = settings_from({"DATELINE_BACKUPS": "7", "DATELINE_STORY_DAYS": "30"})
    assert (asked.backups, asked.story_days) == (7, 30)
