"""Bytes from outside as text: which charset they are in, and the few charsets that may be used."""

import codecs
import re

# Python knows codecs that are no charsets (rot13, zlib, idna); only these may be named by others.
_ALLOWED = re.compile(
    r"utf-(?:8|16(?:-[lb]e)?)|cp(?:125\d|874|866|932|949)|iso8859-\d+|koi8-[ru]|mac-roman|euc_jp|"
    r"iso2022_jp|gb18030|big5(?:hkscs)?"
)
# As browsers do (WHATWG Encoding): Latin-1 and ASCII labels mean Windows-1252, and so on.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|"
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096


def text_of(content: bytes, label: str | None = None) -> str:
    """`content` as text; what can't be decoded becomes U+FFFD.

    Tried in turn: a byte order mark, `label` (the server's charset), the document's declaration,
    UTF-8, Windows-1252. A declared charset which the bytes don't fit gives way to UTF-8 where they
    fit that; names outside the list of charsets count as not given.
    """
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(marked, "replace")
    declared = charset_named(label) or _declared_in(content)
    for charset in (declared, "utf-8"):
        if charset and (text := _decoded(content, charset)) is not None:
            return text
    return content.decode(declared or "cp1252", "replace")


def charset_named(label: str | None) -> str | None:
    """The codec for a charset's name from outside, None for one that isn't allowed."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip(" \"'")).name
    except (LookupError, ValueError, UnicodeError):
        return None
    name = _WIDER.get(name, name)
    return name if _ALLOWED.fullmatch(name) else None


def _declared_in(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_DECLARED_WITHIN])
    if found is None:
        return None
    charset = charset_named((found[1] or found[2]).decode("ascii", "ignore"))
    # A declaration that could be read byte by byte isn't in UTF-16, whatever it says.
    return "utf-8" if charset and charset.startswith("utf-16") else charset


def _decoded(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except UnicodeError:
        return None
