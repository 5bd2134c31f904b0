"""The log as one object a line."""

import io
import json
import logging

import pytest

from bot.log import start_log


@pytest.fixture
def lines():
    """What is logged, each line read as JSON."""
    stream = io.StringIO()
    earlier = logging.root.handlers[:], logging.root.level
    start_log("INFO", stream, is_json=True)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.root.handlers[:], logging.root.level = earlier


def test_a_line_is_an_object_with_when_how_grave_where_and_what(lines):
    logging.getLogger("bot.wire").warning("feed %d “waits”\nfor the store", 7)
    (line,) = lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "bot.wire",
        "message": "feed 7 “waits”\nfor the store",
    }


def test_no_address_and_no_token_in_any_field_and_it_stays_json(lines):
    token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.aBcDeFgHiJkLmNoPqRsTuVwXyZ012345"
    try:
        raise ValueError('sent to "jo reader"@example.org')
    except ValueError:
        logging.getLogger("of.jo@example.org").exception("from jo@example.org with %s", token)
    (line,) = lines()
    assert line["message"] == "from [address] with [token]"
    assert "Traceback" in line["traceback"]
    written = json.dumps(line)
    assert "example.org" not in written
    assert token not in written
