"""Text from outside as clean lines: no unseen characters, one kind of blank and of line end."""

import re

_LINE_ENDS = re.compile(r"\r\n|[\r\u2028\u2029\x0b\x0c]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff]"
)
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# Characters of Windows-1252 that came through as Latin-1 controls: curly quotes above all.
_WINDOWS = {
    code: mark
    for code in range(0x80, 0xA0)
    if (mark := bytes([code]).decode("cp1252", "ignore")) and code != 0x85
} | {0x85: "\n"}


def clean_lines(text: str) -> list[str]:
    """The lines of `text`, each stripped, its runs of blanks made one space."""
    seen = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).translate(_WINDOWS))
    return [_BLANKS.sub(" ", line).strip() for line in seen.split("\n")]


def clean_line(text: str) -> str:
    """`text` as one clean line."""
    return " ".join(line for line in clean_lines(text) if line)
