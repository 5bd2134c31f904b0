"""Which marks hold no quote: titles of works, nicknames, words held at arm's length."""

import re
from typing import Final

from bot.reading.cues import SAYING
from bot.reading.marks import Stretch

_WORD: Final = re.compile(r"[\w’'-]+")
_SMALL: Final = frozenset(
    "a an and the of in on at to for by with from or but nor as is de la le el der von vs".split()
)
# What stands right before words that are only named or held at arm's length.
_NAMED: Final = re.compile(
    r"(?:so-called|known as|nicknamed|dubbed|titled|entitled|named|called the|called a|goes by|"
    r"went by|go by|by the name|by the nickname|the (?:word|words|term|phrase|name|label|nickname|"
    r"title|hashtag|slogan|song|film|"
    r"novel|book|play|series|show|album|single|painting|poem|opera|movie|documentary|article|"
    r"episode|drama|comedy|musical|ballad)s?)[ ,]*(?:of |the |a )?$",
    re.I,
)
_LONGEST_NAME: Final = 7


def is_no_quote(text: str, stretch: Stretch) -> bool:
    """Whether the marks hold a title, a nickname or a word at arm's length, judged by the text."""
    inner = text[stretch.inner : stretch.outer].strip(" \\")
    words = _WORD.findall(inner)
    if not words:
        return True
    before = text[max(0, stretch.start - 40) : stretch.start]
    if len(words) <= _LONGEST_NAME and _NAMED.search(before):
        return True
    if _is_nickname(text, stretch, words):
        return True
    return _is_title(inner, words) and not _is_brought_in(before)


def _is_brought_in(before: str) -> bool:
    """Whether a colon or a verb of saying and a comma lead to the marks."""
    if before.rstrip().endswith(":"):
        return True
    spoken = any(word.lower() in SAYING for word in _WORD.findall(before))
    return spoken and before.rstrip().endswith(",")


def _is_nickname(text: str, stretch: Stretch, words: list[str]) -> bool:
    """Between a given name and a surname: Eddie “the Kettle” Marchetti."""
    before = re.search(r"[A-Z][\w’'-]+ $", text[max(0, stretch.start - 25) : stretch.start])
    after = re.match(r" [A-Z][\w’'-]+", text[stretch.end : stretch.end + 20])
    return len(words) <= 3 and before is not None and after is not None


def _is_title(inner: str, words: list[str]) -> bool:
    """Every word of weight capitalised, two or more, and no mark at the end but a comma."""
    large = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
    small = [word for word in words if word.lower() in _SMALL]
    if len(words) > _LONGEST_NAME or len(large) < 2 or inner[-1:] in ".?!—":
        return False
    return words[0][:1].isupper() and all(w in large or w in small for w in words)
