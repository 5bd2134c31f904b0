"""The settings, read once."""

import pytest

from bot.errors import SettingsError
from bot.settings import Secret, settings_from

SECRET = "MTIz.abc-de.q_w-e"


def test_nothing_set_is_the_playground():
    assert settings_from({}).token is None


def test_blank_is_not_set():
    assert settings_from({"DISCORD_TOKEN": "  ", "DATELINE_PIPELINE": ""}).token is None


@pytest.mark.parametrize("shown", [repr, str, "{}".format, "%s".__mod__])
def test_a_token_never_prints(shown):
    settings = settings_from({"DISCORD_TOKEN": SECRET})
    assert SECRET not in shown(settings)
    assert SECRET not in shown(settings.token)
    assert isinstance(settings.token, Secret)
    assert settings.token.reveal() == SECRET


@pytest.mark.parametrize("wrong", ["abc", "a.b", "a.b.c d", "a.b.c.d"])
def test_a_token_of_another_form_is_refused_without_being_shown(wrong):
    with pytest.raises(SettingsError) as refused:
        settings_from({"DISCORD_TOKEN": wrong})
    assert wrong not in refused.value.reader.replace("a bot token", "")


def test_none_reads_quotation_marks_alone():
    assert settings_from({"DATELINE_PIPELINE": "none"}).pipeline is None


def test_private_hosts_stand_with_blanks_between():
    hosts = settings_from({"DATELINE_PRIVATE_HOSTS": "a.lan  b.lan"}).private_hosts
    assert hosts == ("a.lan", "b.lan")


@pytest.mark.parametrize(
    "given",
    [
        {"DATELINE_LLM_URL": "http://127.0.0.1:1/v1"},
        {"DATELINE_LLM_MODEL": "tiny"},
        {"DATELINE_LLM_URL": "ftp://x", "DATELINE_LLM_MODEL": "tiny"},
        {
            "DATELINE_LLM_URL": "http://x/v1",
            "DATELINE_LLM_MODEL": "tiny",
            "DATELINE_LLM_MOST_A_DAY": "many",
        },
    ],
)
def test_half_a_language_model_is_refused(given):
    with pytest.raises(SettingsError) as refused:
        settings_from(given)
    assert "DATELINE_LLM_" in refused.value.reader
