"""Feeds of every kind and fault give entries with what they say, and nothing that they don't."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NoFeed
from bot.feed import Feed
from bot.story import Published
from bot.wire.feed import UNTITLED, feed_from

FEEDS = Path(__file__).resolve().parents[2] / "../shared/feeds"
ADDRESS = "https://news.example/feeds/all.xml"
MONDAY = Published(datetime(2025, 11, 24, 9, 0, tzinfo=UTC))
PUBLISHED = "<pubDate>Mon, 24 Nov 2025 10:00:00 +0100</pubDate>"


def rss(
    items: str, *, head: str = '<?xml version="1.0" encoding="utf-8"?>', channel: str = ""
) -> str:
    return (
        f'{head}<rss version="2.0"><channel><title>The Harbour Post</title>'
        f"<link>https://news.example/</link>{channel}{items}</channel></rss>"
    )


def item(
    title: str = "Ferry stays", link: str = "https://news.example/a/1", more: str = PUBLISHED
) -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def read(written: str | bytes, **given: str) -> Feed:
    content = written.encode() if isinstance(written, str) else written
    return feed_from(content, ADDRESS, **given)


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>The Harbour Post</title>
<link href="https://news.example/"/><entry><title type="html">Ferry stays</title><id>tag:1</id>
<link href="https://news.example/a/1"/><published>2025-11-24T09:00:00Z</published>
<author><name>Jane Doe</name></author><summary>It stays.</summary></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">
<title>The Harbour Post</title><link>https://news.example/</link></channel>
<item rdf:about="https://news.example/a/1"><title>Ferry stays</title>
<dc:creator>Jane Doe</dc:creator><link>https://news.example/a/1</link><dc:date>2025-11-24T09:00:00Z</dc:date>
<description>It stays.</description></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Harbour Post",
        "home_page_url": "https://news.example/",
        "items": [
            {
                "id": 7,
                "url": "/a/1",
                "title": "Ferry stays",
                "content_html": "<p>It stays.</p>",
                "date_published": "2025-11-24T09:00:00Z",
                "authors": [{"name": "Jane Doe"}],
            }
        ],
    }
)


@pytest.mark.parametrize(
    "written",
    [
        rss(item(more=PUBLISHED + "<author>Jane Doe</author><description>It stays.</description>")),
        ATOM,
        RDF,
        JSON,
    ],
)
def test_every_kind_of_feed_gives_the_same_entry(written):
    feed = read(written)
    (entry,) = feed.entries
    assert (feed.title, feed.link) == ("The Harbour Post", "https://news.example/")
    assert (entry.title, entry.link) == ("Ferry stays", "https://news.example/a/1")
    assert (entry.published, entry.summary, entry.authors) == (MONDAY, "It stays.", ("Jane Doe",))


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("It&amp;#8217;s here", "It’s here"),
        ("AT&amp;T", "AT&T"),
        ("AT&T buys", "AT&T buys"),
        ("<![CDATA[<b>Bold</b> news &amp; more]]>", "Bold news & more"),
        ("&lt;em&gt;Ferry&lt;/em&gt; stays", "Ferry stays"),
        ("&amp;lt;em&amp;gt;Ferry&amp;lt;/em&amp;gt; stays", "Ferry stays"),
        ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
        ("&lt;Project&gt; ends", "<Project> ends"),
        ("Two\n   lines", "Two lines"),
        ("Tab\x0band more", "Tab and more"),
        ("“Quoted”, he said", "“Quoted”, he said"),
        ("<![CDATA[a<br>b]]>", "a b"),
    ],
)
def test_a_title_is_decoded_once_and_stripped_of_markup(written, title):
    assert read(rss(item(written))).entries[0].title == title


def test_an_entry_without_a_title_has_its_first_words():
    more = "<description>&lt;p&gt;The ferry stays for another five years.&lt;/p&gt;</description>"
    entries = read(rss(item("", more=more) + item(" ", more=""))).entries
    assert [entry.title for entry in entries] == [
        "The ferry stays for another five years.",
        UNTITLED,
    ]


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://news.example/a?x=1&amp;y=2", "https://news.example/a?x=1&y=2"),
        ("https://news.example/a?x=1&y=2", "https://news.example/a?x=1&y=2"),
        ("/a/1", "https://news.example/a/1"),
        ("a/1", "https://news.example/a/1"),
        ("//cdn.example/a/1", "https://cdn.example/a/1"),
        ("\n  https://news.example/a/1\n", "https://news.example/a/1"),
        ("javascript:alert(1)", "https://news.example/"),
        ("data:text/html,x", "https://news.example/"),
        ("file:///etc/passwd", "https://news.example/"),
        ("http://[broken", "https://news.example/"),
        ("", "https://news.example/"),
    ],
)
def test_a_link_is_absolute_and_leads_to_the_web(written, link):
    assert read(rss(item(link=written))).entries[0].link == link


def test_xml_base_is_the_base_of_links():
    atom = ATOM.replace("<entry>", '<entry xml:base="https://other.example/b/">').replace(
        'href="https://news.example/a/1"', 'href="a/1"'
    )
    assert read(atom).entries[0].link == "https://other.example/b/a/1"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Mon, 24 Nov 2025 20:00:00 AEDT", MONDAY),
        ("24 Nov 2025 10:00:00 +01", MONDAY),
        ("2017-09-10", Published(datetime(2017, 9, 10, tzinfo=UTC), is_day_only=True)),
        ("2017/09/10", Published(datetime(2017, 9, 10, tzinfo=UTC), is_day_only=True)),
        ("0000-00-00 00:00:00", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Wed, 24 Nov 2055 09:00:00 GMT", Published(datetime(2055, 11, 24, 9, tzinfo=UTC))),
        ("soon", None),
    ],
)
def test_a_date_is_what_the_feed_says(date, published):
    assert read(rss(item(more=f"<pubDate>{date}</pubDate>"))).entries[0].published == published


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
    ],
)
def test_an_encoding_is_found_whatever_is_declared(declared, charset):
    written = rss(item("“Café” — naïve"), head=f'<?xml version="1.0" encoding="{declared}"?>')
    assert read(written.encode(charset)).entries[0].title == "“Café” — naïve"


def test_the_servers_charset_counts_where_the_feed_names_none():
    written = rss(item("Łódź"), head='<?xml version="1.0"?>').encode("iso-8859-2")
    assert read(written, charset="iso-8859-2").entries[0].title == "Łódź"


@pytest.mark.parametrize(
    "written",
    [
        "<br /><b>Warning</b>: mysql in /x.php\n" + rss(item()),
        "\n\n  " + rss(item()),
        "<!-- cached --> " + rss(item()),
        rss(item() + "<item><title>Second")[:-20],
        rss(item() + "<item><title>a & b < c</title></item>"),
        rss(item().replace("</link>", "")),
    ],
)
def test_a_broken_feed_gives_what_can_be_read(written):
    assert read(written).entries[0].title == "Ferry stays"


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"/etc/hostname",
        b"https://news.example/other.xml",
        b"<!doctype html><html><head><title>x</title></head><body><p>Hello</p></body></html>",
        b"{}",
        b'{"items": 3}',
        b"{" * 50_000,
        b'{"items": ' + b"[" * 50_000,
        bytes(range(256)),
    ],
)
def test_what_is_no_feed_is_refused_and_opens_nothing(written):
    with pytest.raises(NoFeed):
        read(written)


def test_a_feed_says_whether_it_was_cut():
    assert not read(rss(item())).is_cut
    assert not read(ATOM).is_cut
    assert not read(RDF).is_cut
    assert not read(rss(item()).encode("utf-16")).is_cut
    assert read(rss(item() + item())[:-60]).is_cut


def test_an_entry_cut_in_half_is_left_out_even_where_it_is_the_only_one():
    cut = rss(item())
    assert read(cut[: cut.index("a/1</link>")]).entries == ()
    both = rss(item() + item("Second"))
    assert [entry.title for entry in read(both[: both.rindex("a/1")]).entries] == ["Ferry stays"]


def test_an_ampersand_within_cdata_stays_one():
    link = "<![CDATA[https://news.example/a?x=1&y=2]]>"
    first, second = read(rss(item("AT&T & sons", link) + item("R&D"))).entries
    assert (first.title, first.link) == ("AT&T & sons", "https://news.example/a?x=1&y=2")
    assert second.title == "R&D"


def test_a_feed_without_entries_is_a_feed():
    assert read(rss("")).entries == ()


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/evil.dtd" [<!ENTITY x "safe">]>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p; <!ENTITY x "safe">]>',
    ],
)
def test_no_entity_reads_a_file_or_an_address(doctype):
    host = Path("/etc/hostname")
    written = rss(item("A&x;B"), head=f'<?xml version="1.0"?>{doctype}')
    title = read(written).entries[0].title
    assert not host.exists() or host.read_text().strip() not in title


def test_an_entity_bomb_stays_small():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 7))
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{levels}]>'
    try:
        feed = read(rss(item("&l6;"), head=head))
    except NoFeed:
        return
    assert all(len(entry.title) <= 500 for entry in feed.entries)


def test_a_feed_may_ask_for_its_rhythm():
    assert read(rss("", channel="<ttl>30</ttl>")).every_s == 1800
    assert read(rss("", channel="<ttl>soon</ttl>")).every_s is None


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the real feeds lie beside the project only")
def test_real_feeds_give_entries_with_title_and_link():
    for path in sorted(FEEDS.iterdir())[:20]:
        if path.name != "LICENSE":
            feed = feed_from(path.read_bytes(), ADDRESS)
            assert feed.entries, path.name
            assert all(entry.title and entry.link for entry in feed.entries), path.name


@given(
    st.binary(max_size=200)
    | st.text(alphabet='<>/="&;![]{}:, rsitemlnkpubDa\x00é', max_size=200).map(str.encode)
)
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_the_reader(noise):
    for content in (noise, rss(item()).encode().replace(b"Ferry", noise), b'{"items":[' + noise):
        try:
            assert all(entry.title for entry in read(content).entries)
        except NoFeed:
            continue
