"""Finds phone numbers in a text whose disguises are off."""

import re
from collections.abc import Iterator

# The longest number is 15 digits (ITU-T E.164); shorter than 7 serve one town only.
FEWEST_DIGITS, MOST_DIGITS = 7, 15
# Digits without any sign are a number only when this long, or named as one.
BARE_FROM = 9

_NUMBER = re.compile(
    r"(?<![\w.,:/#$€£¥@-])(?:\+|\(\+?)?\d(?:[ ().\-/]{0,3}\d){6,18}(?![\w%€$£]|[.,]\d)"
)
_DATE = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?:[ T].*)?\Z|\d{1,2}([-/.])\d{1,2}\2\d{2,4}(?:\D.*)?\Z"
    r"|\d{4} ?[-/] ?\d{2,4}\Z|\d{1,3}(?:\.\d{1,3}){3}\Z|\d{1,3}(?:[ .]\d{3})+\Z|\d+\.\d+\Z"
)
_CUE = re.compile(
    r"\b(?:phone|call|ring|text|tel|mobile|cell|whatsapp|signal|telegram|fax|sms|telefon|telefono"
    r"|handy|movil|celular|portable|appelle[rz]?|llama(?:me)?|anrufen|number)\b[^\d\n]{0,20}\Z"
)


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Where phone numbers stand in `text` (folded, lower case); dates and sums are left alone."""
    for match in _NUMBER.finditer(text):
        if _is_phone(match[0], text[max(0, match.start() - 40) : match.start()]):
            yield match.span()


def _is_phone(number: str, before: str) -> bool:
    digits = sum(character.isdigit() for character in number)
    if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        return False
    if number[0] in "+(" or _CUE.search(before):
        return True
    if _DATE.match(number):
        return False
    if number.isdigit():
        return number[0] == "0" and digits >= BARE_FROM
    return digits >= BARE_FROM or number.count("-") == 1
