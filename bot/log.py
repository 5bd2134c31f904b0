"""What the program logs: one line an event, with addresses and tokens blotted out at the last."""

import json
import logging
import re
import sys
import threading
from datetime import UTC, datetime
from typing import TextIO

# All are cut from the finished line, so that nothing (a child logger, a traceback) goes round it.
# The sign may stand there encoded or full-width, as in a URL, in JSON or in what somebody typed.
_SIGN = r"(?:@|＠|﹫|%(?:25)*40|&#(?:0*64|x0*40);?|&commat;|\\+u00(?:40)|\\+x40|=40)"
_ADDRESS = re.compile(
    r"(?:\"[^\"\n]{1,64}\"|[^\s@＠\"<>,;:()\[\]]{1,64})\s{0,2}"
    + _SIGN
    + r"\s{0,2}(?:[\w-]{1,63}(?:[.。．]|%2[eE])){1,8}[\w-]{2,63}",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\w-]{20,}\.[\w-]{6,}\.[\w-]{25,}|\bsk-[\w-]{16,}|DATELINE-PRIVATE-KEY-1:\S+")
# With it whoever reads the log could answer in the bot's place for a quarter of an hour.
_ANSWERING = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w-]{20,}")
# PostgreSQL quotes the row that it refuses: all until a line that can't be of the row any more.
_ROW = re.compile(
    r"^(DETAIL|CONTEXT): .*?"
    r"(?=^(?:\[SQL: |\[parameters|\(Background on|The above exc|During handl)|\Z)",
    re.MULTILINE | re.DOTALL,
)
# At DEBUG these print what was typed into forms (discord) and SQL parameters (sqlalchemy).
_QUIETED = {
    "discord": logging.INFO,
    # Its warnings are of voice, which the bot has no part in.
    "discord.client": logging.ERROR,
    "alembic": logging.WARNING,
    # They print what is sent to a language model.
    "openai": logging.WARNING,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "psycopg": logging.WARNING,
    "trafilatura": logging.CRITICAL,
    "htmldate": logging.CRITICAL,
}


class Redacted(logging.Formatter):
    """A formatter whose finished text holds no e-mail address and no token."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`, its traceback included."""
        return redact(super().format(record))


class RedactedJson(Redacted):
    """The same as one object a line: `time`, `level`, `logger`, `message`, and `traceback`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`. Each text is redacted by itself: a quotation mark stays one."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps({name: redact(text) for name, text in told.items()}, ensure_ascii=False)


def redact(text: str) -> str:
    """`text` with every e-mail address, Discord token, model key and refused row replaced."""
    text = _ROW.sub(r"\1: [row]\n", text)
    text = _TOKEN.sub("[token]", _ADDRESS.sub("[address]", text))
    return _ANSWERING.sub(r"\1[token]", text)


def start_log(level: str, stream: TextIO = sys.stderr, *, is_json: bool = False) -> None:
    """Send every logger's lines of at least `level` to `stream`, redacted."""
    handler = logging.StreamHandler(stream)
    form = RedactedJson if is_json else Redacted
    handler.setFormatter(form("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in _QUIETED.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelName(level)))


def log_strays() -> None:
    """Log what nobody caught, in threads and in destructors too, in place of Python's printing it.

    Where somebody else looks after one of these already, as a test runner does, that stays.
    """
    log = logging.getLogger(__name__)
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = lambda kind, error, trace: log.critical(
            "the program has ended", exc_info=(kind, error, trace)
        )
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda stray: log.error("unraisable", exc_info=stray.exc_value)
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda stray: log.error(
            "a thread has ended", exc_info=stray.exc_value
        )
