"""What fuzzed inputs are made of: words of each language that a reader must tell apart."""

import gzip
import string
import zlib

import brotli

_MARKUP = r"""
<html> <head> <body> <title>Ferry</title> <article> </article> <h1>Ferry</h1> <p> </p> <div> </div>
<!-- --> <![CDATA[ ]]> <!DOCTYPE <script> </script> <time <a href="/x"> </a> <li> <ul> <table> <td>
<meta property="og:title" content="x"> <link rel="canonical" href="/x"> <base href="//y.example">
<script type="application/ld+json"> {"@type":"NewsArticle"} datetime="2025-11-24T10:00:00Z">
class="comment" class="byline" id="respond" style="display:none" hidden &amp; &#0;
&#x1f600; &lt;b&gt; "LiveBlogPosting" "liveBlogUpdate":[ {"@type":"BlogPosting","articleBody":"x"}
"datePublished":
<p>The_council_voted_on_Tuesday_to_keep_the_ferry_running_for_five_more_years,_they_said.</p>
"""
_FEED = r"""
<?xml version="1.0"?> <rss version="2.0"> <channel> </channel> <item> </item> <title> </title>
<link> </link> <guid isPermaLink="false"> </guid> <pubDate> </pubDate> <description> </description>
<feed xmlns="http://www.w3.org/2005/Atom"> <entry> </entry> <id> </id> <updated> </updated> </rss>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"> <content:encoded> xml:base="/a/"
<![CDATA[ ]]> &amp; & &nbsp; &x; <!DOCTYPE r [<!ENTITY x "y">]> {"items":[ {"id":1} ]} "title":
"url": "date_published": encoding="utf-16" encoding="iso-8859-1" /etc/hostname http://a.example/
Mon,_24_Nov_2025_10:00:00_+0100 <dc:date> </dc:date> <media:content> <itunes:author> <ttl>5</ttl>
"""
_DATE = r"""
2025 -11-24 /11/24 T10:00:00 +01:00 Z +01 GMT EST IST Mon, 24 Nov Nov. November 24, 10:00
10.00 24:00 0000-00-00 1970-01-01 1764000000 1764000000000 at a.m. PM (UTC) 9999 -14:00 :60
29 Feb mars août 31 99999999999 de . , _ - / + : 12:60 25:00 2025-W48 4294967295
"""
_ADDRESS = r"""
http:// https:// // / \ @ : :80 :443 ? # % %2e %00 news.example localhost 127.0.0.1 [::1] [ ] 0x7f
xn-- 。 ① .. ; & = utm_source=x user:pw@ a.internal é 2130706433 ?id=1 amp google.com/amp/s/ #! &&
"""
_TEXT = r"""
Leave_a_Reply Your_email_address_will_not_be_published. By_Jane_Doe “Stop,”_she_said. \" &quot; # >
The_ferry_stays_open_for_another_year,_the_council_said_on_Tuesday. - _ ** 24_November_2025 Updated
"""

_PAGE = """<!doctype html><html><head><title>Ferry stays | The Post</title>
<link rel="canonical" href="/ferry"><script type="application/ld+json">{"@type": "NewsArticle",
"headline": "Ferry stays", "datePublished": "2025-11-24T10:00:00+01:00", "author": {"name":
"Jane Doe"}}</script></head><body><article><h1>Ferry stays</h1><p class="byline">By Jane Doe</p>
<p>The harbour council voted on Tuesday to keep the old ferry running for another five years, after
islanders filled the hall for a third night.</p><p>\u201cWe heard them,\u201d the mayor said.
\u201cThey were right, and we were late to see it, as we so often are on this island.\u201d</p>
<ul><li>One</li><li>Two</li></ul><table><tr><td>1</td></tr></table></article>
<div class="comments"><p>Bo says: no</p></div></body></html>"""
_RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Post</title>
<link>https://news.example/</link><item><title>Ferry &amp; pier</title><link>/a/1?x=1&y=2</link>
<guid isPermaLink="false">1</guid><pubDate>Mon, 24 Nov 2025 10:00:00 +0100</pubDate>
<description><![CDATA[<p>It stays.</p>]]></description></item></channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/b/">
<title>Post</title><entry><title type="html">&lt;b&gt;Ferry&lt;/b&gt;</title><id>tag:1</id>
<link href="a/1"/><updated>2025-11-24T09:00:00Z</updated><summary>It</summary></entry></feed>"""
_JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": 7,
"url": "/a/1", "title": "It&#8217;s", "date_published": "2025-11-24T10:00:00+01:00"}]}"""
_DATES = (
    "Mon, 24 Nov 2025 10:00:00 +0100",
    "2025-11-24T10:00:00.123Z",
    "November 24, 2025 at 10:00 a.m. EST",
    "24.11.2025 24:00",
    "Mon Nov 24 10:00:00 EST 2025",
    "20251124T100000+01",
    "1764000000",
    "24-Nov-25",
)
_STORY = (
    "Ferry stays\nBy Jane Doe\n24 November 2025\n\nThe council voted to keep it.\nLeave a Reply\n"
)


def samples_of(target: str) -> list[bytes]:
    """Whole inputs, for a fuzzer to begin with."""
    packer = zlib.compressobj(wbits=-15)
    samples: dict[str, tuple[str | bytes, ...]] = {
        "date": _DATES,
        "feed": (_RSS, _ATOM, _JSON),
        "page": (_PAGE,),
        "text": (_STORY, _PAGE),
        "address": ("https://news.example/a?utm_source=x&id=1#top", "http://[::1]:80/"),
        "body": (
            gzip.compress(_RSS.encode(), mtime=0),
            zlib.compress(_RSS.encode()),
            packer.compress(_RSS.encode()) + packer.flush(),
            brotli.compress(_RSS.encode()),
        ),
    }
    return [one.encode() if isinstance(one, str) else one for one in samples[target]]


def words_of(target: str) -> list[bytes]:
    """The words that inputs of a target are made of."""
    words = {
        "date": _DATE,
        "feed": _FEED,
        "page": _MARKUP,
        "text": _TEXT + _MARKUP,
        "address": _ADDRESS,
        "body": "",
    }[target]
    spaced = [word.replace("_", " ").encode() for word in words.split()]
    return [*spaced, b"\n", b" ", b"\0", b"\xff", b"\x1f\x8b\x08\x00", string.punctuation.encode()]
