"""Text from outside made harmless at the point where it is drawn.

Two kinds of place exist on a card: those where Discord renders no markdown (author, footer, button,
select, autocomplete), which take `plain`, and those where it does (title, description, field,
content), which take `escaped`.
"""

import re
import unicodedata

from bot.languages import _

# Three marks on a letter serve every living script; a flood of them draws over other lines.
MOST_COMBINING = 3
# More than a letter's marks, so that a letter which is cut in two lies behind what is shown.
MARGIN = 200
# Joiners stay: emoji and Indic scripts are written with them.
KEPT_FORMAT = frozenset("\u200c\u200d")
# Blank although Unicode calls them letters or symbols: names made of them would be invisible.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")

_SPECIAL = re.compile(r"[\\*_~`|\[\]()<>]")
_LINE_START = re.compile(r"^(?:(#{1,3}|-#|[-+]|>)|(\d+)([.)]))(?=\s)", re.MULTILINE)
_LINK = re.compile(r"(?i)(https?|ftp|discord|steam|mailto)(:)(?=\S)")
_INVITE = re.compile(r"(?i)(discord(?:app)?\.(?:gg|com|me|li))(/)")
_EVERYBODY = re.compile(r"@(?=everyone|here)")
_SPACES = re.compile(r"\s+")
# Latin text with the usual typography, which needs no look at each character.
_ORDINARY = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201f\u2026\u20ac]*")


def plain(text: str, most: int) -> str:
    """`text` on one line, without anything invisible, of at most `most` characters.

    Controls, direction marks, zero-width characters and fillers go, floods of combining marks are
    thinned, a cut falls between words and ends with "…". Lengths are UTF-16 units, the larger of
    the two ways in which Discord's clients count.
    """
    # Of a long text its beginning is enough, unless that is mostly invisible.
    clean = _visible(text[: most * 2 + MARGIN])
    if len(text) > most * 2 + MARGIN and length(clean) <= most + MARGIN:
        clean = _visible(text)
    return clean if length(clean) <= most else _cut(clean, most - 1) + "…"


def escaped(text: str, most: int) -> str:
    """`plain`, with everything that Discord would render or link made literal; escapes counted."""
    clean = plain(text, most)
    literal = _escape(clean)
    room = most
    while length(literal) > most:
        room -= max(1, (length(literal) - most) // 2)
        clean = plain(text, max(1, room))
        literal = _escape(clean)
    return literal


def titled(text: str, most: int) -> str:
    """`escaped`, or "(untitled)" where nothing of the text can be seen."""
    return escaped(text, most) or _("(untitled)")


def web_link(url: str | None, most: int = 2048) -> str | None:
    """`url` where a card may link to it: http(s), without blanks, short enough; else None."""
    if url is None or not re.match(r"(?i)https?://[^\s<>\"'`\\]+$", url):
        return None
    safe = url.replace("(", "%28").replace(")", "%29").replace("*", "%2A")
    return safe if len(safe) <= most and safe.isascii() else None


def length(text: str) -> int:
    """How long Discord may take `text` to be: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _visible(text: str) -> str:
    if not _ORDINARY.fullmatch(text):
        text = _without_invisible(unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", text).strip()


def _without_invisible(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MOST_COMBINING or not kept:
                continue
        else:
            marks = 0
        if character.isspace():
            kept.append(" ")
        elif not _is_invisible(character, category):
            kept.append(character)
    return "".join(kept)


def _is_invisible(character: str, category: str) -> bool:
    if character in FILLERS:
        return True
    return category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and character not in KEPT_FORMAT


def _escape(text: str) -> str:
    text = _SPECIAL.sub(lambda special: "\\" + special[0], text)
    text = _LINE_START.sub(_escape_start, text)
    text = _LINK.sub(r"\1\\\2", text)
    text = _INVITE.sub(r"\1\\\2", text)
    return _EVERYBODY.sub("@\u200b", text)


def _escape_start(start: re.Match[str]) -> str:
    return "\\" + start[1] if start[1] else f"{start[2]}\\{start[3]}"


def _cut(text: str, room: int) -> str:
    while length(text) > room:
        text = text[: len(text) - max(1, (length(text) - room) // 2)]
    at = text.rfind(" ")
    # A word longer than a third of the room is cut inside, or little would be left.
    whole = text[:at] if at > room * 2 // 3 else text
    while whole and (unicodedata.combining(whole[-1]) or whole[-1] in "\u200d\ufe0f"):
        whole = whole[:-1]
    return whole.rstrip(" ,;:–—-")
