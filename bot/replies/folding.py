"""What a character stands for when somebody reads it: marks off, look-alikes as plain letters."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# Letters that are drawn like a Latin one (after Unicode's confusables), by alphabet.
_DRAWN_ALIKE = {
    "аАвВгеЕкКмМнНоОрРсСтТуУхХіІјЈѕЅԁһӏԛԝьЬ": "aABBreEkKmMHHoOpPcCtTyYxXiIjJsSdhlqwbb",
    "αΑβΒεΕιΙκΚνΝοΟρΡτΤυΥχΧγηωΖΗΜ": "aABBeEiIkKvNoOpPtTuYxXynwZHM",
    "օսհոցզԼՕՍ": "ouhngqLOU",
    "ꓮꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓰꓲꓳꓴ": "ABPDTGKJCZFMNLSRVHWXYEIOU",
    "ᎪᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃᏟᏴ": "ADEHJKLMPRSTVWZCB",
}
LOOKALIKES = {
    ord(foreign): latin
    for alphabet, letters in _DRAWN_ALIKE.items()
    for foreign, latin in zip(alphabet, letters, strict=True)
}
# Digits that stand for letters, and letters drawn like one another, when read in a hurry.
_READ_ALIKE = str.maketrans("013457i", "oleastl")
_PUNCTUATION = {
    **dict.fromkeys("。․‧·•∙⋅۔⸱ꓸ܁ㆍ𐩐", "."),
    **dict.fromkeys("‐‑‒−⁃", "-"),
    **dict.fromkeys("’‘‛ʼ`´", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("⟨〈《【〔「", "["),
    **dict.fromkeys("⟩〉》】〕」", "]"),
    **dict.fromkeys("，、", ","),
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ı": "i", "ɑ": "a", "ɡ": "g",
    "⁄": "/", "∕": "/", "ⁿ": "n",
}  # fmt: skip
# White letters in black circles or squares, and flags' letters, have no decomposition of their own.
_ENCLOSED = ((0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))
# Blank although Unicode calls them letters or symbols.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u180e")
# Arabic ligatures stand for up to 18 letters; more than a few would only make a text slow to read.
_MOST_PER_CHARACTER = 3
_NAMED_LETTER = re.compile(
    r"LATIN (SMALL|CAPITAL) LETTER (?:SMALL CAPITAL |OPEN |SCRIPT |TURNED )?([A-Z])(?: WITH .*)?$"
    r"|LATIN LETTER (SMALL CAPITAL) ([A-Z])$"
)
_WORD = re.compile(r"[^\W\d_]+")
_NO_LETTERS = re.compile(r"[\W_]+")
# Of the characters that Unicode has, one text needs few; more than these aren't remembered.
_MOST_REMEMBERED = 8192


class _Table(dict[int, str]):
    """What `read` makes of each character, for `str.translate`, which is slow for what it lacks."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, code: int) -> str:
        read = self._read(chr(code))
        if len(self) < _MOST_REMEMBERED:
            self[code] = read
        return read


@lru_cache(maxsize=_MOST_REMEMBERED)
def folded(character: str) -> str:
    """The characters that `character` is read as: none for what is invisible, marks left off.

    Compatibility forms, enclosed and small capital letters become plain ones, foreign digits,
    dots, hyphens and quotation marks their ASCII twins. Letters of other alphabets stay.
    """
    if character in _FILLERS:
        return ""
    if "\uac00" <= character <= "\ud7a3":
        return character
    parts = (_read_as(part) for part in unicodedata.normalize("NFKD", character))
    return "".join(parts)[:_MOST_PER_CHARACTER]


def folded_words(text: str) -> frozenset[str]:
    """The words of `text`, which blanks part, each folded and in lower case."""
    return frozenset(_folded_text(text).lower().split())


def unmixed(text: str) -> str:
    """`text` with look-alikes made Latin in every word that has Latin letters too; same length."""
    return text if text.isascii() else _WORD.sub(_unmixed_word, text)


def skeleton(text: str) -> str:
    """`text` as its letters alone, folded, in lower case, with what is drawn alike made equal.

    Two texts that look the same to a hurried reader have the same skeleton.
    """
    return _NO_LETTERS.sub("", drawn(_folded_text(text).lower()))


def lowered(text: str) -> str:
    """`text` in lower case, letter by letter where all at once would change its length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def drawn(text: str) -> str:
    """`text` (folded, lower case) with what is drawn alike made equal, as 1 and i to l; as long."""
    return text.translate(_DRAWN)


def _folded_text(text: str) -> str:
    return text if text.isascii() else text.translate(_FOLDED)


def _unmixed_word(match: re.Match[str]) -> str:
    word = match[0]
    is_mixed = not word.isascii() and any(character.isascii() for character in word)
    return word.translate(LOOKALIKES) if is_mixed else word


def _read_as(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf" or character in _FILLERS:
        return ""
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if category == "Cc":
        return " " if character.isspace() else ""
    if character.isspace():
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    return character if character.isascii() else _named(character)


def _drawn(character: str) -> str:
    return character.translate(LOOKALIKES).lower().translate(_READ_ALIKE)


def _named(character: str) -> str:
    for first, letters in _ENCLOSED:
        if first <= ord(character) < first + letters:
            return chr(ord("A") + ord(character) - first)
    named = _NAMED_LETTER.match(unicodedata.name(character, ""))
    if named is None:
        return character
    letter = named[2] or named[4]
    return letter if named[1] == "CAPITAL" else letter.lower()


_FOLDED, _DRAWN = _Table(folded), _Table(_drawn)
