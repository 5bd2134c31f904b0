"""What a comment holds that a server may not want to publish unseen: listed words, and links."""

import re
import unicodedata
from itertools import groupby

from bot.replies.endings import FILES, ending_of, is_known
from bot.replies.folding import folded, unmixed
from bot.replies.unveiling import unveiled

# Written without spaces, so that words have no edges to look for.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_NOTHING = re.compile(r"(?!)")
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.)[^\s<>]+|(?<![\w@.-])[\w-]{1,63}(?:\.[\w-]{1,63})+(?:/[^\s<>]*)?"
)


def listed_word(text: str, words: tuple[str, ...]) -> str | None:
    """The first of `words` (words or phrases) that stands in `text` as whole words, or None.

    Case, width, invisible characters and look-alike letters make no difference; accents do.
    Phrases in a script without spaces are found anywhere.
    """
    text = _plain(text)
    spoken = f" {' '.join(_words_of(text))} "
    for word in words:
        wanted = " ".join(_words_of(_plain(word)))
        if wanted and (f" {wanted} " in spoken or (_UNSPACED.search(wanted) and wanted in text)):
            return word
    return None


def links_in(text: str) -> int:
    """How many links `text` holds, also those without a scheme and those in a disguise."""
    view = unveiled(text, _NOTHING).text.lower()
    return sum(_is_link(match[0]) for match in _LINK.finditer(view))


def _is_link(found: str) -> bool:
    if "://" in found or found.startswith("www."):
        return True
    host, _, path = found.partition("/")
    ending = ending_of(host.rpartition(".")[2].rstrip("_-"))
    return ending is not None and is_known(ending) and (bool(path) or ending not in FILES)


def _plain(text: str) -> str:
    visible = "".join(c for c in text if c.isascii() or folded(c) or _is_mark(c))
    return unmixed(unicodedata.normalize("NFKC", visible).casefold())


def _words_of(text: str) -> list[str]:
    runs = groupby(text, lambda character: character.isalnum() or _is_mark(character))
    return ["".join(run) for is_word, run in runs if is_word]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" and not "\ufe00" <= character <= "\ufe0f"
