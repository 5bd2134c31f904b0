"""What reaches the log."""

import io
import logging
import subprocess
import sys
import time

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


@pytest.mark.parametrize(
    "written",
    [
        "jo.reader@mail.example.org",
        "o'brien+x@example.org",
        '"jo reader"@example.org',
        "jo＠example.org",
        "jo%40example.org",
        "jo%2540example%2Eorg",
        "jo&#64;example.org",
        "jo&commat;example.org",
        r"jo\u0040example.org",
        "jürgen@bücher.example",
        "jo @ example.org",
        "jo@例え.テスト",
        "mailto:jo@example.org?subject=x",
    ],
)
def test_no_address_in_any_writing(written):
    line = redact(f"INFO bot: got {written} from a form")
    assert "[address]" in line
    assert "jo" not in line.replace("joined", "")
    assert "brien" not in line
    assert "example" not in line.replace("bücher.example", "")


def test_no_address_in_a_chain_of_exceptions(logged):
    try:
        try:
            raise KeyError(ADDRESS)
        except KeyError as error:
            raise RuntimeError(f"while {ADDRESS}") from error
    except RuntimeError:
        logging.getLogger("asyncio").exception("Task exception was never retrieved %r", [ADDRESS])
    assert logged().count("[address]") >= 3
    assert ADDRESS not in logged()
    assert "jo.reader" not in logged()


def test_no_token_that_answers_an_interaction():
    token = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTA"
    for path in (f"/webhooks/123/{token}/messages", f"/interactions/456/{token}/callback"):
        assert token not in redact(f"POST https://discord.com/api/v10{path} responded with 429")


def test_a_line_of_signs_is_redacted_in_time():
    for piece in ("a@", "a.", "a@a.", "@a ", '"', "a%40a%2e"):
        started = time.process_time()
        redact(piece * (30_000 // len(piece)))
        assert time.process_time() - started < 1


def test_no_address_in_a_traceback(logged):
    try:
        raise ValueError(ADDRESS)
    except ValueError:
        logging.getLogger("bot").exception("failed")
    assert "Traceback" in logged()
    assert ADDRESS not in logged()


@pytest.mark.parametrize(
    "name",
    ["discord.gateway", "discord.http", "sqlalchemy.engine", "psycopg", "openai", "httpx"],
)
def test_what_prints_forms_and_parameters_is_never_at_debug(logged, name):
    logging.getLogger(name).debug("what a member typed")
    assert "typed" not in logged()


@pytest.mark.parametrize(
    "after",
    ["\n[SQL: INSERT INTO reply]\n(Background on this error at: x)", ""],
    ids=["sql", "end"],
)
def test_no_row_that_a_database_refused(logged, after):
    refused = "duplicate key\nDETAIL:  Failing row contains (1, Rita, my word\n\non it, null)."
    try:
        raise ValueError(f"(psycopg.errors.NotNullViolation) {refused}{after}")
    except ValueError:
        logging.getLogger("bot").exception("failed")
    assert "DETAIL: [row]" in logged()
    assert after.strip() in logged()
    for word in ("Rita", "my word", "on it"):
        assert word not in logged()


def test_a_model_s_key_is_blotted_out():
    assert redact("key sk-proj-abcdefghijklmnop1234") == "key [token]"


@pytest.mark.parametrize("text", ["@someone hello", "1.2.3.4", "git@ nothing", "a.b.c"])
def test_what_is_neither_stays(text):
    assert redact(text) == text


STRAYS = """
import threading
from bot.log import log_strays, start_log

class Falling:
    def __del__(self):
        raise KeyError("jo.reader@mail.example.org")

def fail():
    raise ValueError("jo.reader@mail.example.org")

start_log("INFO")
log_strays()
thread = threading.Thread(target=fail)
thread.start()
thread.join()
Falling()
fail()
"""


def test_what_nobody_caught_goes_through_the_log_too():
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", STRAYS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.count("[address]") >= 3
    assert "jo.reader@" not in done.stderr.replace('"jo.reader@mail.example.org"', "")
