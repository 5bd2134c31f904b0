"""What reaches the log."""

import io
import logging

import pytest

from bot.log import redact, start_log

ADDRESS = "jo.reader+news@mail.example.org"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.aBcDeFgHiJkLmNoPqRsTuVwXyZ012345"


@pytest.fixture
def logged():
    """The text of everything logged at DEBUG."""
    stream = io.StringIO()
    earlier = logging.root.handlers[:], logging.root.level
    start_log("DEBUG", stream)
    yield stream.getvalue
    logging.root.handlers[:], logging.root.level = earlier[0], earlier[1]


def test_no_address_and_no_token_in_a_line_of_a_child_logger(logged):
    logging.getLogger("bot.wire.deep.down").warning("from %s with %s", ADDRESS, TOKEN)
    assert "from [address] with [token]" in logged()


def test_no_address_in_a_traceback(logged):
    try:
        raise ValueError(ADDRESS)
    except ValueError:
        logging.getLogger("bot").exception("failed")
    assert "Traceback" in logged()
    assert ADDRESS not in logged()


@pytest.mark.parametrize(
    "name", ["discord.gateway", "discord.http", "sqlalchemy.engine", "openai", "httpx"]
)
def test_what_prints_forms_and_parameters_is_never_at_debug(logged, name):
    logging.getLogger(name).debug("what a member typed")
    assert "typed" not in logged()


def test_a_model_s_key_is_blotted_out():
    assert redact("key sk-proj-abcdefghijklmnop1234") == "key [token]"


@pytest.mark.parametrize("text", ["@someone hello", "1.2.3.4", "git@ nothing", "a.b.c"])
def test_what_is_neither_stays(text):
    assert redact(text) == text
