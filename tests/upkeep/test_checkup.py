"""`check`: what is right and what is missing, in words."""

from pathlib import Path

import pytest

from bot.settings import Settings
from bot.upkeep.checkup import Finding, findings_of


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
