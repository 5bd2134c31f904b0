"""Ways in which a writer may dress up an address that the form knows already."""

import html
from collections.abc import Callable

ADDRESSES = (
    "liv.berg@example.org",
    "otto@news.example.com",
    "ines_k77@example.co.uk",
    "o.nilsson+tips@example.net",
    "j.doe@example.de",
    "mary-ann@mail.example.edu",
    "anna@example.io",
    "tips.desk@example.press",
)
_CYRILLIC = str.maketrans("aceopxy", "асеорху")
_LEET = str.maketrans("oeisa", "03154")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_CIRCLED = {ord("a") + letter: 0x24D0 + letter for letter in range(26)}
_BOLD = {ord("a") + letter: 0x1D41A + letter for letter in range(26)}


def _spoken(address: str, at: str, dot: str) -> str:
    return address.replace("@", at).replace(".", dot)


DISGUISES: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda address: address[::-1],
    lambda address: _spoken(address, " at ", " dot "),
    lambda address: _spoken(address, " (at) ", " (dot) "),
    lambda address: _spoken(address, "[at]", "[dot]"),
    lambda address: _spoken(address, " AT ", "."),
    lambda address: _spoken(address, " at ", "."),
    lambda address: _spoken(address, " arroba ", " punto "),
    lambda address: _spoken(address, " собака ", " точка "),
    lambda address: _spoken(address, "at", "dot"),
    lambda address: _spoken(address, " ", " "),
    lambda address: _spoken(address, " / ", " / "),
    lambda address: _spoken(address, "", ""),
    lambda address: _spoken(address, "#", ","),
    lambda address: _spoken(address, " on ", "."),
    lambda address: _spoken(address, "@", " . "),
    " ".join,
    "-".join,
    "\u200b".join,
    "\u0336".join,
    lambda address: "".join(f"&#{ord(letter)};" for letter in address),
    lambda address: "".join(f"%{ord(letter):02x}" for letter in address),
    "||".join,
    lambda address: address.translate(_CYRILLIC),
    lambda address: address.translate(_LEET),
    lambda address: address.translate(_WIDE),
    lambda address: address.translate(_CIRCLED),
    lambda address: address.translate(_BOLD),
    lambda address: html.escape(address).replace("@", "&commat;").replace(".", "&period;"),
    lambda address: address.replace("@", "\n@\n"),
    lambda address: address.replace("@", " and then, after the sign, "),
    lambda address: address.rpartition("@")[0] + ", host " + address.rpartition("@")[2],
)
