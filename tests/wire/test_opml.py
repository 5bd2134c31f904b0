"""A list of feeds goes out and comes in with its titles and folders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import IntakeError
from bot.wire.opml import MOST_OUTLINES, Outline, opml_of, outlines_in

OUTLINES = (
    Outline("The Harbour Post", "https://news.example/feed.xml", "https://news.example/"),
    Outline("Islands & “Ferries”", "https://a.example/?x=1&y=2", None, ("News", "Local")),
    Outline("Bridges", "https://b.example/rss", None, ("News",)),
    Outline("More bridges", "https://c.example/rss", None, ("News", "Local")),
)


def test_what_is_written_is_read_again():
    assert sorted(outlines_in(opml_of("My feeds", OUTLINES)), key=lambda outline: outline.feed) == (
        sorted(OUTLINES, key=lambda outline: outline.feed)
    )


def test_lists_of_other_programs_are_read():
    written = b"""<?xml version="1.0"?><OPML version="1.0"><body><outline text="News">
    <outline text="A" xmlurl="https://a.example/rss"/><outline title="B" text="b"
    xmlUrl=" https://b.example/rss "/><outline text="no feed"/><outline xmlUrl="https://c.example/"/>
    <outline text="A again" xmlUrl="https://a.example/rss"/>
    <outline text="bad" xmlUrl="javascript:x"/><outline text="file" xmlUrl="file:///etc/passwd"/>
    </outline></body></OPML>"""
    outlines = outlines_in(written)
    assert [(each.title, each.feed, each.folders) for each in outlines] == [
        ("A", "https://a.example/rss", ("News",)),
        ("B", "https://b.example/rss", ("News",)),
        ("https://c.example/", "https://c.example/", ("News",)),
    ]


@pytest.mark.parametrize(
    "written",
    [b"", b"no xml", b"<html><body/></html>", b"\x00\x01", b"<rss/>", b"\xff\xfe"],
)
def test_what_is_no_list_of_feeds_is_refused(written):
    with pytest.raises(IntakeError) as refusal:
        outlines_in(written)
    assert "OPML" in refusal.value.reader


def test_no_entity_reads_a_file():
    written = (
        b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>'
        b'<outline text="&x;" xmlUrl="https://a.example/"/></body></opml>'
    )
    assert all("root:" not in outline.title for outline in outlines_in(written))


def test_a_list_has_a_bound_in_length_and_depth():
    many = "".join(f'<outline text="f" xmlUrl="https://a.example/{n}"/>' for n in range(3_000))
    assert len(outlines_in(f"<opml><body>{many}</body></opml>".encode())) == MOST_OUTLINES
    deep = '<outline text="x">' * 200 + '<outline text="f" xmlUrl="https://a.example/"/>'
    assert outlines_in(f"<opml><body>{deep}</body></opml>".encode()) == ()


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=40))
def test_any_title_can_be_written(folders, title):
    outline = Outline(title, "https://a.example/", None, tuple(folders))
    assert [each.feed for each in outlines_in(opml_of(title, [outline]))] == ["https://a.example/"]
