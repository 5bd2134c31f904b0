"""Discord's markdown as styled text for a terminal."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from rich.style import Style
from rich.text import Text

# Everything but line breaks that a terminal would obey instead of showing.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
MARK = re.compile(
    r"\\(?P<escaped>[^\w\s])"
    r"|`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\]\n]+)\]\(<?(?P<url>https?://[^\s>)]+)>?\)"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|__(?P<underline>.+?)__"
    r"|~~(?P<strike>.+?)~~"
    r"|\|\|(?P<spoiler>.+?)\|\|"
    r"|\*(?P<italic>[^\s*](?:[^*\n]*[^\s*])?)\*"
    r"|(?<!\w)_(?P<italics>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)"
    r"|<t:(?P<moment>-?\d+)(?::[tTdDfFR])?>"
    r"|</(?P<command>[^:>]+):\d+>"
    r"|<(?P<whom>@&?|@!?|#)(?P<number>\d+)>"
)
STYLES = {
    "bold": "bold",
    "underline": "underline",
    "strike": "strike",
    "spoiler": "reverse",
    "italic": "italic",
    "italics": "italic",
}
LINE_STYLES = (("### ", "bold"), ("## ", "bold"), ("# ", "bold underline"), ("-# ", "dim"))

# What a mention's mark ("@", "@&", "#") and id are shown as.
Naming = Callable[[str, int], str]


def plain(text: str) -> str:
    """`text` without anything that a terminal would obey."""
    return CONTROL.sub("", text)


def styled(text: str, naming: Naming) -> Text:
    """`text` as Discord would show it."""
    lines = [_line(line, naming) for line in plain(text).split("\n")]
    return Text("\n").join(lines)


def _line(line: str, naming: Naming) -> Text:
    for prefix, style in LINE_STYLES:
        if line.startswith(prefix):
            return _inline(line.removeprefix(prefix), naming, style)
    if line.startswith("> "):
        return Text("▎ ", "dim") + _inline(line[2:], naming, "")
    if line.startswith(("- ", "* ")):
        return Text("• ") + _inline(line[2:], naming, "")
    return _inline(line, naming, "")


def _inline(text: str, naming: Naming, style: str) -> Text:
    written = Text(style=style)
    end = 0
    for mark in MARK.finditer(text):
        written.append(text[end : mark.start()])
        written.append_text(_marked(mark, naming))
        end = mark.end()
    return written.append(text[end:])


def _marked(mark: re.Match[str], naming: Naming) -> Text:
    found = {name: value for name, value in mark.groupdict().items() if value is not None}
    for name, style in STYLES.items():
        if name in found:
            return _inline(found[name], naming, style)
    if "label" in found:
        return Text(found["label"], Style(underline=True, link=found["url"]))
    if "whom" in found:
        return Text(naming(found["whom"], int(found["number"])), "bold cyan")
    if "moment" in found:
        return Text(_moment(int(found["moment"])), "cyan")
    if "command" in found:
        return Text(f"/{found['command']}", "bold cyan")
    return Text(found.get("code") or found["escaped"], "cyan" if "code" in found else "")


def _moment(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%d %B %Y, %H:%M} UTC"
    except (OverflowError, ValueError, OSError):
        return "(no such time)"
