"""A file that somebody handed in, read as text: plain text or HTML, whatever its charset."""

import codecs
import re

from bot.errors import IntakeError, NoArticle
from bot.languages import N_
from bot.wire.charset import text_of

MOST_BYTES = 2 * 1024 * 1024

_MARKUP = re.compile(
    r"\s*(?:<!doctype\s+html|<html\b|<\?xml[^>]*>\s*<(?:!doctype\s+)?html\b|<!--|<head\b|<body\b|"
    r"<(?:article|main|section|div|p|h1|meta|title)\b[^>]*>)",
    re.IGNORECASE,
)
# Signatures of files that people mistake for text: PDF, ZIP (docx, epub), images, gzip, RTF.
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"{\\rtf",
)
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\x0b\x0c\x1b\x85"))


def text_of_file(content: bytes) -> str:
    """The text of a file's bytes.

    Raises NoArticle for an empty or binary file, IntakeError for one over MOST_BYTES.
    """
    if len(content) > MOST_BYTES:
        raise IntakeError(
            f"{len(content)} bytes",
            reader=N_("That file is larger than {most} MB. Give the story alone."),
            given={"most": MOST_BYTES // 2**20},
        )
    if not content.strip(b" \t\r\n\x00"):
        raise NoArticle(
            "empty file", reader=N_("That file is empty. Give one with the story's text.")
        )
    if _is_binary(content):
        raise NoArticle(
            "binary file", reader=N_("That file isn't text. Save the story as plain text or HTML.")
        )
    return text_of(content)


def is_markup(text: str) -> bool:
    """Whether `text` is an HTML document rather than plain text."""
    return _MARKUP.match(text) is not None


def _is_binary(content: bytes) -> bool:
    if content.startswith(_SIGNATURES):
        return True
    return not content.startswith(_WIDE_MARKS) and content.translate(None, _CONTROLS) != content
