"""A text as it reads once its disguises are off, each character knowing where it stood."""

import html.entities
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote

from bot.replies.folding import folded, unmixed

# "%2526%252364;" is a percent sign in a percent sign in an entity: deeper nesting isn't seen.
MOST_LAYERS = 4
# Stands for a place that is masked already; nothing reaches across it.
WALL = "\x00"

_WRITTEN_OTHERWISE = re.compile(
    r"(?=[%\\&=])(?:(?:%[0-9A-Fa-f]{2})+"
    r"|[%\\]u\{?[0-9A-Fa-f]{4}\}?|\\u\{[0-9A-Fa-f]{2}\}|\\x[0-9A-Fa-f]{2}|\\[0-3][0-7]{2}"
    r"|&#[0-9]{1,7};?|&#[xX](?:[0-9A-Fa-f]{1,6};|40|2[eE])|&[A-Za-z][A-Za-z0-9]{1,30};"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|(?<=[A-Za-z0-9])=40(?=[A-Za-z]))"
)
_LETTER_ENCLOSED = "[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
_LONE_CIRCLED_A = re.compile(f"(?<!{_LETTER_ENCLOSED})[ⓐⒶ🄰🅐🅰](?!{_LETTER_ENCLOSED})")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(
    r"(?=[*~|`_\[\]<])(?:\*+|~~+|\|\|+|`+|__+|\[|\]\([^()\s]{0,512}\)|\]"
    r"|</?[A-Za-z][A-Za-z0-9]{0,9} ?/?>|<!--[^<>]{0,80}-->)"
)
_SPELLED = re.compile(r"(?<![^\W_])[^\W_]([ \-_*|/])(?:(?:[^\W_]|[@.])\1){4,}[^\W_](?![^\W_])")
_LONE_SIGN = re.compile(r"[ \-_*|/]@[ \-_*|/]")
_SPELLED_WORD = re.compile(r"(?<![^\W_])[A-Za-z0-9](?: [A-Za-z0-9]){2,}(?![^\W_])")
_SPELLING_GAP = re.compile(r"(?<=[\w@.])[ \-_*|/](?=[\w@.])")


@dataclass(frozen=True, slots=True)
class View:
    """A text rewritten; character i of `text` stands for `starts[i]` to `ends[i]` of the source."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, source: str) -> Self:
        """The source itself."""
        return cls(source, range(len(source)), range(1, len(source) + 1))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the view's `start` to `end` (half open, not empty) stood in the source."""
        return self.starts[start], self.ends[end - 1]

    def rewritten(
        self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], str], *, clings: bool = True
    ) -> "View":
        """The view with each match read anew; what vanishes clings to the character before it."""
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            first, last = match.span()
            texts.append(self.text[done:first])
            starts += self.starts[done:first]
            ends += self.ends[done:first]
            new = read(match)
            if new:
                texts.append(new)
                starts += [self.starts[first]] * len(new)
                ends += [self.ends[last - 1]] * len(new)
            elif clings and ends:
                ends[-1] = self.ends[last - 1]
            done = last
        if not done:
            return self
        texts.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return View("".join(texts), starts, ends)


def unveiled(source: str, walls: re.Pattern[str]) -> View:
    """`source` decoded and folded; each match of `walls` in it becomes a WALL.

    Entities, percent signs and backslashes are decoded, also when nested, then every character is
    read as it looks (see `folded`).
    """
    view = View.of(source).rewritten(_CONTROL, lambda _: "")
    view = view.rewritten(walls, lambda _: WALL)
    for _ in range(MOST_LAYERS):
        decoded = view.rewritten(_WRITTEN_OTHERWISE, _decoded)
        if decoded is view:
            break
        view = decoded
    if view.text.isascii():
        return view
    view = view.rewritten(_LONE_CIRCLED_A, lambda _: "@")
    view = view.rewritten(_NOT_ASCII, lambda match: folded(match[0]))
    return View(unmixed(view.text), view.starts, view.ends)


def without_markup(view: View) -> View:
    """The view without Discord's and HTML's formatting, so that what it split is joined."""
    return view.rewritten(_MARKUP, lambda _: "", clings=False)


def without_spelling(view: View) -> View:
    """The view with addresses that were s p e l l e d @ out written together."""
    return view.rewritten(_SPELLED, _joined) if _LONE_SIGN.search(view.text) else view


def with_whole_words(view: View) -> View:
    """The view with every word of single letters written together, as in "at e x a m p l e"."""
    return view.rewritten(_SPELLED_WORD, lambda match: match[0].replace(" ", ""))


def _joined(match: re.Match[str]) -> str:
    return _SPELLING_GAP.sub("", match[0]) if match[0].count("@") == 1 else match[0]


def _decoded(match: re.Match[str]) -> str:
    code = match[0]
    if code == "\\":
        return ""
    if code == "=40":
        return "@"
    if code[0] == "%" and code[1] not in "uU":
        return _CONTROL.sub("", unquote(code, errors="ignore"))
    if code[0] == "&":
        return _entity(code)
    digits = code[1:].strip("ux{}")
    return _character(int(digits, 8 if code[1].isdigit() else 16), code)


def _entity(code: str) -> str:
    name = code[1:].rstrip(";")
    if name[0] != "#":
        return html.entities.html5.get(f"{name};", code)
    is_hex = name[1] in "xX"
    return _character(int(name[2:] if is_hex else name[1:], 16 if is_hex else 10), code)


def _character(number: int, code: str) -> str:
    if number > 0x10FFFF:
        return code
    return "" if number < 0x20 or 0xD800 <= number <= 0xDFFF else chr(number)
