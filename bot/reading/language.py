"""Which language a text is written in, told by its script and its commonest words."""

import re

from bot.reading.language_words import COMMON

# At most this much of a text is looked at, in characters.
ENOUGH = 1500
# Chosen on sentences of our own: a language must own this share of a text's words, and this many
# times the share of the runner-up. Below, the answer is "und".
LEAST_SHARE = 0.12
LEAST_LEAD = 1.15
LEAST_WORDS = 4

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_UNKNOWN = "und"


def of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or "und" when it isn't sure.

    Only languages of `COMMON` and those with a script of their own are told apart.
    """
    text = text[:ENOUGH]
    words = [word.lower() for word in _WORD.findall(text)]
    letters = sum(map(len, words))
    for code, script in _SCRIPTS:
        if letters and len(script.findall(text)) > letters / 5:
            return code
    if len(words) < LEAST_WORDS:
        return _UNKNOWN
    shares = sorted(
        (
            (sum(map(common.__contains__, words)) / len(words), code)
            for code, common in COMMON.items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = shares[:2]
    return code if best >= LEAST_SHARE and best >= LEAST_LEAD * second else _UNKNOWN
