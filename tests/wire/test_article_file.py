"""Files become text in their own charset, or are refused with a reason."""

import pytest

from bot.errors import IntakeError, NoArticle
from bot.wire.article_file import MOST_BYTES, is_markup, text_of_file
from bot.wire.charset import charset_named

STORY = "“Möwen überall”, said the café's owner – it cost €5."


@pytest.mark.parametrize(
    "content",
    [
        STORY.encode(),
        STORY.encode("utf-8-sig"),
        STORY.encode("cp1252"),
        b"\xff\xfe" + STORY.encode("utf-16-le"),
        b"\xfe\xff" + STORY.encode("utf-16-be"),
    ],
)
def test_a_text_file_is_read_in_whatever_charset_it_is(content):
    assert text_of_file(content) == STORY


@pytest.mark.parametrize(
    ("charset", "label"),
    [
        ("cp1252", "iso-8859-1"),
        ("cp1252", "us-ascii"),
        ("gb18030", "gb2312"),
        ("utf-8", "iso-8859-1-unknown"),
        ("utf-8", "rot13"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_declared_charset_counts_where_it_is_a_charset(charset, label):
    page = f'<meta charset="{label}"><p>mööse {STORY if charset != "gb18030" else "“é”"}</p>'
    assert text_of_file(page.encode(charset)) == page


def test_a_wrongly_declared_charset_gives_way_to_utf_8():
    page = '<meta charset="shift_jis"><p>Zürich — “naïve” café</p>'
    assert "Zürich" in text_of_file(page.encode())


def test_one_bad_byte_costs_one_character():
    content = '<meta charset="utf-8"><p>Łódź '.encode() + b"\xff</p>"
    assert text_of_file(content).endswith("Łódź \ufffd</p>")


@pytest.mark.parametrize(
    "label", ["rot13", "zlib", "idna", "punycode", "hex", "unicode_escape", "", "x" * 99, "a\0b"]
)
def test_a_codec_that_is_no_charset_cannot_be_named(label):
    assert charset_named(label) is None


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\x00" * 40])
def test_an_empty_file_is_refused(content):
    with pytest.raises(NoArticle) as refusal:
        text_of_file(content)
    assert "empty" in refusal.value.reader


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 text", b"PK\x03\x04rest", b"\x89PNG\r\n", b"abc\x00\x01\x02def", bytes(range(256))],
)
def test_a_binary_file_is_refused(content):
    with pytest.raises(NoArticle) as refusal:
        text_of_file(content)
    assert "isn't text" in refusal.value.reader


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(IntakeError) as refusal:
        text_of_file(b"a" * (MOST_BYTES + 1))
    assert "2 MB" in refusal.value.reader


def test_markup_is_told_from_text():
    assert is_markup("\n<!DOCTYPE html><html>")
    assert is_markup("<article class='a'><h1>")
    assert not is_markup("Prices < wages, says council")
    assert not is_markup("<3 from the harbour")
